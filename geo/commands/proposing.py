"""The command `propose`: draft events from reports, for a person to accept or reject."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands.parser import CANNOT_START, PROJECT, complain
from geo.schema import COLUMN_NAMES
from geo.tables.printing import printable

if TYPE_CHECKING:
    from geo.articles.proposing import Job, Proposal


def add_propose(commands: argparse._SubParsersAction) -> None:
    """Describe the command `propose`."""
    propose = commands.add_parser("propose", help="draft events from the text of reports, for you to accept or reject")
    propose.add_argument("files", nargs="+", metavar="FILE", help="reports, folders of them, or - for input")
    propose.add_argument(
        "--published", metavar="DATE", type=_read_day, help="when they were published, YYYY-MM-DD, if they do not say"
    )
    propose.add_argument("--dates", metavar="FILE.csv", help="a table of such days: file,published")
    propose.add_argument("--country", metavar="CC", action="append", default=[], help="a country they are about")
    propose.add_argument("--all", action="store_true", help="also what was planned, threatened, denied or long past")
    propose.add_argument("--processes", metavar="N", type=int, help="how many processors read; all for many files")
    propose.add_argument("--dask", metavar="ADDRESS", help="read on a Dask cluster instead: tcp://SCHEDULER:8786")
    propose.add_argument(
        "--reader", choices=("rules", "spacy"), default="rules", help="rules alone, or with spaCy's names and grammar"
    )
    shape = propose.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print a JSON list; for several files one object a line")
    shape.add_argument("--out", metavar="DRAFTS.csv", type=Path, help="write a table that `add` reads")
    propose.set_defaults(run=run_propose)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is no day. Write it as 2020-02-17') from None


def run_propose(options: argparse.Namespace) -> int:
    """Print or write the drafts of reports."""
    from geo.articles.proposing import Job, propose_files
    from geo.articles.texts.published import read_dates
    from geo.articles.texts.reading import list_articles

    files = list_articles(options.files)
    dates = read_dates(options.dates) if options.dates else None
    job = Job(options.published, dates, tuple(options.country), PROJECT / "data", options.all, options.reader)
    problems: list[str] = []
    found = _on_cluster(files, job, options.dask) if options.dask else propose_files(files, job, options.processes)
    proposals = _watch(found, len(files), problems)
    if options.out:
        _write_table(proposals, options.out)
    elif options.json:
        _print_json(proposals, is_one=files == options.files and len(files) == 1)
    else:
        _print_text(proposals)
    if problems and len(files) > 1:
        complain(f"Not all was read: {len(problems):,} problems in {len(files):,} files, each named above.")
    return CANNOT_START if problems else 0


def _on_cluster(files: list[str], job: Job, address: str) -> Iterator[Proposal]:
    from geo.errors import MissingExtra

    try:
        from geo.articles.cluster import propose_on_cluster
    except ImportError as error:
        raise MissingExtra(
            "Dask is not installed. Run: pip install -r requirements.txt, or leave out --dask."
        ) from error
    return propose_on_cluster(files, job, address)


def _watch(proposals: Iterator[Proposal], files: int, problems: list[str]) -> Iterator[Proposal]:
    """Show how far reading is, on a terminal only, and say what could not be read."""
    from tqdm import tqdm

    with tqdm(total=files, leave=False, disable=None if files > 1 else True, unit="file") as bar:
        read = set()
        for proposal in proposals:
            name = proposal.file.partition("#")[0]
            bar.update(name not in read)
            read = {name}
            if proposal.problem:
                problems.append(proposal.problem)
                complain(proposal.problem)
            yield proposal


def _print_json(proposals: Iterator[Proposal], is_one: bool) -> None:
    if is_one:
        found = list(proposals)
        if len(found) == 1:
            print(json.dumps([draft.as_dict() for draft in found[0].drafts], ensure_ascii=False, indent=2))
            return
        proposals = iter(found)
    for proposal in proposals:
        entry = {"file": proposal.file, "drafts": [draft.as_dict() for draft in proposal.drafts]}
        if proposal.problem:
            entry["problem"] = proposal.problem
        print(json.dumps(entry, ensure_ascii=False), flush=True)


def _write_table(proposals: Iterator[Proposal], path: Path) -> None:
    """Write a table of our columns, the same event of several articles in one row; ids are left blank for `add`."""
    from geo.articles.joining import join_drafts
    from geo.errors import UnreadableFile

    drafts = join_drafts((proposal.file, draft) for proposal in proposals for draft in proposal.drafts)
    try:
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, COLUMN_NAMES, lineterminator="\n")
            writer.writeheader()
            writer.writerows(draft.row for draft in drafts)
    except OSError as error:
        raise UnreadableFile(
            f"{path} cannot be written: {error.strerror}. Name a file in a folder that is there."
        ) from error
    print(f"{len(drafts)} drafts written to {printable(str(path))}. Look at each, then: python run.py add {path}")


def _print_text(proposals: Iterator[Proposal]) -> None:
    from geo.articles.draft_printing import drafts_text

    for proposal in proposals:
        if proposal.problem and not proposal.drafts:
            continue
        print(f"{printable(proposal.file)}\n{drafts_text(proposal.drafts)}\n")
