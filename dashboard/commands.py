"""The commands `serve` and `export`."""

from __future__ import annotations

import argparse
from pathlib import Path

from geo.commands.parser import A_STORE, FOUND_NOTHING_GOOD, PROJECT, complain, read_store
from geo.errors import AtlasError
from geo.tables.printing import printable

EXPORT_FORMATS = ("csv", "xlsx", "acled", "geojson", "gpkg", "parquet", "kml")
ABOUT_EXPORTS = """formats:
  csv      .csv      all columns, and those of the file it came from: what the atlas reads again
  xlsx     .xlsx     the same as a spreadsheet; at most 1,048,575 events
  acled    .csv      ACLED's columns in ACLED's order. ACLED has no unknown number of deaths: where nobody says how
                     many died the cell is blank, not 0. What ACLED has no column for is left out.
  geojson  .geojson  RFC 7946; an event without a place has no geometry
  gpkg     .gpkg     GeoPackage, for QGIS and other GIS
  parquet  .parquet  GeoParquet, for Python, R and DuckDB
  kml      .kml      Google Earth, with its slider of time

In csv and acled an apostrophe stands before a text that a spreadsheet would take for a formula (it begins with = + - @
and is no number). The atlas takes it off again when it reads the file.

examples:
  python run.py export --to events.gpkg
  python run.py export --to mine.xlsx --events mine.csv more/
  python run.py export --to week.csv --view "http://127.0.0.1:8050/?from=2020-02-05&to=2020-02-12&type=Battles"
  python run.py export --to for-acled-tools.csv --format acled
"""


def add_serve(commands: argparse._SubParsersAction) -> None:
    """Describe the command `serve`."""
    serve = commands.add_parser("serve", help="show the map in the browser (what happens without a command)")
    events = {"nargs": "+", "type": Path, "metavar": "PATH", "default": [PROJECT / "data" / "events"]}
    serve.add_argument("--events", **events, help="CSV files or folders of them; default data/events")
    store = "show what load made, by itself: a store file or a ClickHouse database; without it, the events"
    serve.add_argument("--store", type=read_store, metavar=A_STORE, help=store)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on; default 127.0.0.1, this machine only")
    serve.add_argument("--port", type=_port, default=8050, help="port to listen on; default 8050")
    serve.add_argument(
        "--basemap", type=Path, metavar="FILE", help="draw the map from a PMTiles archive of this machine, if chosen"
    )
    online = "let basemaps of other machines be chosen; they learn which part of the world is looked at. Off by default"
    serve.add_argument("--online", action="store_true", help=online)
    edit = (
        "let events be added, changed and retired on the page. On another --host than this machine the environment "
        "must have ATLAS_PASSWORD, which the page then asks everybody for; their name goes into the log"
    )
    serve.add_argument("--edit", action="store_true", help=edit)
    logo = "a PNG or JPEG for the upper right corner of every sheet of a briefing"
    serve.add_argument("--logo", type=Path, metavar="FILE", help=logo)
    template = "a PowerPoint file whose look the slides of a briefing take"
    serve.add_argument("--template", type=Path, metavar="PPTX", help=template)
    _add_limits(serve)
    serve.add_argument("--no-browser", action="store_true", help="do not open a browser")
    serve.set_defaults(run=run_serve)


def add_export(commands: argparse._SubParsersAction) -> None:
    """Describe the command `export`."""
    export = commands.add_parser(
        "export",
        help="write events, or those of a view, as a file for other programs",
        description="Write all events, or those of a view, as a file for other programs.",
        epilog=ABOUT_EXPORTS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    export.add_argument(
        "--to", type=Path, metavar="FILE", required=True, help="the file to write; an old one gives way"
    )
    export.add_argument("--view", metavar="URL", help="only the events that this address of the map keeps")
    export.add_argument("--format", choices=EXPORT_FORMATS, help="default: what the suffix of FILE says")
    events = {"nargs": "+", "type": Path, "metavar": "PATH", "default": [PROJECT / "data" / "events"]}
    export.add_argument("--events", **events, help="files of events or folders of them; default data/events")
    store = "take the events of a store that load made, and not of files"
    export.add_argument("--store", type=read_store, metavar=A_STORE, help=store)
    export.set_defaults(run=run_export)


def _add_limits(serve: argparse.ArgumentParser) -> None:
    memory = "what questions to the events may take of the memory; default 400MB"
    serve.add_argument("--memory", metavar="SIZE", default="400MB", help=memory)
    threads = "how many processors one question may take; default all of them"
    serve.add_argument("--threads", type=_at_least_one, metavar="N", help=threads)
    seconds = "after how many seconds a question is stopped; default 30"
    serve.add_argument("--query-seconds", type=_at_least_one, metavar="N", default=30, help=seconds)


def _at_least_one(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 5 and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f'"{text}" is not a whole number from 1 on')


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 5 and 0 <= int(text) <= 65_535:
        return int(text)
    raise argparse.ArgumentTypeError(f'"{text}" is not a port between 0 and 65535')


def run_serve(options: argparse.Namespace) -> int:
    """Serve the map until interrupted."""
    from dashboard.briefing.logo import read_logo
    from dashboard.briefing.slides.template import open_template
    from dashboard.serving import serve
    from dashboard.settings import Settings
    from geo.store.limits import Limits, check_memory

    if options.store and options.edit:
        raise AtlasError("--edit changes files of events, and --store shows a store by itself. Leave one of them out.")
    if options.template:
        open_template(options.template)  # A wrong one is said now, and not when the first slide is made.
    settings = Settings(
        host=options.host, port=options.port, basemap=options.basemap, is_online=options.online,
        is_editing=options.edit, logo=read_logo(options.logo) if options.logo else "", template=options.template,
        store=options.store, limits=Limits(check_memory(options.memory), options.threads, options.query_seconds),
    )  # fmt: skip
    serve(options.events, settings, open_browser=not options.no_browser)
    return 0


def run_export(options: argparse.Namespace) -> int:
    """Write events as a file, and say how many and what was left out."""
    from dashboard.export_file import export_file

    done = export_file(options.to, options.events, options.view, options.format, options.store)
    print(printable(done.said))
    for left_out in done.left_out:
        complain(left_out)
    return FOUND_NOTHING_GOOD if done.left_out else 0
