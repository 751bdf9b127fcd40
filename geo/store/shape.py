"""Which points lie within an area drawn on the map: ray casting, as an expression for any engine."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
import numpy as np

from geo.store.grid import WORLD_UNITS, project_lat, project_lon


def is_inside(x: ir.IntegerColumn, y: ir.IntegerColumn, corners: Sequence[tuple[float, float]]) -> ir.BooleanValue:
    """Say whether a point lies within an area; a point without a place does not.

    An edge between two corners is the straight line on the map, the shorter way around the world.

    Args:
        x: Grid units eastward.
        y: Grid units southward.
        corners: (longitude, latitude) of each, degrees.
    """
    xs, ys = _project(corners)
    # An area across the 180° meridian reaches beyond the grid's edge, where the points of its other side are.
    turns = [turn for turn in (-1, 0, 1) if xs.min() <= (turn + 1) * WORLD_UNITS and xs.max() >= turn * WORLD_UNITS]
    found = [_is_inside(x.cast("float64"), y.cast("float64"), xs - turn * WORLD_UNITS, ys) for turn in turns]
    return ibis.or_(*found)


def _project(corners: Sequence[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    lon, lat = (np.array(values, float) for values in zip(*corners, strict=True))
    return project_lon(lon) + np.round((np.unwrap(lon, period=360) - lon) / 360) * WORLD_UNITS, project_lat(lat)


def _is_inside(x: ir.FloatingValue, y: ir.FloatingValue, xs: np.ndarray, ys: np.ndarray) -> ir.BooleanValue:
    box = x.between(float(xs.min()), float(xs.max())) & y.between(float(ys.min()), float(ys.max()))
    crossed = []
    for (x0, y0), (x1, y1) in zip(_pairs(xs, ys), _pairs(np.roll(xs, -1), np.roll(ys, -1)), strict=True):
        if y0 != y1:  # Half a unit keeps a ray from passing through a corner.
            level = (y + 0.5 >= min(y0, y1)) & (y + 0.5 < max(y0, y1))
            crossed.append((level & (x < x0 + (y + 0.5 - y0) * ((x1 - x0) / (y1 - y0)))).ifelse(1, 0))
    if not crossed:
        return ibis.literal(False)
    return box & (sum(crossed[1:], crossed[0]) % 2 == 1)


def _pairs(xs: np.ndarray, ys: np.ndarray) -> list[tuple[float, float]]:
    return list(zip(xs.astype(float).tolist(), ys.astype(float).tolist(), strict=True))
