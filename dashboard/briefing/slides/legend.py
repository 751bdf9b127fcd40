"""The legend of a slide: one group of native shapes and texts, in columns, as high as there is room."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace

from dashboard.briefing.slides.ground import Ground
from dashboard.briefing.slides.signs import add_sign
from dashboard.briefing.slides.writing import Said, add_text, describe, shorten
from dashboard.figures.sheet.brief import Box, LegendRow
from dashboard.figures.sheet.text import clean

ROW, SIGN, INDENT, BETWEEN = 16, 11, 17, 14
SIZES = (9, 8.5, 8)
MOST_COLUMNS, SHALLOWEST = 3, 3
"""So many columns at most, and of so many rows at least where there are several."""


@dataclass(frozen=True)
class Columns:
    """A legend as it fits: size of letters, its rows, how many one column has, the width of each column in points."""

    points: float
    rows: list[LegendRow]
    deep: int
    widths: list[float]


def add_legend(ground: Ground, shapes: object, rows: list[LegendRow], room: Box) -> float:
    """Add the legend to the upper part of a room.

    What does not fit is counted in its last row; the notes of the slide name it.

    Returns:
        How high it is, in points; 0 where there is nothing to explain.
    """
    fitted = _fit_rows(ground, rows, room)
    if not fitted.rows:
        return 0.0
    unit, deep = ground.scale, fitted.deep
    group = shapes.add_group_shape()
    group.name = "Legend"
    describe(group, "Legend: " + "; ".join(clean(row.label) for row in fitted.rows))
    for number, row in enumerate(fitted.rows):
        column = number // deep
        x = room.x + sum(fitted.widths[:column]) + BETWEEN * unit * column
        box = Box(x, room.y + number % deep * ROW * unit, fitted.widths[column], ROW * unit)
        _add_row(ground, group.shapes, row, box, fitted.points)
    return deep * ROW * unit


def _fit_rows(ground: Ground, rows: list[LegendRow], room: Box) -> Columns:
    """Set rows in as many columns as their labels leave room for."""
    counts = range(min(MOST_COLUMNS, math.ceil(len(rows) / SHALLOWEST)), 0, -1)
    for size, count in itertools.product(SIZES, counts):
        columns = _set_columns(ground, rows, count, size * ground.scale)
        used = sum(columns.widths) + BETWEEN * ground.scale * (count - 1)
        if used <= room.width and columns.deep * ROW * ground.scale <= room.height:
            return columns
    return _squeeze_rows(ground, rows, room)


def _squeeze_rows(ground: Ground, rows: list[LegendRow], room: Box) -> Columns:
    """Set rows in columns that are too narrow for some labels; if they are too many, the last one counts the rest."""
    high = max(1, int(room.height / (ROW * ground.scale)))
    count = min(MOST_COLUMNS, math.ceil(len(rows) / high), 1 + int(room.width / (180 * ground.scale)))
    kept = rows
    if len(rows) > high * count:
        kept = [
            *rows[: high * count - 1],
            LegendRow("heading", f"and {len(rows) - high * count + 1} more, see the notes"),
        ]
    fitted = _set_columns(ground, kept, max(1, count), SIZES[-1] * ground.scale)
    by = (room.width - BETWEEN * ground.scale * (count - 1)) / max(sum(fitted.widths), 1)
    return replace(fitted, widths=[width * min(by, 1) for width in fitted.widths])


def _set_columns(ground: Ground, rows: list[LegendRow], count: int, points: float) -> Columns:
    deep = math.ceil(len(rows) / count)
    columns = [rows[n : n + deep] for n in range(0, len(rows), deep)]
    return Columns(points, rows, deep, [max(_measure_row(ground, row, points) for row in one) for one in columns])


def _measure_row(ground: Ground, row: LegendRow, points: float) -> float:
    is_heading = row.sign == "heading"
    label = 1.04 * ground.measure(clean(row.label), points, is_heading)
    return label + (0 if is_heading else INDENT * ground.scale)


def _add_row(ground: Ground, shapes: object, row: LegendRow, box: Box, points: float) -> None:
    unit = ground.scale
    is_heading = row.sign == "heading"
    indent = 0 if is_heading else INDENT * unit
    if not is_heading:
        side = SIGN * unit
        add_sign(shapes, row, Box(box.x, box.y + (box.height - side) / 2, side, side), ground)
    label = shorten(ground, row.label, box.width - indent, points, most=1, is_bold=is_heading)
    tone = ground.muted if is_heading else ground.ink
    text = Box(box.x + indent, box.y, box.width - indent, box.height)
    add_text(shapes, "Label", text, [Said(label, points, tone, is_heading, "l")], "ctr").text_frame.word_wrap = False
