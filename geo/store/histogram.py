"""Events by first and last possible day to the bars of a timeline: an event counts in every bar it may lie in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

MOST_BARS = 3_000


class Step(StrEnum):
    """How long one bar is, and how far one step goes."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Histogram:
    """Events by bar and side.

    Attributes:
        step: Length of a bar; a longer one than asked for where the days would be too many.
        starts: First day of each bar, and at the end the day after the last bar.
        by_side: Events active in each bar by side code, shape (bars, sides).
    """

    step: Step
    starts: tuple[date, ...]
    by_side: np.ndarray


def bar_starts(first_day: date, last_day: date, step: Step) -> tuple[Step, np.ndarray]:
    """Return the first days of the bars from one day to another, and of the bar after; weeks start on Monday.

    Returns:
        The step, coarser than asked for where more than `MOST_BARS` would be needed, and `datetime64[D]`.
    """
    first, end = np.datetime64(first_day), np.datetime64(last_day) + 1
    if step is Step.DAY:
        starts = np.arange(first, end + 1)
    elif step is Step.WEEK:
        monday = first - int(first_day.weekday())
        starts = np.arange(monday, end + 7, 7)
    else:
        starts = np.arange(first.astype("datetime64[M]"), end.astype("datetime64[M]") + 2).astype("datetime64[D]")
        starts = starts[: np.searchsorted(starts, end) + 1]
        return step, starts
    if len(starts) > MOST_BARS:
        return bar_starts(first_day, last_day, Step.WEEK if step is Step.DAY else Step.MONTH)
    return step, starts


def add_up(days: dict[str, np.ndarray], sides: int, starts: np.ndarray) -> np.ndarray:
    """Count the events active in each bar, by side: those begun by its end, less those ended before its start.

    Args:
        days: `day` (days since 1970), `side_code`, `events` and `is_end`, one entry per combination.
        sides: Number of sides.
        starts: First day of each bar and of the one after the last, `datetime64[D]`, ascending; what lies before the
            first or after the last is left out.

    Returns:
        Shape (bars, sides), int.
    """
    bars = len(starts) - 1
    bar = np.searchsorted(starts.astype("int64"), days["day"], side="right") - 1
    cell = np.clip(bar + days["is_end"], 0, bars) * sides + days["side_code"]
    change = np.bincount(cell, np.where(days["is_end"], -1, 1) * days["events"], (bars + 1) * sides)
    return np.cumsum(change.reshape(bars + 1, sides), axis=0)[:bars].astype(int)
