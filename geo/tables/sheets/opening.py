"""Any file of events as a sheet, by how its name ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from geo.tables.formats import name_columns
from geo.tables.options import ReadingOptions
from geo.tables.sheets.delimited import read_delimited
from geo.tables.sheets.geojson import read_geojson
from geo.tables.sheets.geopackage import read_geopackage
from geo.tables.sheets.objects import read_objects
from geo.tables.sheets.parquet import read_parquet
from geo.tables.sheets.sheet import Sheet


def _read_text(path: Path, options: ReadingOptions) -> Sheet:
    return read_delimited(path, options.encoding, name_columns)


def _read_json(path: Path, options: ReadingOptions) -> Sheet:
    return read_objects(path, options.encoding)


def _read_workbook(path: Path, options: ReadingOptions) -> Sheet:
    # Imported here because few tables are workbooks, and what reads them takes its time to load.
    from geo.tables.sheets.workbook import read_workbook

    return read_workbook(path, options)


READERS: dict[str, Callable[[Path, ReadingOptions], Sheet]] = {
    ".csv": _read_text,
    ".tsv": _read_text,
    ".xlsx": _read_workbook,
    ".xlsm": _read_workbook,
    ".xls": _read_workbook,
    ".ods": _read_workbook,
    ".parquet": read_parquet,
    ".geojson": read_geojson,
    ".gpkg": read_geopackage,
    ".json": _read_json,
}
"""How a file name ends, in lower case, to what reads it. Any other file is read as text."""


def open_sheet(path: Path, options: ReadingOptions) -> Sheet:
    """Read a file as a table of text.

    Raises:
        UnreadableFile: If it cannot be read.
    """
    return READERS.get(path.suffix.lower(), _read_text)(path, options)
