"""Days told from another day: "last Thursday", "two weeks ago", "over the past three days", "the following day"."""

from __future__ import annotations

import math
from datetime import date, timedelta

from geo.articles.day_span import Days, Said, Values, cap_to_now, make_span

UNIT_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
DOUBT_DAYS = {"hour": 0, "day": 0, "week": 3, "month": 15, "year": 182}
"""How far the true day may lie on either side of "two weeks ago"."""

SOME = 3
"""What "a few days" are taken for."""


def last_weekday(weekday: int, day: date) -> date:
    """Give the last such weekday (Monday is 0) that is not after a day."""
    return day - timedelta((day.weekday() - weekday) % 7)


def _read_weekday(values: Values, said: Said, which: str = "", weeks: str = "0") -> Days | None:
    weekday, today = values["{weekday}"][0], said.published
    if which == "week":
        day = today - timedelta(today.weekday() - weekday - 7 * int(weeks))
    elif which == "last":
        day = last_weekday(weekday, today - timedelta(1))
    elif which == "next":
        day = last_weekday(weekday, today + timedelta(7))
    else:
        day = last_weekday(weekday, today + timedelta(6 if said.is_ahead else 0))
    return make_span(day, day, today)


def _read_weekdays(values: Values, said: Said) -> Days | None:
    one, two = values["{weekday}"]
    last = last_weekday(two, said.published + timedelta(6 if said.is_ahead else 0))
    return make_span(last_weekday(one, last), last, said.published, precision=1)


def _read_day(_: Values, said: Said, days: str) -> Days | None:
    day = said.published + timedelta(int(days))
    return make_span(day, day, said.published)


def _read_overnight(_: Values, said: Said) -> Days | None:
    return make_span(said.published - timedelta(1), said.published, said.published, precision=1)


def _read_week(_: Values, said: Said, weeks: str) -> Days | None:
    first = said.published - timedelta(said.published.weekday() - 7 * int(weeks))
    return make_span(first, cap_to_now(first, first + timedelta(6), said), said.published, precision=2)


def _read_weekend(_: Values, said: Said, weekends: str) -> Days | None:
    if int(weekends) < 0:  # The one that has begun last, also on its own days.
        first = last_weekday(5, said.published)
        return make_span(first, min(first + timedelta(1), said.published), said.published, precision=2)
    first = said.published + timedelta(5 - said.published.weekday() + 7 * int(weekends))
    return make_span(first, first + timedelta(1), said.published, precision=2)


def _count_days(values: Values, number: int | None = None) -> int:
    """Give days for "three weeks"; hours as the days that they may reach back to."""
    count, unit = number or values["{number}"][0], values["{unit}"][0]
    return math.ceil(count * UNIT_DAYS[unit])


def _around(day: date, unit: str, said_on: date, is_some: bool = False) -> Days | None:
    doubt = timedelta(max(DOUBT_DAYS[unit], 2 if is_some else 0))
    return make_span(day - doubt, day + doubt, said_on)


def _read_ago(values: Values, said: Said) -> Days | None:
    unit = values["{unit}"][0]
    days = 0 if unit == "hour" else _count_days(values)
    return _around(said.published - timedelta(days), unit, said.published)


def _read_some_ago(values: Values, said: Said) -> Days | None:
    unit = values["{unit}"][0]
    days = 0 if unit == "hour" else _count_days(values, SOME)
    return _around(said.published - timedelta(days), unit, said.published, is_some=unit != "hour")


def _read_past(values: Values, said: Said, unit: str = "") -> Days | None:
    days = UNIT_DAYS[unit] if unit else _count_days(values)
    return make_span(said.published - timedelta(days), said.published, said.published)


def _read_some_past(values: Values, said: Said) -> Days | None:
    days = _count_days(values, SOME)
    return make_span(said.published - timedelta(days), said.published, said.published)


def _read_coming(values: Values, said: Said) -> Days | None:
    return make_span(said.published, said.published + timedelta(_count_days(values)), said.published)


def _read_some_coming(values: Values, said: Said) -> Days | None:
    return make_span(said.published, said.published + timedelta(_count_days(values, SOME)), said.published)


def _read_later(values: Values, said: Said, number: str = "", unit: str = "") -> Days | None:
    if said.previous is None:
        return None
    unit = unit or values["{unit}"][0]
    number = int(number or values["{number}"][0])
    days = 0 if unit == "hour" else number * UNIT_DAYS[unit]
    anchor = said.previous[0 if number < 0 else 1]
    return _around(anchor + timedelta(days), unit, anchor)


def _read_earlier(values: Values, said: Said) -> Days | None:
    return _read_later(values, said, str(-values["{number}"][0]))


OFFSET_RULES = {
    "weekday": _read_weekday,
    "weekdays": _read_weekdays,
    "day": _read_day,
    "overnight": _read_overnight,
    "week": _read_week,
    "weekend": _read_weekend,
    "ago": _read_ago,
    "some_ago": _read_some_ago,
    "past": _read_past,
    "some_past": _read_some_past,
    "coming": _read_coming,
    "some_coming": _read_some_coming,
    "later": _read_later,
    "earlier": _read_earlier,
}
"""Names of the rules in `data/vocabulary/day_words.csv`; each takes what stood in the slots, and when it is said."""
