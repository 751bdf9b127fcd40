"""The command `import`: tables of other formats into a file of events."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands.declaring import add_declarations, declared
from geo.commands.parser import CANNOT_START, FOUND_NOTHING_GOOD, PROJECT, complain
from geo.tables.printing import printable

if TYPE_CHECKING:
    from geo.tables.options import ReadingOptions


def add_import(commands: argparse._SubParsersAction) -> None:
    """Describe the command `import`."""
    importing = commands.add_parser(
        "import",
        help="turn tables of ACLED, UCDP, GDELT, TimeMap or any other into a file of events",
        description="Read tables of ACLED, UCDP GED, GDELT, TimeMap, or of any other kind by a mapping file, say what "
        "became of every row, and write the good ones as one CSV file of events. Nothing that they say is lost.",
    )
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a table, or a folder of them")
    to = "the CSV file to write; default data/events/NAME.csv"
    importing.add_argument("--to", type=Path, metavar="TARGET", help=to)
    add_declarations(importing)
    importing.add_argument("--replace", action="store_true", help="let a file that is there give way")
    importing.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    importing.add_argument("--all", action="store_true", help="list every fault; without it the first 50 of each file")
    importing.add_argument("--json", action="store_true", help="print a JSON object")
    importing.add_argument("--suggest", action="store_true", help="draft a mapping file for a table, and print it")
    write = "with --suggest: write the draft beside the table, never over a file that is there"
    importing.add_argument("--write", action="store_true", help=write)
    importing.set_defaults(run=run_import)


def run_import(options: argparse.Namespace) -> int:
    """Turn tables of other formats into a file of events, or draft a mapping file."""
    from geo.tables.importing import import_files
    from geo.vocabulary import read_vocabulary

    reading = declared(options)
    if options.suggest:
        return _suggest(options.files, reading, options.write)
    target = options.to or PROJECT / "data" / "events" / f"{options.files[0].stem}.csv"
    done = import_files(
        options.files, target, read_vocabulary(), reading, is_replacing=options.replace, is_dry=options.dry_run
    )
    print(json.dumps(done.as_dict(), ensure_ascii=False, indent=2) if options.json else done.as_text(options.all))
    unread = [report.error for report in done.reports if report.error is not None]
    for error in unread:
        complain(error)
    if unread:
        return CANNOT_START
    return FOUND_NOTHING_GOOD if any(report.rejected for report in done.reports) else 0


def _suggest(files: Sequence[Path], reading: ReadingOptions, is_written: bool) -> int:
    from geo.tables.formats.suggesting import suggest_mapping, write_suggestion
    from geo.vocabulary import read_vocabulary

    for file in files:
        draft = suggest_mapping(file, read_vocabulary(), reading)
        if is_written:
            print(printable(f"{write_suggestion(file, draft)}: written. Look it through, then import {file}."))
        else:
            print(draft, end="")
    return 0
