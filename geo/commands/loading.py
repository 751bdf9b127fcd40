"""The command `load`: tables of any size into a store file."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path

from geo.commands.parser import A_STORE, CANNOT_START, FOUND_NOTHING_GOOD, complain, read_store
from geo.tables.printing import check_text, printable

ABOUT = """The store file lies in build/ under a name made of all that it is made from. serve, brief and export
find it by themselves as long as that is unchanged; a file that cannot be read is made anew without asking. It may be
deleted at any time.

Tables of any size are read: in pieces, each checked, placed and kept until the store is whole. A load that was stopped
goes on where it was when it is started again. docs/scale.md says what it costs, and what a large store does not do.

examples:
  python run.py load archive/                      make the store of a folder
  python run.py --events archive/                  show it: the store is there already
  python run.py load gdelt/*.csv --store gdelt.duckdb
  python run.py --store gdelt.duckdb               show a store alone; the tables need not be on this machine
  python run.py load archive/ --store clickhouse://atlas@db.example:8123/atlas
                                                   fill a ClickHouse database; docs/clickhouse.md says more
"""


def add_load(commands: argparse._SubParsersAction) -> None:
    """Describe the command `load`."""
    load = commands.add_parser(
        "load",
        help="make the store of tables of any size, so that the map opens at once",
        description="Read tables of any size in any format that the atlas knows, say what became of their rows, and "
        "make the store that the map asks.",
        epilog=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    load.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files of events, or folders of them")
    store = "the store file to make, default build/events-HASH.duckdb; or the ClickHouse database to fill from it"
    load.add_argument("--store", type=read_store, metavar=A_STORE, help=store)
    load.add_argument("--all", action="store_true", help="list every fault that is kept, not the first 50 of each file")
    load.set_defaults(run=run_load)


def run_load(options: argparse.Namespace) -> int:
    """Make a store, or find it made already, and say what became of the rows."""
    from geo.store.bulk.telling import Bar
    from geo.store.snapshot import open_events
    from geo.tables.report import FileReport

    with contextlib.closing(Bar()) as bar:
        opened = open_events(options.paths, tell=bar, path=options.store if isinstance(options.store, Path) else None)
        store = opened.store
        store.close()
        if not isinstance(options.store, Path | None):
            options.store.load(store.path, bar)
    reports = [FileReport.from_dict(report) for report in opened.reports]
    print(check_text(reports, options.all))
    megabytes = store.path.stat().st_size / 1e6
    print()
    print(printable(f"{store.path}: {store.total:,} events, {megabytes:,.0f} MB"))
    if not isinstance(options.store, Path | None):
        print(printable(f"{options.store}: {store.total:,} events"))
    for report in reports:
        if report.error is not None:
            complain(report.error)
    if any(report.error is not None for report in reports):
        return CANNOT_START
    return FOUND_NOTHING_GOOD if any(report.rows > report.accepted for report in reports) else 0
