"""The gazetteer: a place name, with the country and province it was written with, to candidates, best first."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from geo.gazetteer.areas import area_key, split_area
from geo.gazetteer.candidates import Candidate, Match, candidate_of, score_match
from geo.gazetteer.normalise import bare_key, name_key
from geo.gazetteer.own_places import OwnPlaces
from geo.gazetteer.places import BARE, CODE_MARK, EXACT, NAME
from geo.gazetteer.world import WorldPlaces

LONGEST_NAME = 200
"""Longer names are answered with nothing, at once: no place has one, and folding a megabyte takes a second."""


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
        inside = [match for match in matches if match.place.country_code == code] if code else []
        area = (self._area_of(admin1, "admin1", code) or area_key(admin1)) if admin1 else ""
        scored = [(score_match(match, code, area), match.place) for match in inside or matches]
        scored.sort(key=lambda pair: (-pair[0], pair[1].place_id))
        return tuple(candidate_of(place, score) for score, place in scored)

    def _matches(self, name: str) -> list[Match]:
        key, bare = name_key(name), bare_key(name)
        found: dict[str, Match] = {}
        self._collect(found, key, NAME)
        if bare != key or not found:
            self._collect(found, bare, BARE)
        area = split_area(name)
        if area:
            self._collect(found, area[1], NAME, kind=area[0])
        for match in found.values():
            if match.tier == NAME and match.place.name == name:
                match.tier = EXACT
        return list(found.values())

    def _collect(self, found: dict[str, Match], key: str, best: int, kind: str = "") -> None:
        if not key:
            return
        own = [(self._own.place(row), tier, True) for row, tier in self._own.find(key)]
        world = [(self._own.improved(self._world.place(row)), tier, False) for row, tier in self._world.find(key)]
        for place, tier, is_own_name in own + world:
            if not kind or place.kind == kind:
                match = found.setdefault(place.place_id, Match(place, BARE))
                match.tier = min(match.tier, max(best, tier))
                match.is_own_name |= is_own_name

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
        return best.country_code if kind == "country" else area_key(best.name)
