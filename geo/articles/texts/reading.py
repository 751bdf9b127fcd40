"""Any file that people have to articles, one after the other: the one door to this room."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from geo.articles.texts.article import Article, Unread
from geo.articles.texts.folders import list_files
from geo.articles.texts.kinds import READABLE, Kind, recognise
from geo.articles.texts.plain import read_plain
from geo.articles.texts.separate import ReadingProcess
from geo.errors import UnreadableFile

STANDARD_INPUT = "-"
MOST_BYTES = 50_000_000
"""How large a file may be."""


def list_articles(paths: Iterable[str]) -> list[str]:
    """List the files that paths mean: a file itself, the articles of a folder in a stable order, `-` standard input.

    Raises:
        UnreadableFile: If a path does not exist, or a folder holds no article.
    """
    found: list[str] = []
    for path in paths:
        if path != STANDARD_INPUT and Path(path).is_dir():
            inside = [str(one) for one in list_files(Path(path))]
            if not inside:
                raise UnreadableFile(f"{path} holds no .txt file, nor any other report. Expected {READABLE}.")
            found += inside
        elif path != STANDARD_INPUT and not Path(path).exists():
            raise UnreadableFile(f"{path} does not exist. Name {READABLE}, a folder of them, or - for input.")
        else:
            found.append(path)
    return found


def read_articles(files: Iterable[str]) -> Iterator[Article | Unread]:
    """Read files one after the other; memory holds one of them at a time.

    Args:
        files: Files as `list_articles` gives them, or `-` for standard input.

    Yields:
        Articles, several for a feed, and an `Unread` for each file that cannot be read.
    """
    with ReadingProcess() as process:
        for file in files:
            try:
                yield from read_file(file, process)
            except UnreadableFile as error:
                yield Unread(file, str(error))


def read_file(file: str, process: ReadingProcess) -> list[Article]:
    """Read the articles of one file; plain text here, everything else in the process.

    Raises:
        UnreadableFile: If it cannot be read.
    """
    return read_bytes(load_bytes(file), file, process)


def read_bytes(data: bytes, file: str, process: ReadingProcess) -> list[Article]:
    """Read the articles in bytes that were pasted, sent or loaded.

    Args:
        data: The bytes of a file.
        file: Its name; the ending tells the kind where the bytes do not.
        process: Where documents are read.

    Raises:
        UnreadableFile: If they cannot be read, are empty, or more than `MOST_BYTES`.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableFile(
            f"{file} is larger than {MOST_BYTES // 1_000_000} MB. Expected one report. "
            "Split it, or save its text alone."
        )
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise UnreadableFile(f"{file} is empty. Expected the text of a report. Save it again, or leave the file out.")
    kind = recognise(data, file)
    return read_plain(data, file) if kind is Kind.PLAIN else process.read(data, file, kind)


def load_bytes(file: str) -> bytes:
    """Load a file, or standard input, but never much more than may be read.

    Raises:
        UnreadableFile: If it cannot be opened.
    """
    try:
        if file == STANDARD_INPUT:
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(file).open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFile(f"{file} cannot be read: {reason}. Check the name and that you may read it.") from error
