"""Finds where the rows of a table are, once for each way of saying it, and names the rows whose place is doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import nan
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import Fault
from geo.gazetteer.sites import Atlas, Site, Written, find_site
from geo.tables.texts import number_combinations

if TYPE_CHECKING:
    from geo.gazetteer.gazetteer import Gazetteer
    from geo.gazetteer.roads import Roads

WRITTEN = tuple(Written.__annotations__)
"""The columns that say where a row is."""

_BLANK = {"latitude": nan, "longitude": nan, "geo_precision": 0}


class RowSites(NamedTuple):
    """Where rows are.

    Attributes:
        sites: The different sites.
        numbers: Which of them each row is at.
    """

    sites: list[Site]
    numbers: np.ndarray


def find_row_sites(
    written: Mapping[str, pa.Array], gazetteer: Gazetteer, roads: Roads, theatre: Mapping[str, float] | None = None
) -> RowSites:
    """Find where rows are.

    Args:
        written: The columns `WRITTEN`, typed; numbers are null where blank, text is "".
        gazetteer: Where names are looked up.
        roads: The named roads.
        theatre: What `find_theatre` says of the whole table, where these are a part of it.
    """
    if theatre is None:
        counts = pc.value_counts(written["country"]).to_pylist()
        theatre = find_theatre({one["values"]: one["counts"] for one in counts}, gazetteer)
    numbers, first_rows = number_combinations([written[name] for name in WRITTEN])
    firsts = pa.array(first_rows)
    cells = [_filled(written[name].take(firsts).to_pylist(), _BLANK.get(name, "")) for name in WRITTEN]
    atlas = Atlas(gazetteer, roads, theatre)
    sites = [find_site(dict(zip(WRITTEN, row, strict=True)), atlas) for row in zip(*cells, strict=True)]
    return RowSites(sites, numbers)


def _filled(cells: list[object], blank: object) -> list[object]:
    return [blank if cell is None else cell for cell in cells]


def find_theatre(countries: Mapping[str, int], gazetteer: Gazetteer) -> dict[str, float]:
    """Say which share of the rows that name a country names which: ISO code to 0 to 1.

    Args:
        countries: How many rows name each country as it is written.
        gazetteer: Where they are looked up.
    """
    counts: dict[str, int] = {}
    for written, rows in countries.items():
        code = gazetteer.country_code(written)
        if code:
            counts[code] = counts.get(code, 0) + rows
    whole = sum(counts.values())
    return {code: count / whole for code, count in counts.items()}


def find_faults(found: RowSites, written: Mapping[str, pa.Array], files: pa.Array, rows: np.ndarray) -> Iterator[Fault]:
    """Give one warning per row and column whose place is unknown or doubtful, in the order of the rows."""
    doubtful = [number for number, site in enumerate(found.sites) if site.doubts]
    positions = np.flatnonzero(np.isin(found.numbers, doubtful))
    chosen = pa.array(positions)
    # Column by column: a single cell of a table takes longer to get than everything else here.
    columns = {column for number in doubtful for column, _ in found.sites[number].doubts}
    cells = {column: written[column].take(chosen).to_pylist() for column in columns}
    numbers = found.numbers[positions].tolist()
    where = zip(files.take(chosen).to_pylist(), rows[positions].tolist(), numbers, strict=True)
    for place, (file, row, number) in enumerate(where):
        for column, message in found.sites[number].doubts:
            yield Fault(file, row, column, cells[column][place], message)
