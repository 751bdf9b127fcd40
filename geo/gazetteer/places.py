"""One place of a gazetteer, and the tiers by which a name may match it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

EXACT, NAME, ALTERNATE, BARE = 0, 1, 2, 3
"""Tiers, best first: written as the main name is; the same key; the key of another name; only without articles."""

CODE_MARK = "="
"""Stands before ISO codes among the keys; no folded name holds it, so "in" the word never finds India."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a gazetteer knows it.

    Attributes:
        place_id: Source and number, such as `geonames:164816` or `atlas:hama-air-base`.
        name: Main name.
        kind: A key of `geo.gazetteer.radius.KINDS`.
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        country_code: ISO 3166-1 alpha-2 code.
        country: English name.
        admin1: Name of the first-level area; its own for such an area, "" for a country.
        population: People; 0 where unknown.
        is_curated: Whether it comes from the project's own list, which wins over the world's.
    """

    place_id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    country_code: str
    country: str
    admin1: str
    population: int = 0
    is_curated: bool = False


def hash_key(key: str) -> int:
    """Hash a name key to 48 bits, the same on every machine and run.

    Among a million keys an unknown one is taken for a known one in 4 of a thousand million look-ups (10^6 / 2^48),
    so the files hold hashes and not the text, which would be three times as large.
    """
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
