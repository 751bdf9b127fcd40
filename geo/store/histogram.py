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


SPAN_BITS = {Step.DAY: 1, Step.WEEK: 2, Step.MONTH: 4}
"""The bits of `bar_span`: whether the days an event may lie on are in more than one bar of a step."""

MONDAY = 3
"""Days from the Monday before 1 January 1970 to that day, a Thursday."""


@dataclass(frozen=True)
class Histogram:
    """Events by bar and group.

    Attributes:
        step: Length of a bar; a longer one than asked for where the days would be too many.
        starts: First day of each bar, and at the end the day after the last bar.
        by_group: Events in each bar by code of side or type, shape (bars, groups).
        unsure: Of them, those that count in other bars too: they last longer than it, or their day is not known.
    """

    step: Step
    starts: tuple[date, ...]
    by_group: np.ndarray
    unsure: np.ndarray


def span_bars(from_days: np.ndarray, until_days: np.ndarray) -> np.ndarray:
    """Say, in bits of `SPAN_BITS`, of which steps the days from one to another are in more than one bar, int16."""
    weeks = [(days.astype("int64") + MONDAY) // 7 for days in (from_days, until_days)]
    months = [days.astype("datetime64[D]").astype("datetime64[M]") for days in (from_days, until_days)]
    crossed = {Step.DAY: from_days != until_days, Step.WEEK: weeks[0] != weeks[1], Step.MONTH: months[0] != months[1]}
    return sum(np.where(is_crossed, SPAN_BITS[step], 0) for step, is_crossed in crossed.items()).astype("int16")


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


def add_up(days: dict[str, np.ndarray], groups: int, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Count the events that may lie in each bar, by group.

    Those within one bar are counted there. Of the others, a bar has those begun by its end, less those ended before it.

    Args:
        days: `day` (days since 1970), `group_code`, `events`, `is_unsure` and `is_end`, one entry per combination.
        groups: Number of groups.
        starts: First day of each bar and of the one after the last, `datetime64[D]`, ascending; what lies before the
            first or after the last is left out.

    Returns:
        All events, and of them those that count in other bars too; shape (bars, groups), int.
    """
    bars = len(starts) - 1
    bar = np.searchsorted(starts.astype("int64"), days["day"], side="right") - 1
    is_unsure, is_end = days["is_unsure"].astype(bool), days["is_end"].astype(bool)

    def count(chosen: np.ndarray, at: np.ndarray, events: np.ndarray) -> np.ndarray:
        cell = at[chosen] * groups + days["group_code"][chosen]
        return np.bincount(cell, events[chosen], (bars + 1) * groups).reshape(bars + 1, groups)[:bars]

    sure = count(~is_unsure & (bar >= 0), bar, days["events"])
    change = count(is_unsure, np.clip(bar + is_end, 0, bars), np.where(is_end, -1, 1) * days["events"])
    unsure = np.cumsum(change, axis=0).astype(int)
    return sure.astype(int) + unsure, unsure
