"""A brief as one HTML file that opens from a disk, with no network: its map, timeline, lists and cards can be used."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from string import Template

from dashboard.briefing.page_data import MOST_EVENTS, gather_page_data, write_json
from dashboard.briefing.page_events import PageEvent
from dashboard.briefing.page_parts import (
    say,
    tint,
    write_foot,
    write_icons,
    write_key_events,
    write_legend,
    write_logo,
    write_marking,
    write_notice,
)
from dashboard.figures.palette import LIGHT
from dashboard.figures.sheet.brief import Box, Brief
from dashboard.figures.sheet.fonts import FAMILY, describe_fonts

PAGE_FOLDER = Path(__file__).resolve().parent / "page"
SCRIPTS = ("state.js", "map.js", "names.js", "marks.js", "timeline.js", "lists.js", "start.js")
"""The script of the page, in this order: one names what another has made."""

POLICY = (
    "default-src 'none'; script-src 'sha256-{}'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
"""Nothing is asked of anybody, and no script but the page's own runs."""


def write_html(
    brief: Brief,
    picture: str,
    events: Sequence[PageEvent],
    *,
    map_box: Box,
    made_at: datetime,
    ground_box: Box | None = None,
    total: int | None = None,
) -> str:
    """Write the page of a brief; the same things give the same text.

    Args:
        brief: What it says.
        picture: The ground of the map as a piece of SVG, without marks: the camera of the brief looks at the middle of
            `map_box` and of `ground_box`, one unit is one pixel of the sheet. When the map is zoomed, `<text>` and
            `<circle>` keep their size, and so does what has an attribute `data-at="x y"`, about that point.
        events: Those of all days that the timeline is to have; the first `MOST_EVENTS` of them are written.
        map_box: What the map shows at first.
        made_at: When it is made, with its time zone.
        ground_box: How far the picture reaches; half a map further on each side where it is not said.
        total: How many events there are, where `events` are not all.
    """
    ground = ground_box or grow(map_box)
    kept = events[:MOST_EVENTS]
    held, total = len(kept), max(len(events), total or 0)
    script = "\n".join((PAGE_FOLDER / name).read_text(encoding="utf-8") for name in SCRIPTS)
    parts = {
        "theme": "dark" if brief.is_dark else "light",
        "policy": POLICY.format(hash_script(script)),
        "title": say(brief.title) or "Conflict Atlas",
        "subtitle": say(brief.subtitle),
        "deaths": say(brief.deaths),
        "days": say(brief.days),
        "counts": say(brief.counts),
        "logo": write_logo(brief),
        "icons": write_icons([event.icon for event in kept] + [row.icon for row in brief.legend]),
        "marking_top": write_marking(brief, "top"),
        "marking_bottom": write_marking(brief, "bottom"),
        "view_box": f"{map_box.x:g} {map_box.y:g} {map_box.width:g} {map_box.height:g}",
        "picture": picture,
        "notice": write_notice(held, total),
        "key_events": write_key_events(brief),
        "legend": write_legend(brief),
        "foot": write_foot(brief, made_at),
        "data": write_json(gather_page_data(brief, kept, map_box, ground, total)),
        "script": script,
    }
    page = (PAGE_FOLDER / "page.html").read_text(encoding="utf-8")
    return Template(page).substitute(parts, style=_write_style(brief, page + "".join(parts.values())))


def hash_script(script: str) -> str:
    """Return what a Content-Security-Policy calls a script: its SHA-256 in base64 (CSP 3, 2.3.1)."""
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def _write_style(brief: Brief, page: str) -> str:
    letters = sorted({letter for letter in page if letter.isprintable()} | set("0123456789…–−·×"))
    # One letter at a time, so that each comes of the first font that has it.
    fonts = describe_fonts((letter, is_bold) for is_bold in (False, True) for letter in letters)
    colours = {name: tint(getattr(brief.palette, name), getattr(LIGHT, name)) for name in ("sea", "label", "post")}
    of_theme = "".join(f"--{name}:{colour};" for name, colour in colours.items())
    style = (PAGE_FOLDER / "style.css").read_text(encoding="utf-8")
    return f"{fonts}\n:root{{--family:{FAMILY};{of_theme}}}\n{style}"


def grow(box: Box) -> Box:
    """Return how far the ground reaches: half a map further on each side."""
    return Box(box.x - box.width / 2, box.y - box.height / 2, box.width * 2, box.height * 2)
