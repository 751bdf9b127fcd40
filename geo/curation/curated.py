"""The hand-written tables that the packages' data are improved with: names and points of areas, regions and waters."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from math import pi
from pathlib import Path

from geo.gazetteer.indexing import Entry
from geo.gazetteer.normalise import name_key

PEOPLE_PER_KM2, LEAST_FAME, MOST_FAME = 20, 100_000, 500_000_000
"""Of a region or water: people of as much inhabited land, within bounds."""


@dataclass(frozen=True)
class CuratedAreas:
    """What the tables say of countries and first-level areas, by GeoNames code ("SY", "SY.12").

    Attributes:
        names: Further names, as good as the main one.
        codes: Abbreviations, which count only where an area is asked for ("Springfield, IL").
        country_points: Conventional latitude and longitude of countries, degrees, WGS 84.
    """

    names: dict[str, tuple[str, ...]]
    codes: dict[str, tuple[str, ...]]
    country_points: dict[str, tuple[float, float]]


def read_areas(folder: Path) -> CuratedAreas:
    """Read country_names.csv, area_names.csv and country_points.csv."""
    names, codes = {}, {}
    for row in _rows(folder / "country_names.csv"):
        names[row["country_code"]] = _split(row["names"])
    for row in _rows(folder / "area_names.csv"):
        names[row["area_code"]] = _split(row["names"])
        codes[row["area_code"]] = _split(row["abbreviations"])
    points = {
        row["country_code"]: (float(row["latitude"]), float(row["longitude"]))
        for row in _rows(folder / "country_points.csv")
    }
    return CuratedAreas(names, codes, points)


def read_regions(path: Path) -> list[Entry]:
    """Read regions.csv: continents, regions, islands, waters, mountains.

    What ranks namesakes is population; for these it is their size: an island village called Java gives way to Java.
    """
    return [
        Entry(
            name=row["name"],
            kind=row["kind"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            code=row["country_code"],
            population=_fame(int(row["radius_km"])),
            own_id=f"atlas:{name_key(row['name']).replace(' ', '-')}",
            radius_km=int(row["radius_km"]),
            curated_names=_split(row["alternate_names"]),
        )
        for row in _rows(path)
    ]


def _fame(radius_km: int) -> int:
    return min(max(round(pi * radius_km**2 * PEOPLE_PER_KM2), LEAST_FAME), MOST_FAME)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(";") if name.strip())
