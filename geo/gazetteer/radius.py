"""What a kind of place says about precision: how far off a point may be, and how likely writers mean it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KindOfPlace:
    """One kind of place.

    Attributes:
        geo_precision: ACLED's code for an event known only by this place: 1 named place, 2 district, 3 larger region.
        radius_km: Distance within which the true point lies for most events written with such a place.
        usual_population: Stands in where the population of a curated place is unknown; ranks namesakes.
        weight: Share of its population that counts when namesakes are ranked; an area holds its towns' people.
    """

    geo_precision: int
    radius_km: float
    usual_population: int
    weight: float = 1.0


KINDS = {
    "city": KindOfPlace(1, 8.0, 200_000),
    "town": KindOfPlace(1, 3.0, 20_000),
    "village": KindOfPlace(1, 1.5, 2_000),
    "quarter": KindOfPlace(1, 1.5, 1_000),
    "crossing": KindOfPlace(1, 2.0, 500),
    "airbase": KindOfPlace(1, 2.0, 500),
    "junction": KindOfPlace(1, 1.0, 500),
    "hill": KindOfPlace(1, 2.0, 500),
    "observation_post": KindOfPlace(2, 3.0, 500),
    "region": KindOfPlace(3, 15.0, 1_000),
    "island": KindOfPlace(3, 30.0, 10_000),
    "water": KindOfPlace(3, 50.0, 10_000),
    "mountains": KindOfPlace(3, 30.0, 10_000),
    "admin2": KindOfPlace(2, 25.0, 100_000, 0.02),
    "admin1": KindOfPlace(3, 60.0, 1_000_000, 0.15),
    "country": KindOfPlace(3, 300.0, 10_000_000, 10.0),
    "continent": KindOfPlace(3, 2_500.0, 100_000_000),
}
"""Radii: a settlement's usual built-up extent; for areas the radius of a circle about as large as the usual one
(Syria's governorates have 13,000 km² at the mean, hence 60 km; its districts 2,000 km², hence 25 km)."""

SMALLEST_RADIUS_KM = {1: 0.0, 2: 5.0, 3: 30.0}
"""A row that says its place is only near (2) or within a region (3) widens the circle at least to this."""

CITY_POPULATION, TOWN_POPULATION = 100_000, 5_000
"""Settlements with this many people or more count as a city, as a town; smaller ones as a village."""


_LABELS = {"admin1": "first-level area", "admin2": "district", "airbase": "air base or airport"}


def kind_label(kind: str) -> str:
    """Name a kind of place in words for a person."""
    return _LABELS.get(kind, kind.replace("_", " "))


def kind_of_settlement(population: int) -> str:
    """Name the kind of a settlement from its population."""
    if population >= CITY_POPULATION:
        return "city"
    return "town" if population >= TOWN_POPULATION else "village"


def radius_km(kind: str, geo_precision: int) -> float:
    """Say how far off the true place may be.

    Args:
        kind: A key of `KINDS`; anything else, such as "" for written coordinates, counts as an exact point.
        geo_precision: 1, 2 or 3, as the row says it or the place gives it.

    Returns:
        Kilometres: the larger of what the kind and what the precision say.
    """
    of_kind = KINDS[kind].radius_km if kind in KINDS else 0.0
    return max(of_kind, SMALLEST_RADIUS_KM[geo_precision])
