"""Candidates for a name as an aligned table for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from geo.gazetteer.candidates import Candidate

_HEADER = ("score", "name", "kind", "latitude", "longitude", "admin1", "country", "place_id")


def candidates_text(name: str, candidates: Sequence[Candidate], doubt: str = "") -> str:
    """Write one line per candidate, best first, and what is doubtful; or say that the name is unknown."""
    if not name.strip():
        return "The name is blank. Write the name of a place."
    if not candidates:
        shown = name if len(name) <= 60 else name[:59] + "…"
        return f'"{shown}" is not in the gazetteer. Add it to data/gazetteer/supplement.csv, or write coordinates.'
    rows = [_HEADER, *map(_cells, candidates)]
    widths = [max(_columns(row[place]) for row in rows) for place in range(len(_HEADER))]
    lines = ["  ".join(map(_pad, row, widths)).rstrip() for row in rows]
    return "\n".join([*lines, f"Needs review: {doubt}."] if doubt else lines)


def _cells(candidate: Candidate) -> tuple[str, ...]:
    degrees = (f"{candidate.latitude:9.5f}", f"{candidate.longitude:10.5f}")
    return (
        f"{candidate.score:.2f}",
        candidate.name,
        candidate.kind,
        *degrees,
        candidate.admin1,
        candidate.country,
        candidate.place_id,
    )


def _columns(text: str) -> int:
    return sum(0 if unicodedata.combining(one) else 1 for one in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _columns(text))
