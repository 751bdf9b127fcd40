"""A citation of one event as plain text: what, when, where, who says so, and where it was read."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest

from dashboard.words import say_day, say_days, say_where
from geo.tables.cells import split_list

SOURCE_COLUMNS = ("source", "source_title", "source_date", "source_url")


def list_sources(event: dict) -> list[tuple[str, str, str, str]]:
    """List publisher, title, day and address of each source of an event, as written; what is blank is ""."""
    columns = (split_list(event[name]) for name in SOURCE_COLUMNS)
    return [said for said in zip_longest(*columns, fillvalue="") if any(said)]


def cite_event(event: dict, today: date) -> str:
    """Cite an event: its sentence, days and place, each source, its id, and the day it was read here.

    Args:
        event: All its columns, as `EventStore.event` gives them.
        today: The day of access.
    """
    what = event["notes"] or event["sub_event_type"] or event["event_type"]
    said = [
        _end(what),
        _end(f"{say_days(event['start_day'], event['end_day'])}, {say_where(event)[0]}"),
        *([_end("; ".join(map(_cite_source, sources)))] if (sources := list_sources(event)) else []),
        f"Event {event['event_id']}, Conflict Atlas, accessed {say_day(today)}.",
    ]
    return " ".join(said)


def _cite_source(source: tuple[str, str, str, str]) -> str:
    publisher, title, day, address = source
    quoted = f"“{title}”" if title else ""
    return ", ".join(part for part in (publisher, quoted, _say_published(day), address) if part)


def _say_published(day: str) -> str:
    try:
        return say_day(date.fromisoformat(day))
    except ValueError:
        return day  # A month, or whatever stands there: cited as it is written.


def _end(sentence: str) -> str:
    # A full stop straight after an address would become part of it when it is pasted and clicked.
    if sentence.endswith((".", "!", "?", "…")):
        return sentence
    return f"{sentence} ." if "://" in sentence.rsplit(" ", 1)[-1] else f"{sentence}."
