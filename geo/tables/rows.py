"""One row of the event table: what is wrong with its cells, alone and together."""

from __future__ import annotations

from collections.abc import Iterator

from geo.schema import COLUMNS
from geo.tables.cells import MOST_DEGREES, complain_about_cell, parse_degrees, split_list, suggest
from geo.tables.dates import is_date_or_month, parse_date
from geo.vocabulary import Vocabulary

Complaint = tuple[str, str]
"""Name of the column, and the message."""

_IN_STEP = ("source_title", "source_date", "source_url")


def find_faults(row: dict[str, str], vocabulary: Vocabulary) -> Iterator[Complaint]:
    """Find every reason to refuse a row.

    Args:
        row: Column name to stripped text, "" where blank; every column of the schema.
        vocabulary: The event types that are allowed.

    Yields:
        Column and message.
    """
    for column in COLUMNS:
        complaint = complain_about_cell(column, row[column.name])
        if complaint:
            yield column.name, complaint
    yield from _faults_of_type(row, vocabulary)
    start, end = parse_date(row["event_date"]), parse_date(row["end_date"])
    if start and end and end < start:
        yield "end_date", f'"{row["end_date"]}" is before event_date "{row["event_date"]}". Exchange or correct them.'
    yield from _faults_of_coordinates(row)


def find_warnings(row: dict[str, str]) -> Iterator[Complaint]:
    """Find what a person should look at in a row that is accepted."""
    if row["latitude"] and row["longitude"] and not any(parse_degrees(row[name]) for name in MOST_DEGREES):
        yield "latitude", "0, 0 lies in the Gulf of Guinea. Leave both blank if the place is unknown."
    sources = len(split_list(row["source"])) if row["source"] else 0
    for name in _IN_STEP:
        count = len(split_list(row[name])) if row[name] else 0
        if count and count != sources:
            yield name, f"holds {count} where source holds {sources}. Separate by ; in step, blank where unknown."
    for day in split_list(row["source_date"]):
        if day and not is_date_or_month(day):
            yield "source_date", f'"{day}" is not a date YYYY-MM-DD, nor a month YYYY-MM. Write it so.'


def _faults_of_type(row: dict[str, str], vocabulary: Vocabulary) -> Iterator[Complaint]:
    event_type, sub_type = row["event_type"], row["sub_event_type"]
    types = [one.event_type for one in vocabulary.event_types]
    if event_type and event_type not in types:
        yield "event_type", f'"{event_type}" is not an event type.{suggest(event_type, types) or _list_of(types)}'
    if not sub_type or sub_type in vocabulary.sub_types_of(event_type):
        return
    owners = [one for one in types if sub_type in vocabulary.sub_types_of(one)]
    if not owners:
        allowed = vocabulary.sub_types_of(event_type) or [sub for one in types for sub in vocabulary.sub_types_of(one)]
        yield "sub_event_type", f'"{sub_type}" is not a sub-type.{suggest(sub_type, allowed)} It may be left blank.'
    elif event_type in types:
        yield "sub_event_type", f'"{sub_type}" belongs to "{owners[0]}", not to "{event_type}". Change one of them.'


def _list_of(words: list[str]) -> str:
    return f" Expected one of {', '.join(words)}."


def _faults_of_coordinates(row: dict[str, str]) -> Iterator[Complaint]:
    for name, other in (("latitude", "longitude"), ("longitude", "latitude")):
        if row[other] and not row[name]:
            yield name, f'is blank while {other} is "{row[other]}". Write both, or neither to have the place looked up.'
