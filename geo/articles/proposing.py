"""Files to draft events: one after the other, or on all processors, always in the order of the files."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from geo.articles.drafts import Draft
from geo.articles.readers import RULES, load_reader
from geo.articles.reading import LONGEST_TEXT
from geo.articles.texts.article import Article
from geo.articles.texts.published import PublishedDates
from geo.articles.texts.reading import load_bytes, read_bytes
from geo.articles.texts.separate import ReadingProcess
from geo.errors import UnreadableFile
from geo.vocabulary import DATA_FOLDER

LEAST_FOR_PROCESSES = 40
"""Files; fewer are read sooner than a second process has loaded the gazetteer."""

CHUNK = 16


@dataclass(frozen=True)
class Job:
    """How files are read.

    Attributes:
        published: The day that all were published on, None where each says its own.
        dates: A table of days, None without one.
        countries: Codes or names of countries that they are known to be about.
        data_folder: Where gazetteer and vocabulary are.
        is_all: Whether drafts of what did not happen are kept too.
        reader: Of `geo.articles.readers.READERS`.
    """

    published: date | None = None
    dates: PublishedDates | None = None
    countries: tuple[str, ...] = ()
    data_folder: Path = DATA_FOLDER
    is_all: bool = False
    reader: str = RULES


@dataclass(frozen=True)
class Proposal:
    """The drafts of one article, or why there are none.

    Attributes:
        file: The file as it was named; with the number of the entry for one of a feed.
        drafts: In the order of the text.
        problem: One sentence on what could not be read; "" where all was.
    """

    file: str
    drafts: tuple[Draft, ...] = ()
    problem: str = ""


class Proposer:
    """Reads files as a job says; keeps the gazetteer and the process for documents in memory.

    Raises:
        BadVocabulary: If a file of words is damaged.
        MissingExtra: If the reader asked for is not installed.
        UnreadableFile: If the gazetteer is damaged, or a country is unknown.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._reader = load_reader(job.reader, job.data_folder, job.countries)
        self._process = ReadingProcess()

    def propose(self, file: str) -> list[Proposal]:
        """Propose the drafts of every article in a file."""
        try:
            return self.propose_bytes(load_bytes(file), file)
        except UnreadableFile as error:
            return [Proposal(file, problem=str(error))]

    def propose_bytes(self, data: bytes, file: str) -> list[Proposal]:
        """Propose the drafts of every article in the bytes of a file."""
        try:
            articles = read_bytes(data, file, self._process)
        except UnreadableFile as error:
            return [Proposal(file, problem=str(error))]
        return [self._propose_one(article) for article in articles]

    def close(self) -> None:
        """End the process in which documents are read."""
        self._process.close()

    def _propose_one(self, article: Article) -> Proposal:
        published = self._job.dates.day_of(article) if self._job.dates else None
        published = published or self._job.published or article.published
        if published is None:
            problem = f"{article.name} does not say when it was published. Add --published YYYY-MM-DD"
            return Proposal(article.name, problem=f"{problem}, or --dates FILE.csv.")
        drafts = self._reader.read(replace(article, published=published))
        kept = tuple(draft for draft in drafts if self._job.is_all or draft.is_event)
        return Proposal(article.name, kept, _say_cut(article))


def _say_cut(article: Article) -> str:
    if len(article.text) <= LONGEST_TEXT:
        return ""
    return f"{article.name} has {len(article.text):,} characters; only the first {LONGEST_TEXT:,} were read. Split it."


def propose_files(files: Sequence[str], job: Job, processes: int | None = None) -> Iterator[Proposal]:
    """Propose the drafts of files, in their order.

    Args:
        files: As `geo.articles.texts.reading.list_articles` gives them.
        job: How they are read.
        processes: How many processes read; as many as processors where it is left out and there are files enough.
    """
    if processes is None:
        processes = (os.cpu_count() or 1) if len(files) >= LEAST_FOR_PROCESSES else 1
    if processes > 1:
        yield from _propose_together(files, job, processes)
        return
    proposer = Proposer(job)
    try:
        for file in files:
            yield from proposer.propose(file)
    finally:
        proposer.close()


def _propose_together(files: Sequence[str], job: Job, processes: int) -> Iterator[Proposal]:
    context = get_context("spawn")  # A forked process would share locks of threads that are not there.
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(job,))
    try:
        window = CHUNK * processes * 8
        for first in range(0, len(files), window):  # Not all at once: memory stays flat.
            for proposals in pool.map(_propose, files[first : first + window], chunksize=CHUNK):
                yield from proposals
    finally:
        pool.shutdown(cancel_futures=True)


_proposer: Proposer | None = None


def _begin(job: Job) -> None:
    global _proposer  # One for each process, which outlives its tasks.
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's, which ends this one.
    _proposer = Proposer(job)


def _propose(file: str) -> list[Proposal]:
    return _proposer.propose(file)
