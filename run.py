"""The one command line; each command is described in its room, in `geo/commands` or `dashboard`."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard.briefing.command import add_brief
from dashboard.commands import add_export, add_serve, run_serve
from dashboard.trust.command import add_password
from geo.commands.changing import add_add, add_diff
from geo.commands.checking import add_check, run_check
from geo.commands.gazetteer import add_gazetteer
from geo.commands.importing import add_import
from geo.commands.loading import add_load
from geo.commands.parser import CANNOT_START, Parser, complain
from geo.commands.places import add_geocode, add_places
from geo.commands.proposing import add_propose
from geo.errors import AtlasError
from geo.tables.without_pandas import keep_pandas_out

EXAMPLES = """examples:
  python run.py                                  show data/events on a map in the browser
  python run.py --events mine.csv more/          show other files or folders
  python run.py --edit                           the same, with a form to add and change events
  python run.py check data/events/*.csv          say which rows are wrong, and how to mend them
  python run.py import acled.csv                 turn a table of ACLED, UCDP, GDELT, TimeMap into events
  python run.py import --suggest table.csv       draft how any other table is read
  python run.py load archive/                    make the store of large tables, so that the map opens at once
  python run.py export --to events.gpkg          write all events for another program
  python run.py brief --from 2020-02-07 --to 2020-02-09 --format png,pptx --out briefs
  python run.py add new.csv                      append new events to the file in data/events
  python run.py diff old.csv data/events         say which events were added, changed or removed
  python run.py geocode "Maarat al-Numan"        say where a name lies
  python run.py geocode Ariha --country SY --json
  python run.py geocode Tripoli --explain        say why that one
  python run.py places article.txt               say which places a text names
  python run.py propose article.txt --published 2020-02-17
                                                 draft events from a report, for you to accept
"""


def main(arguments: Sequence[str] | None = None, is_own_process: bool = False) -> int:
    """Run one command.

    Args:
        arguments: The words after `run.py`; those of the command line, if they are left out.
        is_own_process: Whether the process ends with the command.

    Returns:
        0 when all is well, 1 when rows were refused or a name is unknown, 2 when the input cannot be used.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    # Without a command the map is served, so that its options work on their own.
    is_for_serve = not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help"))
    sys.stdout.reconfigure(errors="backslashreplace")
    options = build_parser().parse_args(["serve", *arguments] if is_for_serve else arguments)
    if is_own_process and options.run is not run_serve:
        _hurry(options)
    try:
        code = options.run(options)
        sys.stdout.flush()
    except AtlasError as error:
        complain(str(error))
        return CANNOT_START
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of a pipe has left; the interpreter would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _hurry(options: argparse.Namespace) -> None:
    """Spare a process that does one thing and ends what only longer ones need."""
    # Looking for garbage among the hundred thousand objects of the libraries takes longer than a small table.
    gc.set_threshold(100_000, 20, 100)
    if options.run is run_check and not options.duplicates and all(map(_is_text, options.files)):
        keep_pandas_out()


def _is_text(file: Path) -> bool:
    # Only in a table of text is there no value that Arrow would give as one of pandas.
    return file.suffix.lower() in (".csv", ".tsv")


def build_parser() -> Parser:
    """Describe every command and option."""
    parser = Parser(
        prog="run.py",
        description="Conflict Atlas: reports of armed conflict as events on a map that one can move through in time. "
        "Without a command it serves the map, and the options of serve work on their own.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser, required=True)
    add_serve(commands)
    add_check(commands)
    add_diff(commands)
    add_import(commands)
    add_load(commands)
    add_export(commands)
    add_brief(commands)
    add_add(commands)
    add_geocode(commands)
    add_places(commands)
    add_propose(commands)
    add_gazetteer(commands)
    add_password(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main(is_own_process=True))
