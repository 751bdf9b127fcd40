"""Every place that a name may mean: by its spelling, and by its sound in the spellings of several habits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from geo.gazetteer.areas import split_area, split_site
from geo.gazetteer.context import area_of
from geo.gazetteer.keys import key_of
from geo.gazetteer.normalise import bare_key, name_key
from geo.gazetteer.own_places import OwnPlaces
from geo.gazetteer.place_index import PlaceIndex
from geo.gazetteer.places import ALTERNATE, BARE, EXACT, NAME, SOUND, Place
from geo.gazetteer.spellings import is_called_after, likeness, spelling_variants
from geo.gazetteer.weighing import Match

AREAS = ("admin1", "admin2")
SETTLEMENTS = ("city", "town", "village")

HABIT_TRUST, ABROAD_TRUST = 0.9, 0.9
"""What likeness counts of a name that was respelt first, and of a place outside the countries of the curated places."""


class Matcher:
    """Names to the places that bear them; answers are remembered and must not be changed.

    Args:
        indexes: The world's places, and country dumps of one's own.
        own: Curated places.
    """

    def __init__(self, indexes: Sequence[PlaceIndex], own: OwnPlaces) -> None:
        self._indexes = tuple(indexes)
        self._own = own
        # Tables and articles repeat the same few thousand names; a repeated look-up is a dictionary access. More would
        # hardly be met again, and in an archive of ever new names memory would grow for hours: a name may have hundreds
        # of matches. What only sounds like a place is rarely written twice.
        self.spelt = lru_cache(maxsize=8_000)(self._match_spelling)
        self.sounding = lru_cache(maxsize=1_000)(self._match_sound)
        self._place = lru_cache(maxsize=20_000)(self._read_place)

    def _match_spelling(self, name: str) -> tuple[Match, ...]:
        """Match a name by its spelling; with a word for an area, that area before all."""
        area = split_area(name)
        found = _together(self._spelt(name))
        if area:
            inside = [match for match in self._spelt(area[1]) if match.place.kind == area[0]]
            inside = inside or [match for match in self._spelt(area[1]) if match.place.kind in AREAS]
            found = _together([*found, *inside])
        else:
            _prefer_towns(found)
        site = split_site(name)
        if site:
            found = _together([*found, *(match for match in self._spelt(site[1]) if match.place.kind == site[0])])
        return tuple(found)

    def _spelt(self, name: str) -> Iterator[Match]:
        key, bare = name_key(name), bare_key(name)
        if not key:
            return
        for row, tier in self._own.find(name):
            place = self._own.place(row)
            yield Match(place, EXACT if place.name == name else tier, True)
        hashed = key_of(name)
        for number, index in enumerate(self._indexes):
            for row, tier in index.find(hashed):
                place = self._place(number, row)
                yield Match(place, _tier_of(place, tier, name, key, bare))

    def _match_sound(self, name: str, is_own_only: bool = False) -> tuple[Match, ...]:
        """Match a name by its sound, in the spellings of several habits; most alike first."""
        area, site = split_area(name), split_site(name)
        found = []
        for number_of_habit, variant in enumerate(spelling_variants(area[1] if area else site[1] if site else name)):
            trust = HABIT_TRUST if number_of_habit else 1.0
            for row, _ in self._own.find(variant, is_sound_enough=True):
                alike = max(likeness(variant, known) for known in self._own.names(row))
                found.append(Match(self._own.place(row), SOUND, True, trust * alike))
            hashed = key_of(variant)
            for number, index in enumerate(() if is_own_only else self._indexes):
                for row, _ in index.find(hashed, is_sound_enough=True):
                    place = self._place(number, row)
                    at_home = 1.0 if place.country_code in self._own.countries else ABROAD_TRUST
                    found.append(Match(place, SOUND, False, trust * at_home * likeness(variant, place.name)))
        found = [match for match in found if bool(area) == (match.place.kind in AREAS)]
        found = [match for match in found if not site or match.place.kind == site[0]]
        return tuple(sorted(_together(found), key=lambda match: -match.likeness))

    def _read_place(self, number: int, row: int) -> Place:
        return self._own.improved(self._indexes[number].place(row))


def _together(matches: Iterable[Match]) -> list[Match]:
    """Keep each place once, with the best that any of its names reached."""
    found: dict[str, Match] = {}
    for match in matches:
        known = found.setdefault(match.place.place_id, match)
        known.tier = min(known.tier, match.tier)
        known.is_own_name |= match.is_own_name
        known.likeness = max(known.likeness, match.likeness)
        if match.place.population > known.place.population:  # A curated place does not say how many live there.
            known.place = known.place._replace(population=match.place.population)
    return list(found.values())


def _prefer_towns(matches: list[Match]) -> None:
    """Let a town go before the area that is called after it: without "province" the town is meant."""
    areas = [match for match in matches if match.place.kind in AREAS]
    if not areas:
        return
    towns = {area_of(match.place): match for match in matches if match.place.kind in SETTLEMENTS}
    for match in areas:
        town = towns.get(area_of(match.place))
        if town and (town.tier <= match.tier or is_called_after(match.place.name, town.place.name)):
            town.tier, match.tier = min(town.tier, match.tier), max(match.tier, BARE)


def _tier_of(place: Place, tier: int, name: str, key: str, bare: str) -> int:
    if tier == SOUND:
        return SOUND
    if tier == NAME:
        if place.name == name:
            return EXACT
        main = name_key(place.name)
        if main == key:
            return NAME
        return BARE if bare_key(main) == bare else ALTERNATE
    return tier
