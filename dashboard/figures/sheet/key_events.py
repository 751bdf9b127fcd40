"""The numbered list of a sheet: whole sentences where there is room, one line an event where there is little."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.sheet.brief import Box, KeyEvent
from dashboard.figures.sheet.page_inks import PageInks
from dashboard.figures.sheet.text import cut, measure_px, wrap, write

HEAD = 22.0
"""Height of the list's own title, on a slide of 1600 px."""

NUMBER = 26.0
"""Room for a number."""

WAYS = ((14.5, 5, True), (14.0, 4, True), (13.5, 3, True), (13.0, 2, True), (12.0, 2, True), (12.5, 2, False),
        (12.5, 1, False), (11.5, 1, False))  # fmt: skip
"""Height of the letters, how many lines a sentence may have, and whether deaths and sources are told below it: the
first with which all events fit."""

SMALLEST_COLUMN, COLUMN_GAP = 300.0, 22.0
LINE_SIZES = (12.0, 11.0, 10.0, 9.0)

NOTHING = "No events in this view."
NOT_LISTED = "No events are listed."


@dataclass(frozen=True)
class Drawn:
    """A drawn list.

    Attributes:
        svg: The drawing.
        shown: How many of its events found room.
    """

    svg: str
    shown: int


def draw_list(
    events: Sequence[KeyEvent], rule: str, box: Box, unit: float, inks: PageInks, nothing: str = NOTHING
) -> Drawn:
    """Draw a list in a box, as large as it can be with all events on it; where it cannot be, its rule says so.

    Args:
        events: The events, in order.
        rule: How they were chosen; it stands below the title.
        box: Where.
        unit: By how much it is larger than on a slide of 1600 px.
        inks: Colours.
        nothing: What is said where there are no events.
    """
    drawn = _draw_with(rule, events, box, unit, inks, nothing)
    if drawn.shown == len(events):
        return drawn
    # The longer rule may take the room of a line.
    shown = _draw_with(_say_room(rule, drawn.shown, len(events)), events, box, unit, inks, nothing).shown
    return _draw_with(_say_room(rule, shown, len(events)), events, box, unit, inks, nothing)


def _say_room(rule: str, shown: int, events: int) -> str:
    return f"{rule} · {shown} of them find room here" if rule else f"{shown} of {events} events find room here"


def _draw_with(rule: str, events: Sequence[KeyEvent], box: Box, unit: float, inks: PageInks, nothing: str) -> Drawn:
    head = write("KEY EVENTS", box.x, box.y + 11 * unit, 10.8 * unit, inks.quiet, is_bold=True, extra=_spaced(unit))
    size = 11 * unit
    rules = wrap(rule, box.width, size, most=3)
    drawn = [
        write(line, box.x, box.y + HEAD * unit + (n + 0.5) * 1.3 * size, size, inks.quiet)
        for n, line in enumerate(rules)
    ]
    top = box.y + HEAD * unit + 1.3 * size * len(rules) + 7 * unit
    body = Box(box.x, top, box.width, box.y + box.height - top)
    if not events:
        said = cut(nothing, body.width, 14 * unit)
        return Drawn(head + "".join(drawn) + write(said, body.x, body.y + 16 * unit, 14 * unit, inks.ink), 0)
    columns = max(int((body.width + COLUMN_GAP * unit) / ((SMALLEST_COLUMN + COLUMN_GAP) * unit)), 1)
    for size, most, has_foot in WAYS:
        room = _column(body, columns, unit).width - NUMBER * unit
        blocks = [_lay_out(event, room, size * unit, most, has_foot) for event in events]
        places = _flow([block.height for block in blocks], body, columns)
        if places is not None:
            drawn += [
                block.draw(*_at(body, columns, unit, place), unit, inks)
                for block, place in zip(blocks, places, strict=True)
            ]
            return Drawn(head + "".join(drawn), len(events))
    lines = _draw_lines(events, body, columns, unit, inks)
    return Drawn(head + "".join(drawn) + lines.svg, lines.shown)


def _spaced(unit: float) -> str:
    return f'letter-spacing="{0.65 * unit:.2f}"'


def _column(body: Box, columns: int, unit: float) -> Box:
    width = (body.width - (columns - 1) * COLUMN_GAP * unit) / columns
    return Box(body.x, body.y, width, body.height)


def _at(body: Box, columns: int, unit: float, place: tuple[int, float]) -> tuple[float, float]:
    column, down = place
    return body.x + column * (_column(body, columns, unit).width + COLUMN_GAP * unit), body.y + down


