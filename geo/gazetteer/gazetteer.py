"""The gazetteer: a place name, with what is known around it, to candidates, best first."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from geo.gazetteer.candidates import Candidate, candidate_of
from geo.gazetteer.context import NOWHERE, Area, Context, Whereabouts, area_of
from geo.gazetteer.keys import CODE_MARK
from geo.gazetteer.matching import Matcher
from geo.gazetteer.normalise import name_key
from geo.gazetteer.own_places import OwnPlaces
from geo.gazetteer.place_index import PlaceIndex
from geo.gazetteer.places import ALTERNATE, Place
from geo.gazetteer.sources.loading import BUILD_FOLDER, Sources, load_sources
from geo.gazetteer.weighing import Match, fame, weigh
from geo.gazetteer.written import split_written
from geo.tables.printing import printable

LONGEST_NAME = 200
"""Longer names are answered with nothing, at once: no place has one, and folding a megabyte takes a second."""

LEAST_LIKENESS, LEAST_OWN_LIKENESS = 0.7, 0.55
"""From which likeness on a name that only sounds alike is offered where no country is known; less is asked of curated
places, which are few."""

WELL_KNOWN = 0.45
"""The fame of a town of some 50,000 people."""

_REACH_KM = {"admin2": 60.0, "region": 60.0, "city": 40.0, "town": 20.0}
"""How far from the middle of a smaller area or a town a place "in" it may lie."""


class Gazetteer:
    """The world's places with the project's own on top.

    Args:
        indexes: The world's places, and country dumps of one's own.
        own: Curated places, which win over namesakes.
    """

    def __init__(self, indexes: Sequence[PlaceIndex], own: OwnPlaces) -> None:
        matcher = Matcher(indexes, own)
        self.matches, self._sounding = matcher.spelt, matcher.sounding
        self._find = lru_cache(maxsize=5_000)(self._find_for_row)
        self.whereabouts = lru_cache(maxsize=2_000)(self._whereabouts)

    problems: tuple[str, ...] = ()
    """One line for each source of a maintainer's own that was left out or has refused rows."""

    @classmethod
    def load(cls, folder: Path, build_folder: Path = BUILD_FOLDER) -> Gazetteer:
        """Load every source of a folder; what is wrong with those that maintainers added is said on stderr.

        Args:
            folder: Holds places.parquet, names.parquet and supplement.csv, dumps and tables of one's own.
            build_folder: Where indexes of dumps are kept.

        Raises:
            UnreadableFile: If the world's index or the supplement is missing or damaged.
        """
        return cls.of(load_sources(folder, build_folder))

    @classmethod
    def of(cls, sources: Sources) -> Gazetteer:
        """Put sources together; what is wrong with those that maintainers added is said on stderr."""
        gazetteer = cls(sources.indexes, sources.own)
        gazetteer.problems = sources.problems
        for problem in sources.problems:
            print(printable(f"gazetteer: {problem}"), file=sys.stderr)
        return gazetteer

    def find(
        self, name: str, country: str | None = None, admin1: str | None = None, limit: int = 10
    ) -> list[Candidate]:
        """Find what a name may mean.

        Args:
            name: As written, in any script; "Homs governorate" asks for the area, "Ariha, Idlib" says what it lies in.
            country: ISO 3166 code or a name ("SY", "Syrian Arab Republic", "سوريا"). Keeps only candidates of that
                country if there are any; an unknown one is ignored.
            admin1: Name of the first-level area. A preference, never a filter.
            limit: The most candidates to return.

        Returns:
            Candidates, best first; empty for an unknown, blank or absurdly long name.
        """
        return list(self._find(name, country or "", admin1 or "", limit))

    def is_spelt_in(self, name: str, country_code: str) -> bool:
        """Whether a place of a country bears a name in one of its spellings, what it is said to lie in left out."""
        spelt = (match for written in (name, split_written(name)[0]) for match in self.matches(written))
        return any(match.place.country_code == country_code and match.tier <= ALTERNATE for match in spelt)

    def find_within(self, name: str, context: Context) -> tuple[Candidate, ...]:
        """Find what a name may mean where more is known than its country: candidates, best first."""
        if not name or len(name) > LONGEST_NAME:
            return ()
        matches, context = self._fitting_written(name, context)
        candidates = [candidate_of(match, weigh(match, context)) for match in matches]
        return tuple(sorted(candidates, key=lambda one: (-one.score, one.place_id)))

    def context(self, country: str, admin1: str) -> Context:
        """Understand what a row says of country and first-level area; "" and unknown names say nothing."""
        code = self.country_code(country)
        areas = self._areas_called(admin1, code)
        return Context(country=code, admin1=areas, said_country=country, said_admin1=admin1)

    def country_code(self, country: str) -> str:
        """Find the ISO 3166-1 alpha-2 code for a code or name; "" for an unknown one."""
        return next(iter(self.whereabouts(country, "country").countries), "")

    def _find_for_row(self, name: str, country: str, admin1: str, limit: int) -> tuple[Candidate, ...]:
        return self.find_within(name, self.context(country, admin1))[:limit]

    def _fitting_written(self, name: str, context: Context) -> tuple[Sequence[Match], Context]:
        """Match a name as it is; then, where that gives nothing or nothing inside, what it says it lies in apart."""
        matches = self._fitting(name, context)
        core, hints = split_written(name)
        if core == name.strip() or (matches and not hints):
            return matches, context
        within = tuple(filter(None, map(self.whereabouts, hints)))
        inner = replace(context, within=(*context.within, *within))
        found = self._fitting(core, inner)
        held = [(max((where.holds(match.place) for where in within), default=0.0), match) for match in found]
        most = max((share for share, _ in held), default=0.0)
        if not matches or most:
            return [match for share, match in held if share == most], inner
        return matches, context

    def _fitting(self, name: str, context: Context) -> Sequence[Match]:
        """Match a name; by its sound too where no spelling fits what is known; only in the country if it is there."""
        matches = self.matches(name)
        if not any(_fits(match.place, context) for match in matches):
            sounding = [match for match in self._sounding(name) if _fits_by_sound(match, context)]
            sounding = sounding or [match for match in self._sounding(name, True) if match.likeness >= LEAST_LIKENESS]
        elif not context.country and max(fame(match.place) for match in matches) < WELL_KNOWN:
            # A hamlet somewhere in the world settles nothing where a curated place is spelt nearly so.
            sounding = self._sounding(name, True)
            sounding = [match for match in sounding if match.likeness >= LEAST_LIKENESS]
        else:
            sounding = []
        spelt = {match.place.place_id for match in matches}
        matches = [*matches, *(match for match in sounding if match.place.place_id not in spelt)]
        inside = [match for match in matches if match.place.country_code == context.country]
        return inside or matches

    def _whereabouts(self, hint: str, kind: str = "") -> Whereabouts:
        """Read a hint in every way it can be read, or only as one kind of area."""
        if not hint or len(hint) > LONGEST_NAME:
            return NOWHERE
        matches = [*self.matches(f"{CODE_MARK}{name_key(hint)}"), *self.matches(hint)]
        matches = [match for match in matches if not kind or match.place.kind == kind]
        countries = [match for match in matches if match.place.kind == "country"]
        countries.sort(key=lambda match: (match.tier, -match.place.population))
        areas = [match.place for match in matches if match.place.kind == "admin1"]
        points = [match.place for match in matches if match.place.kind in _REACH_KM]
        return Whereabouts(
            frozenset(match.place.country_code for match in countries[:1]),
            frozenset(map(area_of, areas)),
            tuple((place.longitude, place.latitude, _REACH_KM[place.kind]) for place in points),
        )

    def _areas_called(self, admin1: str, country_code: str) -> frozenset[Area]:
        if not admin1 or len(admin1) > LONGEST_NAME:
            return frozenset()
        areas = {area for area in self.whereabouts(admin1, "admin1").areas if country_code in ("", area[0])}
        if not areas and country_code:
            sounding = [match.place for match in self._sounding(admin1) if match.place.kind == "admin1"]
            areas = {area_of(place) for place in sounding if place.country_code == country_code}
        return frozenset(areas)


def _fits_by_sound(match: Match, context: Context) -> bool:
    """Whether a name that only sounds alike may be meant: in the country that is known, or else if nearly the same."""
    if context.country or context.within:
        return match.place.country_code != "" and _fits(match.place, context)
    return match.likeness >= (LEAST_OWN_LIKENESS if match.is_own_name else LEAST_LIKENESS)


def _fits(place: Place, context: Context) -> bool:
    if context.country and place.country_code not in ("", context.country):
        return False
    return not context.within or any(where.holds(place) for where in context.within)
