"""The command `check`: every row of files of events and layers that is wrong."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands.declaring import add_declarations, declared
from geo.commands.parser import CANNOT_START, FOUND_NOTHING_GOOD, complain

if TYPE_CHECKING:
    from geo.duplicates.printing import Twins
    from geo.loading import LoadedEvents
    from geo.tables.report import FileReport


def add_check(commands: argparse._SubParsersAction) -> None:
    """Describe the command `check`."""
    check = commands.add_parser("check", help="read files of events and layers and name every row that is wrong")
    files = "a file of events, a folder of them (not the folders inside it), or a .geojson file of a layer"
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help=files)
    check.add_argument("--json", action="store_true", help="print JSON: an object for one file, a list for several")
    check.add_argument("--quiet", action="store_true", help="say nothing of files in which all is well")
    check.add_argument("--all", action="store_true", help="list every fault; without it the first 50 of each file")
    duplicates = "also list events that may be told twice: near in place and time, of one type, with similar actors"
    check.add_argument("--duplicates", action="store_true", help=duplicates)
    add_declarations(check)
    check.set_defaults(run=run_check)


def run_check(options: argparse.Namespace) -> int:
    """Print what is wrong in files of events and layers."""
    from geo.loading import check_events, load_events
    from geo.tables.printing import check_text
    from geo.tables.reading import list_files
    from geo.tables.sheets.geojson import holds_events

    files = list_files(options.files)
    layers = [file for file in files if file.suffix.lower() == ".geojson" and not holds_events(file)]
    tables = [file for file in files if file not in layers]
    loaded = load_events(tables, options=declared(options)) if tables and options.duplicates else None
    twins = _find_duplicates(loaded, tables) if loaded else None
    checked = check_events(tables, options=declared(options)) if not loaded and (tables or not layers) else ()
    reports = [*(loaded.reports if loaded else checked), *_check_layers(layers)]
    if options.json:
        is_one_file = len(reports) == 1 and not options.files[0].is_dir()
        content = [report.as_dict() | (twins.of_file(report.file) if twins else {}) for report in reports]
        print(json.dumps(content[0] if is_one_file else content, ensure_ascii=False, indent=2))
    else:
        said = [check_text(reports, options.all, options.quiet), twins.as_text(options.all) if twins else ""]
        print("\n\n".join(filter(None, said)), end="\n" if any(said) else "")
    unread = [report.error for report in reports if report.error is not None]
    for error in unread:
        complain(error)
    if unread:
        return CANNOT_START
    return FOUND_NOTHING_GOOD if any(report.rejected for report in reports) else 0


def _find_duplicates(loaded: LoadedEvents, tables: Sequence[Path]) -> Twins:
    from geo.duplicates.distinct import read_distinct
    from geo.duplicates.printing import Twins

    return Twins.find(loaded.events, read_distinct(tables))


def _check_layers(files: Sequence[Path]) -> Iterator[FileReport]:
    if files:
        from geo.layers.reading import read_layer
        from geo.vocabulary import read_vocabulary

        yield from (read_layer(file, read_vocabulary()).report for file in files)
