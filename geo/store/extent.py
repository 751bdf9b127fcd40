"""How many events a store holds, and from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from geo.store.engine import Engine
from geo.store.pages import EPOCH
from geo.store.searching import EVENT, TALLY


@dataclass(frozen=True)
class Extent:
    """What is known of all events together.

    Attributes:
        total: How many there are.
        first_day: First day of the data; None when there is none.
        last_day: Last day of the data, spans included.
        longest_days: Possible days of the event with most, less one.
        first_until: The earliest last possible day, days since 1970.
        last_from: The latest first possible day, days since 1970.
        is_tallied: Whether events were counted by point beforehand.
    """

    total: int
    first_day: date | None
    last_day: date | None
    longest_days: int
    first_until: int
    last_from: int
    is_tallied: bool

    def is_within(self, first_day: int, last_day: int) -> bool:
        """Say whether a window of days since 1970 leaves no event out."""
        return self.total == 0 or (first_day <= self.first_until and last_day >= self.last_from)


def read_extent(engine: Engine) -> Extent:
    """Ask a source what it holds."""
    tallied = engine.answer(TALLY.aggregate(points=TALLY.count()))["points"][0]
    found = engine.answer(
        EVENT.aggregate(
            total=EVENT.count(), first=EVENT.start_day.min(), last=EVENT.end_day.max(),
            longest=(EVENT.until_day - EVENT.from_day).max(), until=EVENT.until_day.min(), begun=EVENT.from_day.max(),
        )
    )  # fmt: skip
    if not found["total"][0]:  # Of nothing, one engine says that its first day is unknown, the other that it is 0.
        return Extent(0, None, None, 0, 0, 0, False)
    total, first, last, longest, until, begun = (int(values[0]) for values in found.values())
    days = (EPOCH + timedelta(days=day) for day in (first, last))
    return Extent(total, *days, longest, until, begun, bool(tallied))
