"""Which keys a place is found by, how good a match through each of them is, and how a key is kept."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.gazetteer.areas import split_area
from geo.gazetteer.normalise import bare_key, sound_key
from geo.gazetteer.places import ALTERNATE, NAME

if TYPE_CHECKING:
    from geo.gazetteer.indexing import Entry

CODE_MARK = "="
"""Stands before ISO codes among the keys; no folded name holds it, so "in" the word never finds India."""

SCRIPTS = frozenset({"LATIN", "ARABIC", "CYRILLIC", "HEBREW", "MODIFIER"})
"""Scripts in which reports on the conflicts covered are written; names in others are left out to save space."""

LONGEST_ALTERNATE = 60

_REMEMBERED = 20_000

Key = tuple[int, int]
"""A 32-bit hash of the sound key, and a 16-bit check of the bare key."""


@lru_cache(maxsize=_REMEMBERED)
def key_of(name: str) -> Key:
    """Fold a name to what an index keeps of it: the same on every machine and in every run.

    The hash says which names sound alike; the check tells those of them that are also written alike, but for articles.
    The files hold this and not the text, which would be three times as large. Of a thousand names that sound alike, one
    that is spelt otherwise is taken for one of them in at most 1.5 % of look-ups (1000 / 2^16), of ten in 0.02 %.
    """
    if name.startswith(CODE_MARK):
        return _hash(name, 4), 0
    return _hash(sound_key(name), 4), _hash(bare_key(name), 2)


def _hash(text: str, bytes_kept: int) -> int:
    encoded = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(encoded, digest_size=bytes_kept).digest(), "big")


def keys_of_place(place: Entry) -> dict[Key, int]:
    """Give every key of a place once, with the best tier it stands for.

    Returns:
        Key to tier: `NAME` or `ALTERNATE`.
    """
    main = (place.name, *place.curated_names)
    others = [name for name in place.alternate_names if is_worth_keeping(name)]
    keys = {key_of(f"{CODE_MARK}{code.casefold()}"): NAME for code in place.codes}
    _add(keys, main, NAME)
    _add(keys, others, ALTERNATE)
    if place.kind in ("admin1", "admin2"):
        _add(keys, (split[1] for split in map(split_area, (*main, *others)) if split), ALTERNATE)
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


def _add(keys: dict[Key, int], names: Iterable[str], tier: int) -> None:
    for name in names:
        if sound_key(name):
            keys.setdefault(key_of(name), tier)
