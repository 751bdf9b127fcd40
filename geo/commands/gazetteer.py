"""The command `gazetteer`: where places come from, and places of one's own."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from geo.commands.parser import CANNOT_START, FOUND_NOTHING_GOOD, PROJECT, Parser, complain
from geo.tables.printing import printable


def add_gazetteer(commands: argparse._SubParsersAction) -> None:
    """Describe the command `gazetteer`."""
    gazetteer = commands.add_parser("gazetteer", help="say where places come from; add places of your own")
    actions = gazetteer.add_subparsers(metavar="ACTION", parser_class=Parser, required=True)
    listing = actions.add_parser("list", help="name every source of places, best first")
    listing.add_argument("--json", action="store_true", help="print a JSON list")
    listing.set_defaults(run=run_gazetteer_list)
    add = actions.add_parser("add", help="check files of places and copy them into data/gazetteer")
    add.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a GeoNames dump (.txt, .zip) or a CSV")
    add.add_argument("--replace", action="store_true", help="let a file of the same name and other content give way")
    add.add_argument("--json", action="store_true", help="print JSON: an object for one file, a list for several")
    add.set_defaults(run=run_gazetteer_add)
    remove = actions.add_parser("remove", help="take a file that was added out of data/gazetteer")
    remove.add_argument("name", metavar="NAME", help="its name there, as `gazetteer list` says it")
    remove.set_defaults(run=run_gazetteer_remove)


def run_gazetteer_list(options: argparse.Namespace) -> int:
    """Print where places come from."""
    from geo.gazetteer.sources.loading import load_sources
    from geo.gazetteer.sources.printing import sources_text

    sources = load_sources(PROJECT / "data" / "gazetteer", PROJECT / "build" / "gazetteer")
    if options.json:
        print(json.dumps([source.as_dict() for source in sources.all], ensure_ascii=False, indent=2))
    else:
        print(sources_text(sources.all))
    return FOUND_NOTHING_GOOD if sources.problems else 0


def run_gazetteer_add(options: argparse.Namespace) -> int:
    """Check files of places and add those that can be used."""
    from geo.gazetteer.sources.changing import add_files
    from geo.gazetteer.sources.printing import adding_text

    folder, build = PROJECT / "data" / "gazetteer", PROJECT / "build" / "gazetteer"
    results = add_files(options.files, folder, build, options.replace)
    if options.json:
        content = [result.as_dict() for result in results]
        print(json.dumps(content[0] if len(content) == 1 else content, ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(adding_text, results)))
    errors = [result.error for result in results if result.error]
    for error in errors:
        complain(error)
    if errors:
        return CANNOT_START
    return FOUND_NOTHING_GOOD if any(result.source.refused for result in results) else 0


def run_gazetteer_remove(options: argparse.Namespace) -> int:
    """Take a file of places away."""
    from geo.gazetteer.sources.changing import remove_file

    removed = remove_file(options.name, PROJECT / "data" / "gazetteer")
    print(printable(f"{removed}: removed. Its places are no longer found from the next start on."))
    return 0
