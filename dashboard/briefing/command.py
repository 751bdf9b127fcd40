"""`run.py brief`: a view as pictures, slides and pages, without a page and without a screen."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from geo.commands.parser import A_STORE, read_store
from geo.errors import BadBrief
from geo.tables.printing import printable

FILTERS = {
    "from": "first day, YYYY-MM-DD", "to": "last day, YYYY-MM-DD", "type": "an event type", "sub": '"type: sub-type"',
    "side": "a side, by its id: turkiye", "actor": "an actor", "sure": "confirmed, reported or claimed",
    "area": "a province", "place": "a place", "source": "a publisher", "tag": "a tag",
    "deaths": "so many: 5.., ..20, 5..20 or unknown", "q": "words that must all occur",
    "at": "where the map looks: latitude,longitude,zoom", "theme": "light or dark",
    "map": "print, for black on white", "show": "a layer to show, and no others: roads, movements, names, none",
}  # fmt: skip
"""Options that say the same as the words of a view's address."""

ABOUT = """formats: png, svg, pdf, pptx, html, gif, mp4; several with commas. PNG, PDF, GIF, MP4 and the maps of slides
are drawn by Chromium or Chrome, which must be installed; SVG and HTML are not.
layouts: slide, slide-4-3, a4, a4-portrait, letter, letter-portrait, square, web, or pixels: 1400x700
filters (--type, --side, ...) may stand several times, which is "or", and take the place of what --view says
docs/briefing.md tells more.

  python run.py brief --from 2020-02-07 --to 2020-02-09 --format png,pptx --out briefs
  python run.py brief --view "?from=2020-02-05&to=2020-02-12" --layout a4 --format pdf --out briefs
  python run.py brief --from 2020-02-05 --to 2020-02-17 --series day --format pptx --marking TLP:AMBER --out briefs
"""


def add_brief(commands: argparse._SubParsersAction) -> None:
    """Describe the command and its options."""
    brief = commands.add_parser(
        "brief",
        help="make pictures, slides and pages of a view",
        description="Make pictures, slides and pages of a view: title, map, legend, timeline, key events, sources.",
        epilog=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    brief.add_argument("--view", metavar="URL", help="the address of a view, as Copy link gives it")
    for name, said in FILTERS.items():
        brief.add_argument(f"--{name}", dest=f"view_{name}", action="append", metavar=name.upper(), help=said)
    brief.add_argument("--layout", metavar="NAME", help="size and shape of the sheet, see below; default slide")
    brief.add_argument("--format", default="png", metavar="NAMES", help="one, or several with commas; default png")
    brief.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the files are written")
    brief.add_argument("--name", default="", help="name of the files; default: title and days")
    brief.add_argument("--series", choices=("day", "week", "month"), help="a sheet, or frame, for each of them")
    scale = "pixels of a picture or film for each of the sheet, 1 to 4; default 1"
    brief.add_argument("--scale", type=float, default=1.0, help=scale)
    words = {"title": "title", "subtitle": "line below the title", "foot": "sources, at the foot"}
    for name, said in words.items():
        brief.add_argument(f"--{name}", metavar="TEXT", help=f"{said}; default: proposed from the view")
    brief.add_argument("--marking", metavar="TEXT", help="above and below: UNCLASSIFIED, TLP:AMBER, or any words")
    brief.add_argument("--top", metavar="N", help="list so many key events; default 8, at most 40")
    brief.add_argument("--key", action="append", metavar="ID", help="list this event, and no others but those named so")
    parts = "leave out: title, subtitle, list, legend, strip, scale, north, locator or sources"
    brief.add_argument("--without", action="append", metavar="PART", help=parts)
    brief.add_argument("--logo", type=Path, metavar="FILE", help="a PNG or JPEG for the upper right corner")
    brief.add_argument("--template", type=Path, metavar="PPTX", help="take the look of the slides from this file")
    brief.add_argument("--as-of", metavar="TIME", help="the moment that stands on the sheet, ISO 8601; default now")
    events = {"nargs": "+", "type": Path, "metavar": "PATH", "default": []}
    brief.add_argument("--events", **events, help="files of events or folders of them; default data/events")
    store = "take the events of a store that load made, and not of files"
    brief.add_argument("--store", type=read_store, metavar=A_STORE, help=store)
    brief.set_defaults(run=run_brief)


def run_brief(options: argparse.Namespace) -> int:
    """Make the files, and say where they are; 1 where one of them is not as it should be."""
    from dashboard.briefing.writing import write_briefs

    said: list[str] = []
    try:
        for file in write_briefs(options, write_query(options), _read_moment(options.as_of), said):
            print(printable(str(file)), flush=True)
    except KeyboardInterrupt:
        print("Stopped. The files named above are whole.", file=sys.stderr)
        return 130
    for sentence in dict.fromkeys(said):
        print(printable(f"run.py: {sentence}"), file=sys.stderr)
    return 1 if said else 0


def write_query(options: argparse.Namespace) -> str:
    """Write the query of the view that the options ask for: that of `--view`, with what others say in its place.

    Raises:
        AtlasError: If `--view` is no address of a view.
    """
    from dashboard.viewed import find_query

    pairs = parse_qsl(find_query(options.view), keep_blank_values=True) if options.view is not None else []
    given = dict(_given(options))
    kept = [(key, value) for key, value in pairs if key not in given]
    return urlencode([*kept, *((key, value) for key, values in given.items() for value in values)])


def _given(options: argparse.Namespace) -> Iterator[tuple[str, Sequence[str]]]:
    for name in FILTERS:
        if values := getattr(options, f"view_{name}"):
            yield name, values
    for name in ("layout", "title", "subtitle", "foot", "marking", "top"):
        if (value := getattr(options, name)) is not None:
            yield name, [value]
    for name in ("key", "without"):
        if values := getattr(options, name):
            yield name, values


def _read_moment(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadBrief(f'"{text[:60]}" is no moment. Expected 2020-02-17T14:05Z.') from None
