"""Dates, months and years as they are written, as days: "5 February", "3/4/2020", "mid-January", "since 2018"."""

from __future__ import annotations

from datetime import date

from geo.articles.day_span import (
    AHEAD_DAYS,
    SOON_DAYS,
    Days,
    Said,
    Values,
    cap_to_now,
    end_month,
    make_span,
    shift_month,
)

PART_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
PART_MONTHS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


def _guess_year(month: int, day: int, said: Said) -> int:
    """Give the year of a day told without one: the nearest past, or the nearest beside words of the future."""
    year = said.published.year
    for candidate in (year + 1, year, year - 1, year - 2, year - 3, year - 4):
        try:
            away = (date(candidate, month, day) - said.published).days
        except ValueError:  # 29 February
            continue
        if away <= (AHEAD_DAYS if said.is_ahead else SOON_DAYS):
            return candidate
    raise ValueError("no such day")


def _read_written(values: Values, said: Said) -> Days | None:
    if "{iso}" in values:
        day = date.fromisoformat(values["{iso}"][0])
        return make_span(day, day, None)
    is_dotted = "{dotted}" in values
    written = values["{dotted}" if is_dotted else "{slashed}"][0]
    one, two, year = (int(part) for part in written.replace(".", "/").split("/"))
    is_day_first = True if is_dotted or one > 12 else False if two > 12 else said.is_day_first
    if is_day_first is None and one != two:
        return None
    day = date(year, two, one) if is_day_first else date(year, one, two)
    return make_span(day, day, None)


def _year_of(values: Values) -> int | None:
    return (values.get("{year}") or values.get("{year2}") or [None])[-1]


def _read_date(values: Values, said: Said) -> Days | None:
    month, number, year = values["{month}"][0], values["{day}"][0], _year_of(values)
    day = date(year or _guess_year(month, number, said), month, number)
    return make_span(day, day, None if year else said.published)


def _read_days(values: Values, said: Said) -> Days | None:
    months, (one, two) = values["{month}"], values["{day}"]
    year = _year_of(values) or _guess_year(months[-1], two, said)
    last = date(year, months[-1], two)
    first_year = values["{year}"][0] if len(values.get("{year}", ())) > 1 else year - (months[0] > months[-1])
    return make_span(date(first_year, months[0], one), last, None if _year_of(values) else said.published, precision=1)


def _read_month(values: Values, said: Said, which: str = "0") -> Days | None:
    today = said.published
    if "{month}" not in values:
        first, anchor = shift_month(today, int(which)), today
    else:
        year, month = _year_of(values), values["{month}"][0]
        first, anchor = date(year or _month_year(month, said, which), month, 1), None if year else today
    return make_span(first, cap_to_now(first, end_month(first), said), anchor, precision=3)


def _month_year(month: int, said: Said, which: str = "0") -> int:
    today = said.published
    if which == "last":
        return today.year - (month >= today.month)
    ahead = (month - today.month) % 12
    if which == "next" or (said.is_ahead and ahead * 30 <= AHEAD_DAYS and ahead):
        return today.year + (month <= today.month)
    return today.year - (month > today.month)


def _read_months(values: Values, said: Said) -> Days | None:
    one, two = values["{month}"]
    years = values.get("{year}", [])
    year = years[-1] if years else _month_year(two, said)
    first = date(years[0] if len(years) > 1 else year - (one > two), one, 1)
    last = cap_to_now(first, end_month(date(year, two, 1)), said)
    return make_span(first, last, None if years else said.published, precision=3)


def _part_days(first: date, part: str, anchor: date | None) -> Days | None:
    one, two = PART_DAYS[part]
    last = end_month(first) if part == "late" else first.replace(day=two)
    return make_span(first.replace(day=one), last, anchor)


def _read_part(values: Values, said: Said) -> Days | None:
    year, month = _year_of(values), values["{month}"][0]
    first = date(year or _month_year(month, said), month, 1)
    return _part_days(first, _part_of(values), None if year else said.published)


def _read_part_of_month(values: Values, said: Said, months: str) -> Days | None:
    return _part_days(shift_month(said.published, int(months)), _part_of(values), said.published)


def _read_part_of_year(values: Values, said: Said, years: str = "0") -> Days | None:
    written = _year_of(values)
    year = written or said.published.year + int(years)
    one, two = PART_MONTHS[_part_of(values)]
    first, last = date(year, one, 1), end_month(date(year, two, 1))
    return make_span(first, cap_to_now(first, last, said), None if written else said.published)


def _part_of(values: Values) -> str:
    return (values.get("{part}") or values["{edge}"])[0]


def _read_year(values: Values, said: Said, years: str = "0") -> Days | None:
    written = _year_of(values)
    first = date(written or said.published.year + int(years), 1, 1)
    last = cap_to_now(first, first.replace(month=12, day=31), said)
    return make_span(first, last, None if written else said.published, precision=3)


def _read_years(values: Values, said: Said) -> Days | None:
    one, two = values["{year}"]
    return make_span(date(one, 1, 1), cap_to_now(date(one, 1, 1), date(two, 12, 31), said), None, precision=3)


DATE_RULES = {
    "written": _read_written,
    "date": _read_date,
    "days": _read_days,
    "month": _read_month,
    "months": _read_months,
    "part_of": _read_part,
    "part_of_month": _read_part_of_month,
    "part_of_year": _read_part_of_year,
    "year": _read_year,
    "years": _read_years,
}
"""Names of the rules in `data/vocabulary/day_words.csv`; each takes what stood in the slots, and when it is said."""
