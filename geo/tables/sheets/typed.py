"""Typed columns as text: what a person would have typed for each value."""

from __future__ import annotations

import json
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from geo.errors import UnreadableFile
from geo.tables.sheets.binaries import MOST_BYTES
from geo.tables.sheets.values import number_text, span_text, truth_text
from geo.tables.texts import map_distinct, texts_of

_MIDNIGHT = r"^(\d+-\d{2}-\d{2}) 00:00:00(\.0+)?([+-]\d{4})?$"


def column_text(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Write a column of any type as stripped text, "" for null and not a number.

    Days are YYYY-MM-DD, and a time at midnight is its day. A time with a zone is said by the clocks of that zone, so
    that an event stays on the day it had. Numbers have the fewest digits that say the same, whole ones no point. Lists
    and structures are JSON.

    Raises:
        UnreadableFile: If the text would fill the memory.
    """
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(column, pa.ExtensionArray):
        column = column.storage
    if pt.is_dictionary(column.type):
        return _decoded(column)
    write = next((write for is_kind, write in _WRITERS if is_kind(column.type)), _as_json)
    texts = pc.cast(write(column), _text_type())
    return pc.utf8_trim_whitespace(pc.fill_null(texts, pa.scalar("", _text_type())))


def _text_type() -> pa.DataType:
    return texts_of([]).type


def _decoded(column: pa.DictionaryArray) -> pa.Array:
    # A few bytes can stand for a million long texts.
    texts = column_text(column.dictionary)
    lengths = pc.binary_length(texts).take(column.indices)
    if (pc.sum(lengths).as_py() or 0) > MOST_BYTES:
        raise UnreadableFile(f"a column would fill more than {MOST_BYTES / 1e6:,.0f} MB when unpacked")
    return pc.fill_null(texts.take(column.indices), pa.scalar("", texts.type))


def _truths(column: pa.Array) -> pa.Array:
    return pc.if_else(column, truth_text(True), truth_text(False))


def _floats(column: pa.Array) -> pa.Array:
    texts = pc.cast(pc.if_else(pc.is_nan(column), None, column), _text_type())
    texts = pc.fill_null(pc.replace_substring_regex(texts, r"^-0$", "0"), "")
    has_exponent = pc.any(pc.match_substring(texts, "e")).as_py()
    return (
        map_distinct(texts, lambda text: number_text(float(text)) if "e" in text else text) if has_exponent else texts
    )


def _decimals(column: pa.Array) -> pa.Array:
    texts = pc.cast(column, _text_type())
    return pc.replace_substring_regex(pc.replace_substring_regex(texts, r"(\.\d*?)0+$", r"\1"), r"\.$", "")


def _moments(column: pa.Array) -> pa.Array:
    form = "%Y-%m-%d %H:%M:%S" + ("%z" if column.type.tz else "")
    texts = pc.replace_substring_regex(pc.strftime(column, form), _MIDNIGHT, r"\1")
    return pc.replace_substring_regex(_without_noughts(texts), r"\+0000$", "Z")


def _times(column: pa.Array) -> pa.Array:
    return _without_noughts(pc.cast(column, _text_type()))


def _without_noughts(texts: pa.Array) -> pa.Array:
    """Take the noughts off the ends of fractions of seconds."""
    shorter = pc.replace_substring_regex(texts, r"(:\d{2}\.\d*?)0+([+-]\d{4})?$", r"\1\2")
    return pc.replace_substring_regex(shorter, r"\.([+-]\d{4})?$", r"\1")


def _binaries(column: pa.Array) -> pa.Array:
    try:
        return pc.cast(column, _text_type())
    except pa.ArrowInvalid:
        return texts_of([None if value is None else value.hex() for value in column.to_pylist()])


def _spans(column: pa.Array) -> pa.Array:
    whole = pc.cast(column, pa.duration("us"), safe=False)
    return texts_of([None if value is None else span_text(value) for value in whole.to_pylist()])


def _as_json(column: pa.Array) -> pa.Array:
    def write(value: object) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, default=str)

    return texts_of([write(value) for value in column.to_pylist()])


def _same(column: pa.Array) -> pa.Array:
    return column


_WRITERS: tuple[tuple[Callable[[pa.DataType], bool], Callable[[pa.Array], pa.Array]], ...] = (
    (pt.is_string, _same),
    (pt.is_large_string, _same),
    (pt.is_string_view, _same),
    (pt.is_null, _same),
    (pt.is_boolean, _truths),
    (pt.is_integer, _same),
    (pt.is_floating, _floats),
    (pt.is_decimal, _decimals),
    (pt.is_date, _same),
    (pt.is_timestamp, _moments),
    (pt.is_time, _times),
    (pt.is_duration, _spans),
    (pt.is_binary, _binaries),
    (pt.is_large_binary, _binaries),
    (pt.is_fixed_size_binary, _binaries),
)
