"""Days as a text means them, the moment they are said at, and how precisely they are known.

Precision follows ACLED's three codes (`geo.schema.TIME_PRECISION`): 1 where the day, or both ends of a span, are told
as days; 2 where the day lies somewhere in a span of up to `WEEK_DAYS`; 3 in a longer one. What is known no better than
a season or a year is 3 as well: the span says how wide it is.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

WEEK_DAYS = 8
SOON_DAYS = 45
"""A day without a year that is at most so far ahead is ahead, and not most of a year ago."""

AHEAD_DAYS = 200
"""The same beside words of the future: then the nearer of past and future counts."""


@dataclass(frozen=True, slots=True)
class Said:
    """When something is said.

    Attributes:
        published: The day that "today" is.
        previous: The days told before in the text; None before the first.
        is_ahead: Whether words of the future stand beside.
        is_day_first: Whether 3/4/2020 is the third of April; None where that is not known.
    """

    published: date
    previous: tuple[date, date] | None = None
    is_ahead: bool = False
    is_day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The days that are meant, both included, their precision, and the day that they were counted from, if any."""

    first: date
    last: date
    precision: int
    anchor: date | None


Values = dict[str, list]


def make_span(first: date, last: date, anchor: date | None, precision: int = 0) -> Days | None:
    """Make days of a first and a last one; the precision is that of their width where none is given.

    Returns:
        None where the last day lies before the first.
    """
    if last < first:
        return None
    width = (last - first).days + 1
    return Days(first, last, precision or (1 if width == 1 else 2 if width <= WEEK_DAYS else 3), anchor)


def end_month(first: date) -> date:
    """Give the last day of a day's month."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def shift_month(day: date, months: int) -> date:
    """Give the first day of the month that lies so many months after a day's own."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def cap_to_now(first: date, last: date, said: Said) -> date:
    """Give the last day of a span: no later than that of publication, unless it speaks of what comes."""
    return min(last, said.published) if first <= said.published and not said.is_ahead else last
