"""What else is known about where a name may lie: hints written beside it, places around it, the theatre it is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from geo.gazetteer.areas import area_key
from geo.gazetteer.places import Place
from geo.gazetteer.roads import distance_km

Area = tuple[str, str]
"""Country code and `area_key` of a first-level area; the key alone, after "", where the country is unknown."""


@dataclass(frozen=True)
class Whereabouts:
    """What a hint such as "Idlib" or "Syria" says about the place it stands with; every reading of it counts.

    Attributes:
        countries: ISO codes of the countries it names.
        areas: First-level areas it names.
        points: Longitude, latitude (degrees) and reach in kilometres of the smaller areas and towns it names.
    """

    countries: frozenset[str] = frozenset()
    areas: frozenset[Area] = frozenset()
    points: tuple[tuple[float, float, float], ...] = ()

    def __bool__(self) -> bool:
        """Whether the hint was understood at all."""
        return bool(self.countries or self.areas or self.points)

    def holds(self, place: Place) -> float:
        """Say how surely a place lies there: 1 in the country or area named, a half near the town, else 0.

        The hint itself does not lie in itself.
        """
        if place.kind == "country":
            return 0.0
        if place.country_code in self.countries or (place.kind != "admin1" and area_of(place) in self.areas):
            return 1.0
        here = (place.longitude, place.latitude)
        return 0.5 * any(0 < distance_km(here, (west, south)) <= reach for west, south, reach in self.points)


NOWHERE = Whereabouts()


@dataclass(frozen=True)
class Context:
    """Everything but its spelling that helps to tell which place a name means.

    Attributes:
        country: ISO code that the row says, or "".
        admin1: First-level areas that the row's cell may mean.
        within: What is written after the name, as in "Ariha, Idlib".
        country_shares: ISO code to its share (0 to 1) in the row's data set or article: the theatre.
        area_shares: First-level area to its share.
        near: Longitude and latitude (degrees) of other places of the row or article.
        said_country: What the row's cell says, for messages.
        said_admin1: What the row's cell says, for messages.
    """

    country: str = ""
    admin1: frozenset[Area] = frozenset()
    within: tuple[Whereabouts, ...] = ()
    country_shares: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    area_shares: Mapping[Area, float] = field(default_factory=lambda: MappingProxyType({}))
    near: tuple[tuple[float, float], ...] = ()
    said_country: str = ""
    said_admin1: str = ""


NO_CONTEXT = Context()


def area_of(place: Place) -> Area:
    """Give the first-level area that a place lies in or is."""
    return place.country_code, area_key(place.admin1)
