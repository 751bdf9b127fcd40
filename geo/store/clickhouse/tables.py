"""The tables of a store on ClickHouse: those of the DuckDB file, each under a name of its own load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.store.columns import (
    EVENT_TYPES,
    HIT_TYPES,
    PLACE_TYPES,
    SPOT_TYPES,
    TALLY_TYPES,
    VALUE_TYPES,
    WORD_TYPES,
)

CURRENT = "atlas_loads"
"""Which loads are whole; the last one is shown."""

BLANKABLE = ("time_precision", "geo_precision", "fatalities", "longitude", "latitude", "x", "y", "radius_km", "line")
"""Columns of events that may be unknown."""


@dataclass(frozen=True)
class Table:
    """One table of a store.

    Attributes:
        types: Column to Ibis type.
        order: What it is ordered by, in SQL: as in the file, so that what is asked for together lies together.
        shard: What says on which server of a cluster a row lies; rows of one block of bits lie together.
        blankable: Columns that may be unknown.
        indexes: Indexes besides the order, in SQL.
    """

    types: Mapping[str, str]
    order: str
    shard: str = "0"
    blankable: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()


def _ranges(*columns: str) -> tuple[str, ...]:
    return tuple(f"INDEX range_of_{name} {name} TYPE minmax GRANULARITY 1" for name in columns)


TABLES = {
    # The numbers of events follow the order of the file: by quarter and map tile, then by day.
    "event": Table(
        EVENT_TYPES, "number", "sipHash64(bitShiftRight(number, 13))", BLANKABLE,
        (*_ranges("from_day", "until_day", "x", "y", "place_code"),
         "INDEX ids event_id TYPE bloom_filter GRANULARITY 4"),
    ),
    "place": Table(PLACE_TYPES, "place_code"),
    "spot": Table(SPOT_TYPES, "x, y"),
    "tally": Table(TALLY_TYPES, "y, x", blankable=("radius_km",)),
    "value": Table(VALUE_TYPES, "field, text", blankable=("number",)),
    "word": Table(WORD_TYPES, "is_note, word_code"),
    "hit": Table(HIT_TYPES, "word_code, block", "sipHash64(bitShiftRight(block, 8))"),
}  # fmt: skip

_TYPES = {
    "string": "String", "int16": "Int16", "int32": "Int32", "int64": "Int64", "float32": "Float32",
    "float64": "Float64", "boolean": "Bool",
}  # fmt: skip


def name_tables(key: str) -> dict[str, str]:
    """Return what the tables of a load are called on the server."""
    return {name: f"{name}_{key}" for name in TABLES}


def make_statements(name: str, called: str, cluster: str | None = None) -> list[str]:
    """Write the statements that make a table, where it is not there yet.

    Args:
        name: One of `TABLES`.
        called: What it is called on the server.
        cluster: The cluster that it is spread over; None for one server.
    """
    table = TABLES[name]
    columns = [f'"{column}" {_type(kind, column in table.blankable)}' for column, kind in table.types.items()]
    body = ", ".join((*columns, *table.indexes))
    on, own = (f' ON CLUSTER "{cluster}"', f"{called}_part") if cluster else ("", called)
    # A batch that is sent again is known by its token, and dropped.
    settings = "SETTINGS non_replicated_deduplication_window = 100000"
    made = [f'CREATE TABLE IF NOT EXISTS "{own}"{on} ({body}) ENGINE = MergeTree ORDER BY ({table.order}) {settings}']
    if cluster:
        spread = f"Distributed('{cluster}', currentDatabase(), '{own}', {table.shard})"
        made.append(f'CREATE TABLE IF NOT EXISTS "{called}"{on} AS "{own}" ENGINE = {spread}')
    return made


def _type(kind: str, is_blankable: bool) -> str:
    return f"Nullable({_TYPES[kind]})" if is_blankable else _TYPES[kind]
