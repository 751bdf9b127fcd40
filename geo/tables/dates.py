"""ISO dates, and what somebody may have meant who wrote another form."""

from __future__ import annotations

import re
from datetime import date, timedelta

from geo.schema import EARLIEST_DATE, LATEST_DATE

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ISO_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?:[T ].*)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_NAMED_MONTH = re.compile(r"(\d{1,2})[-. ]*([A-Za-z]{3})[a-z]*[-., ]*(\d{4})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2}", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EXCEL_DAY_0 = date(1899, 12, 30)
_EXCEL_SERIALS = range(20_000, 60_000)


def parse_date(text: str) -> date | None:
    """Parse YYYY-MM-DD; None for anything else."""
    if not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_date_or_month(text: str) -> bool:
    """Whether a text is YYYY-MM-DD or YYYY-MM."""
    return bool(_ISO_MONTH.fullmatch(text)) or parse_date(text) is not None


def complain_about_date(text: str) -> str | None:
    """Say what is wrong with a date and which one may be meant.

    Returns:
        The message; None for a date between `EARLIEST_DATE` and `LATEST_DATE`.
    """
    day = parse_date(text)
    if day is None:
        meant = " or ".join(one.isoformat() for one in suggest_dates(text))
        return f'"{text}" is not a date YYYY-MM-DD.' + (f" Did you mean {meant}?" if meant else _advise(text))
    if not EARLIEST_DATE <= text <= LATEST_DATE:
        return f'"{text}" is outside {EARLIEST_DATE[:4]}…{LATEST_DATE[:4]}. Check the year.'
    return None


def _advise(text: str) -> str:
    if _ISO_MONTH.fullmatch(text):
        return f" Where only the month is known, write {text}-15 and time_precision 3."
    if _YEAR.fullmatch(text):
        return " Write a day; where only the month is known, its 15th and time_precision 3."
    if _SHORT_YEAR.fullmatch(text):
        return " Write the year with four digits, and the date as YYYY-MM-DD."
    if not text.isdigit() and any(form.fullmatch(text) for form in (_YEAR_FIRST, _YEAR_LAST, _NAMED_MONTH)):
        return " The calendar has no such day. Check day and month."
    return " Write it so."


def suggest_dates(text: str) -> list[date]:
    """Suggest what a date in another form means: day/month/year both ways round, month names, Excel's day numbers."""
    if text.isascii() and text.isdigit() and int(text[:6]) in _EXCEL_SERIALS and len(text) <= 5:
        return [_EXCEL_DAY_0 + timedelta(days=int(text))]
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
        return _valid([(year, month, day)])
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = map(int, found.groups())
        return _valid([(year, second, first), (year, first, second)])
    if (found := _NAMED_MONTH.fullmatch(text)) and found[2].lower() in _MONTHS:
        return _valid([(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))])
    return []


def _valid(numbers: list[tuple[int, int, int]]) -> list[date]:
    days = []
    for year, month, day in dict.fromkeys(numbers):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return days
