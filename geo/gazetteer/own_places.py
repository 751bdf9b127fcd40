"""The project's own places, read from a CSV that maintainers edit; they win over the world's namesakes."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from geo.errors import UnreadableFile
from geo.gazetteer.areas import split_area
from geo.gazetteer.normalise import bare_key, name_key
from geo.gazetteer.places import ALTERNATE, BARE, NAME, Place
from geo.gazetteer.radius import KINDS

COLUMNS = ("name", "alternate_names", "kind", "latitude", "longitude", "country_code", "country", "admin1", "basis")
"""Columns of supplement.csv; alternate names are separated by `;`."""

_GEONAMES_BASIS = re.compile(r"GeoNames ([A-Z]{2}\.[\w.]+|\d+)")


class OwnPlaces:
    """Curated places by name key.

    A curated alternate name counts as much as the main one: somebody chose it.
    """

    def __init__(self, places: list[tuple[Place, tuple[str, ...]]]) -> None:
        """Index places, each with its alternate names."""
        self._places = [place for place, _ in places]
        self._tiers: dict[str, dict[int, int]] = defaultdict(dict)
        for row, (place, alternate_names) in enumerate(places):
            names = (place.name, *alternate_names)
            self._add(row, NAME, map(name_key, names))
            if place.kind in ("admin1", "admin2"):
                self._add(row, ALTERNATE, (split[1] for split in map(split_area, names) if split))
            self._add(row, BARE, map(bare_key, names))
        self._row_of_id = {place.place_id: row for row, place in enumerate(self._places)}

    @classmethod
    def load(cls, path: Path) -> OwnPlaces:
        """Read a CSV with `COLUMNS`.

        A row whose basis begins "GeoNames 164816" or "GeoNames SY.12" is that place or area of the world, improved.

        Raises:
            UnreadableFile: If the file cannot be read, or a row is wrong; the message names row and column.
        """
        try:
            with path.open(encoding="utf-8-sig", newline="") as lines:
                reader = csv.DictReader(lines)
                missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
                if missing:
                    raise UnreadableFile(f"{path} lacks the column {', '.join(missing)}; expected {','.join(COLUMNS)}.")
                return cls([_read_row(path, number, row) for number, row in enumerate(reader, start=2)])
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise UnreadableFile(f"{path} cannot be read as UTF-8 CSV: {error}") from error

    def __len__(self) -> int:
        return len(self._places)

    def find(self, key: str) -> list[tuple[int, int]]:
        """Find the rows that have a key, each with the tier of that match."""
        return list(self._tiers[key].items()) if key in self._tiers else []

    def place(self, row: int) -> Place:
        """Give one place."""
        return self._places[row]

    def improved(self, place: Place) -> Place:
        """Give the curated form of a place of the world, with the world's population; the place itself if none."""
        row = self._row_of_id.get(place.place_id)
        return place if row is None else replace(self._places[row], population=place.population)

    def _add(self, row: int, tier: int, keys: Iterable[str]) -> None:
        for key in keys:
            if key:
                self._tiers[key].setdefault(row, tier)


def _read_row(path: Path, number: int, row: dict[str, str]) -> tuple[Place, tuple[str, ...]]:
    cells = {column: (row[column] or "").strip() for column in COLUMNS}
    if not name_key(cells["name"]):
        raise _wrong(path, number, "name", cells["name"], "needs at least one letter")
    if cells["kind"] not in KINDS:
        raise _wrong(path, number, "kind", cells["kind"], f"is none of {', '.join(KINDS)}")
    place = Place(
        place_id=_place_id(cells),
        name=cells["name"],
        kind=cells["kind"],
        latitude=_degrees(path, number, "latitude", cells, 90),
        longitude=_degrees(path, number, "longitude", cells, 180),
        country_code=cells["country_code"].upper(),
        country=cells["country"],
        admin1=cells["admin1"],
        is_curated=True,
    )
    return place, tuple(name for name in cells["alternate_names"].split(";") if name)


def _place_id(cells: dict[str, str]) -> str:
    found = _GEONAMES_BASIS.match(cells["basis"])
    return f"geonames:{found[1]}" if found else f"atlas:{name_key(cells['name']).replace(' ', '-')}"


def _degrees(path: Path, number: int, column: str, cells: dict[str, str], most: int) -> float:
    try:
        degrees = float(cells[column])
    except ValueError:
        raise _wrong(path, number, column, cells[column], "is not a number of degrees") from None
    if not -most <= degrees <= most:
        raise _wrong(path, number, column, cells[column], f"is outside -{most}…{most}")
    return degrees


def _wrong(path: Path, number: int, column: str, value: str, what: str) -> UnreadableFile:
    return UnreadableFile(f'{path} row {number}, column {column}: "{value}" {what}. Correct it and start again.')
