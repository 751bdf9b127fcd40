"""Other ways to write a name: Turkish and German spellings of Arabic and Slavic names, Cyrillic in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from geo.gazetteer.normalise import bare_key, name_key, sound_key

OTHER_SCRIPT, SAME_NAME = 0.8, 0.6
_AFTER_LATIN = "\u0370"

_HABITS = (
    # Turkish: c is j, and h also stands for kh.
    (r"(?<![sckgtdp])h", "kh"), (r"c(?!h)", "j"), ("ş", "sh"), ("ç", "ch"), ("ğ", "gh"),
), (
    # German: ch is kh, j is y.
    ("(?<![ts])(?<!ts)ch", "kh"), (r"(?<!d)(?<!ds)j", "y"),
), (
    # Emphatic consonants of Arabic, which some write dh, others th or z.
    ("th", "dh"), ("z(?!h)", "dh"),
), (
    ("s$", "z"),
)  # fmt: skip
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye", "ж": "zh", "з": "z",
        "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
        "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip


def spelling_variants(name: str) -> Iterator[str]:
    """Give a name as writers of other habits would spell it, itself first; each spelling once."""
    seen = set()
    for variant in _variants(name):
        if variant not in seen:
            seen.add(variant)
            yield variant


def _variants(name: str) -> Iterator[str]:
    yield name
    if any("\u0400" <= letter <= "\u04ff" for letter in name):
        yield name.lower().translate(_CYRILLIC)
    for habit in _HABITS:
        variant = name.lower()
        for written, meant in habit:
            variant = re.sub(written, meant, variant)
        yield variant


def is_called_after(area: str, town: str) -> bool:
    """Whether an area bears a town's name: Raqqa that of Ar Raqqah, Surt that of Sirte; Hatay not that of Antakya."""
    return sound_key(area) == sound_key(town) and likeness(area, town) >= SAME_NAME


def _share_script(name: str, other: str) -> bool:
    return all(max(name_key(one), default="") < _AFTER_LATIN for one in (name, other))


def likeness(name: str, other: str) -> float:
    """Compare two spellings letter by letter, without articles and accents: 0 nothing in common, 1 the same.

    Twice the letters in common over all letters (Ratcliff and Obershelp's measure, as difflib computes it). Names in
    two scripts cannot be compared so and count as `OTHER_SCRIPT`.
    """
    if name.isascii() != other.isascii() and not _share_script(name, other):
        return OTHER_SCRIPT
    return SequenceMatcher(None, bare_key(name), bare_key(other), autojunk=False).ratio()
