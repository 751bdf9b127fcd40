"""From counts by grid cell to the marks of a map: few enough to read, none on top of another."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely

from geo.store.grid import Cells, units_per_px, unproject

MERGE_PX = 24
"""Places nearer than this on screen become one mark."""

CLEAR_PX = 10
"""How far the rim of a mark keeps from the middle of the next: what remains of that one must be seen."""

MOST_MARKS = 700
"""Above this the cells are made coarser: more marks could not be told apart on a screen."""


@dataclass(frozen=True)
class Marks:
    """The marks of one view, one entry each; arrays share their first dimension.

    Attributes:
        lon: Mean longitude of the mark's events, degrees east.
        lat: Mean latitude of the mark's events, degrees north.
        events: Number of events.
        by_side: Events by side code, shape (marks, sides).
        by_type: Events by type code, shape (marks, types).
        place_code: The mark's best-known place.
        has_several_places: Whether more than one place is in it.
        radius_km: How far off the worst placed of its events may be.
        is_region: Whether all its events are placed only in a larger region.
        cells: How each mark is asked for again.
    """

    lon: np.ndarray
    lat: np.ndarray
    events: np.ndarray
    by_side: np.ndarray
    by_type: np.ndarray
    place_code: np.ndarray
    has_several_places: np.ndarray
    radius_km: np.ndarray
    is_region: np.ndarray
    cells: tuple[Cells, ...]

    def __len__(self) -> int:
        """Return the number of marks."""
        return len(self.events)


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


def gather_marks(counts: dict[str, np.ndarray], sides: int, types: int, bits: int, zoom: float) -> Marks:
    """Merge cells until no two marks stand nearer than `MERGE_PX`, none lies on another, and there are not too many.

    Marks on either side of the 180° meridian stay apart.

    Args:
        counts: The columns of the marks question, one entry per cell of `bits` low bits, side and type.
        sides: Number of sides.
        types: Number of event types.
        bits: Size of the cells asked for.
        zoom: Map zoom, which says how wide a cell is on screen.
    """
    mark, names = _merge(counts, bits, zoom)
    return _sum_up(counts, mark, sides, types, names)


def gather_two(
    counts: tuple[dict[str, np.ndarray], dict[str, np.ndarray]], sides: int, types: int, bits: int, zoom: float
) -> tuple[tuple[Marks, np.ndarray], tuple[Marks, np.ndarray]]:
    """Gather two windows into marks that stand for the same cells, so that they can be compared.

    Args:
        counts: The columns of the marks question, for each window.
        sides: Number of sides.
        types: Number of event types.
        bits: Size of the cells asked for.
        zoom: Map zoom.

    Returns:
        For each window its marks, and at each of them the events of the other window.
    """
    mark, names = _merge({name: np.concatenate([one[name] for one in counts]) for name in counts[0]}, bits, zoom)
    owners = np.split(mark, [len(counts[0]["events"])])
    totals = [np.bincount(own, one["events"], minlength=len(names)) for own, one in zip(owners, counts, strict=True)]
    gathered = []
    for own, one, others in zip(owners, counts, totals[::-1], strict=True):
        held, own = np.unique(own, return_inverse=True)
        marks = _sum_up(one, own, sides, types, tuple(names[n] for n in held.tolist()))
        gathered.append((marks, others[held].astype(int)))
    return gathered[0], gathered[1]


def _merge(counts: dict[str, np.ndarray], bits: int, zoom: float) -> tuple[np.ndarray, tuple[Cells, ...]]:
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
    radius_px = size_marks(events, choose_unit_px(int(events.max(initial=1))))
    return np.maximum(MERGE_PX, radius_px + CLEAR_PX)


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
    ends = np.cumsum(np.bincount(near, minlength=len(events)))
    neighbours = np.split(other[np.argsort(near, kind="stable")], ends[:-1])
    owner = np.full(len(events), -1)
    for largest in np.argsort(-events, kind="stable"):
        if owner[largest] < 0:
            free = neighbours[largest][owner[neighbours[largest]] < 0]
            owner[free] = largest
    return np.unique(owner[group], return_inverse=True)[1]


def _sum_up(
    counts: dict[str, np.ndarray],
    mark: np.ndarray,
    sides: int,
    types: int,
    names: tuple[Cells, ...],
) -> Marks:
    number = int(mark.max(initial=-1)) + 1

    def total(name: str) -> np.ndarray:
        return np.bincount(mark, counts[name], minlength=number)

    events = total("events")
    lon, lat = unproject(total("sum_x") / np.maximum(events, 1), total("sum_y") / np.maximum(events, 1))
    first_place, last_place = np.full(number, np.iinfo(np.int64).max), np.full(number, -1)
    np.minimum.at(first_place, mark, counts["place_code"])
    np.maximum.at(last_place, mark, counts["last_place_code"])
    radius_km = np.zeros(number)
    np.maximum.at(radius_km, mark, counts["radius_km"])
    return Marks(
        lon=lon,
        lat=lat,
        events=events.astype(int),
        by_side=_by_code(counts, mark, "side_code", sides, number),
        by_type=_by_code(counts, mark, "type_code", types, number),
        place_code=first_place,
        has_several_places=first_place != last_place,
        radius_km=radius_km,
        is_region=total("regions") == events,
        cells=names,
    )


def _by_code(counts: dict[str, np.ndarray], mark: np.ndarray, name: str, codes: int, number: int) -> np.ndarray:
    table = np.bincount(mark * codes + counts[name], counts["events"], minlength=number * codes)
    return table.reshape(number, codes).astype(int)


def _name_cells(mark: np.ndarray, number: int, bits: int, cells: tuple[np.ndarray, np.ndarray]) -> tuple[Cells, ...]:
    names: list[list[tuple[int, int]]] = [[] for _ in range(number)]
    for owner, column, row in np.unique(np.stack([mark, *cells], axis=1), axis=0).tolist():
        names[owner].append((column, row))
    return tuple(Cells(bits, tuple(name)) for name in names)
