"""What lies under the marks of a map on a sheet: rings of doubt, movements with heads, stretches of road, an area."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from dashboard.figures.sheet.brief import MapPart
from dashboard.figures.sheet.inks import Inks
from dashboard.figures.sheet.map_marks import OTHER, Mark
from dashboard.figures.sheet.paths import choose_ink, write_path
from dashboard.figures.sheet.projection import Projection
from dashboard.figures.sheet.taken import Edges, around, edges_of

SHORTEST_PX = 18
"""A shorter movement would be an arrow head without a way."""

HEAD_PX = 13
HEAD_TURN = 0.42
"""Half the angle of a head, radians."""

STEP_PX, MOST_STEPS = 8, 4000
"""How far apart points of a line are that names look out for, and how many of them at most."""


def draw_rings(marks: Sequence[Mark], projection: Projection, unit: float) -> str:
    """Draw how far off the true place of each mark may be, where that is more than the mark covers."""
    drawn = []
    for mark in marks:
        radius = mark.km * 1000 / projection.metres_per_px(mark.lat)
        if radius <= mark.radius + 2 * unit:
            continue
        dashes = f' stroke-dasharray="{6 * unit:g} {5 * unit:g}"' if mark.is_region else ""
        look = f'fill="{mark.colour}" fill-opacity="0.06" stroke="{mark.colour}" stroke-opacity="0.75"'
        place = f'cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{radius:.1f}"'
        drawn.append(f'<circle {place} {look} stroke-width="{1.4 * unit:g}"{dashes}/>')
    return "".join(drawn)


def place_lines(
    part: MapPart, marks: Sequence[Mark], projection: Projection, unit: float
) -> list[tuple[Mapping, np.ndarray]]:
    """Return each line that the box shows with its points on the sheet; movements stop at the edge of a mark."""
    placed = []
    for line in part.lines:
        points = projection.project_line(line["line"])
        is_short = not line["is_stretch"] and math.dist(points[0], points[-1]) < SHORTEST_PX * unit
        if not is_short and _is_seen(points, projection):
            placed.append((line, points if line["is_stretch"] else _stop_at_marks(points, marks, unit)))
    return placed


def sample_way(points: np.ndarray, projection: Projection, unit: float) -> list[Edges]:
    """Return small squares along the part of a way, (points, 2), that the box shows, for names to look out for."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    steps = np.linspace(0, along[-1], min(int(along[-1] / (STEP_PX * unit)) + 2, MOST_STEPS))
    x, y = (np.interp(steps, along, points[:, axis]) for axis in (0, 1))
    left, top, right, bottom = edges_of(projection.box)
    is_seen = (x > left) & (x < right) & (y > top) & (y < bottom)
    return [around(*at, 2 * unit) for at in np.column_stack([x, y])[is_seen].tolist()]


def draw_lines(lines: Sequence[tuple[Mapping, np.ndarray]], sides: Sequence[str], inks: Inks, unit: float) -> str:
    """Draw movements and stretches, each over a rim that keeps it apart from what lies under it."""
    drawn = []
    for line, points in lines:
        colour = choose_ink(sides[line["side_code"]], OTHER)
        for ink, beyond in ((inks.ring, 1.8), (colour, 0)):
            width = ((4.2 if line["is_stretch"] else 2.4) + beyond) * unit
            look = f'stroke="{ink}" stroke-width="{width:.2f}" fill="none"'
            drawn.append(f'<path d="{write_path(points)}" {look}/>')
            if not line["is_stretch"]:
                look = f'fill="{ink}" stroke="{ink}" stroke-width="{(1 + beyond) * unit:.2f}"'
                drawn.append(f'<path d="{_trace_head(points, HEAD_PX * unit)}" {look}/>')
    return f'<g stroke-linejoin="round" stroke-linecap="round">{"".join(drawn)}</g>'


def _is_seen(points: np.ndarray, projection: Projection) -> bool:
    box, (left, top), (right, bottom) = projection.box, points.min(axis=0), points.max(axis=0)
    return left < box.x + box.width and right > box.x and top < box.y + box.height and bottom > box.y


def _trace_head(points: np.ndarray, size: float) -> str:
    (x0, y0), (x1, y1) = points[-2:].tolist()
    angle = math.atan2(y1 - y0, x1 - x0)
    wings = [(x1 - size * math.cos(angle + by), y1 - size * math.sin(angle + by)) for by in (-HEAD_TURN, HEAD_TURN)]
    return write_path(np.array([(x1, y1), *wings]), is_closed=True)


def _stop_at_marks(points: np.ndarray, marks: Sequence[Mark], unit: float) -> np.ndarray:
    """Draw a movement back to the edge of the marks at its end, which would cover its head, if it is long enough."""
    before, end = points[-2], points[-1]
    length = math.dist(before, end)
    if length < SHORTEST_PX * unit:
        return points
    towards, back = (end - before) / length, 0.0
    for mark in marks:
        off = end - (mark.x, mark.y)
        inside = (mark.reach + 0.7 * unit) ** 2 - float(off @ off)
        if inside > 0:
            along = float(off @ towards)
            back = max(back, along + math.sqrt(along * along + inside))
    if length - back < SHORTEST_PX * unit:
        return points
    return np.vstack([points[:-1], end - towards * back])


def draw_area(part: MapPart, projection: Projection, inks: Inks, unit: float) -> str:
    """Draw the area that is a filter: its outline, and a shade over what lies outside it."""
    if len(part.area) < 3:
        return ""
    corners = np.array(part.area, float)
    lon = np.unwrap(corners[:, 0], period=360)
    lon -= 360 * np.round((lon.mean() - projection.camera.lon) / 360)
    edge = write_path(np.column_stack(projection.project(lon, corners[:, 1])), is_closed=True)
    box = projection.box
    outer = f"M{box.x:g} {box.y:g}h{box.width:g}v{box.height:g}h{-box.width:g}Z"
    shade = f'fill="{inks.shade}" fill-opacity="{inks.shade_opacity}" fill-rule="evenodd"'
    outline = "".join(
        f'<path d="{edge}" fill="none" stroke="{ink}" stroke-width="{width * unit:g}" stroke-linejoin="round"{more}/>'
        for ink, width, more in ((inks.halo, 4, ' stroke-opacity="0.85"'), (inks.accent, 1.8, ""))
    )
    return f'<path d="{outer}{edge}" {shade}/>{outline}'
