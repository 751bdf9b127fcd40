"""What every writer is given: events as typed Arrow batches, so that a million are never held as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from geo.schema import COLUMN_NAMES, COLUMNS, PLACED_COLUMN_NAMES

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

BATCH_ROWS = 20_000
GEOMETRY = "geometry"
KINDS = {"date": pa.date32(), "degrees": pa.float64(), "code": pa.int16(), "whole": pa.int64()}
ADDED = {"is_geocoded": pa.bool_(), "radius_km": pa.float64(), "place_id": pa.string()}
"""What placing an event found out and a file keeps, so that a place that was looked up stays so with its radius."""


def export_schema(extras: Sequence[str] = ()) -> pa.Schema:
    """Describe what is exported: the event table, the further columns of its files, `ADDED`, and the geometry.

    A blank cell is null; days are dates; the geometry is WKB in EPSG:4326, longitude first, null without a place.
    """
    own = [(column.name, KINDS.get(column.kind, pa.string())) for column in COLUMNS]
    return pa.schema([*own, *((name, pa.string()) for name in extras), *ADDED.items(), (GEOMETRY, pa.binary())])


def list_extras(names: Iterable[str]) -> tuple[str, ...]:
    """List the columns that are neither of the event table nor made by placing: what else the files say."""
    known = {*COLUMN_NAMES, *PLACED_COLUMN_NAMES, GEOMETRY}
    return tuple(name for name in names if name not in known)


def as_batches(
    events: gpd.GeoDataFrame, rows: int = BATCH_ROWS, schema: pa.Schema | None = None
) -> pa.RecordBatchReader:
    """Read placed events piece by piece as what `export_schema` describes.

    Args:
        events: What `geo.loading.load_events` gives: the event table, further columns of text, the placed columns.
        rows: How many events one piece has.
        schema: The fields of `export_schema` to read; all, if it is left out.
    """
    schema = schema or export_schema(list_extras(map(str, events.columns)))
    starts = range(0, len(events), rows)
    return pa.RecordBatchReader.from_batches(schema, (_batch(events.iloc[n : n + rows], schema) for n in starts))


def _batch(events: gpd.GeoDataFrame, schema: pa.Schema) -> pa.RecordBatch:
    columns = [
        write_shapes(events[field.name]) if field.name == GEOMETRY else _column(events, field) for field in schema
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _column(events: pd.DataFrame, field: pa.Field) -> pa.Array:
    if field.name not in events:
        return pa.nulls(len(events), field.type)
    values = pa.array(events[field.name], from_pandas=True)
    values = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    if pa.types.is_null(values.type):
        return pa.nulls(len(events), field.type)
    return blank_to_null(values.cast(field.type))


def blank_to_null(values: pa.Array) -> pa.Array:
    """Return a column whose empty texts are null; any other stays."""
    if not pa.types.is_string(values.type):
        return values
    return pc.if_else(pc.equal(values, ""), pa.scalar(None, pa.string()), values)


def write_shapes(shapes: Iterable) -> pa.Array:
    """Write shapes as WKB; null where there is none."""
    import shapely

    return pa.array(shapely.to_wkb(list(shapes)).tolist(), pa.binary())


def watch(events: pa.RecordBatchReader, total: int, label: str) -> pa.RecordBatchReader:
    """Give the same batches, with a bar of progress while a person sees the terminal."""
    from tqdm import tqdm

    def given() -> Iterator[pa.RecordBatch]:
        with tqdm(total=total, desc=label, unit=" events", unit_scale=True, leave=False, disable=None) as bar:
            for batch in events:
                yield batch
                bar.update(batch.num_rows)

    return pa.RecordBatchReader.from_batches(events.schema, given())
