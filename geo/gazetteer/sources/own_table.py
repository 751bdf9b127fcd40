"""Reads a CSV of places that a person made: a faulty row is refused and named, the others are used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from geo.errors import Fault, UnreadableFile
from geo.gazetteer.normalise import name_key
from geo.gazetteer.places import Place
from geo.gazetteer.radius import KINDS
from geo.gazetteer.sources.countries import Countries, Country
from geo.gazetteer.sources.source import Refusals, fault_of
from geo.schema import COLUMNS as EVENT_COLUMNS
from geo.tables.cells import complain_about_cell, parse_degrees, suggest
from geo.tables.sheets.delimited import read_delimited
from geo.tables.sheets.sheet import Sheet

REQUIRED = ("name", "latitude", "longitude")
COLUMNS = (
    *REQUIRED,
    *("alternate_names", "kind", "country_code", "country", "admin1", "radius_km", "basis", "licence"),
)
"""Columns, in any order; alternate names are separated by `;`."""

USUAL_KIND = "village"
NO_LICENCE = "not stated"
LONGEST_NAME, LONGEST_RADIUS_KM = 200, 3_000
MOST_BYTES = 50_000_000

_DEGREES = {column.name: column for column in EVENT_COLUMNS if column.kind == "degrees"}
_GEONAMES_BASIS = re.compile(r"GeoNames ([A-Z]{2}\.[\w.]+|\d+)")
_COUNTRY_CODE = re.compile(r"[A-Za-z]{2}")

NamedPlace = tuple[Place, tuple[str, ...]]
"""A place and its alternate names."""

Complaint = tuple[str, str, str]
"""Column, value and message."""


@dataclass
class OwnTable:
    """What one CSV holds.

    Attributes:
        places: The places of good rows.
        refusals: The rows that were refused.
        warnings: What a person should look at.
        licences: What the column `licence` says, each once.
    """

    refusals: Refusals
    places: list[NamedPlace] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    licences: dict[str, None] = field(default_factory=dict)


def read_own_table(path: Path, prefix: str, taken: dict[str, int], countries: Countries) -> OwnTable:
    """Read a CSV with at least the columns `REQUIRED`.

    A row whose basis begins "GeoNames 164816" or "GeoNames SY.12" is that place or area of the world, improved.
    A blank country is that of the nearest settlement of the world.

    Args:
        path: The file.
        prefix: What place ids begin with, such as `atlas:`.
        taken: Place ids that are in use, also by other tables, with a count of their namesakes; added to.
        countries: To fill in country code or name.

    Raises:
        UnreadableFile: If the file cannot be read, or none of its rows can be used.
    """
    sheet = _read_sheet(path)
    table = OwnTable(Refusals(str(path)))
    table.warnings += _warnings_of_columns(path, sheet)
    for number, _, value, message in sheet.set_aside:
        table.refusals.add(number, [("", value, message)])
    cells = zip(*(column.to_pylist() for column in sheet.columns), strict=True)
    for number, texts in zip(sheet.numbers.tolist(), cells, strict=True):
        row = dict.fromkeys(COLUMNS, "") | dict(zip(sheet.header, texts, strict=True))
        _Row(table, number, row, countries).add_to_table(prefix, taken)
    if not table.places:
        first = table.refusals.faults
        raise UnreadableFile(
            f"None of the rows can be used. {first[0]}" if first else f"{path} holds no rows. Add one."
        )
    return table


def _read_sheet(path: Path) -> Sheet:
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise UnreadableFile(f"{path} is larger than {MOST_BYTES // 1_000_000} MB. Split it, or make a GeoNames dump.")
    sheet = read_delimited(path, what="places")
    missing = [name for name in REQUIRED if name not in sheet.header]
    if missing:
        unknown = [name for name in sheet.header if name not in COLUMNS]
        near = next((f' The column "{one}" may be meant.' for one in unknown if suggest(one, missing)), "")
        raise UnreadableFile(f"{path} lacks the column {', '.join(missing)}.{near} Add it to the first row.")
    return sheet


def _warnings_of_columns(path: Path, sheet: Sheet) -> Iterator[Fault]:
    for name in sheet.header:
        if name not in COLUMNS:
            message = f'"{name}" is not a column of places and is not used.{suggest(name, COLUMNS)}'
            yield fault_of(str(path), 1, name, name, message)


class _Row:
    """One row on its way to a place."""

    def __init__(self, table: OwnTable, number: int, cells: dict[str, str], countries: Countries) -> None:
        self._table = table
        self._number = number
        self._cells = cells
        self._cells["kind"] = cells["kind"].casefold() or USUAL_KIND
        self._countries = countries

    def add_to_table(self, prefix: str, taken: dict[str, int]) -> None:
        """Become a place of the table, or a refusal."""
        complaints = [(column, self._cells[column], message) for column, message in _complaints(self._cells)]
        if complaints:
            self._table.refusals.add(self._number, complaints)
            return
        place = self._place(prefix, taken)
        names = (name.strip() for name in self._cells["alternate_names"].split(";"))
        self._table.places.append((place, tuple(dict.fromkeys(name for name in names if name_key(name)))))
        self._table.licences.setdefault(self._cells["licence"] or NO_LICENCE)

    def _place(self, prefix: str, taken: dict[str, int]) -> Place:
        cells = self._cells
        latitude, longitude = float(cells["latitude"]), float(cells["longitude"])
        code, country = self._country(latitude, longitude)
        return Place(
            place_id=_place_id(cells, prefix, taken),
            name=cells["name"],
            kind=cells["kind"],
            latitude=latitude,
            longitude=longitude,
            country_code=code,
            country=country,
            admin1=cells["admin1"],
            radius_km=float(cells["radius_km"] or 0),
            is_curated=True,
        )

    def _country(self, latitude: float, longitude: float) -> Country:
        """Complete what the row says of its country."""
        code, name = self._cells["country_code"].upper(), self._cells["country"]
        if not code and not name:
            return self._countries.around(latitude, longitude) or ("", "")
        known = self._countries.called(code or name)
        if known is None:
            column, value = ("country_code", code) if code else ("country", name)
            self._warn(column, value, f'"{value}" is not a country that the atlas knows. Check its spelling.')
            known = (code, name)
        return known

    def _warn(self, column: str, value: str, message: str) -> None:
        self._table.warnings.append(fault_of(self._table.refusals.file, self._number, column, value, message))


def _complaints(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    name, kind, code, radius = (cells[column] for column in ("name", "kind", "country_code", "radius_km"))
    if not name_key(name[: LONGEST_NAME + 1]):
        yield "name", f'"{name}" is no name: it needs a letter or a digit. Write one, or remove the row.'
    elif len(name) > LONGEST_NAME:
        yield "name", f'"{name}" is longer than {LONGEST_NAME} letters. Shorten it.'
    for column, event_column in _DEGREES.items():
        written = cells[column]
        message = complain_about_cell(event_column, written) if written else "is blank. Write decimal degrees."
        if message:
            yield column, message
    if kind not in KINDS:
        yield "kind", f'"{kind}" is none of {", ".join(KINDS)}.{suggest(kind, KINDS)}'
    if code and not _COUNTRY_CODE.fullmatch(code):
        yield "country_code", f'"{code}" is not a two-letter country code, such as SY. Correct it, or leave it blank.'
    if radius and not 0 < (parse_degrees(radius) or 0) <= LONGEST_RADIUS_KM:
        yield "radius_km", f'"{radius}" is not a number of kilometres up to {LONGEST_RADIUS_KM:,}. Correct it.'


def _place_id(cells: dict[str, str], prefix: str, taken: dict[str, int]) -> str:
    """Name the place after its number with GeoNames or after its name; a namesake gets a number after it."""
    found = _GEONAMES_BASIS.match(cells["basis"])
    if found:
        return f"geonames:{found[1]}"
    wanted = place_id = f"{prefix}{name_key(cells['name']).replace(' ', '-')}"
    while place_id in taken:
        taken[wanted] += 1
        place_id = f"{wanted}-{taken[wanted]}"
    taken[place_id] = 1
    return place_id
