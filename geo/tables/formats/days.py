"""Days as other tables write them: ISO, with the month's name, or in numbers whose order the file must show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from geo.tables.sheets.sheet import Remark
from geo.tables.texts import map_distinct, matches

Order = Literal["day", "month", ""]
"""Which number comes first in 1/2/2016; "" where nothing says it."""

_ISO = r"\d{4}-\d{2}-\d{2}"
_TIME = r"(?:[T ]+\d{1,2}:\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_DAY_NAMED = re.compile(rf"(\d{{1,2}})[-. ]+([A-Za-z]{{3,9}})\.?[-, ]+(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_NAMED_DAY = re.compile(rf"([A-Za-z]{{3,9}})\.?[- ]+(\d{{1,2}}),?[- ]+(\d{{4}}){_TIME}", re.ASCII)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_LEAST_MADE = 5  # of fewer different days it is chance that none is above 12
_LAST_OF_THIS_CENTURY, _FIRST_OF_THE_LAST = 49, 90


@dataclass(frozen=True)
class Days:
    """Days that were read.

    Attributes:
        texts: ISO dates; what could not be read stays as it was, and the rule for dates refuses it.
        said: What to say of the file as a whole: how its dates were taken.
    """

    texts: pa.Array
    said: tuple[Remark, ...] = ()


def read_days(texts: pa.Array, column: str, documented: Order, whose: str) -> Days:
    """Read a column of days.

    1/2/2016 is the first of February where days come first, and the second of January where months do. The file itself
    decides: a number above 12 can only be a day. Where no row has one, the form that the format documents holds. Where
    rows contradict each other, those that can be read both ways stay unread.

    Args:
        texts: The cells.
        column: Their column in the file, for messages.
        documented: The order that the format documents.
        whose: Whose form that is: "ACLED".
    """
    if matches(texts, f"({_ISO})?").all():
        return Days(texts)
    different = [text for text in pc.unique(texts).to_pylist() if text]
    order, said = _find_order(different, column, documented, whose)
    doubts = _doubt_half_exchanged(different, column)
    return Days(map_distinct(texts, lambda text: _read_day(text, order)), (*said, *doubts))


def _find_order(texts: Iterable[str], column: str, documented: Order, whose: str) -> tuple[Order, tuple[Remark, ...]]:
    numbered = {text: found for text in texts if (found := _NUMBERS.fullmatch(text))}
    if not numbered:
        return "", ()
    sample = next(iter(numbered))
    first = next((text for text, found in numbered.items() if int(found[1]) > 12 >= int(found[3])), "")
    second = next((text for text, found in numbered.items() if int(found[3]) > 12 >= int(found[1])), "")
    if first and second:
        message = f'"{first}" has the day first and "{second}" the month. Rows that can be read both ways are refused.'
        return "", (Remark(0, column, sample, message),)
    order: Order = "day" if first else "month" if second else documented
    if not order:
        return "", ()
    words = {"day": "day/month/year", "month": "month/day/year"}[order]
    why = f'"{first or second}" can be nothing else' if first or second else f"the form that {whose} documents"
    message = f'Dates such as "{sample}" are read as {words}: {why}. A mapping file can say otherwise.'
    return order, (Remark(0, column, sample, message),)


def _doubt_half_exchanged(texts: Iterable[str], column: str) -> tuple[Remark, ...]:
    """Doubt the days of a column that a spreadsheet of another country has opened.

    It takes 2/7/2016 for a day of its own, month first, and leaves 28/7/2016 as the text that it is. Then every text
    has a number above 12, and no day that it made has one.
    """
    left, made = [], []
    for text in texts:
        if found := _NUMBERS.fullmatch(text):
            left.append((text, max(int(found[1]), int(found[3]))))
        elif found := _YEAR_FIRST.fullmatch(text):
            made.append((text, int(found[4])))
    if not left or len(made) < _LEAST_MADE or not min(number for _, number in left) > 12 >= max(n for _, n in made):
        return ()
    message = (
        f'"{left[0][0]}" and all like it have a number above 12, and "{made[0][0]}" and all like it have no day above '
        "12. A spreadsheet may have exchanged day and month in these. Compare them with the file as it was downloaded."
    )
    return (Remark(0, column, made[0][0], message),)


def _read_day(text: str, order: Order) -> str:
    days = {day for day in _readings(text, order) if day}
    return days.pop().isoformat() if len(days) == 1 else text


def _readings(text: str, order: Order) -> list[date | None]:
    """List the days that a text may mean."""
    if found := _YEAR_FIRST.fullmatch(text):
        return [_day(found[1], int(found[3]), found[4])]
    if found := _PACKED.fullmatch(text):
        return [_day(found[1], int(found[2]), found[3])]
    if found := _NUMBERS.fullmatch(text):
        day_first, month_first = _day(found[4], int(found[3]), found[1]), _day(found[4], int(found[1]), found[3])
        return {"day": [day_first], "month": [month_first]}.get(order, [day_first, month_first])
    if found := _DAY_NAMED.fullmatch(text):
        return [_day(found[3], _month(found[2]), found[1])]
    if found := _NAMED_DAY.fullmatch(text):
        return [_day(found[3], _month(found[1]), found[2])]
    return []


def _month(name: str) -> int:
    """Return the number of a month by its English name or the first letters of it; 0 for another word."""
    word = name.lower()
    return next((n for n, month in enumerate(_MONTHS, start=1) if month.startswith(word)), 0)


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(whole_year(year), month, int(day))
    except ValueError:
        return None


def whole_year(year: str) -> int:
    """Complete a year of two digits: 00 to 49 are of this century, 90 to 99 of the last; none between can be told."""
    if len(year) == 4:
        return int(year)
    if int(year) <= _LAST_OF_THIS_CENTURY:
        return 2000 + int(year)
    return 1900 + int(year) if int(year) >= _FIRST_OF_THE_LAST else 0
