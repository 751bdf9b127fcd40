"""Reads a Parquet file, plain or GeoParquet, every value as text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from geo.errors import UnreadableFile
from geo.tables.options import ReadingOptions
from geo.tables.sheets.binaries import MOST_BYTES, open_binary
from geo.tables.sheets.sheet import MOST_COLUMNS, Remark, Sheet
from geo.tables.sheets.spatial import Spatial, make_spatial_sheet

MOST_ROWS = 20_000_000
_WGS84 = "OGC:CRS84"
_USUAL_NAMES = ("geometry", "geom", "wkb_geometry")
_SAVE_ANEW = "Export it anew, or as CSV."


def read_parquet(path: Path, options: ReadingOptions) -> Sheet:
    """Read a Parquet file; row 2 is its first, as if a header stood above.

    Raises:
        UnreadableFile: If it is no Parquet file, damaged, encrypted or too large.
    """
    import pyarrow.parquet as pq

    with open_binary(path, b"PAR1", "a Parquet file") as file:
        try:
            opened = pq.ParquetFile(file)
            _check_size(path, opened.metadata)
            # Texts stay encoded until it is known how long they are.
            names = [one.name for one in opened.schema_arrow if pa.types.is_string(one.type) or _is_large(one)]
            file.seek(0)
            opened = pq.ParquetFile(file, read_dictionary=names)
            table = opened.read()
        except (pa.ArrowException, OSError, NotImplementedError) as error:
            raise UnreadableFile(f"{path} is damaged or cannot be read: {_first_line(error)}. {_SAVE_ANEW}") from error
    column, crs, remarks = _geometry_of(table.schema)
    return make_spatial_sheet(path, Spatial(table, column, crs, tuple(remarks)))


def read_parquet_pieces(path: Path, rows: int) -> Iterator[Sheet]:
    """Read a Parquet file of any size, so many rows at a time; each piece as `read_parquet` gives all.

    Raises:
        UnreadableFile: If it is no Parquet file, damaged or encrypted.
    """
    import pyarrow.parquet as pq

    with open_binary(path, b"PAR1", "a Parquet file") as file:
        try:
            opened = pq.ParquetFile(file)
            column, crs, remarks = _geometry_of(opened.schema_arrow)
            first = 0
            for batch in opened.iter_batches(rows):
                table = pa.Table.from_batches([batch])
                yield make_spatial_sheet(path, Spatial(table, column, crs, tuple(remarks)), first)
                first += batch.num_rows
        except (pa.ArrowException, OSError, NotImplementedError) as error:
            raise UnreadableFile(f"{path} is damaged or cannot be read: {_first_line(error)}. {_SAVE_ANEW}") from error


def _is_large(field: pa.Field) -> bool:
    return pa.types.is_large_string(field.type)


def _check_size(path: Path, metadata: Any) -> None:
    size = sum(metadata.row_group(place).total_byte_size for place in range(metadata.num_row_groups))
    if metadata.num_columns > 10 * MOST_COLUMNS or metadata.num_rows > MOST_ROWS or size > 2 * MOST_BYTES:
        raise UnreadableFile(
            f"{path} has {metadata.num_rows:,} rows and {metadata.num_columns:,} columns, {size / 1e6:,.0f} MB when "
            f"unpacked, and at most {MOST_ROWS:,} rows and {2 * MOST_BYTES / 1e6:,.0f} MB are read. Split it."
        )


def _geometry_of(schema: pa.Schema) -> tuple[str, Any, list[Remark]]:
    """Return the column of geometries, "" for none; its coordinate system; and what is not read of it."""
    try:
        said = json.loads((schema.metadata or {}).get(b"geo", b"{}"))
        name = said.get("primary_column", "")
        about = said.get("columns", {}).get(name, {})
        crs, encoding = about.get("crs", _WGS84), about.get("encoding", "WKB")
    except (ValueError, AttributeError):
        return "", None, [Remark(0, "", "", "What the file says of its geometries cannot be read. They are not used.")]
    if not name:
        # Written by programs that do not know GeoParquet.
        name, crs = next((one for one in _USUAL_NAMES if one in schema.names), ""), _WGS84
        return (name, crs, []) if name and _is_binary(schema.field(name).type) else ("", None, [])
    if name in schema.names and encoding == "WKB" and _is_binary(schema.field(name).type):
        return name, crs, []
    message = f'The geometries in "{name}" are not WKB but "{encoding}", and are not used. Write them as WKB.'
    return "", None, [Remark(0, name, str(encoding), message)]


def _is_binary(kind: pa.DataType) -> bool:
    stored = kind.storage_type if isinstance(kind, pa.BaseExtensionType) else kind
    return pa.types.is_binary(stored) or pa.types.is_large_binary(stored)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["unknown"])[0].rstrip(".")[:200]
