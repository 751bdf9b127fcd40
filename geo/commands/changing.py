"""The commands `add` and `diff`: new events into a file, and what differs between two states of the events."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from geo.commands.parser import FOUND_DIFFERENCES, FOUND_NOTHING_GOOD, PROJECT, complain


def add_add(commands: argparse._SubParsersAction) -> None:
    """Describe the command `add`."""
    add = commands.add_parser("add", help="append new events to a file: wrong rows are named, the others are added")
    add.add_argument("drafts", type=Path, metavar="DRAFTS", help="a CSV of events in our columns; ids may be blank")
    to = "the file they go to, begun if need be; default the one file in data/events, if there is one"
    add.add_argument("--to", type=Path, metavar="FILE", help=to)
    add.add_argument("--json", action="store_true", help="print a JSON object")
    add.set_defaults(run=run_add)


def add_diff(commands: argparse._SubParsersAction) -> None:
    """Describe the command `diff`."""
    diff = commands.add_parser(
        "diff",
        help="say which events were added, changed or removed between two files or folders",
        description="Say which events were added, changed or removed, by their ids. Leaves with 0 when all events say "
        "the same, 1 when some differ, 2 when a file cannot be read.",
    )
    for name, when in (("old", "were"), ("new", "are")):
        diff.add_argument(name, type=Path, metavar=name.upper(), help=f"a file of events, or a folder, as they {when}")
    diff.add_argument("--json", action="store_true", help="print a JSON object")
    diff.add_argument("--all", action="store_true", help="list every event; without it the first 50 of each kind")
    diff.set_defaults(run=run_diff)


def run_add(options: argparse.Namespace) -> int:
    """Append new events to a file of events."""
    from geo.editing.adding import add_file, choose_target
    from geo.editing.printing import adding_text
    from geo.tables.reading import list_files
    from geo.vocabulary import read_vocabulary

    folder = PROJECT / "data" / "events"
    target = choose_target(options.to, folder)
    result = add_file(options.drafts, target, list_files([folder, target.parent]), read_vocabulary())
    print(json.dumps(result.as_dict(), ensure_ascii=False, indent=2) if options.json else adding_text(result))
    return FOUND_NOTHING_GOOD if result.rejected else 0


def run_diff(options: argparse.Namespace) -> int:
    """Print what differs between two states of the events."""
    from geo.tables.difference_printing import differences_text
    from geo.tables.differences import find_differences, read_events
    from geo.vocabulary import read_vocabulary

    vocabulary = read_vocabulary()
    (old, refused_before), (new, refused_after) = (read_events(path, vocabulary) for path in (options.old, options.new))
    found = find_differences(old, new)
    if options.json:
        refused = {"refused_rows": {"old": refused_before, "new": refused_after}}
        print(json.dumps(found.as_dict() | refused, ensure_ascii=False, indent=2))
    else:
        print(differences_text(found, options.all))
    for path, refused in ((options.old, refused_before), (options.new, refused_after)):
        if refused:
            complain(f"{path}: {refused:,} refused rows are not compared. See: python run.py check {path}")
    return 0 if found.are_none else FOUND_DIFFERENCES
