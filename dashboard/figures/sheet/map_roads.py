"""The names of lines on a map of a sheet: a short one on a shield, a longer one along its line."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from dashboard.figures.palette import Palette
from dashboard.figures.sheet.brief import MapPart
from dashboard.figures.sheet.map_ground import zoom_of
from dashboard.figures.sheet.map_layers import find_features
from dashboard.figures.sheet.map_words import HALO_PX
from dashboard.figures.sheet.paths import choose_ink, trace_parts
from dashboard.figures.sheet.projection import Projection
from dashboard.figures.sheet.taken import Edges, Taken, edges_of, is_inside, shrink
from dashboard.figures.sheet.text import clean, measure_px, write
from geo.layers.layer import LINE

NAME_PX, SHIELD_PX, SHIELD_HEIGHT_PX = 11, 10, 15
LONGEST_ON_SHIELD = 4
NAMES_FROM_ZOOM = 6
APART_PX = 300
"""How long a way has one name."""

OFF_PX = 9
"""How far over its line the middle of a longer name stands."""

STEP_PX = 6
STRAIGHT = 0.97
"""A name is written along a way whose ends are at least so far from one another, as a share of its length."""


@dataclass(frozen=True)
class RoadName:
    """The name of a line where it stands.

    Attributes:
        text: What it says.
        x: Its middle, pixels on the sheet.
        y: Likewise.
        angle_deg: How far it is turned, clockwise; 0 for a shield.
        colour: Of its line.
        is_shield: Whether it stands on a shield.
        edges: The upright rectangle around it.
    """

    text: str
    x: float
    y: float
    angle_deg: float
    colour: str
    is_shield: bool
    edges: Edges


def trace_roads(part: MapPart, projection: Projection, palette: Palette) -> list[tuple[str, str, np.ndarray]]:
    """Return name, colour and points (points, 2) of each line of the layers that the box may show."""
    found = []
    for _, feature in find_features(part, LINE):
        geometry = shapely.from_geojson(json.dumps(feature.geometry))
        west, _, east, _ = geometry.bounds
        for turn in projection.find_turns(west, east):
            for points in trace_parts(shapely.get_parts(geometry), projection, turn):
                if len(points) > 1:
                    found.append((clean(feature.name), choose_ink(feature.look.colour, palette.road), points))
    return found


def place_road_names(
    roads: Sequence[tuple[str, str, np.ndarray]], projection: Projection, taken: Taken, unit: float
) -> list[RoadName]:
    """Find room for the names of lines, each near the middle of a stretch of `APART_PX` that the box shows.

    Args:
        roads: As `trace_roads` returns them.
        projection: Where places stand.
        taken: Where no name may stand; the names are added to it.
        unit: How many pixels a pixel of the app is.
    """
    placed = []
    if zoom_of(projection, unit) < NAMES_FROM_ZOOM:
        return placed
    inner = shrink(edges_of(projection.box), 4 * unit)
    for text, colour, points in roads:
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
        for target, reach in _find_stretches(points, along, inner, unit):
            ways = np.arange(0, reach, STEP_PX * unit)
            tries = (target + way * side for way in ways for side in ((1, -1) if way else (1,)))
            spots = (_stand(text, colour, points, along, at, unit) for at in tries if 0 <= at <= along[-1])
            free = (one for one in spots if one and is_inside(one.edges, inner) and taken.is_free(one.edges))
            if text and (found := next(free, None)):
                taken.add(shrink(found.edges, -3 * unit))
                placed.append(found)
    return placed


def _find_stretches(points: np.ndarray, along: np.ndarray, inner: Edges, unit: float) -> list[tuple[float, float]]:
    """Return the middle and half the length of each stretch of a line that is to have a name."""
    steps = np.arange(0, along[-1], STEP_PX * unit)
    x, y = (np.interp(steps, along, points[:, axis]) for axis in (0, 1))
    is_seen = (x > inner[0]) & (y > inner[1]) & (x < inner[2]) & (y < inner[3])
    edges = np.flatnonzero(np.diff(np.concatenate([[0], is_seen.astype(int), [0]])))
    stretches = []
    for first, last in edges.reshape(-1, 2).tolist():
        length = (last - first) * STEP_PX * unit
        several = max(round(length / (APART_PX * unit)), 1)
        half = length / several / 2
        stretches += [(first * STEP_PX * unit + half * (2 * n + 1), half) for n in range(several)]
    return stretches


def _stand(text: str, colour: str, points: np.ndarray, along: np.ndarray, at: float, unit: float) -> RoadName | None:
    """Put a name on a place of its line; None where the line is too short or too bent for it."""
    x, y = _walk(points, along, at)
    if len(text) <= LONGEST_ON_SHIELD:
        half = max(measure_px(text, SHIELD_PX * unit, is_bold=True) + 8 * unit, SHIELD_HEIGHT_PX * unit) / 2
        tall = SHIELD_HEIGHT_PX * unit / 2
        return RoadName(text, x, y, 0, colour, True, (x - half, y - tall, x + half, y + tall))
    half, tall = measure_px(text, NAME_PX * unit) / 2, NAME_PX * unit * 0.6
    (x1, y1), (x2, y2) = _walk(points, along, at - half), _walk(points, along, at + half)
    if math.hypot(x2 - x1, y2 - y1) < STRAIGHT * 2 * half:
        return None
    angle = (math.degrees(math.atan2(y2 - y1, x2 - x1)) + 90) % 180 - 90
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x, y = x + sin * OFF_PX * unit, y - cos * OFF_PX * unit
    wide, high = half * cos + tall * abs(sin), half * abs(sin) + tall * cos
    return RoadName(text, x, y, angle, colour, False, (x - wide, y - high, x + wide, y + high))


def _walk(points: np.ndarray, along: np.ndarray, at: float) -> tuple[float, float]:
    return float(np.interp(at, along, points[:, 0])), float(np.interp(at, along, points[:, 1]))


def draw_road_names(names: Sequence[RoadName], palette: Palette, unit: float) -> str:
    """Draw shields, and names along their lines."""
    return "".join(_draw(name, palette, unit) for name in names)


def _draw(name: RoadName, palette: Palette, unit: float) -> str:
    size = (SHIELD_PX if name.is_shield else NAME_PX) * unit
    base = name.y + 0.36 * size
    if name.is_shield:
        left, top, right, bottom = name.edges
        place = f'x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}"'
        look = f'rx="{3 * unit:g}" fill="{palette.halo}" stroke="{name.colour}" stroke-width="{1.4 * unit:g}"'
        letters = write(name.text, name.x, base, size, palette.label, is_bold=True, anchor="middle")
        return f"<rect {place} {look}/>{letters}"
    turn = f'transform="rotate({name.angle_deg:.1f} {name.x:.1f} {name.y:.1f})"'
    halo = f'stroke="{palette.halo}" stroke-width="{HALO_PX * unit:g}" stroke-linejoin="round" paint-order="stroke"'
    return write(name.text, name.x, base, size, palette.label, anchor="middle", extra=f"{turn} {halo}")
