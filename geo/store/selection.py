"""What a person asks for: which events (`Selection`) in which part of the world (`Viewport`); and how a URL says it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

MERCATOR_LIMIT_DEG = 85.0511
"""Latitude at which the square web-mercator world ends, degrees."""


@dataclass(frozen=True)
class Selection:
    """Which events are wanted; an empty field asks for all.

    Attributes:
        first_day: First day of the window, included; None for the first of the data.
        last_day: Last day of the window, included; None for the last of the data.
        event_types: Names of event types.
        sides: Ids of sides.
        confidences: Of `confirmed`, `reported`, `claimed`.
        admin1s: First-level areas, as the table names them.
        locations: Places, as the table names them.
        text: Words that must all occur in notes, actors, places or sources, in any order.
    """

    first_day: date | None = None
    last_day: date | None = None
    event_types: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    confidences: tuple[str, ...] = ()
    admin1s: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    text: str = ""

    def whole_time(self) -> Self:
        """Return the same filters without the window: what the histogram is asked with."""
        return replace(self, first_day=None, last_day=None)

    def within(self, first_day: date | None, last_day: date | None) -> Self:
        """Return the same filters with another window."""
        return replace(self, first_day=first_day, last_day=last_day)

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the window is asked for."""
        return self.whole_time() != Selection()


_LIST_KEYS = {
    "type": "event_types",
    "side": "sides",
    "sure": "confidences",
    "area": "admin1s",
    "place": "locations",
}
_DAY_KEYS = {"from": "first_day", "to": "last_day"}


def encode_selection(selection: Selection) -> list[tuple[str, str]]:
    """Write a selection as the key-value pairs of a URL query; empty fields are left out."""
    pairs = [(key, day.isoformat()) for key, name in _DAY_KEYS.items() if (day := getattr(selection, name))]
    pairs += [(key, value) for key, name in _LIST_KEYS.items() for value in getattr(selection, name)]
    return [*pairs, ("q", selection.text)] if selection.text else pairs


def decode_selection(query: Mapping[str, Sequence[str]]) -> tuple[Selection, list[str]]:
    """Read a selection from a parsed URL query (`urllib.parse.parse_qs`).

    Returns:
        The selection, and one sentence for each part of the query that could not be used.
    """
    ignored: list[str] = []
    days = {name: _decode_day(key, query, ignored) for key, name in _DAY_KEYS.items()}
    if days["first_day"] and days["last_day"] and days["first_day"] > days["last_day"]:
        days = {"first_day": days["last_day"], "last_day": days["first_day"]}
        ignored.append("The window ended before it began: its two days were swapped.")
    lists = {name: tuple(dict.fromkeys(query.get(key, ()))) for key, name in _LIST_KEYS.items()}
    return Selection(**days, **lists, text=(query.get("q") or [""])[-1].strip()), ignored


def _decode_day(key: str, query: Mapping[str, Sequence[str]], ignored: list[str]) -> date | None:
    text = (query.get(key) or [""])[-1]
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        ignored.append(f'"{text}" is not a day. Expected YYYY-MM-DD: {key} was left open.')
        return None


@dataclass(frozen=True)
class Viewport:
    """The part of the world that a map shows, in web mercator.

    Attributes:
        west: Western edge, degrees east, -180 to 180; greater than `east` across the 180° meridian.
        south: Southern edge, degrees north.
        east: Eastern edge, degrees east.
        north: Northern edge, degrees north.
        zoom: Map zoom; at zoom 0 the world is 512 px wide.
    """

    west: float = -180.0
    south: float = -MERCATOR_LIMIT_DEG
    east: float = 180.0
    north: float = MERCATOR_LIMIT_DEG
    zoom: float = 1.0

    @classmethod
    def from_edges(cls, west: float, south: float, east: float, north: float, zoom: float) -> Self:
        """Take the edges as a map reports them: longitudes beyond ±180°, latitudes beyond the mercator square."""
        if not all(map(math.isfinite, (west, south, east, north, zoom))):
            return cls()
        zoom = min(max(zoom, 0.0), 22.0)
        south, north = (min(max(lat, -MERCATOR_LIMIT_DEG), MERCATOR_LIMIT_DEG) for lat in sorted((south, north)))
        if east - west >= 360:
            return cls(-180.0, south, 180.0, north, zoom)
        return cls(wrap_longitude(west), south, wrap_longitude(east), north, zoom)


def wrap_longitude(lon: float) -> float:
    """Bring a longitude into -180…180 degrees east; 180 itself stays."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180
