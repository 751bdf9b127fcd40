"""A sheet for a briefing as one SVG: a pure function of a brief, so that the same brief is always the same picture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from xml.sax.saxutils import escape

from dashboard.figures.sheet.arrangement import Arrangement
from dashboard.figures.sheet.brief import Box, Brief
from dashboard.figures.sheet.fonts import FAMILY, describe_fonts
from dashboard.figures.sheet.ground import GroundShapes
from dashboard.figures.sheet.heading import draw_bands, draw_box, draw_foot, draw_head
from dashboard.figures.sheet.key_events import NOT_LISTED, NOTHING, Drawn, draw_list
from dashboard.figures.sheet.layouts import Size
from dashboard.figures.sheet.legend import draw_legend, measure_legend
from dashboard.figures.sheet.map import draw_map
from dashboard.figures.sheet.map_furniture import draw_furniture, place_furniture
from dashboard.figures.sheet.page_inks import PageInks, choose_inks
from dashboard.figures.sheet.strip import draw_strip
from dashboard.figures.sheet.text import clean

TEXT = re.compile(r"<text\b([^>]*)>([^<]*)</text>")
LIST_WIDTH = 0.7
"""Of the room below the map of a tall sheet, for the list; the legend has the rest."""


@dataclass(frozen=True)
class Sheet:
    """A finished sheet.

    Attributes:
        svg: The picture; nothing in it is loaded from anywhere.
        size: How large it is.
        boxes: Where its parts stand, pixels: `map`, `strip`, `list`, `legend`, those that are there.
        listed: How many of the key events found room in the list.
    """

    svg: str
    size: Size
    boxes: Mapping[str, Box]
    listed: int


def compose(brief: Brief, at: Arrangement, ground: GroundShapes, hidden: frozenset[str] = frozenset()) -> Sheet:
    """Draw a sheet.

    Args:
        brief: All that it says.
        at: Where each part stands.
        ground: What the map is drawn from.
        hidden: Parts of `PARTS` that are switched off.
    """
    unit, inks = at.size.unit, choose_inks(brief.is_dark)
    boxes = {"map": at.map, **({"strip": at.strip} if at.strip else {}), **_divide(brief, at, hidden)}
    listed = Drawn("", 0)
    if box := boxes.get("list"):
        nothing = NOT_LISTED if brief.events else NOTHING
        listed = draw_list(brief.key_events, brief.rule, box, unit, inks, nothing)
    # A number on the map that the list does not explain would be a riddle.
    numbered = [event for event in brief.map.numbered if event.number <= listed.shown]
    brief = replace(brief, map=replace(brief.map, numbered=numbered))
    parts = [
        draw_box(Box(0, 0, at.size.width_px, at.size.height_px), inks.paper),
        _draw_map_area(brief, at.map, unit, ground, hidden, inks),
        draw_strip(brief.strip, at.strip, unit, inks) if at.strip and brief.strip else "",
        listed.svg,
        draw_legend(brief.legend, boxes["legend"], unit, inks) if "legend" in boxes else "",
        draw_head(brief, at, inks),
        draw_foot(at, inks),
        draw_bands(brief, at),
    ]
    svg = wrap_svg("".join(parts), at.size.width_px, at.size.height_px, brief.title)
    return Sheet(svg, at.size, boxes, listed.shown)


def compose_map(brief: Brief, box: Box, unit: float, ground: GroundShapes, hidden: frozenset[str] = frozenset()) -> str:
    """Draw only the map with what lies on it, as an SVG as large as a box."""
    drawn = _draw_map_area(brief, box, unit, ground, hidden, choose_inks(brief.is_dark))
    return wrap_svg(drawn, box.width, box.height, brief.title)


def compose_strip(brief: Brief, box: Box, unit: float) -> str:
    """Draw only the timeline, as an SVG as large as a box; empty where there is none."""
    if brief.strip is None:
        return ""
    inks = choose_inks(brief.is_dark)
    drawn = draw_box(box, inks.paper) + draw_strip(brief.strip, box, unit, inks)
    return wrap_svg(drawn, box.width, box.height, brief.days)


def compose_ground(brief: Brief, box: Box, ground: GroundShapes, unit: float) -> str:
    """Draw the map without its events, as a group: what an interactive page draws its marks on."""
    nothing = {name: [] for name in brief.map.marks}
    part = replace(brief.map, marks=nothing, lines=(), numbered=(), shown=brief.map.shown - {"rings", "movements"})
    return draw_map(part, box, ground, brief.palette, unit=unit)


def _draw_map_area(
    brief: Brief, box: Box, unit: float, ground: GroundShapes, hidden: frozenset[str], inks: PageInks
) -> str:
    furniture = place_furniture(brief.map, box, unit, hidden)
    drawn = draw_map(brief.map, box, ground, brief.palette, unit=unit, reserved=furniture.boxes)
    edge = f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'
    frame = f'{edge} fill="none" stroke="{inks.line}" stroke-width="{unit:.1f}"/>'
    return drawn + draw_furniture(furniture, brief.map, box, ground, brief.palette, unit) + frame


def _divide(brief: Brief, at: Arrangement, hidden: frozenset[str]) -> dict[str, Box]:
    """Share what is beside the map, or below it, between list and legend."""
    side = at.side
    if side is None:
        return {}
    has_list, has_legend = "list" not in hidden, "legend" not in hidden and bool(brief.legend)
    if not has_legend:
        return {"list": side} if has_list else {}
    if not has_list:
        return {"legend": side}
    gap = 18 * at.size.unit
    if at.size.is_wide:
        height = min(measure_legend(brief.legend, side.width, at.size.unit), 0.42 * side.height)
        top = Box(side.x, side.y, side.width, side.height - height - gap)
        return {"list": top, "legend": Box(side.x, side.y + side.height - height, side.width, height)}
    width = LIST_WIDTH * side.width
    left = Box(side.x, side.y, width - gap, side.height)
    return {"list": left, "legend": Box(side.x + width, side.y, side.width - width, side.height)}


def wrap_svg(drawn: str, width_px: float, height_px: float, title: str) -> str:
    """Make a whole SVG of what is drawn: with a name, and with the letters that it uses."""
    texts = [(unescape(text), 'font-weight="700"' in attributes) for attributes, text in TEXT.findall(drawn)]
    fonts = describe_fonts(texts)
    size = f'width="{width_px:.0f}" height="{height_px:.0f}" viewBox="0 0 {width_px:.0f} {height_px:.0f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FAMILY}" role="img">'
    return (
        f"{head}<title>{escape(clean(title))}</title><style>{fonts}text{{unicode-bidi:plaintext}}</style>{drawn}</svg>"
    )
