"""One place of a gazetteer, and the tiers by which a name may match it."""

from __future__ import annotations

from typing import NamedTuple

EXACT, NAME, ALTERNATE, BARE, SOUND = 0, 1, 2, 3, 4
"""Tiers, best first: written as the main name is; the same but for case, accents and apostrophes; another name of the
place; the same but for articles; only sounding alike (vowels, doubled letters and transliteration differ)."""

DEGREE_STEPS = 100_000
"""Files hold coordinates as whole steps of 1e-5 degrees, about a metre."""


class Place(NamedTuple):
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
        radius_km: Radius of a circle as large as the place; 0 where only its kind tells.
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
    radius_km: float = 0
    is_curated: bool = False
