"""A place that a name may mean, as an answer: what it is, where it lies, how well it fits and why."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from geo.gazetteer.places import EXACT
from geo.gazetteer.radius import KINDS
from geo.gazetteer.weighing import Clues, Match


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
        country_code: ISO 3166-1 alpha-2 code, "" where it has none.
        clues: What the score is made of.
        tier: How the name was met; see `geo.gazetteer.places`.
        is_own: Whether one of its curated names was met.
        likeness: How alike a name that only sounds so is spelt, 0 to 1; 1 for all others.
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
    country_code: str = field(default="", repr=False)
    clues: Clues | None = field(default=None, repr=False)
    tier: int = field(default=EXACT, repr=False)
    is_own: bool = field(default=False, repr=False)
    likeness: float = field(default=1.0, repr=False)

    def as_dict(self) -> dict[str, str | float | int]:
        """Return the candidate as `geocode --json` prints it."""
        fields = asdict(self)
        for inner in ("radius_km", "country_code", "clues", "tier", "is_own", "likeness"):
            del fields[inner]
        return fields


def candidate_of(match: Match, clues: Clues) -> Candidate:
    """Give a matched place as the answer to a name."""
    place = match.place
    kind = KINDS[place.kind]
    return Candidate(
        name=place.name,
        kind=place.kind,
        latitude=place.latitude,
        longitude=place.longitude,
        country=place.country,
        admin1=place.admin1,
        place_id=place.place_id,
        score=clues.score,
        geo_precision=kind.geo_precision,
        radius_km=float(place.radius_km or kind.radius_km),
        country_code=place.country_code,
        clues=clues,
        tier=match.tier,
        is_own=match.is_own_name,
        likeness=match.likeness,
    )
