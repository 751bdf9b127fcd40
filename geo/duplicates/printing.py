"""Possible duplicates as text for a terminal, and as what `check --json` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from geo.duplicates.finding import RULE, Pairs, find_pairs
from geo.tables.printing import printable

if TYPE_CHECKING:
    import pandas as pd

TOLD = ("event_id", "file", "row", "event_date", "location", "actor1", "actor2", "source")
MOST_SHOWN = 50


@dataclass(frozen=True)
class Twins:
    """The possible duplicates among the events of some files, for `check`.

    Attributes:
        pairs: Of each pair, the likeliest first, `first` and `second` (`TOLD`), `distance_km`, `days` and
            `actors_alike` (0 to 1; None where one names no actor).
        total: How many were found; more than `pairs` where there are too many.
        is_whole: Whether every pair was looked at.
    """

    pairs: list[dict]
    total: int
    is_whole: bool

    @classmethod
    def find(cls, events: pd.DataFrame, distinct: Iterable[frozenset[str]]) -> Twins:
        """Find the possible duplicates among placed events, but for pairs that a person marked distinct."""
        found = find_pairs(events, distinct)
        return cls(describe_pairs(events, found), found.total, found.is_whole)

    def of_file(self, file: str) -> dict[str, list[dict]]:
        """Return the pairs whose first event is in a file, as `check --json` prints them."""
        return {"duplicates": [pair for pair in self.pairs if pair["first"]["file"] == file]}

    def as_text(self, is_all: bool = False) -> str:
        """Write the pairs in groups: an event, and below it those that may be the same."""
        if not self.total:
            return f"No possible duplicates ({RULE})."
        shown = self.pairs if is_all else self.pairs[:MOST_SHOWN]
        noun = "pair" if self.total == 1 else "pairs"
        lines = [f"{self.total:,} {noun} of possible duplicates ({RULE}), the likeliest first:", *_group(shown)]
        if self.total > len(shown):
            lines.append(f"  and {self.total - len(shown):,} more{'' if is_all else '; --all lists them'}")
        if not self.is_whole:
            lines.append("  Thousands of events share a place and days, so not every pair was looked at.")
        return "\n".join(map(printable, lines))


def describe_pairs(events: pd.DataFrame, pairs: Pairs) -> list[dict]:
    """Describe every pair that is listed; see `Twins.pairs`.

    Args:
        events: The events that the pairs were found in.
        pairs: The pairs.
    """
    sides = [_tell(events, pairs.table[name]) for name in ("first", "second")]
    measures = pairs.table[["distance_km", "days", "alike"]].itertuples(index=False)
    return [
        {
            "first": first, "second": second, "distance_km": round(km, 3), "days": int(days),
            "actors_alike": None if isnan(alike) else round(alike, 2),
        }
        for first, second, (km, days, alike) in zip(*sides, measures, strict=True)
    ]  # fmt: skip


def _tell(events: pd.DataFrame, positions: pd.Series) -> list[dict]:
    told = events.iloc[positions][[name for name in TOLD if name in events]]
    return told.assign(event_date=told["event_date"].dt.strftime("%Y-%m-%d")).to_dict("records")


def _group(pairs: list[dict]) -> Iterator[str]:
    groups: dict[str, list[dict]] = {}
    for pair in pairs:
        groups.setdefault(str(pair["first"]["event_id"]), []).append(pair)
    for group in groups.values():
        yield f"  {_say_event(group[0]['first'])}"
        for pair in group:
            yield f"    = {_say_event(pair['second'])}"
            yield f"      {say_nearness(pair['distance_km'], pair['days'], pair['actors_alike'])}"


def _say_event(event: dict) -> str:
    actors = " / ".join(name for name in (event.get("actor1"), event.get("actor2")) if name)
    said = [event["event_date"], event.get("location"), actors, event.get("source")]
    where = f"{event['file']} row {event['row']}"
    return f"{event['event_id']}  {where}: {', '.join(part for part in said if part)}"


def say_nearness(distance_km: float, days: int, alike: float | None) -> str:
    """Say how near two events are: `0.4 km apart, the same day, actors 83 % alike`."""
    where = "at one point" if distance_km < 0.05 else f"{distance_km:.1f} km apart"
    when = {0: "the same day", 1: "a day apart"}.get(days, f"{days} days apart")
    who = "actors not named" if alike is None else "the same actors" if alike == 1 else f"actors {alike:.0%} alike"
    return f"{where}, {when}, {who.replace('%', ' %')}"
