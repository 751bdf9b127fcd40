"""The counts at the marks of a map on a sheet: on the mark where there is room, else at its edge where one is free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.sheet.inks import Inks
from dashboard.figures.sheet.map_marks import Mark
from dashboard.figures.sheet.taken import Edges, Taken
from dashboard.figures.sheet.text import measure_px, write

LARGE_PX = 12
"""The count of a mark this large is written in any case, on it if need be."""

PLATE_PX, COUNT_PX = 14, 10.5


@dataclass(frozen=True)
class Plate:
    """A count where it stands: its words, and the edges of the plate behind them."""

    said: str
    edges: Edges


def place_counts(marks: Sequence[Mark], taken: Taken, unit: float) -> list[Plate]:
    """Find room for the count of each mark with several events: on it where it is roomy, else at its edge.

    Args:
        marks: All of them.
        taken: Where no plate may stand: other marks, badges; the plates are added to it.
        unit: How many pixels a pixel of the app is.
    """
    plates = []
    for mark in marks:
        if mark.events < 2:
            continue
        said = f"{round(mark.events / 1000)}k" if mark.events >= 10_000 else str(mark.events)
        width = max(PLATE_PX * unit, measure_px(said, COUNT_PX * unit, is_bold=True) + 7 * unit)
        *beside, on_mark = _find_spots(mark, width, unit)
        is_on = mark.is_roomy(unit)
        spot = on_mark if is_on else next((one for one in beside if _is_clear(one, mark, marks, taken)), None)
        spot = spot or (on_mark if mark.radius >= LARGE_PX * unit else None)
        if spot:
            taken.add(spot)
            plates.append(Plate(said, spot))
    return plates


def _find_spots(mark: Mark, width: float, unit: float) -> list[Edges]:
    """List where a plate may stand, best first: at the four corners, at the four sides, on the mark."""
    away, far, height = mark.radius * 0.72, mark.radius - 2 * unit, PLATE_PX * unit
    right, left = mark.x + away - 3 * unit, mark.x - away + 3 * unit - width
    top, bottom = mark.y - away - 11 * unit, mark.y + away - 3 * unit
    corners = [(right, top), (left, top), (right, bottom), (left, bottom)]
    middle_x, middle_y = mark.x - width / 2, mark.y - height / 2
    sides = [(mark.x + far, middle_y), (middle_x, mark.y + far), (mark.x - far - width, middle_y)]
    spots = [*corners, *sides, (middle_x, mark.y - far - height), (middle_x, mark.y + mark.radius * 0.78 - height)]
    return [(x, y, x + width, y + height) for x, y in spots]


def _is_clear(spot: Edges, own: Mark, marks: Sequence[Mark], taken: Taken) -> bool:
    """Tell whether a plate covers no other mark; it may lie on the rim of its own."""
    near = (one for one in marks if one is not own)
    left, top, right, bottom = spot
    covers = any(
        one.x + one.radius * 0.8 > left
        and one.x - one.radius * 0.8 < right
        and one.y + one.radius * 0.8 > top
        and one.y - one.radius * 0.8 < bottom
        for one in near
    )
    return not covers and taken.is_free(spot)


def draw_counts(plates: Sequence[Plate], inks: Inks, unit: float) -> str:
    """Draw the counts on their plates."""
    look = f'rx="{PLATE_PX / 2 * unit:g}" fill="{inks.plate}" stroke="{inks.plate_line}" stroke-width="{unit:g}"'
    drawn = []
    for plate in plates:
        left, top, right, bottom = plate.edges
        place = f'x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}"'
        base = (top + bottom) / 2 + 0.36 * COUNT_PX * unit
        middle = (left + right) / 2
        letters = write(plate.said, middle, base, COUNT_PX * unit, inks.ink, is_bold=True, anchor="middle")
        drawn.append(f"<rect {place} {look}/>{letters}")
    return "".join(drawn)
