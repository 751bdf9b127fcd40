"""A place that a name may mean, and how well it fits: the clues and what each of them weighs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import log10

from geo.gazetteer.areas import area_key
from geo.gazetteer.places import ALTERNATE, BARE, EXACT, NAME, Place
from geo.gazetteer.radius import KINDS

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


@dataclass(slots=True)
class Match:
    """A place found so far, the best tier, and whether one of its curated names was met."""

    place: Place
    tier: int
    is_own_name: bool = False


def score_match(match: Match, country_code: str, admin1_key: str) -> float:
    """Weigh the clues.

    Args:
        match: The place and how its name was met.
        country_code: ISO code that was asked for, or "".
        admin1_key: `area_key` of the first-level area that was asked for, or "".

    Returns:
        0 to 1.
    """
    place, kind = match.place, KINDS[match.place.kind]
    people = place.population or (kind.usual_population if place.is_curated else 0)
    score = TIER_WEIGHTS[match.tier] + CURATED_WEIGHT * match.is_own_name
    score += PEOPLE_WEIGHT * min(log10(people * kind.weight + 1) / _MOST_PEOPLE_LOG10, 1)
    score += COUNTRY_WEIGHT * _agreement(country_code, place.country_code)
    return round(score + ADMIN1_WEIGHT * _agreement(admin1_key, area_key(place.admin1)), 4)


def _agreement(hint: str, value: str) -> float:
    """Compare a hint with what a place says: 1 agrees, 0 differs, a half where either is unknown."""
    if not hint or not value:
        return 0.5
    return float(hint == value)


def candidate_of(place: Place, score: float) -> Candidate:
    """Give a place as the answer to a name."""
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
