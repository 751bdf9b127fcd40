"""The columns of a store's `event` table, with their types: one list for every engine."""

from __future__ import annotations

from geo.schema import COLUMN_NAMES

_NUMBERS = {
    "start_day": "int32", "end_day": "int32", "from_day": "int32", "until_day": "int32",
    "time_precision": "int32", "geo_precision": "int32",
    "fatalities": "int32", "longitude": "float64", "latitude": "float64", "x": "int32", "y": "int32",
    "side_code": "int16", "type_code": "int16", "confidence_code": "int16", "radius_km": "float32",
    "is_geocoded": "boolean", "file_row": "int32",
}  # fmt: skip
TEXT_COLUMNS = tuple(name for name in COLUMN_NAMES if name not in {*_NUMBERS, "event_date", "end_date"})
"""Columns of the event table that are kept as they are written."""

ROW_TYPES = {
    **dict.fromkeys((*TEXT_COLUMNS, "place_id", "review", "file", "line", "search_text"), "string"),
    **_NUMBERS,
}
"""What `make_rows` gives: column to Ibis type."""

EVENT_TYPES = {**ROW_TYPES, "place_code": "int32", "number": "int32"}
"""The `event` table: rows with the number of their place, the most eventful place first, and their own, from nought."""

DUCKDB_TYPES = {
    "string": "VARCHAR", "int16": "SMALLINT", "int32": "INTEGER", "float32": "FLOAT", "float64": "DOUBLE",
    "boolean": "BOOLEAN",
}  # fmt: skip
