"""Selections in the words of a URL: written and read side by side."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from geo.errors import BadSelection
from geo.store.selection import (
    GEO_PRECISIONS,
    HAVING,
    MERCATOR_LIMIT_DEG,
    MOST_CORNERS,
    SEARCHABLE_COLUMNS,
    TIME_PRECISIONS,
    DeathRange,
    Selection,
)

Query = Mapping[str, Sequence[str]]

_LIST_KEYS = {
    "type": "event_types", "sub": "sub_event_types", "side": "sides", "actor": "actors", "sure": "confidences",
    "area": "admin1s", "place": "locations", "when": "time_precisions", "exact": "geo_precisions",
    "source": "sources", "tag": "tags", "has": "having",
}  # fmt: skip
_DAY_KEYS = {"from": "first_day", "to": "last_day"}
SELECTION_KEYS = (*_DAY_KEYS, *_LIST_KEYS, "in", "deaths", "col", "since", "q")
"""Every word of a query that says which events are wanted."""

_KNOWN = {"when": TIME_PRECISIONS, "exact": GEO_PRECISIONS, "has": HAVING}
NOTHING = "none"
"""In place of a list of values: not even one of them is wanted."""


def encode_selection(selection: Selection) -> list[tuple[str, str]]:
    """Write a selection as the key-value pairs of a URL query; empty fields are left out."""
    pairs = [(key, day.isoformat()) for key, name in _DAY_KEYS.items() if (day := getattr(selection, name))]
    pairs += [(key, value) for key, name in _LIST_KEYS.items() for value in getattr(selection, name)]
    pairs += [("in", write_shape(selection.shape))] if selection.shape else []
    pairs += [("deaths", str(selection.fatalities))] if selection.fatalities else []
    pairs += [("col", f"{column}:{text}") for column, text in selection.columns]
    pairs += [("since", write_moment(selection.changed_since))] if selection.changed_since else []
    return [*pairs, ("q", selection.text)] if selection.text else pairs


def decode_selection(query: Query) -> tuple[Selection, list[str]]:
    """Read a selection from a parsed URL query (`urllib.parse.parse_qs`).

    Returns:
        The selection, and one sentence for each part of the query that could not be used.
    """
    ignored: list[str] = []
    days = {name: _read(query, key, date.fromisoformat, f"a day. Expected YYYY-MM-DD: {key} was left open", ignored)
            for key, name in _DAY_KEYS.items()}  # fmt: skip
    if days["first_day"] and days["last_day"] and days["first_day"] > days["last_day"]:
        days = {"first_day": days["last_day"], "last_day": days["first_day"]}
        ignored.append("The window ended before it began: its two days were swapped.")
    selection = Selection(
        **days,
        **{name: _read_list(query, key, ignored) for key, name in _LIST_KEYS.items()},
        shape=_read(query, "in", read_shape, "", ignored) or (),
        fatalities=_read(query, "deaths", DeathRange.parse, "", ignored),
        columns=_read_columns(query, ignored),
        changed_since=_read(query, "since", _read_moment, "a time. Expected 2020-02-08T12:00Z", ignored),
        text=(query.get("q") or [""])[-1].strip(),
    )
    return selection, ignored


def write_shape(corners: Sequence[tuple[float, float]]) -> str:
    """Write the corners of an area, `latitude,longitude` each, as a map's address has them."""
    return " ".join(f"{lat:.4f},{lon:.4f}" for lon, lat in corners)


def read_shape(text: str) -> tuple[tuple[float, float], ...]:
    """Read what `write_shape` wrote.

    Returns:
        (longitude, latitude) of each corner, degrees.

    Raises:
        BadSelection: If it is not of that form, or not an area.
    """
    wrong = BadSelection(f'"{text[:60]}" is not an area. Expected three or more corners: 35.9,36.6 36.1,36.9 …')
    try:
        corners = tuple((float(lon), float(lat)) for lat, lon in (corner.split(",") for corner in text.split()))
    except ValueError:
        raise wrong from None
    inside = all(-180 <= lon <= 180 and abs(lat) <= MERCATOR_LIMIT_DEG for lon, lat in corners)  # False for nan too.
    if not 3 <= len(corners) <= MOST_CORNERS or not inside or math.isnan(sum(map(sum, corners))):
        raise wrong
    return corners


def _read(query: Query, key: str, parse: Callable[[str], Any], expected: str, ignored: list[str]) -> Any:
    text = (query.get(key) or [""])[-1]
    try:
        return parse(text) if text else None
    except BadSelection as error:
        ignored.append(str(error))
    except (ValueError, OverflowError):
        ignored.append(f'"{text[:60]}" is not {expected}.')
    return None


def _read_list(query: Query, key: str, ignored: list[str]) -> tuple[str, ...]:
    values = dict.fromkeys(query.get(key, ()))
    known = _KNOWN.get(key)
    if known is None:
        return tuple(values)
    expected = ", ".join(f"{word} ({label[0].lower()}{label[1:]})" for word, label in known.items())
    ignored += [f'{key}="{v[:60]}" was ignored. Expected {expected}.' for v in values if v not in known]
    return tuple(value for value in values if value in known)


def _read_columns(query: Query, ignored: list[str]) -> tuple[tuple[str, str], ...]:
    wanted = {}
    for value in query.get("col", ()):
        column, _, text = value.partition(":")
        if column in SEARCHABLE_COLUMNS and text.strip():
            wanted[column] = text.strip()
        else:
            ignored.append(f'"{value[:60]}" is no filter of a column. Expected column:text, such as notes:convoy.')
    return tuple(wanted.items())


def write_moment(moment: datetime) -> str:
    """Write a moment to the minute, UTC: `2020-02-08T12:00Z`."""
    return moment.astimezone(UTC).isoformat(timespec="minutes").replace("+00:00", "Z")


def _read_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text).replace(second=0, microsecond=0)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
