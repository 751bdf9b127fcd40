"""What files say about their articles, made sure of: days that can be, addresses that are links, names on one line."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from geo.schema import EARLIEST_DATE, LATEST_DATE

_LINK = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
_MOST_OF_A_NAME, _MOST_OF_A_LINK = 300, 2_000


def read_day(text: str) -> date | None:
    """Read the day of a date as ISO 8601 or a mail writes it, as it was there, not in UTC; None for anything else."""
    text = text.strip()
    for parse in (_iso_day, _mail_day):
        try:
            day = parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return day if EARLIEST_DATE <= day.isoformat() <= LATEST_DATE else None
    return None


def keep_link(text: str | None) -> str:
    """Keep an address that is an http(s) link; empty for any other."""
    link = (text or "").strip()
    return link if len(link) <= _MOST_OF_A_LINK and _LINK.fullmatch(link) else ""


def keep_name(text: object) -> str:
    """Keep a name or headline as one line; empty where there is none."""
    return " ".join(str(text or "").replace("\0", " ").split())[:_MOST_OF_A_NAME]


def _iso_day(text: str) -> date:
    return datetime.fromisoformat(text).date()


def _mail_day(text: str) -> date:
    return parsedate_to_datetime(text).date()
