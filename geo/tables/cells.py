"""One cell of the event table: whether its text is what its column expects, and if not, what to write instead."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from urllib.parse import urlsplit

from geo.schema import Column
from geo.tables.dates import complain_about_date
from geo.tables.sexagesimal import parse_sexagesimal

MOST_FATALITIES = 10_000_000
MOST_DEGREES = {"latitude": 90, "longitude": 180}

_WHOLE = re.compile(r"\d+", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_WHOLE_WITH_ZEROS = re.compile(r"\d{1,8}\.0*", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}([,.' \u00a0\u202f]\d{3})+", re.ASCII)
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f]")


def complain_about_cell(column: Column, text: str) -> str | None:
    """Say what is wrong with a cell, by the kind of its column.

    Types and sub-types are not looked at here: they need the vocabulary.

    Args:
        column: The column of the schema.
        text: The stripped text of the cell.

    Returns:
        What was wrong, with the value, what was expected and what to do; None for a good cell.
    """
    if not text:
        return f"is blank. Every event needs its {column.name}." if column.is_required else None
    complain = _COMPLAINTS.get(column.kind)
    return complain(column, text) if complain else None


def parse_degrees(text: str) -> float | None:
    """Parse decimal degrees; None for anything else, infinite and not-a-number included."""
    if not _NUMBER.fullmatch(text):
        return None
    degrees = float(text)
    return degrees if math.isfinite(degrees) else None


def suggest_degrees(text: str) -> str:
    """Say which number of degrees may be meant by a decimal comma, or by degrees, minutes and seconds; or ""."""
    comma = text.replace(",", ".", 1)
    if parse_degrees(comma) is not None:
        return comma
    degrees = parse_sexagesimal(text)
    return "" if degrees is None else f"{degrees:.5f}".rstrip("0").rstrip(".")


def suggest(text: str, known: Iterable[str], least: float = 0.6) -> str:
    """Suggest the known word nearest to a text: ` Did you mean "Battles"?`, or "" where none is near.

    Args:
        text: As written.
        known: The words that are allowed.
        least: How alike they must be, 0 to 1 (Ratcliff and Obershelp's measure, as difflib computes it).
    """
    by_folded = {word.casefold(): word for word in known}
    near = get_close_matches(text[:200].casefold(), by_folded, n=1, cutoff=least)
    return f' Did you mean "{by_folded[near[0]]}"?' if near else ""


def _degrees(column: Column, text: str) -> str | None:
    degrees = parse_degrees(text)
    if degrees is None:
        meant = suggest_degrees(text)
        said = f" Did you mean {meant}?" if meant else " Write decimal degrees, such as 35.8645."
        return f'"{text}" is not a number of degrees.{said}'
    most = MOST_DEGREES[column.name]
    if abs(degrees) <= most:
        return None
    swapped = " Latitude and longitude may be swapped." if abs(degrees) <= 180 else " Write decimal degrees (WGS 84)."
    return f'"{text}" is outside -{most}…{most}.{swapped}'


def _whole(_: Column, text: str) -> str | None:
    if _WHOLE.fullmatch(text):
        too_many = len(text) > 2 * len(str(MOST_FATALITIES)) or int(text) > MOST_FATALITIES
        return f'"{text}" is more than {MOST_FATALITIES:,}. Check the number.' if too_many else None
    if text.startswith("-") and _NUMBER.fullmatch(text):
        return f'"{text}" is negative. Write a whole number, or leave it blank where it is unknown.'
    if _WHOLE_WITH_ZEROS.fullmatch(text):
        return f'"{text}" is not a whole number. Did you mean {int(float(text))}?'
    if _THOUSANDS.fullmatch(text):
        return f'"{text}" is not a whole number. Did you mean {re.sub(r"[^0-9]", "", text)}?'
    if _NUMBER.fullmatch(text):
        return f'"{text}" is not a whole number. Write one, or leave it blank where it is unknown.'
    return f'"{text}" is not a whole number. Write digits only; leave it blank where it is unknown.'


def _choice(column: Column, text: str) -> str | None:
    if text in column.choices:
        return None
    *others, last = column.choices
    meant = suggest(text, column.choices)
    if _WHOLE_WITH_ZEROS.fullmatch(text) and text.split(".")[0] in column.choices:
        meant = f" Did you mean {text.split('.')[0]}?"
    return f'"{text}" is not {", ".join(others)} or {last}.{meant or " Write one of them, or leave it blank."}'


def _links(_: Column, text: str) -> str | None:
    return next((complaint for link in split_list(text) if (complaint := _link(link))), None)


def _link(link: str) -> str | None:
    if not link:
        return None
    try:
        parts = urlsplit(link)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and not _UNPRINTABLE.search(link)
    except ValueError:
        return f'"{link}" is not a link. Copy it again from the browser.'
    if is_good:
        return None
    if parts.scheme in ("", "http", "https"):
        return f'"{link}" is not a full link. It must begin with http:// or https:// and hold no spaces.'
    return f'"{link}" begins with {parts.scheme}:, and only http and https links are allowed. Replace or remove it.'


def split_list(text: str) -> list[str]:
    """Split a cell of several values at `;`, keeping blank ones because source columns go in step."""
    return [part.strip() for part in text.split(";")]


_COMPLAINTS: dict[str, Callable[[Column, str], str | None]] = {
    "date": lambda _, text: complain_about_date(text),
    "degrees": _degrees,
    "whole": _whole,
    "code": _choice,
    "choice": _choice,
    "link": lambda _, text: _link(text),
    "links": _links,
}
