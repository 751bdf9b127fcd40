"""From counts by grid cell to the marks of a map, of one window or of two that are compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.store.grid import Cells, unproject
from geo.store.merging import merge_cells


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
        inside: Events of the marks that lie on the map itself, and not only in its margin.
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
    inside: int

    def __len__(self) -> int:
        """Return the number of marks."""
        return len(self.events)


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
    mark, names = merge_cells(counts, bits, zoom)
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
    mark, names = merge_cells({name: np.concatenate([one[name] for one in counts]) for name in counts[0]}, bits, zoom)
    owners = np.split(mark, [len(counts[0]["events"])])
    totals = [np.bincount(own, one["events"], minlength=len(names)) for own, one in zip(owners, counts, strict=True)]
    gathered = []
    for own, one, others in zip(owners, counts, totals[::-1], strict=True):
        held, own = np.unique(own, return_inverse=True)
        marks = _sum_up(one, own, sides, types, tuple(names[n] for n in held.tolist()))
        gathered.append((marks, others[held].astype(int)))
    return gathered[0], gathered[1]


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
        inside=int(counts["inside"].sum()),
    )


def _by_code(counts: dict[str, np.ndarray], mark: np.ndarray, name: str, codes: int, number: int) -> np.ndarray:
    table = np.bincount(mark * codes + counts[name], counts["events"], minlength=number * codes)
    return table.reshape(number, codes).astype(int)
