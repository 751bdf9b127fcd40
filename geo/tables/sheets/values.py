"""Values of other kinds than text, as the text that a person would have typed into a CSV."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from decimal import Decimal

_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_MOST_LETTERS = 24


def number_text(value: float) -> str:
    """Write a number with the fewest digits that say the same: 5, 35.8645; "" for not a number, which is unknown.

    Without an exponent, unless it would be too long to be read.
    """
    text = repr(value)
    if text.endswith(".0"):
        return text[:-2] if value else "0"
    if "e" not in text:
        return "" if text == "nan" else text
    plain = format(Decimal(text), "f")
    return plain if len(plain) <= _MOST_LETTERS else text


def moment_text(value: dt.datetime) -> str:
    """Write a day as YYYY-MM-DD, with the time after it unless that is midnight."""
    return day_text(value.isoformat(" "))


def day_text(text: str) -> str:
    """Take midnight off an ISO date: a program wrote it for a person who wrote a day."""
    found = _MIDNIGHT.fullmatch(text)
    return found[1] if found else text


def span_text(value: dt.timedelta) -> str:
    """Write a length of time as a spreadsheet shows it: 36:00:00."""
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def truth_text(value: bool) -> str:
    """Write TRUE or FALSE, as a spreadsheet does."""
    return "TRUE" if value else "FALSE"


def value_text(value: object) -> str:
    """Write any value; lists and objects as JSON."""
    if type(value) is str:
        return value
    write = _WRITE.get(type(value))
    return write(value) if write else json.dumps(value, ensure_ascii=False, default=str)


_WRITE: dict[type, Callable[..., str]] = {
    type(None): lambda value: "",
    bool: truth_text,
    int: str,
    float: number_text,
    dt.datetime: moment_text,
    dt.date: dt.date.isoformat,
    dt.time: dt.time.isoformat,
    dt.timedelta: span_text,
}
