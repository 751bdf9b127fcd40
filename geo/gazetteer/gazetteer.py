"""The gazetteer: a place name, with the country and province it was written with, to candidates, best first."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from math import log10
from pathlib import Path

from geo.gazetteer.areas import split_area
from geo.gazetteer.normalise import bare_key, name_key
from geo.gazetteer.own_places import OwnPlaces
from geo.gazetteer.places import ALTERNATE, BARE, CODE_MARK, EXACT, NAME, Place
from geo.gazetteer.radius import KINDS
from geo.gazetteer.world import WorldPlaces

LONGEST_NAME = 200
"""Longer names are answered with nothing, at once: no place has one, and folding a megabyte takes a second."""

TIER_WEIGHTS = {EXACT: 0.45, NAME: 0.43, ALTERNATE: 0.38, BARE: 0.32}
COUNTRY_WEIGHT, ADMIN1_WEIGHT, CURATED_WEIGHT, PEOPLE_WEIGHT = 0.12, 0.13, 0.10, 0.20
"""What each clue adds to a score; all together make 1. A hint that fits outweighs any step between tiers; a famous city
outweighs a hamlet that bears one of its other names ("Moskva" is also a village). A hint that was not given, or that
the place cannot answer, counts half."""

_MOST_PEOPLE_LOG10 = 10.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    Attributes:
        name: Main name of the place.
        kind: A key of `geo.gazetteer.radius.KINDS`.
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        country: English name of the country.
        admin1: Name of the first-level area, "" where unknown or for a country.
        place_id: Stable id, such as `geonames:170063` or `atlas:hama-air-base`.
        score: 0 to 1; how well name, hints and prior fit.
        geo_precision: 1 the named place, 2 a district or near a place, 3 a larger region.
        radius_km: How far off an event known only by this name may be.
    """

    name: str
    kind: str
    latitude: float
    longitude: float
    country: str
    admin1: str
    place_id: str
    score: float
    geo_precision: int
    radius_km: float

    def as_dict(self) -> dict[str, str | float | int]:
        """Return the candidate as `geocode --json` prints it."""
        fields = asdict(self)
        del fields["radius_km"]
        return fields


class Gazetteer:
    """The world's places with the project's own on top."""

    def __init__(self, world: WorldPlaces, own: OwnPlaces) -> None:
        self._world = world
        self._own = own
        # Tables repeat the same few thousand names; remembering answers makes a repeated look-up a dictionary access.
        self._find = lru_cache(maxsize=50_000)(self._find_anew)
        self._area_of = lru_cache(maxsize=10_000)(self._area_of_hint)

    @classmethod
    def load(cls, folder: Path) -> Gazetteer:
        """Read places.parquet, names.parquet and supplement.csv of a folder.

        Raises:
            UnreadableFile: If one of them is missing or damaged.
        """
        return cls(WorldPlaces.load(folder), OwnPlaces.load(folder / "supplement.csv"))

    def find(
        self, name: str, country: str | None = None, admin1: str | None = None, limit: int = 10
    ) -> list[Candidate]:
        """Find what a name may mean.

        Args:
            name: As written, in any script; "Homs governorate" asks for the area.
            country: ISO 3166 code or a name ("SY", "Syrian Arab Republic", "سوريا"). Keeps only candidates of that
                country if there are any; an unknown one is ignored.
            admin1: Name of the first-level area. A preference, never a filter.
            limit: The most candidates to return.

        Returns:
            Candidates, best first; empty for an unknown, blank or absurdly long name.
        """
        if not name or len(name) > LONGEST_NAME:
            return []
        return list(self._find(name, (country or "")[:LONGEST_NAME], (admin1 or "")[:LONGEST_NAME])[:limit])

    def country_code(self, country: str) -> str:
        """Find the ISO 3166-1 alpha-2 code for a code or name; "" for an unknown one."""
        return self._area_of(country, "country", "")

    def _find_anew(self, name: str, country: str, admin1: str) -> tuple[Candidate, ...]:
        matches = self._matches(name.strip())
        code = self._area_of(country, "country", "")
        inside = {place: tier for place, tier in matches.items() if place.country_code == code}
        area = self._area_of(admin1, "admin1", code) if admin1 else ""
        scored = [
            (_score(place, tier, code, admin1 and (area or name_key(admin1))), place)
            for place, tier in (inside or matches).items()
        ]
        scored.sort(key=lambda pair: (-pair[0], pair[1].place_id))
        return tuple(_candidate(place, score) for score, place in scored)

    def _matches(self, name: str) -> dict[Place, int]:
        key, bare = name_key(name), bare_key(name)
        found: dict[Place, int] = {}
        self._collect(found, key, NAME)
        if bare != key or not found:
            self._collect(found, bare, BARE)
        area = split_area(name)
        if area:
            self._collect(found, area[1], NAME, kind=area[0])
        for place, tier in found.items():
            if tier == NAME and place.name == name:
                found[place] = EXACT
        return found

    def _collect(self, found: dict[Place, int], key: str, best: int, kind: str = "") -> None:
        if not key:
            return
        own = [(self._own.place(row), tier) for row, tier in self._own.find(key)]
        world = [(self._own.improved(self._world.place(row)), tier) for row, tier in self._world.find(key)]
        ids = {place.place_id: place for place in found}
        for place, tier in own + world:
            known = ids.setdefault(place.place_id, place)
            if not kind or known.kind == kind:
                found[known] = min(found.get(known, BARE), max(best, tier))

    def _area_of_hint(self, hint: str, kind: str, country_code: str) -> str:
        """Name the area a hint means: the code of a country, the folded name of a first-level area."""
        key = name_key(hint)
        rows = self._world.find(f"{CODE_MARK}{key}") + self._world.find(key) if key else []
        split = split_area(hint) if kind == "admin1" else None
        rows += self._world.find(split[1]) if split else []
        places = [(tier, self._world.place(row)) for row, tier in rows]
        fitting = [
            (tier, -place.population, place)
            for tier, place in places
            if place.kind == kind and country_code in ("", place.country_code)
        ]
        if not fitting:
            return ""
        best = min(fitting, key=lambda one: one[:2])[2]
        return best.country_code if kind == "country" else name_key(best.name)


def _score(place: Place, tier: int, country_code: str, admin1_key: str) -> float:
    kind = KINDS[place.kind]
    people = (place.population or kind.usual_population if place.is_curated else place.population) * kind.weight
    score = TIER_WEIGHTS[tier] + PEOPLE_WEIGHT * min(log10(people + 1) / _MOST_PEOPLE_LOG10, 1)
    score += CURATED_WEIGHT * place.is_curated
    score += COUNTRY_WEIGHT * _agreement(country_code, place.country_code)
    return round(score + ADMIN1_WEIGHT * _agreement(admin1_key, name_key(place.admin1)), 4)


def _agreement(hint: str, value: str) -> float:
    """Compare a hint with what a place says: 1 agrees, 0 differs, a half where either is unknown."""
    if not hint or not value:
        return 0.5
    return float(hint == value)


def _candidate(place: Place, score: float) -> Candidate:
    kind = KINDS[place.kind]
    return Candidate(
        name=place.name,
        kind=place.kind,
        latitude=place.latitude,
        longitude=place.longitude,
        country=place.country,
        admin1=place.admin1,
        place_id=place.place_id,
        score=score,
        geo_precision=kind.geo_precision,
        radius_km=kind.radius_km,
    )
