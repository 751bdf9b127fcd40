"""The bars of the timeline, as the few numbers that the browser needs to draw them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from dashboard.view import Bars
from geo.store.histogram import Histogram, Step


@dataclass(frozen=True)
class BarsAsked:
    """Which bars the browser has room for.

    Attributes:
        step: How long a bar is; longer than a step of the window where there would be too many.
        by: What the colours stand for.
        first_day: First day that needs bars; None for the first of the data.
        last_day: Last day that needs bars; None for the last of the data.
    """

    step: Step = Step.DAY
    by: Bars = Bars.SIDE
    first_day: date | None = None
    last_day: date | None = None

    @classmethod
    def read(cls, asked: Mapping, bars: str | None) -> Self:
        """Read what the browser sends: `step`, `first`, `last` (ISO days or nothing), and the choice of colours."""
        step, by = asked.get("step"), Bars(bars) if bars in tuple(Bars) else Bars.SIDE
        try:
            days = [date.fromisoformat(asked[name]) if asked.get(name) else None for name in ("first", "last")]
        except (TypeError, ValueError):
            days = [None, None]
        return cls(Step(step) if step in tuple(Step) else Step.DAY, by, *days)

    def within(self, first_day: date | None, last_day: date | None) -> Self:
        """Keep to the days of the data; ask for all of them where none is left."""
        first, last = self.first_day or first_day, self.last_day or last_day
        if first is None or last is None or first_day is None or last_day is None:
            return replace(self, first_day=None, last_day=None)
        first, last = max(first, first_day), min(last, last_day)
        is_part = first <= last and (first, last) != (first_day, last_day)
        return replace(self, first_day=first if is_part else None, last_day=last if is_part else None)


def describe_bars(everything: Histogram, kept: Histogram) -> dict:
    """Describe the bars: all events as one grey height, those that the filters keep by group.

    Args:
        everything: The histogram without filters.
        kept: The histogram with them, of the same bars.

    Returns:
        `step`, `starts` (ISO days, and the day after the last bar), `all` (events a bar), `groups` (one list a side or
        type), `unsure` (of them, those that count in other bars too).
    """
    return {
        "step": str(everything.step),
        "starts": [day.isoformat() for day in everything.starts],
        "all": everything.by_group.sum(axis=1).tolist(),
        "groups": kept.by_group.T.tolist(),
        "unsure": kept.unsure.T.tolist(),
    }
