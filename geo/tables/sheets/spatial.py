"""Typed tables, with or without a column of geometries, as sheets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from geo.errors import UnreadableFile
from geo.tables.sheets.places import fill_places
from geo.tables.sheets.sheet import MOST_COLUMNS, Remark, Sheet, make_sheet
from geo.tables.sheets.typed import column_text


@dataclass(frozen=True)
class Spatial:
    """A typed table.

    Attributes:
        table: Its columns.
        geometry: The name of the column of WKB; "" for none.
        crs: Its coordinate system, as pyproj understands it; None where the file does not say.
        remarks: Warnings about the file.
    """

    table: pa.Table
    geometry: str = ""
    crs: Any = None
    remarks: tuple[Remark, ...] = ()


def make_spatial_sheet(path: Path, spatial: Spatial, before: int = 0) -> Sheet:
    """Write a typed table as text, with latitude and longitude of its points.

    Args:
        path: The file.
        spatial: The table, or a part of it.
        before: How many rows of the file come before that part.

    Raises:
        UnreadableFile: If a column is too large, or the coordinate system unknown.
    """
    import shapely

    names = [name for name in spatial.table.column_names if name != spatial.geometry]
    if len(names) > MOST_COLUMNS:
        make_sheet(path, names, [], np.zeros(0))
    numbers = np.arange(2, spatial.table.num_rows + 2) + before
    try:
        columns = {name: column_text(spatial.table[name]) for name in names}
    except UnreadableFile as error:
        raise UnreadableFile(f"{path}: {error}. Export it as CSV.") from error
    shapes, aside = [], []
    if spatial.geometry:
        written = spatial.table[spatial.geometry].to_pylist()
        shapes = shapely.from_wkb(written, on_invalid="ignore").tolist()
        broken = [place for place, one in enumerate(written) if one is not None and shapes[place] is None]
        aside = [Remark(int(numbers[place]), spatial.geometry, "", BROKEN) for place in broken]
    return placed_sheet(path, columns, shapes, spatial.crs, aside, spatial.remarks, before)


BROKEN = "The geometry cannot be read. Draw it anew, or blank it and write latitude and longitude."


def placed_sheet(
    path: Path,
    columns: dict[str, pa.Array],
    shapes: list[Any],
    crs: Any,
    aside: Iterable[Remark],
    remarks: Iterable[Remark] = (),
    before: int = 0,
) -> Sheet:
    """Make a sheet of columns and of the geometries beside them.

    Args:
        path: The file.
        columns: Names to text.
        shapes: A geometry or None for each row; an empty list where there are none.
        crs: As in `fill_places`.
        aside: Rows that are set aside.
        remarks: Warnings about the file.
        before: How many rows of the file come before these.
    """
    length = max(len(next(iter(columns.values()), ())), len(shapes))
    numbers = np.arange(2, length + 2) + before
    try:
        places = fill_places(columns, shapes, crs, numbers)
    except UnreadableFile as error:
        raise UnreadableFile(f"{path} {error}.") from error
    said = [*remarks, *places.remarks]
    sheet = make_sheet(path, list(places.columns), list(places.columns.values()), numbers, remarks=said)
    return replace(sheet, letters=("",) * len(sheet.header)).without(aside)
