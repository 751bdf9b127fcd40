"""The columns of a store's tables, with their types: one list for every engine."""

from __future__ import annotations

from geo.schema import COLUMN_NAMES

_NUMBERS = {
    "start_day": "int32", "end_day": "int32", "from_day": "int32", "until_day": "int32", "bar_span": "int16",
    "time_precision": "int32", "geo_precision": "int32", "fatalities": "int32",
    "longitude": "float64", "latitude": "float64", "x": "int32", "y": "int32",
    "side_code": "int16", "type_code": "int16", "sub_code": "int16", "confidence_code": "int16", "mix_code": "int32",
    "radius_km": "float32", "is_geocoded": "boolean", "has_link": "boolean", "has_media": "boolean",
    "file_row": "int32",
}  # fmt: skip
TEXT_COLUMNS = tuple(name for name in COLUMN_NAMES if name not in {*_NUMBERS, "event_date", "end_date"})
"""Columns of the event table that are kept as they are written."""

KEY_COLUMNS = {"event_id": "event_id_key", "notes": "notes_key", "source_title": "source_title_key"}
"""Texts of which hardly two are alike: each has a column of its own for what it is searched by."""

LIST_COLUMNS = {
    "actor_list": ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2"), "source_list": ("source",),
    "tag_list": ("tags",),
}  # fmt: skip
"""Names of several columns as one text, `;a;b;`, each once: what asks for one name exactly."""

SEARCHED = (
    "actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "location", "to_location", "admin1", "country",
    "road", "source", "source_title", "event_type", "sub_event_type", "tags",
)  # fmt: skip
"""What a search looks through, besides the notes and the id."""

ROW_TYPES = {
    **dict.fromkeys((*TEXT_COLUMNS, "place_id", "review", "file", "line", "extra"), "string"),
    **dict.fromkeys((*KEY_COLUMNS.values(), *LIST_COLUMNS, "search_text"), "string"),
    **_NUMBERS,
}
"""What `make_rows` gives: column to Ibis type."""

EVENT_TYPES = {name: kind for name, kind in ROW_TYPES.items() if name != "search_text"} | {
    "place_code": "int32", "number": "int32", "changed_at": "int64",
}  # fmt: skip
"""The `event` table: rows with the number of their place, the most eventful place first, and a number of their own."""

HIDDEN_COLUMNS = (*KEY_COLUMNS.values(), *LIST_COLUMNS, "mix_code", "bar_span", "number")
"""What serves only to find events, and is no part of one."""

DATE_COLUMNS = {"event_date": "start_day", "end_date": "end_day"}
"""Columns of the event table that the store keeps under another name: as days since 1970."""

NUMBER_COLUMNS = ("time_precision", "latitude", "longitude", "geo_precision", "fatalities")

VALUE_TYPES = {"field": "string", "text": "string", "key": "string", "number": "float64", "events": "int64"}
"""The `value` table: every text that stands in a column, folded for search, with its number where it is one."""

WORD_TYPES = {"word_code": "int32", "is_note": "boolean", "word": "string"}
"""The `word` table: every word of the notes, and every word of what else is searched."""

HIT_TYPES = {"word_code": "int32", "block": "int32", "bits": "int64"}
"""The `hit` table: which events of each block of `BLOCK_EVENTS` have a word, one bit an event."""

SPOT_TYPES = {"x": "int32", "y": "int32"}
"""The `spot` table: every point that has events."""

PLACE_TYPES = {
    "location": "string", "admin1": "string", "country": "string", "events": "int64", "place_code": "int32",
}  # fmt: skip
"""The `place` table: places by the number that events have them by, the most eventful first."""

TALLY_TYPES = {
    "x": "int32", "y": "int32", "side_code": "int16", "type_code": "int16", "events": "int64", "place_code": "int32",
    "last_place_code": "int32", "radius_km": "float32", "regions": "int64",
}  # fmt: skip
"""The `tally` table of a large store: what the marks of all time and all events are made of, counted by point."""

KEPT_TYPES = {"kept_block": "int32", "kept_bits": "int64"}
"""The events that filters keep, in blocks as those of `hit`."""

BLOCK_SHIFT = 5
BLOCK_EVENTS = 1 << BLOCK_SHIFT

DUCKDB_TYPES = {
    "string": "VARCHAR", "int16": "SMALLINT", "int32": "INTEGER", "int64": "BIGINT", "float32": "FLOAT",
    "float64": "DOUBLE", "boolean": "BOOLEAN",
}  # fmt: skip
