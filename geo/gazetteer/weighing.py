"""How well a place fits a name and what surrounds it: the clues, and what each of them weighs."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log10
from typing import NamedTuple

from geo.gazetteer.areas import area_key
from geo.gazetteer.context import Context, area_of
from geo.gazetteer.places import ALTERNATE, BARE, EXACT, NAME, SOUND, Place
from geo.gazetteer.radius import KINDS
from geo.gazetteer.roads import distance_km

SPELLING = {EXACT: 0.20, NAME: 0.195, ALTERNATE: 0.175, BARE: 0.165, SOUND: 0.15}
OWN, PEOPLE, COUNTRY, ADMIN1, WITHIN, THEATRE, NEAR = 0.08, 0.23, 0.12, 0.12, 0.10, 0.10, 0.05
"""What each clue adds at most; all together make 1. A hint that fits outweighs any step between spellings; a famous
city outweighs a hamlet that bears one of its other names ("Moskva" is also a village). What was not said, or what the
place cannot answer, counts half."""

_MOST_PEOPLE_LOG10 = 10.5
_NEAR_KM, _FAR_DEGREES = 150.0, 7.0
_HALF, _LEAST_SHARE = 0.5, 0.3


@dataclass(slots=True)
class Match:
    """A place that a name may mean.

    Attributes:
        place: The place.
        tier: The best that its names reach.
        is_own_name: Whether one of its curated names was met.
        likeness: Of a name that only sounds alike, 0 to 1; 1 for all others.
    """

    place: Place
    tier: int
    is_own_name: bool = False
    likeness: float = 1.0


class Clues(NamedTuple):
    """What each clue adds to the score of one place; the most it could add is in the constants of this file."""

    spelling: float
    own: float
    people: float
    country: float
    admin1: float
    within: float
    theatre: float
    near: float

    @property
    def score(self) -> float:
        """0 to 1."""
        added = self.spelling + self.own + self.people + self.country
        return round(added + self.admin1 + self.within + self.theatre + self.near, 4)


def weigh(match: Match, context: Context) -> Clues:
    """Weigh every clue for one place."""
    place = match.place
    return Clues(
        spelling=SPELLING[match.tier] * match.likeness**4,
        own=OWN * match.is_own_name * (match.tier < SOUND or not context.country),
        people=PEOPLE * fame(place) * match.likeness**2,
        country=COUNTRY * _agreement(context.country, place.country_code),
        admin1=ADMIN1 * _agreement_of_area(context, place),
        within=WITHIN * (sum(where.holds(place) for where in context.within) / len(context.within))
        if context.within
        else WITHIN * _HALF,
        theatre=THEATRE * _share(context, place),
        near=NEAR * _nearness(context, place),
    )


def fame(place: Place) -> float:
    """Say how likely a name means a place when nothing else is known: 0 to 1, from its people and its kind."""
    kind = KINDS[place.kind]
    people = place.population or (kind.usual_population if place.is_curated else 0)
    return min(log10(people * kind.weight + 1) / _MOST_PEOPLE_LOG10, 1)


def _agreement(hint: str, value: str) -> float:
    if not hint or not value:
        return _HALF
    return float(hint == value)


def _agreement_of_area(context: Context, place: Place) -> float:
    if not context.admin1 or not place.admin1 or place.kind == "admin1":  # An area does not lie in itself.
        return _HALF
    area = area_of(place)
    return float(area in context.admin1 or ("", area[1]) in context.admin1)


def _share(context: Context, place: Place) -> float:
    if not context.country_shares:
        return _HALF
    share = context.country_shares.get(place.country_code, 0.0)
    if place.kind in ("country", "continent"):
        return max(share, _LEAST_SHARE)  # A text about one country names others too.
    if place.kind == "admin1" or not context.area_shares:
        return share
    return (share + context.area_shares.get((place.country_code, area_key(place.admin1)), 0.0)) / 2


def _nearness(context: Context, place: Place) -> float:
    if not context.near:
        return _HALF
    here = (place.longitude, place.latitude)
    is_large = place.radius_km > _NEAR_KM
    # What lies so many degrees to the north or south adds nothing; most candidates are done with by that.
    close = [there for there in context.near if is_large or abs(there[1] - here[1]) < _FAR_DEGREES]
    if not close:
        return 0.0
    apart_km = min(distance_km(here, there) for there in close) - place.radius_km
    return exp(-max(apart_km, 0.0) / _NEAR_KM)
