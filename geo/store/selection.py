"""What a person asks for: which events (`Selection`) in which part of the world (`Viewport`)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from geo.errors import BadSelection
from geo.schema import COLUMN_NAMES

MERCATOR_LIMIT_DEG = 85.0511
"""Latitude at which the square web-mercator world ends, degrees."""

TIME_PRECISIONS = {"1": "The day is known", "2": "Within a week", "3": "Within a month"}
GEO_PRECISIONS = {"1": "The named place", "2": "Near it", "3": "Only a region", "0": "Not on the map"}
HAVING = {"link": "A link to a source", "media": "A picture or film"}
SEARCHABLE_COLUMNS = (*COLUMN_NAMES, "review")
"""Columns that a table may be filtered by."""

MOST_CORNERS = 100


@dataclass(frozen=True)
class DeathRange:
    """How many deaths an event must report, both ends included; or that it must not say.

    Attributes:
        least: At least so many; None for no limit.
        most: At most so many; None for no limit.
        is_unknown: Only events that do not say how many died; the limits do not matter then.
    """

    least: int | None = None
    most: int | None = None
    is_unknown: bool = False

    def __str__(self) -> str:
        """Write the range for a URL: `5..20`, `5..`, `..20`, `unknown`."""
        if self.is_unknown:
            return "unknown"
        return f"{'' if self.least is None else self.least}..{'' if self.most is None else self.most}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote; a bare number is the least.

        Raises:
            BadSelection: If it is not of that form.
        """
        if text == "unknown":
            return cls(is_unknown=True)
        found = re.fullmatch(r"(\d{1,9})?(\.\.)?(\d{1,9})?", text, re.ASCII)
        if not found or not (found[1] or found[3]) or (found[3] and not found[2]):
            raise BadSelection(f'"{text[:60]}" is no number of deaths. Expected 5.., ..20, 5..20 or unknown.')
        least, most = (None if part is None else int(part) for part in (found[1], found[3]))
        if least is not None and most is not None and least > most:
            least, most = most, least
        return cls(least, most)


@dataclass(frozen=True)
class Selection:
    """Which events are wanted; an empty field asks for all.

    Attributes:
        first_day: First day of the window, included; None for the first of the data.
        last_day: Last day of the window, included; None for the last of the data.
        event_types: Names of event types: all their sub-types.
        sub_event_types: `type: sub-type`, wanted besides `event_types`; nothing after the colon for events without one.
        sides: Ids of sides.
        actors: Names, in any of the four columns of actors.
        confidences: Of `confirmed`, `reported`, `claimed`.
        admin1s: First-level areas, as the table names them.
        locations: Places, as the table names them.
        shape: Corners of an area drawn on the map, (longitude, latitude) in degrees; three or more, or none.
        fatalities: How many deaths; None for any number.
        time_precisions: Of `TIME_PRECISIONS`.
        geo_precisions: Of `GEO_PRECISIONS`.
        sources: Publishers.
        tags: Tags.
        having: Of `HAVING`; all of them are required.
        columns: A column and the text that it must contain, whatever its case and accents; all are required.
        changed_since: Only events that are new or have changed since, UTC; None for all.
        text: Words that must all occur in notes, actors, places or sources, in any order.
    """

    first_day: date | None = None
    last_day: date | None = None
    event_types: tuple[str, ...] = ()
    sub_event_types: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    confidences: tuple[str, ...] = ()
    admin1s: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    shape: tuple[tuple[float, float], ...] = ()
    fatalities: DeathRange | None = None
    time_precisions: tuple[str, ...] = ()
    geo_precisions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    having: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    changed_since: datetime | None = None
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
