"""Rows of the store as the batches that the writers of files are given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.schema import COLUMN_NAMES
from geo.store.columns import DATE_COLUMNS
from geo.store.extras import read_extras
from geo.tables.exports.batches import ADDED, BATCH_ROWS, GEOMETRY, blank_to_null, export_schema, write_shapes

EXPORTED_ROWS = BATCH_ROWS
STORED_COLUMNS = (*(DATE_COLUMNS.get(name, name) for name in COLUMN_NAMES), *ADDED, "line", "extra")
"""What an export asks the store for."""


def as_export(pieces: Iterable[pa.RecordBatch], extras: Sequence[str]) -> pa.RecordBatchReader:
    """Turn pieces of `STORED_COLUMNS` into what `export_schema` describes.

    `end_date` is null for events of one day, `latitude` and `longitude` for those without a place.

    Args:
        pieces: Rows of the store.
        extras: Names of the further columns.
    """
    schema = export_schema(extras)
    return pa.RecordBatchReader.from_batches(schema, (_batch(piece, schema, extras) for piece in pieces))


def _batch(piece: pa.RecordBatch, schema: pa.Schema, extras: Sequence[str]) -> pa.RecordBatch:
    columns = {name: _tidy(piece[DATE_COLUMNS.get(name, name)], schema.field(name)) for name in (*COLUMN_NAMES, *ADDED)}
    one_day = pc.equal(columns["event_date"], columns["end_date"])
    columns["end_date"] = pc.if_else(one_day, pa.scalar(None, pa.date32()), columns["end_date"])
    columns |= dict(zip(extras, read_extras(piece["extra"], extras), strict=True))
    columns[GEOMETRY] = _shapes(piece)
    return pa.RecordBatch.from_arrays([columns[name] for name in schema.names], schema=schema)


def _tidy(values: pa.Array, field: pa.Field) -> pa.Array:
    if pa.types.is_float32(values.type):
        values = values.cast(pa.string())  # So that 0.1 stays 0.1 when it gets more digits.
    values = blank_to_null(values.cast(pa.int32() if pa.types.is_date(field.type) else field.type).cast(field.type))
    is_number = pa.types.is_floating(field.type)
    return pc.if_else(pc.is_nan(values), pa.scalar(None, field.type), values) if is_number else values


def _shapes(piece: pa.RecordBatch) -> pa.Array:
    """Draw each event: a point where it is, its line where it has one, nothing without a place."""
    import shapely

    lon, lat = (piece[name].to_numpy(zero_copy_only=False).astype(float) for name in ("longitude", "latitude"))
    shapes = shapely.points(lon, lat)
    shapes[np.isnan(lon)] = None
    for row in np.flatnonzero(pc.is_valid(piece["line"]).to_numpy(zero_copy_only=False)):
        shapes[row] = shapely.LineString(json.loads(piece["line"][int(row)].as_py()))
    return write_shapes(shapes)
