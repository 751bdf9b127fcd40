"""Arrangement: where each part of a sheet stands, before anything is drawn or asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.sheet.brief import Box
from dashboard.figures.sheet.layouts import Size
from dashboard.figures.sheet.text import wrap

TITLE_SIZES = (33, 28, 24)
"""Of the letters of a title, for a slide of 1600 px: the first that needs no more than two lines."""

SUBTITLE_SIZE, SOURCES_SIZE = 16.5, 11.5
PAD, GAP, BAND, STRIP = 26, 14, 27, 92
LIST_SHARE, LONG_LIST_SHARE, LEGEND_SHARE = 0.335, 0.45, 0.19
"""Of the width of a wide sheet, for what stands beside the map: the list, a long one, or only the legend."""

LONG_LIST = 22
"""From so many events on a list needs two columns."""


MAP_SHARE, SMALL_MAP_SHARE = 0.56, 0.48
"""Of the height that a tall sheet has for map, list and legend: for the map, and for one above a long list."""


@dataclass(frozen=True)
class Arrangement:
    """Where each part stands; None for one that is not there.

    Attributes:
        size: The sheet.
        title: Lines of the title.
        title_px: Height of their letters, pixels.
        subtitle: Lines of the subtitle.
        sources: Lines at the foot.
        bands: The marking above and below.
        head: Title and subtitle.
        logo: A picture at the right of them.
        map: The map.
        strip: The timeline.
        side: What is beside the map, or below it: list, legend or both.
        foot: The sources.
    """

    size: Size
    title: Sequence[str]
    title_px: float
    subtitle: Sequence[str]
    sources: Sequence[str]
    bands: Sequence[Box]
    head: Box
    logo: Box | None
    map: Box
    strip: Box | None
    side: Box | None
    foot: Box


@dataclass(frozen=True)
class Wordings:
    """What decides how high the parts with words are; empty for a part that is not there.

    Attributes:
        title: The title.
        subtitle: The subtitle.
        sources: What stands at the foot.
        marking: The marking.
        has_logo: Whether there is a logo.
        listed: How many events the list is to have.
    """

    title: str
    subtitle: str
    sources: str
    marking: str
    has_logo: bool = False
    listed: int = 0


def arrange(size: Size, words: Wordings, hidden: frozenset[str] = frozenset()) -> Arrangement:
    """Give each part its place.

    Args:
        size: The sheet.
        words: Its texts.
        hidden: Parts of `PARTS` that are switched off.
    """
    unit, width, height = size.unit, size.width_px, size.height_px
    pad, gap = PAD * unit, GAP * unit
    band = BAND * unit if words.marking else 0
    bands = [Box(0, 0, width, band), Box(0, height - band, width, band)] if band else []
    across = width - 2 * pad
    logo = Box(width - pad - 110 * unit, band + 0.7 * pad, 110 * unit, 58 * unit) if words.has_logo else None
    room = across - (126 * unit if logo else 0)
    title, title_px = fit_title("" if "title" in hidden else words.title, room, unit)
    subtitle = wrap("" if "subtitle" in hidden else words.subtitle, room, SUBTITLE_SIZE * unit, most=2)
    sources = wrap("" if "sources" in hidden else words.sources, across, SOURCES_SIZE * unit, most=3)
    head_height = 1.22 * title_px * len(title) + 1.4 * SUBTITLE_SIZE * unit * len(subtitle)
    if logo:
        head_height = max(head_height, logo.height)
    head = Box(pad, band + 0.7 * pad, room, head_height)
    foot_height = 1.4 * SOURCES_SIZE * unit * len(sources)
    foot = Box(pad, height - band - 0.55 * pad - foot_height, across, foot_height)
    top = head.y + head.height + (gap if head_height else 0)
    body = Box(pad, top, across, foot.y - top - (0.8 * gap if sources else 0.3 * gap))
    place = _place_beside if size.is_wide else _place_below
    placed = place(size, body, hidden, words.listed >= LONG_LIST)
    return Arrangement(size, title, title_px, subtitle, sources, bands, head, logo, *placed, foot)


def fit_title(title: str, room_px: float, unit: float) -> tuple[list[str], float]:
    """Break a title into at most two lines, in the largest letters that fit; return them and the height of an em."""
    for size in TITLE_SIZES:
        lines = wrap(title, room_px, size * unit, is_bold=True)
        if len(lines) <= (1 if size == TITLE_SIZES[0] else 2):
            return lines, size * unit
    return wrap(title, room_px, TITLE_SIZES[-1] * unit, is_bold=True, most=2), TITLE_SIZES[-1] * unit


def _place_beside(size: Size, body: Box, hidden: frozenset[str], is_long: bool) -> tuple[Box, Box | None, Box | None]:
    """Place map, timeline and list of a wide sheet: the list at the right of both others."""
    gap = GAP * size.unit
    of_list = LONG_LIST_SHARE if is_long else LIST_SHARE
    share = of_list if "list" not in hidden else LEGEND_SHARE if "legend" not in hidden else 0
    side_width = share * size.width_px
    left = body.width - (side_width + 1.4 * gap if share else 0)
    strip_height = STRIP * size.unit if "strip" not in hidden else 0
    map_height = body.height - (strip_height + 0.6 * gap if strip_height else 0)
    strip = Box(body.x, body.y + body.height - strip_height, left, strip_height) if strip_height else None
    side = Box(body.x + body.width - side_width, body.y, side_width, body.height) if share else None
    return Box(body.x, body.y, left, map_height), strip, side


def _place_below(size: Size, body: Box, hidden: frozenset[str], is_long: bool) -> tuple[Box, Box | None, Box | None]:
    """Place map, timeline and list of a tall sheet one below the other."""
    gap = GAP * size.unit
    strip_height = STRIP * size.unit if "strip" not in hidden else 0
    rest = body.height - (strip_height + 0.6 * gap if strip_height else 0)
    share = (
        1.0 if {"list", "legend"} <= hidden else 0.8 if "list" in hidden else SMALL_MAP_SHARE if is_long else MAP_SHARE
    )
    map_box = Box(body.x, body.y, body.width, share * rest - (gap if share < 1 else 0))
    top = map_box.y + map_box.height + 0.6 * gap
    strip = Box(body.x, top, body.width, strip_height) if strip_height else None
    if share == 1:
        return map_box, strip, None
    below = (top + strip_height if strip else map_box.y + map_box.height) + gap
    return map_box, strip, Box(body.x, below, body.width, body.y + body.height - below)
