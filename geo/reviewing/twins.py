"""Events that a draft may tell again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from geo.duplicates.finding import MOST_DAYS, find_pairs
from geo.schema import TIME_PRECISION_DAYS

MOST_TWINS = 3
ACTORS = ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2")
_DRAFT = ""


@dataclass(frozen=True)
class Twin:
    """An event that a draft may tell again.

    Attributes:
        event_id: Its id.
        distance_km: Between them; None where one of them stands nowhere.
        days: Between their first days, or 0 where the day of the draft is not known better than that.
        alike: How alike their actors are, 0 to 1; None where one names none.
    """

    event_id: str
    distance_km: float | None
    days: int
    alike: float | None


def days_around(row: Mapping[str, str]) -> tuple[date, date]:
    """Return the first and last day on which an event may have begun that a draft tells again."""
    day = date.fromisoformat(row["event_date"])
    off = timedelta(days=_slack_days(row) + MOST_DAYS)
    return day - off, day + off


def find_twins(row: Mapping[str, str], events: Iterable[Mapping]) -> list[Twin]:
    """Find the events that a draft may tell again, by the rule of `geo.duplicates`, the likeliest first.

    A day that is known only to a week or a month is taken for each day of it. A draft without a place is compared by
    day, type and actors alone, and both must name them.

    Args:
        row: The cells of the draft.
        events: `event_id`, `event_date` (a date), `event_type`, `longitude` and `latitude` (degrees or None), and the
            columns of actors.
    """
    is_placed = bool(row["latitude"] and row["longitude"])
    day = date.fromisoformat(row["event_date"])
    own = {"event_id": _DRAFT, "event_date": day, **{name: row[name] for name in ("event_type", *ACTORS)}}
    own |= {name: float(row[name]) if is_placed else 0.0 for name in ("longitude", "latitude")}
    others = [_beside(event, day, _slack_days(row), is_placed) for event in events]
    if not others:
        return []
    found = find_pairs(
        pd.DataFrame([own, *others]).assign(event_date=lambda table: pd.to_datetime(table["event_date"]))
    )
    twins = []
    for pair in found.table.itertuples(index=False):
        if 0 in (pair.first, pair.second):
            event = others[max(pair.first, pair.second) - 1]
            alike = None if pair.alike != pair.alike else float(pair.alike)
            if is_placed or alike is not None:
                twins.append(Twin(event["event_id"], pair.distance_km if is_placed else None, int(pair.days), alike))
    return twins[:MOST_TWINS]


def _slack_days(row: Mapping[str, str]) -> int:
    return TIME_PRECISION_DAYS.get(int(row["time_precision"] or 1), 0)


def _beside(event: Mapping, day: date, slack_days: int, is_placed: bool) -> dict:
    off = abs((event["event_date"] - day).days)
    place = {name: event[name] if is_placed else 0.0 for name in ("longitude", "latitude")}
    return {**event, **place, "event_date": day if off <= slack_days else event["event_date"]}
