"""An event as the interactive page holds it: made from a row of the store, written as JSON for the page's script."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.citing import cite_event, list_sources
from dashboard.words import say_days, say_fatalities, say_where
from geo.schema import TIME_PRECISION_DAYS
from geo.store.questions import MOVEMENT
from geo.vocabulary import Vocabulary

PAGE_EVENT_COLUMNS = (
    "event_id", "start_day", "end_day", "time_precision", "event_type", "sub_event_type", "location", "admin1",
    "country", "longitude", "latitude", "geo_precision", "radius_km", "fatalities", "notes", "source", "source_title",
    "source_date", "source_url", "confidence", "side_code", "type_code", "road", "line",
)  # fmt: skip
"""What to ask `EventStore.page` for; `EventStore.event` gives all of it, and more."""


@dataclass(frozen=True)
class PageEvent:
    """One event of the page.

    Attributes:
        event_id: Its id.
        first_day: First day, as written.
        last_day: Last day, as written.
        from_day: First day on which it may have happened.
        until_day: Last day on which it may have happened.
        lon: Degrees east; None when it is not on the map.
        lat: Degrees north; None when it is not on the map.
        is_region: Whether only its region is known.
        radius_km: How far off the true place may be; 0 when nothing is said.
        side: Label of the side that acts.
        colour: Colour of that side, `#rrggbb`.
        type: Label of its event type.
        icon: Name of the icon of its type, a file of `dashboard/assets/icons`; empty for none.
        place: `Saraqib, Idlib, Syria`.
        days: `7–9 Feb 2020`, and "about" before a day that is not known.
        what: Its sentence, or its type where there is none.
        kind: `Battles · Government regains territory`.
        fatalities: Deaths as reported; None where nothing is said.
        deaths: `3 reported` or `unknown`.
        confidence: `confirmed`, `reported` or `claimed`.
        sources: Publisher, title, day and address of each, as written; what is blank is "".
        citation: As `dashboard.citing.cite_event` writes it.
        number: Of the key event that it is; None for any other.
        line: Corners of its movement or stretch of road, [longitude, latitude]; empty for none.
        is_stretch: Whether that line is a stretch of road rather than a movement.
    """

    event_id: str
    first_day: date
    last_day: date
    from_day: date
    until_day: date
    lon: float | None
    lat: float | None
    is_region: bool
    radius_km: float
    side: str
    colour: str
    type: str
    icon: str
    place: str
    days: str
    what: str
    kind: str
    fatalities: int | None
    deaths: str
    confidence: str
    sources: tuple[tuple[str, str, str, str], ...]
    citation: str
    number: int | None = None
    line: tuple[tuple[float, float], ...] = ()
    is_stretch: bool = False


def describe_event(row: Mapping, vocabulary: Vocabulary, today: date, number: int | None = None) -> PageEvent:
    """Describe an event for the page.

    Args:
        row: The columns `PAGE_EVENT_COLUMNS`, as `EventStore.page` or `EventStore.event` gives them.
        vocabulary: That of the store.
        today: The day on which it is read, for its citation.
        number: Of the key event that it is.
    """
    side, kind = vocabulary.sides[row["side_code"]], vocabulary.event_types[row["type_code"]]
    sub_types = {sub.sub_event_type: sub.label for sub in kind.sub_event_types}
    sub = sub_types.get(row["sub_event_type"], row["sub_event_type"])
    doubt = timedelta(days=TIME_PRECISION_DAYS.get(row["time_precision"], 0))
    return PageEvent(
        event_id=row["event_id"],
        first_day=row["start_day"],
        last_day=row["end_day"],
        from_day=row["start_day"] - doubt,
        until_day=row["end_day"] + doubt,
        lon=row["longitude"] if row["latitude"] is not None else None,
        lat=row["latitude"] if row["longitude"] is not None else None,
        is_region=row["geo_precision"] == 3,
        radius_km=float(row["radius_km"] or 0),
        side=side.label,
        colour=side.colour,
        type=kind.label,
        icon=kind.icon,
        place=say_where(dict(row))[0],
        days=("about " if doubt else "") + say_days(row["start_day"], row["end_day"]),
        what=row["notes"] or row["sub_event_type"] or row["event_type"],
        kind=" · ".join(part for part in (kind.label, sub) if part),
        fatalities=None if row["fatalities"] is None else int(row["fatalities"]),
        deaths=say_fatalities(dict(row)),
        confidence=row["confidence"],
        sources=tuple(list_sources(dict(row))),
        citation=cite_event(dict(row), today),
        number=number,
        line=tuple((lon, lat) for lon, lat in json.loads(row["line"] or "[]")),
        is_stretch=bool(row["road"]) and row["event_type"] != MOVEMENT,
    )
