"""From counts by grid cell to the marks of a map: few enough to read, none on top of another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geo.store.grid import Cells, units_per_px, unproject

MERGE_PX = 24
"""Places nearer than this on screen become one mark."""

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


def gather_marks(counts: dict[str, np.ndarray], sides: int, types: int, bits: int, zoom: float) -> Marks:
    """Merge cells until no two marks stand nearer than `MERGE_PX` and there are not too many.

    Marks on either side of the 180° meridian stay apart.

    Args:
        counts: The columns of the marks question, one entry per cell of `bits` low bits, side and type.
        sides: Number of sides.
        types: Number of event types.
        bits: Size of the cells asked for.
        zoom: Map zoom, which says how wide a cell is on screen.
    """
    x, y = counts["cell_x"], counts["cell_y"]
    group = _number_cells(x, y)
    while group.max(initial=0) >= MOST_MARKS:
        bits += 1
        x, y = x >> 1, y >> 1
        group = _number_cells(x, y)
    merged = _merge_near(counts, group, MERGE_PX * units_per_px(zoom))
    return _sum_up(counts, merged, sides, types, bits, (x, y))


def _number_cells(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.unique(x << 32 | y, return_inverse=True)[1]


def _merge_near(counts: dict[str, np.ndarray], group: np.ndarray, distance: float) -> np.ndarray:
    """Give each cell the number of its mark: the largest group takes the smaller within `distance` (grid units)."""
    if not len(group):
        return group
    events = np.bincount(group, counts["events"])
    centres = shapely.points(np.bincount(group, counts["sum_x"]) / events, np.bincount(group, counts["sum_y"]) / events)
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
    bits: int,
    cells: tuple[np.ndarray, np.ndarray],
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
        cells=_name_cells(mark, number, bits, cells),
    )


def _by_code(counts: dict[str, np.ndarray], mark: np.ndarray, name: str, codes: int, number: int) -> np.ndarray:
    table = np.bincount(mark * codes + counts[name], counts["events"], minlength=number * codes)
    return table.reshape(number, codes).astype(int)


def _name_cells(mark: np.ndarray, number: int, bits: int, cells: tuple[np.ndarray, np.ndarray]) -> tuple[Cells, ...]:
    names: list[list[tuple[int, int]]] = [[] for _ in range(number)]
    for owner, column, row in np.unique(np.stack([mark, *cells], axis=1), axis=0).tolist():
        names[owner].append((column, row))
    return tuple(Cells(bits, tuple(name)) for name in names)
