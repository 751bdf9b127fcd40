"""Which country a name, a code or a point belongs to, by the world's index."""

from __future__ import annotations

from functools import cached_property, lru_cache
from math import cos, radians
from typing import TYPE_CHECKING

from geo.gazetteer.keys import CODE_MARK, key_of
from geo.gazetteer.normalise import name_key
from geo.gazetteer.place_index import PlaceIndex
from geo.gazetteer.places import DEGREE_STEPS

if TYPE_CHECKING:
    import numpy as np

Country = tuple[str, str]
"""ISO 3166-1 alpha-2 code and English name."""

REACH_DEGREES = 1.0
"""How far from a point, in latitude, the nearest settlement of the world may lie to tell its country: about 110 km."""


class Countries:
    """Countries of the world's index.

    Args:
        world: An index that holds the countries and their settlements.
    """

    def __init__(self, world: PlaceIndex) -> None:
        self._world = world
        self.called = lru_cache(maxsize=1_000)(self._called)

    def _called(self, text: str) -> Country | None:
        """Find the country that a code or name means; None for an unknown one."""
        for key in (key_of(f"{CODE_MARK}{name_key(text)}"), key_of(text)):
            places = [self._world.place(row) for row, _ in self._world.find(key)]
            countries = [place for place in places if place.kind == "country"]
            if countries:
                best = max(countries, key=lambda place: place.population)
                return best.country_code, best.country
        return None

    def around(self, latitude: float, longitude: float) -> Country | None:
        """Give the country of the nearest settlement; None where there is none within `REACH_DEGREES`."""
        norths, easts, rows = self._settlements
        here = latitude * DEGREE_STEPS
        reach = REACH_DEGREES * DEGREE_STEPS
        start, stop = norths.searchsorted([here - reach, here + reach])
        if start == stop:
            return None
        apart_east = abs(easts[start:stop] - longitude * DEGREE_STEPS)
        apart_east[apart_east > 180 * DEGREE_STEPS] -= 360 * DEGREE_STEPS
        squares = (norths[start:stop] - here) ** 2 + (apart_east * cos(radians(latitude))) ** 2
        nearest = int(squares.argmin())
        if squares[nearest] > reach**2:
            return None
        place = self._world.place(int(rows[start + nearest]))
        return place.country_code, place.country

    @cached_property
    def _settlements(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Latitudes in order, longitudes (both in steps) and rows of what lies in a first-level area and has a number.

        Areas have no number of their own here, countries no area around them.
        """
        world = self._world
        rows = ((world.column("geoname_id") > 0) & (world.column("admin1") >= 0)).nonzero()[0]
        rows = rows[world.column("latitude")[rows].argsort(kind="stable")]
        return world.column("latitude")[rows].astype(float), world.column("longitude")[rows].astype(float), rows
