"""The commands `serve` and `export`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from dashboard.trust.command import add_trust, read_trust
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
        "let events be added, changed and retired on the page. On another --host than this machine it needs a "
        "password for editors: see `run.py password`"
    )
    serve.add_argument("--edit", action="store_true", help=edit)
    logo = "a PNG or JPEG for the upper right corner of every sheet of a briefing"
    serve.add_argument("--logo", type=Path, metavar="FILE", help=logo)
    template = "a PowerPoint file whose look the slides of a briefing take"
    serve.add_argument("--template", type=Path, metavar="PPTX", help=template)
    add_trust(serve)
    _add_limits(serve)
    serve.add_argument("--no-browser", action="store_true", help="do not open a browser")
    add_deploying(serve)
    serve.set_defaults(run=run_serve)


def add_deploying(serve: argparse.ArgumentParser) -> None:
    """Describe how the map is served to many; docs/deploying.md tells more."""
    many = serve.add_argument_group("for many viewers (docs/deploying.md)")
    many.add_argument(
        "--workers", type=_number_from(1, 64), default=1, metavar="N",
        help="processes that serve, at best one for each processor; default 1. Needs gunicorn, so not on Windows",
    )  # fmt: skip
    many.add_argument("--path-prefix", type=_prefix, metavar="/PATH", help="the page lies under this path of its host")
    many.add_argument(
        "--proxies", type=_number_from(0, 9), default=0, metavar="N",
        help="believe what so many proxies before the atlas say of who asks, by which scheme and host; default 0",
    )  # fmt: skip
    many.add_argument("--metrics", action="store_true", help="let other machines ask for /metrics, too")
    many.add_argument(
        "--log-format", choices=("text", "json"), default="text", help="json: a line for each request, without its data"
    )


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
    serve.add_argument("--threads", type=_number_from(1, 1_000), metavar="N", help=threads)
    seconds = "after how many seconds a question is stopped; default 30"
    serve.add_argument("--query-seconds", type=_number_from(1, 86_400), metavar="N", default=30, help=seconds)


def _port(text: str) -> int:
    try:
        return _number_from(0, 65_535)(text)
    except argparse.ArgumentTypeError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a port between 0 and 65535') from None


def _number_from(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) <= 5 and least <= int(text) <= most:
            return int(text)
        raise argparse.ArgumentTypeError(f'"{text}" is not a number between {least} and {most}')

    return read


def _prefix(text: str) -> str:
    if re.fullmatch(r"(/[A-Za-z0-9._~-]*[A-Za-z0-9_~-])+/?", text):
        return text.rstrip("/")
    raise argparse.ArgumentTypeError(f'"{text}" is not a path like /atlas, of letters, digits, dots and hyphens')


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
        access=read_trust(options), framed_by=tuple(options.embed_in),
        store=options.store, limits=Limits(check_memory(options.memory), options.threads, options.query_seconds),
        workers=options.workers, path_prefix=options.path_prefix or "", proxies=options.proxies,
        shows_metrics=options.metrics, logs_json=options.log_format == "json",
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
