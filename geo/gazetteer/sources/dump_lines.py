"""One line of a GeoNames dump to a place: which kinds of features are used, and what may be wrong with a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from geo.gazetteer.indexing import Entry
from geo.gazetteer.normalise import name_key
from geo.gazetteer.radius import kind_of_settlement
from geo.schema import COLUMNS as EVENT_COLUMNS
from geo.tables.cells import complain_about_cell

COLUMNS = (
    *("geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature class", "feature code"),
    *("country code", "cc2", "admin1 code", "admin2 code", "admin3 code", "admin4 code", "population", "elevation"),
    *("dem", "timezone", "modification date"),
)
"""The columns of a dump, which has no header, as GeoNames' readme.txt names them."""

UNKNOWN_AREAS = ("", "00")
"""What stands for the first-level area where GeoNames knows none."""

_LARGEST = 2_147_483_647
_DEGREES = {column.name: column for column in EVENT_COLUMNS if column.kind == "degrees"}
_WHOLE = re.compile(r"\d{1,10}", re.ASCII)
_COUNTRY_CODE = re.compile(r"[A-Z]{2}")
_AREA_CODE = re.compile(r"[^.]{0,80}")

_KINDS = (
    (re.compile(r"A\.ADM1"), "admin1"),
    (re.compile(r"A\.ADM2"), "admin2"),
    (re.compile(r"A\.PCL(?!H).*"), "country"),
    (re.compile(r"P\.PPLX"), "quarter"),
    (re.compile(r"P\.(?!PPLH$).*"), "settlement"),
    (re.compile(r"S\.AIR[BFP]"), "airbase"),
    (re.compile(r"T\.MTS"), "mountains"),
    (re.compile(r"T\.(HLL|MT|PK).*"), "hill"),
    (re.compile(r"T\.ISL.*"), "island"),
    (re.compile(r"H\.(LK.*|STM.*|SEA|BAYS?|GULF|CHN)"), "water"),
    (re.compile(r"L\.(RGN.*|AREA)"), "region"),
)
"""Feature class and code to kind; the first that fits counts. Historical states and settlements are not used."""

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class DumpLine:
    """A place of a dump.

    Attributes:
        entry: The place, ready for an index; an area carries its code.
        admin2_code: GeoNames code of the second-level area around it, or "".
    """

    entry: Entry
    admin2_code: str = ""


def kind_of_feature(feature_class: str, feature_code: str, population: int) -> str:
    """Name the kind of place of a feature; "" where no event takes place at such things."""
    kind = _kind_of_code(f"{feature_class}.{feature_code}")
    return kind_of_settlement(population) if kind == "settlement" else kind


@lru_cache(maxsize=2_000)
def _kind_of_code(code: str) -> str:
    return next((kind for pattern, kind in _KINDS if pattern.fullmatch(code)), "")


def find_faults(cells: Cells) -> Iterator[tuple[str, str, str]]:
    """Find every reason to refuse a line of a used kind: column, value and message."""
    number, people = cells["geonameid"], cells["population"] or "0"
    if not _WHOLE.fullmatch(number) or not 0 < int(number) <= _LARGEST:
        yield "geonameid", number, f'"{number}" is not a GeoNames number. Download the dump again.'
    if not name_key(cells["name"]):
        yield "name", cells["name"], f'"{cells["name"]}" is no name: it needs a letter or a digit.'
    for name, column in _DEGREES.items():
        message = complain_about_cell(column, cells[name]) if cells[name] else "is blank. Write decimal degrees."
        if message:
            yield name, cells[name], message
    if cells["country code"] and not _COUNTRY_CODE.fullmatch(cells["country code"]):
        yield "country code", cells["country code"], f'"{cells["country code"]}" is not two capitals, such as SY.'
    for name in ("admin1 code", "admin2 code"):
        if not _AREA_CODE.fullmatch(cells[name]):
            yield name, cells[name], f'"{cells[name]}" is not the code of an area.'
    if not _WHOLE.fullmatch(people) or int(people) > _LARGEST:
        yield "population", people, f'"{people}" is not a whole number of people.'


def read_line(cells: Cells, kind: str) -> DumpLine:
    """Turn a line without faults into a place of a kind."""
    country, admin1 = cells["country code"], cells["admin1 code"]
    around = country if admin1 in UNKNOWN_AREAS else f"{country}.{admin1}"
    admin2 = cells["admin2 code"] or (cells["geonameid"] if kind == "admin2" else "")
    within = f"{around}.{admin2}" if admin2 and around != country else ""
    own_codes = {"country": country, "admin1": around if around != country else "", "admin2": within}
    code = own_codes.get(kind, around)
    if not code and kind in own_codes:
        kind, code = "region", around  # An area without a code of its own cannot be what others refer to.
    names = dict.fromkeys([cells["asciiname"], *cells["alternatenames"].split(",")])
    entry = Entry(
        name=cells["name"],
        kind=kind,
        latitude=float(cells["latitude"]),
        longitude=float(cells["longitude"]),
        code=code,
        population=int(cells["population"] or 0),
        geoname_id=int(cells["geonameid"]),
        alternate_names=tuple(name for name in names if name and name != cells["name"]),
        codes=(country,) if kind == "country" and country else (),
    )
    return DumpLine(entry, within)
