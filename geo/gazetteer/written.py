"""A place as it stands in a table's cell, taken apart: the name itself, and the larger places written with it."""

from __future__ import annotations

import re

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_COMMAS = re.compile(r"\s*[,،;/]\s*|\s+[-–—]\s+")
_MARKS = re.compile(r"[(\[,،;/–—-]")
_BEFORE = re.compile(
    r"(?:the )?(?:city|town|village|hamlet|municipality|community|camp|area|region|settlement|suburb|neighbou?rhood|"
    r"outskirts|centre|center) of (?:the )?(?=\S)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?<=\S) (?:city|town|village|area|city centre|city center|proper)$", re.IGNORECASE)
_ARABIC_BEFORE = re.compile(r"^(?:مدينة|بلدة|قرية|ناحية|منطقة|مخيم) (?=\S)")

MOST_PARTS = 4


def split_written(text: str) -> tuple[str, tuple[str, ...]]:
    """Take a written place apart.

    Args:
        text: As written: "Ariha, Idlib", "Al-Nayrab (Aleppo)", "the town of Binnish", "Halab city".

    Returns:
        The name, and the names of what it lies in, nearest first; the text itself and nothing where it is one name.
    """
    if not _MARKS.search(text):  # Most names, in a fifth of the time.
        text = text.strip()
        return (without_kind(text) if text else text), ()
    inside = [part.strip() for part in _BRACKETS.findall(text) if part.strip()]
    parts = [part for part in _COMMAS.split(_BRACKETS.sub(" ", text).strip()) if part]
    if not parts:
        return text.strip(), ()
    return without_kind(parts[0]), tuple([*inside, *parts[1:]][:MOST_PARTS])


def without_kind(name: str) -> str:
    """Take off words that only say what kind of settlement it is: "town of Binnish" and "Binnish town" are Binnish."""
    name = " ".join(name.split())
    if " " not in name:
        return name
    return _AFTER.sub("", _ARABIC_BEFORE.sub("", _BEFORE.sub("", name)))
