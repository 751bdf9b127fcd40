"""Shapes as path data of SVG: projected, without the points that nobody could see, to a tenth of a pixel."""

from __future__ import annotations

import re

import numpy as np
import shapely

from dashboard.figures.sheet.ground import Shapes
from dashboard.figures.sheet.projection import Projection

MARGIN_PX = 24
"""How far beyond the box a shape goes on, so that no edge of a cut is seen."""

SEEN_PX = 0.3
"""A bend that is no further off than this is left out."""

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def choose_ink(colour: str, otherwise: str) -> str:
    """Return a colour that came with data where it is one, written `#rrggbb`."""
    return colour if COLOUR.fullmatch(colour or "") else otherwise


def write_path(points: np.ndarray, is_closed: bool = False) -> str:
    """Write points, (points, 2), as path data."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points.tolist()) + ("Z" if is_closed else "")


def trace_shapes(shapes: Shapes, projection: Projection) -> str:
    """Write the part of some shapes that a map shows, on every copy of the world, as data of one path."""
    west, south, east, north = projection.bounds
    margin_deg = MARGIN_PX / projection.world_px * 360
    south, north = max(south - margin_deg, -90), min(north + margin_deg, 90)
    data = []
    for turn in projection.find_turns(-180, 180):
        left, right = west - margin_deg - 360 * turn, east + margin_deg - 360 * turn
        data.append(trace_geometries(shapes.cut(left, south, right, north), projection, turn))
    return "".join(data)


def trace_geometries(geometries: np.ndarray, projection: Projection, turn: int = 0) -> str:
    """Write geometries (EPSG:4326) as data of one path, moved east by `turn` worlds; polygons need `evenodd`."""
    is_closed = shapely.get_dimensions(geometries) == 2
    rings = trace_parts(shapely.get_rings(shapely.get_parts(geometries[is_closed])), projection, turn)
    lines = trace_parts(shapely.get_parts(geometries[~is_closed]), projection, turn)
    return "".join(
        [write_path(one[:-1], is_closed=True) for one in rings if len(one) > 3]
        + [write_path(one) for one in lines if len(one) > 1]
    )


def trace_parts(parts: np.ndarray, projection: Projection, turn: int = 0) -> list[np.ndarray]:
    """Return rings or lines (EPSG:4326) as points on the sheet, each (points, 2)."""
    places, owners = shapely.get_coordinates(parts, return_index=True)
    if not len(places):
        return []
    points = np.column_stack(projection.project(places[:, 0] + 360 * turn, places[:, 1]))
    drawn = shapely.simplify(shapely.linestrings(points, indices=owners), SEEN_PX, preserve_topology=False)
    points, owners = shapely.get_coordinates(drawn, return_index=True)
    return np.split(points, np.flatnonzero(np.diff(owners)) + 1)
