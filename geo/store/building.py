"""Rows into a DuckDB file that may be deleted at any time: the cache behind an EventStore."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from geo.store.changes import HASH, date_changes
from geo.store.columns import DUCKDB_TYPES, ROW_TYPES
from geo.store.extras import list_extra_columns
from geo.store.indexing import index_events
from geo.store.mix import Mix
from geo.vocabulary import Vocabulary

BUILD_MEMORY = "600MB"
QUARTER_DAYS, TILE_SHIFT = 91, 18
"""How events lie in the file: those of so many days together, within these those of a map tile of zoom 6."""

ORDER = f"from_day // {QUARTER_DAYS}, y >> {TILE_SHIFT} NULLS LAST, x >> {TILE_SHIFT} NULLS LAST, from_day, until_day"
"""So a short window and a small map both find most of what they ask for side by side."""

_PLACES = """
CREATE TABLE place AS
SELECT location, admin1, country, count(*) AS events,
       CAST(row_number() OVER (ORDER BY count(*) DESC, location, admin1, country) - 1 AS INTEGER) AS place_code
FROM raw GROUP BY location, admin1, country ORDER BY place_code
"""
_EVENTS = f"""
CREATE TABLE event AS
SELECT *, CAST(row_number() OVER () - 1 AS INTEGER) AS number
FROM (
  SELECT raw.*, place.place_code, change.changed_at
  FROM raw JOIN place USING (location, admin1, country) JOIN change USING (event_id)
  ORDER BY {ORDER}, event_id
)
"""


def build_store_file(
    path: Path,
    rows: Iterable[pd.DataFrame],
    vocabulary: Vocabulary,
    notes: dict | None = None,
    earlier: Path | None = None,
    now: int = 0,
) -> None:
    """Write a new store file beside the old one, then put it in its place.

    Args:
        path: The DuckDB file to make; a file of that name is replaced at the end, whole.
        rows: What `make_rows` returns, in one or more pieces; their order does not matter.
        vocabulary: The one that `make_rows` used; kept with the data, so that codes keep their meaning.
        notes: Anything else to keep with the data, as JSON (the reports of reading it).
        earlier: The store last built from the same files: what it already had as it is now keeps its time.
        now: Time of the build, seconds since 1970, UTC.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    connection = duckdb.connect(str(unfinished), config={"memory_limit": BUILD_MEMORY})
    try:
        connection.execute("SET enable_progress_bar = false")
        changes = _fill(connection, rows, earlier, now)
        about = {**asdict(Mix.of(vocabulary)), "built_at": now, "changes": changes, **(notes or {})}
        about["unlisted"] = index_events(connection)
        about["extra_columns"] = list_extra_columns(connection)
        keep_about(connection, about)
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    unfinished.replace(path)


def _fill(
    connection: duckdb.DuckDBPyConnection, rows: Iterable[pd.DataFrame], earlier: Path | None, now: int
) -> dict[str, int] | None:
    columns = ", ".join(f"{name} {DUCKDB_TYPES[kind]}" for name, kind in ROW_TYPES.items())
    connection.execute(f"CREATE TEMP TABLE raw ({columns}, content_hash UBIGINT)")
    for piece in rows:
        connection.register("piece", pa.Table.from_pandas(piece, preserve_index=False))
        connection.execute(f"INSERT INTO raw BY NAME SELECT *, {HASH} AS content_hash FROM piece")
        connection.unregister("piece")
    changes = date_changes(connection, earlier, now)
    connection.execute(_PLACES)
    connection.execute(_EVENTS)
    connection.execute("DROP TABLE raw")
    connection.execute("DROP TABLE change")
    return changes


def keep_about(connection: duckdb.DuckDBPyConnection, about: dict) -> None:
    """Keep with the data what is said of it."""
    connection.execute("CREATE TABLE about (key VARCHAR, value VARCHAR)")
    connection.executemany("INSERT INTO about VALUES (?, ?)", [[k, json.dumps(v)] for k, v in about.items()])
