"""What a file says and the event table has no column for: kept with each event as one JSON object."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.json as pa_json

from geo.tables.exports.batches import list_extras

_NAMES = """
SELECT name FROM (
  SELECT unnest(names) AS name, unnest(range(len(names))) AS place
  FROM (SELECT DISTINCT json_keys(extra) AS names FROM event WHERE extra <> '')
)
GROUP BY name ORDER BY max(place), name
"""
"""A row that leaves no column blank has each in its true place; blanks only move a name to the front."""


def write_extras(events: pd.DataFrame) -> np.ndarray:
    """Write the further columns of each event that are not blank as a JSON object, in their order.

    Args:
        events: Events with or without further columns, of text.

    Returns:
        One text a row, empty where there is nothing to keep.
    """
    written = np.full(len(events), "", dtype=object)
    names = list_extras(map(str, events.columns))
    for name in names:
        # Most columns repeat few values: each is written once.
        numbers, values = pd.factorize(events[name].fillna("").astype(str))
        key = json.dumps(name, ensure_ascii=False)
        cells = [f",{key}:{json.dumps(value, ensure_ascii=False)}" if value else "" for value in values]
        written = written + np.array(cells, dtype=object)[numbers]
    return np.array([f"{{{cells[1:]}}}" if cells else "" for cells in written], dtype=object) if names else written


def list_extra_columns(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """List the names of the further columns of all events of a store, as nearly as can be told in their order."""
    return [name for (name,) in connection.execute(_NAMES).fetchall()]


def read_extra(extra: str | None) -> dict[str, str]:
    """Read the further columns of one event."""
    return json.loads(extra) if extra else {}


def read_extras(extra: pa.Array, names: Sequence[str]) -> list[pa.Array]:
    """Read the further columns of many events: one array of text for each name, null where blank."""
    if not names or not len(extra):
        return [pa.nulls(len(extra), pa.string()) for _ in names]
    lines = "\n".join(text or "{}" for text in extra.to_pylist()).encode()
    schema = pa.schema([(name, pa.string()) for name in names])
    table = pa_json.read_json(
        io.BytesIO(lines),
        pa_json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        pa_json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore"),
    )
    return [table[name].combine_chunks() for name in names]
