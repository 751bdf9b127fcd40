"""The legend of a sheet: a sign and a word for each thing that is on its map, in as many columns as fit."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dashboard.figures.sheet.brief import Box, LegendRow
from dashboard.figures.sheet.page_inks import PageInks
from dashboard.figures.sheet.text import cut, measure_px, write

SIZE, ROW = 12.5, 20.0
TYPE_PLATE = "#5a6673"
SIGN = 26.0
"""Room for a sign, on a slide of 1600 px."""


def measure_legend(rows: Sequence[LegendRow], width_px: float, unit: float) -> float:
    """Return how high a legend is, pixels; 0 for none."""
    columns = _count_columns(rows, width_px, unit)
    return ROW * unit * (math.ceil(len(rows) / columns) + 1.1) if rows else 0.0


def draw_legend(rows: Sequence[LegendRow], box: Box, unit: float, inks: PageInks) -> str:
    """Draw a legend in a box; rows for which there is no room are counted in its last line."""
    if not rows:
        return ""
    size, row = SIZE * unit, ROW * unit
    columns = _count_columns(rows, box.width, unit)
    lines = max(int((box.height - 1.1 * row) / row + 0.01), 1)
    if len(rows) > lines * columns:
        left_out = len(rows) - lines * columns + 1
        rows = [*rows[: lines * columns - 1], LegendRow("heading", f"and {left_out} more")]
    lines = math.ceil(len(rows) / columns)
    drawn = [write("LEGEND", box.x, box.y + 0.55 * row, 0.86 * size, inks.quiet, is_bold=True, extra=_spaced(size))]
    width = box.width / columns
    for n, one in enumerate(rows):
        x, y = box.x + width * (n // lines), box.y + row * (n % lines + 1.45)
        is_heading = one.sign == "heading"
        room = width - (0 if is_heading else SIGN * unit) - 0.5 * size
        drawn.append("" if is_heading else draw_sign(one, x + 9 * unit, y, unit, inks))
        letters = max(0.8 * size, min(size, size * room / max(measure_px(one.label, size), 1)))
        said = cut(one.label, room, letters)
        ink = inks.quiet if is_heading else inks.ink
        drawn.append(write(said, x + (0 if is_heading else SIGN * unit), y + 0.35 * size, letters, ink))
    return "".join(drawn)


def _spaced(size: float) -> str:
    return f'letter-spacing="{0.06 * size:.2f}"'


def _count_columns(rows: Sequence[LegendRow], width_px: float, unit: float) -> int:
    signs = (one for one in rows if one.sign != "heading")  # A heading gives way to the columns.
    widest = max((measure_px(one.label, SIZE * unit) for one in signs), default=0) + (SIGN + 10) * unit
    return min(max(int(width_px / max(widest, 1)), 1), 3, max(math.ceil(len(rows) / 3), 1))


def draw_sign(row: LegendRow, x: float, y: float, unit: float, inks: PageInks) -> str:
    """Draw what a row stands for, as the map draws it, around a point."""
    colour = row.colour or inks.ink
    draw = {
        "type": _draw_type, "region": _draw_region, "ring": _draw_ring, "movement": _draw_arrow,
        "stretch": _draw_stretch, "area": _draw_area, "line": _draw_line, "point": _draw_point,
    }.get(row.sign, _draw_dot)  # fmt: skip
    return draw(x, y, unit, colour, row.icon or row.status, inks)


def _circle(x: float, y: float, radius: float, extra: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {extra}/>'


def _draw_dot(x, y, unit, colour, _status, _inks) -> str:
    return _circle(x, y, 6 * unit, f'fill="{colour}"')


def _draw_type(x, y, unit, _colour, icon, _inks) -> str:
    """Draw a pictogram as the marks have it; the map defines its lines."""
    place = f'x="{x - 5.5 * unit:.1f}" y="{y - 5.5 * unit:.1f}" width="{11 * unit:.1f}" height="{11 * unit:.1f}"'
    return _circle(x, y, 8.6 * unit, f'fill="{TYPE_PLATE}"') + f'<use href="#map-icon-{icon}" {place}/>'


def _draw_region(x, y, unit, _colour, _status, inks) -> str:
    dashes = f'stroke-dasharray="{2.6 * unit:.1f} {2.2 * unit:.1f}"'
    edge = f'fill="none" stroke="{inks.quiet}" stroke-width="{1.6 * unit:.1f}" {dashes}'
    return _circle(x, y, 4 * unit, f'fill="{inks.quiet}" fill-opacity="0.72"') + _circle(x, y, 7.4 * unit, edge)


def _draw_ring(x, y, unit, _colour, _status, inks) -> str:
    ring = f'fill="{inks.quiet}" fill-opacity="0.08" stroke="{inks.quiet}" stroke-width="{1.3 * unit:.1f}"'
    return _circle(x, y, 7.6 * unit, ring)


def _draw_arrow(x, y, unit, _colour, _status, inks) -> str:
    shaft = f"M{x - 8 * unit:.1f} {y:.1f}h{11 * unit:.1f}"
    head = f"M{x + 9 * unit:.1f} {y:.1f}l{-7 * unit:.1f} {-3.4 * unit:.1f}v{6.8 * unit:.1f}z"
    return (
        f'<path d="{shaft}" stroke="{inks.quiet}" stroke-width="{2.2 * unit:.1f}" fill="none"/>'
        f'<path d="{head}" fill="{inks.quiet}"/>'
    )


def _draw_stretch(x, y, unit, _colour, _status, inks) -> str:
    line = f"M{x - 8 * unit:.1f} {y:.1f}h{16 * unit:.1f}"
    return f'<path d="{line}" stroke="{inks.quiet}" stroke-width="{4.2 * unit:.1f}" stroke-linecap="round"/>'


def _draw_area(x, y, unit, colour, status, _inks) -> str:
    dashes = f' stroke-dasharray="{3 * unit:.1f} {2 * unit:.1f}"' if status == "claimed" else ""
    place = f'x="{x - 8 * unit:.1f}" y="{y - 5 * unit:.1f}" width="{16 * unit:.1f}" height="{10 * unit:.1f}"'
    return (
        f'<rect {place} fill="{colour}" fill-opacity="0.18" stroke="{colour}" stroke-width="{1.5 * unit:.1f}"{dashes}/>'
    )


def _draw_line(x, y, unit, colour, status, _inks) -> str:
    dashes = f' stroke-dasharray="{4 * unit:.1f} {3 * unit:.1f}"' if status == "claimed" else ""
    line = f"M{x - 8 * unit:.1f} {y:.1f}h{16 * unit:.1f}"
    return f'<path d="{line}" stroke="{colour}" stroke-width="{2.4 * unit:.1f}"{dashes}/>'


def _draw_point(x, y, unit, colour, status, inks) -> str:
    """Draw a target as the map does: ring and dot, a full disc where surrounded, the ring alone once evacuated."""
    fill, dot = (colour, inks.paper) if status == "surrounded" else (inks.paper, colour)
    ring = _circle(x, y, 6 * unit, f'fill="{fill}" stroke="{colour}" stroke-width="{1.6 * unit:.1f}"')
    middle = "" if status == "evacuated" else _circle(x, y, 1.9 * unit, f'fill="{dot}"')
    return f'<g opacity="0.55">{ring}{middle}</g>' if status == "claimed" else ring + middle
