"""Lists too long to be ordered whole: counted by day, and put in order one day at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geo.errors import BadSelection
from geo.store.engine import Engine
from geo.store.grid import Cells
from geo.store.selection import Selection

MOST_RANKED = 8_000_000
"""Events of a list that are ordered at once: their numbers are 32 megabytes."""


class DayList:
    """A list that is ordered by day.

    Args:
        engine: What is asked.
        selection: Which events.
        wraps: Whether the box among the numbers crosses the 180° meridian; None for the whole world.
        cells: Only those of one mark; None for all.
        down: Whether the last day comes first.
        numbers: What the question leaves open: days and edges.
    """

    def __init__(
        self,
        engine: Engine,
        selection: Selection,
        wraps: bool | None,
        cells: Cells | None,
        down: bool,
        numbers: tuple[tuple[str, int], ...],
    ) -> None:
        self._engine, self._numbers = engine, dict(numbers)
        self._question = ("of_day", selection.whole_time(), wraps, cells, ("number",), "event_id", False)
        counted = engine.run(engine.compile("by_day", selection.whole_time(), wraps, cells), self._numbers)
        order = np.argsort(-counted["start_day"] if down else counted["start_day"])
        self._days, events = counted["start_day"][order], counted["events"][order]
        self._ends = np.cumsum(events)

    def __len__(self) -> int:
        """Return how many events the list has."""
        return int(self._ends[-1]) if len(self._ends) else 0

    def read(self, skip: int, take: int) -> np.ndarray:
        """Return the numbers of so many events, in order."""
        found: list[np.ndarray] = []
        end = min(skip + take, len(self))
        while skip < end:
            place = int(np.searchsorted(self._ends, skip, side="right"))
            start = int(self._ends[place - 1]) if place else 0
            found.append(self._of_day(place)[skip - start : end - start])
            skip = int(self._ends[place])
        return np.concatenate(found) if found else np.zeros(0, "int32")

    def find(self, number: int, day: int) -> int | None:
        """Return how many events come before one; None when it is not in the list."""
        places = np.flatnonzero(self._days == day)
        if not len(places):
            return None
        here = np.flatnonzero(self._of_day(int(places[0])) == number)
        start = int(self._ends[places[0] - 1]) if places[0] else 0
        return start + int(here[0]) if len(here) else None

    def pieces(self) -> Iterator[np.ndarray]:
        """Give the numbers of all events, day by day."""
        return map(self._of_day, range(len(self._days)))

    def _of_day(self, place: int) -> np.ndarray:
        day = {"day": int(self._days[place])}
        return self._engine.run(self._engine.compile(*self._question), {**self._numbers, **day})["number"]


def check_order(order: str) -> None:
    """Check that a list too long to be ordered whole is ordered by day.

    Raises:
        BadSelection: If it is not.
    """
    if order != "start_day":
        raise BadSelection(
            f"A list of more than {MOST_RANKED:,} events is read beyond its first rows by event_date only. Ask for "
            "fewer days or set a filter, to order it by something else."
        )
