"""Which cells become one mark, and how large it is: marks are few enough to read, none on top of another."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import shapely

from geo.store.grid import WORLD_BITS, Cells, units_per_px

MERGE_PX = 24
"""Places nearer than this on screen become one mark."""

CLEAR_PX = 7
"""How far the rim of a mark keeps from the middle of the next: so far that the smallest mark lies beside it."""

MOST_MARKS = 700
"""Above this the cells are made coarser: more marks could not be told apart on a screen."""

UNIT_PX, SMALLEST_PX, LARGEST_PX = 10.0, 7.0, 30.0
"""Radii on screen: of the mark of one event while no mark would grow too large, of the smallest, of the largest."""


def choose_unit_px(most_events: int) -> float:
    """Return the radius of one event's mark, so that the largest fits; areas are in proportion down to `SMALLEST_PX`.

    The unit halves in steps, so that marks keep their size from frame to frame while the counts are alike.
    """
    unit = UNIT_PX
    while unit * math.sqrt(max(most_events, 1)) > LARGEST_PX:
        unit /= 2
    return unit


def size_marks(events: np.ndarray, unit_px: float) -> np.ndarray:
    """Return the radius of each mark, pixels: its area is in proportion to its events."""
    return np.maximum(unit_px * np.sqrt(events), SMALLEST_PX)


def merge_cells(counts: dict[str, np.ndarray], bits: int, zoom: float) -> tuple[np.ndarray, tuple[Cells, ...]]:
    """Give each entry the number of its mark, and each mark its name."""
    x, y = counts["cell_x"], counts["cell_y"]
    group = _number_cells(x, y)
    while group.max(initial=0) >= MOST_MARKS:
        bits += 1
        x, y = x >> 1, y >> 1
        group = _number_cells(x, y)
    mark = _merge_near(counts, group, lambda events: np.full(len(events), MERGE_PX * units_per_px(zoom)))
    mark = _merge_near(counts, mark, lambda events: _reach_px(events) * units_per_px(zoom))
    return mark, _name_cells(mark, int(mark.max(initial=-1)) + 1, bits, (x, y))


def _reach_px(events: np.ndarray) -> np.ndarray:
    reach_px = size_marks(events, choose_unit_px(int(events.max(initial=1)))) + CLEAR_PX
    return np.where(reach_px > MERGE_PX, reach_px, 0)  # What lies nearer than `MERGE_PX` has been one already.


def _number_cells(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.unique(x << 32 | y, return_inverse=True)[1]


def _merge_near(
    counts: dict[str, np.ndarray], group: np.ndarray, reach: Callable[[np.ndarray], np.ndarray]
) -> np.ndarray:
    """Give each cell the number of its mark: the largest group takes the smaller within its `reach` (grid units)."""
    if not len(group):
        return group
    events = np.bincount(group, counts["events"])
    centres = shapely.points(np.bincount(group, counts["sum_x"]) / events, np.bincount(group, counts["sum_y"]) / events)
    distance = reach(events)
    near, other = shapely.STRtree(centres).query(centres, predicate="dwithin", distance=distance)
    ends = np.cumsum(np.bincount(near, minlength=len(events))).tolist()
    neighbours = other[np.argsort(near, kind="stable")].tolist()
    # Plain lists: a group has few neighbours, and numpy costs more to begin than these loops to end.
    owner = [-1] * len(events)
    for largest in np.argsort(-events, kind="stable").tolist():
        if owner[largest] < 0:
            for one in neighbours[ends[largest - 1] if largest else 0 : ends[largest]]:
                if owner[one] < 0:
                    owner[one] = largest
    return np.unique(owner, return_inverse=True)[1][group]


def _name_cells(mark: np.ndarray, number: int, bits: int, cells: tuple[np.ndarray, np.ndarray]) -> tuple[Cells, ...]:
    names: list[list[tuple[int, int]]] = [[] for _ in range(number)]
    columns, rows = cells
    # One number of mark, column and row: numpy sorts those ten times as fast as rows of three.
    packed = np.unique((mark.astype("int64") << 2 * WORLD_BITS) | (columns << WORLD_BITS) | rows)
    low = (1 << WORLD_BITS) - 1
    for owner, column, row in zip(
        (packed >> 2 * WORLD_BITS).tolist(), (packed >> WORLD_BITS & low).tolist(), (packed & low).tolist(), strict=True
    ):
        names[owner].append((column, row))
    return tuple(Cells(bits, tuple(name)) for name in names)
