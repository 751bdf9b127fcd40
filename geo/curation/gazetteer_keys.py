"""Which keys a place is found by, and how good a match through each of them is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from geo.curation.gazetteer_places import Place
from geo.gazetteer.areas import split_area
from geo.gazetteer.normalise import bare_key, name_key
from geo.gazetteer.places import ALTERNATE, BARE, CODE_MARK, NAME

SCRIPTS = frozenset({"LATIN", "ARABIC", "CYRILLIC", "HEBREW", "MODIFIER"})
"""Scripts in which reports on the conflicts covered are written; names in others are left out to save space."""

LONGEST_ALTERNATE = 60


def keys_of_place(place: Place) -> dict[str, int]:
    """Give every key of a place once, with the best tier it stands for.

    Returns:
        Key to tier: `NAME`, `ALTERNATE` or `BARE`.
    """
    main = (place.name, *place.curated_names)
    others = [name for name in place.alternate_names if is_worth_keeping(name)]
    keys = {f"{CODE_MARK}{code.casefold()}": NAME for code in place.codes}
    _add(keys, map(name_key, main), NAME)
    _add(keys, map(name_key, others), ALTERNATE)
    if place.is_area:
        _add(keys, (split[1] for split in map(split_area, (*main, *others)) if split), ALTERNATE)
    _add(keys, map(bare_key, (*main, *others)), BARE)
    return keys


def is_worth_keeping(name: str) -> bool:
    """Whether an alternate name is one that a report could use.

    Left out are scripts outside `SCRIPTS`, airport codes (three capitals), and GeoNames' letter-by-letter
    transliterations, which are all lower case ("sraqb" for سراقب).
    """
    if len(name) > LONGEST_ALTERNATE or (len(name) <= 3 and name.isupper() and name.isascii()):
        return False
    letters = [character for character in name if character.isalpha()]
    if not letters or (all(map(str.islower, letters))):
        return False
    return all(character.isascii() or _script(character) in SCRIPTS for character in letters)


def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ", 1)[0]


def _add(keys: dict[str, int], candidates: Iterable[str], tier: int) -> None:
    for key in candidates:
        if key:
            keys.setdefault(key, tier)
