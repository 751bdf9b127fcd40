"""Which events of one type lie beside each other in place and time: a grid instead of comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np

from geo.gazetteer.roads import EARTH_RADIUS_KM

PIECE_PAIRS = 4_000_000
MOST_IN_CELL, MOST_LOOKED_AT = 300, 40_000_000
"""Events that are looked at for one event in one cell of the grid, and pairs that are looked at in all: a million
events on one point and one day would be five hundred thousand million pairs."""

_BITS = 13
_FORWARD = [step for step in product((-1, 0, 1), repeat=3) if step > (0, 0, 0)]
"""Half of the cells around a cell: the others have it in theirs."""


class Beside(NamedTuple):
    """Pairs of events that lie beside each other.

    Attributes:
        one: Positions of events.
        other: Positions of those beside them.
        distance_km: Between them.
        is_whole: Whether none was left out for there being too many.
    """

    one: np.ndarray
    other: np.ndarray
    distance_km: np.ndarray
    is_whole: bool


def find_beside(
    lonlat: np.ndarray, days: np.ndarray, types: np.ndarray, most_km: float, most_days: int
) -> Iterator[Beside]:
    """Find every pair of one type within a distance and a number of days, each once.

    Args:
        lonlat: Degrees, WGS 84, longitude first, one row per event; none is NaN.
        days: First day of each, as a number.
        types: A code of each.
        most_km: The farthest, great circle, included.
        most_days: The most days between, included.

    Yields:
        Pairs in pieces, so that a million events need no more memory than a few million pairs.
    """
    points = to_points_km(lonlat)
    looked_at = 0
    for ranges in _find_ranges(_cells(points, most_km), days, types, most_days):
        for one, other, is_whole in ranges.write_out():
            looked_at += len(one)
            distance_km = great_circle_km(points[one], points[other])
            near = distance_km <= most_km
            yield Beside(one[near], other[near], distance_km[near], is_whole and looked_at <= MOST_LOOKED_AT)
            if looked_at > MOST_LOOKED_AT:
                return


def _find_ranges(cells: np.ndarray, days: np.ndarray, types: np.ndarray, most_days: int) -> Iterator[_Ranges]:
    """Sort events by cell, type and day; those beside an event are then a range in its cell and in each around it."""
    if not len(days):
        return
    cells, codes = np.unique(cells, return_inverse=True)
    days = days - days.min() + most_days
    span = int(days.max()) + most_days + 1
    per_cell = (int(types.max()) + 1) * span
    keys = codes * per_cell + types * span + days
    order = np.argsort(keys, kind="stable")
    keys, codes = keys[order], codes[order]
    # In its own cell an event meets those that come after it, so that no pair is met from both sides.
    everyone = np.arange(len(order))
    yield _Ranges(order, everyone, everyone + 1, np.searchsorted(keys, keys + most_days, side="right"))
    for step in _FORWARD:
        neighbours = _find_neighbours(cells, step)[codes]
        sources = np.flatnonzero(neighbours >= 0)
        there = keys[sources] + (neighbours[sources] - codes[sources]) * per_cell
        starts = np.searchsorted(keys, there - most_days)
        yield _Ranges(order, sources, starts, np.searchsorted(keys, there + most_days, side="right"))


def to_points_km(lonlat: np.ndarray) -> np.ndarray:
    """Turn degrees into points of a sphere as large as the earth: x, y, z in kilometres from its centre.

    There the poles and the 180° meridian are places like any other.
    """
    lon, lat = np.radians(lonlat).T
    return EARTH_RADIUS_KM * np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def great_circle_km(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Measure the great-circle distance between points of `to_points_km`.

    Half the straight line between two points is the sine of half the angle between them; the haversine formula (R. W.
    Sinnott, Virtues of the Haversine, Sky and Telescope 68, 1984) says the same in degrees. It stays within 0.5 % of
    the distance on the ellipsoid.
    """
    half_chord = np.linalg.norm(one - other, axis=1) / (2 * EARTH_RADIUS_KM)
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(half_chord, 1.0))


def _cells(points: np.ndarray, side_km: float) -> np.ndarray:
    """Number the cube of each point; a straight line is never longer than the arc, so the cubes around are enough."""
    steps = np.floor((points + EARTH_RADIUS_KM) / max(side_km, 2.0)).astype("int64") + 1
    return (steps[:, 0] << 2 * _BITS) + (steps[:, 1] << _BITS) + steps[:, 2]


def _find_neighbours(cells: np.ndarray, step: tuple[int, int, int]) -> np.ndarray:
    """Find the place of each cell's neighbour among the cells; -1 where it holds no event."""
    wanted = cells + (step[0] << 2 * _BITS) + (step[1] << _BITS) + step[2]
    places = np.minimum(np.searchsorted(cells, wanted), len(cells) - 1)
    return np.where(cells[places] == wanted, places, -1)


@dataclass(frozen=True)
class _Ranges:
    """For some sorted events, the range of sorted events that each meets."""

    order: np.ndarray
    sources: np.ndarray
    starts: np.ndarray
    ends: np.ndarray

    def write_out(self) -> Iterator[tuple[np.ndarray, np.ndarray, bool]]:
        """Write the ranges out as pairs of positions, in pieces, and say whether none was cut."""
        counts = np.maximum(self.ends - self.starts, 0)
        is_whole = bool((counts <= MOST_IN_CELL).all())
        counts = np.minimum(counts, MOST_IN_CELL)
        bounds = np.searchsorted(np.cumsum(counts), np.arange(0, counts.sum() + PIECE_PAIRS, PIECE_PAIRS))
        for begin, end in zip(bounds, [*bounds[1:], len(counts)], strict=True):
            some = counts[begin:end]
            if some.sum():
                offsets = np.arange(some.sum()) - np.repeat(np.cumsum(some) - some, some)
                one = np.repeat(self.sources[begin:end], some)
                other = np.repeat(self.starts[begin:end], some) + offsets
                yield self.order[one], self.order[other], is_whole