def _flow(heights: Sequence[float], body: Box, columns: int) -> list[tuple[int, float]] | None:
    """Put blocks into columns of equal height; None where they do not fit."""
    places, column, down = [], 0, 0.0
    even = sum(heights) / columns + (max(heights) if columns > 1 else 0)
    limit = min(body.height, even) if columns > 1 else body.height
    for height in heights:
        if down + height > limit and down and column < columns - 1:
            column, down = column + 1, 0.0
        if down + height > body.height:
            return None
        places.append((column, down))
        down += height
    return places


@dataclass(frozen=True)
class _Block:
    """One event with its lines."""

    event: KeyEvent
    head: Sequence[str]
    lines: Sequence[str]
    foot: str
    size_px: float
    height: float

    def draw(self, x: float, y: float, unit: float, inks: PageInks) -> str:
        size, left = self.size_px, x + NUMBER * unit
        drawn = [draw_number(str(self.event.number), x + 9 * unit, y + 0.62 * size, 8.6 * unit, inks)]
        down = y + 0.95 * size
        for line in self.head:
            drawn.append(write(line, left, down, size, inks.ink, is_bold=True))
            down += 1.3 * size
        for line in self.lines:
            drawn.append(write(line, left, down, size, inks.ink))
            down += 1.3 * size
        if self.foot:
            drawn.append(write(self.foot, left, down, 0.86 * size, inks.quiet))
        drawn.append(f'<rect x="{x + 19.5 * unit:.1f}" y="{y:.1f}" width="{2.2 * unit:.1f}" '
                     f'height="{self.height - 0.75 * size:.1f}" fill="{self.event.colour}"/>')  # fmt: skip
        return "".join(drawn)


def _lay_out(event: KeyEvent, room: float, size_px: float, most: int, has_foot: bool) -> _Block:
    head = wrap(" · ".join(part for part in (event.days, event.place) if part), room, size_px, is_bold=True, most=2)
    lines = wrap(event.what, room, size_px, most=most)
    said = " · ".join(part for part in (event.deaths, event.confidence, event.sources) if part)
    foot = cut(said, room, 0.86 * size_px) if has_foot else ""
    height = size_px * (1.3 * (len(head) + len(lines)) + (1.1 if foot else 0) + 0.75)
    return _Block(event, head, lines, foot, size_px, height)


def draw_number(number: str, x: float, y: float, radius: float, inks: PageInks) -> str:
    """Draw a number on its plate, as on the map, around a point."""
    size = 1.25 * radius
    width = max(2 * radius, measure_px(number, size, is_bold=True) + 0.9 * radius)
    plate = f'<rect x="{x - width / 2:.1f}" y="{y - radius:.1f}" width="{width:.1f}" height="{2 * radius:.1f}"'
    said = write(number, x, y + 0.36 * size, size, inks.plate_ink, is_bold=True, anchor="middle")
    return f'{plate} rx="{radius:.1f}" fill="{inks.plate}"/>{said}'


def _draw_lines(events: Sequence[KeyEvent], body: Box, columns: int, unit: float, inks: PageInks) -> Drawn:
    """Draw one line an event; those for which there is no room are counted in the last line."""
    fits = next((size for size in LINE_SIZES if _rows(body, size * unit) * columns >= len(events)), LINE_SIZES[-1])
    size = fits * unit
    rows = _rows(body, size)
    if not rows:
        return Drawn("", 0)
    shown = list(events) if len(events) <= rows * columns else list(events[: rows * columns - 1])
    rows = min(rows, math.ceil(len(events) / columns))
    width = _column(body, columns, unit).width
    drawn = []
    for n, event in enumerate(shown):
        x, y = _at(body, columns, unit, (n // rows, 1.55 * size * (n % rows)))
        drawn.append(_draw_line(event, x, y, width, size, unit, inks))
    if left_out := len(events) - len(shown):
        x, y = _at(body, columns, unit, (columns - 1, 1.55 * size * (rows - 1)))
        drawn.append(write(f"and {left_out} more", x + NUMBER * unit, y + 0.95 * size, size, inks.quiet))
    return Drawn("".join(drawn), len(shown))


def _rows(body: Box, size_px: float) -> int:
    return max(int(body.height / (1.55 * size_px)), 0)


def _draw_line(event: KeyEvent, x: float, y: float, width: float, size: float, unit: float, inks: PageInks) -> str:
    left = x + NUMBER * unit
    head = cut(f"{event.days} · {event.place}", 0.55 * (width - NUMBER * unit), size, is_bold=True)
    begin = left + measure_px(head, size, is_bold=True) + 0.5 * size
    rest = cut(event.what, x + width - begin, size)
    return (
        draw_number(str(event.number), x + 9 * unit, y + 0.6 * size, 0.62 * size, inks)
        + write(head, left, y + 0.95 * size, size, inks.ink, is_bold=True)
        + write(rest, begin, y + 0.95 * size, size, inks.ink)
    )
