"""Coordinates in degrees, minutes and seconds, so that decimal degrees can be suggested for them."""

from __future__ import annotations

import re

_SEXAGESIMAL = re.compile(
    r"""
    (?P<before>[NSEWO])?\s*
    (?P<degrees>\d{1,3})\s*[°º˚d:\s]\s*
    (?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*['′’m:]?\s*
    (?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:"|″|”|''|′′|s)?)?\s*
    (?P<after>[NSEWO])?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEGATIVE = ("S", "W", "O")
"""South and west; the O of Spanish and French (oeste, ouest)."""


def parse_sexagesimal(text: str) -> float | None:
    """Read degrees, minutes and seconds: 35°51'52"N is 35.86444.

    Returns:
        Decimal degrees, negative in the south and west; None for any other text.
    """
    found = _SEXAGESIMAL.fullmatch(text.strip())
    if not found:
        return None
    minutes, seconds = (float((found[name] or "0").replace(",", ".")) for name in ("minutes", "seconds"))
    if minutes >= 60 or seconds >= 60:
        return None
    degrees = int(found["degrees"]) + minutes / 60 + seconds / 3600
    side = (found["before"] or found["after"] or "").upper()
    return -degrees if side in _NEGATIVE else degrees
