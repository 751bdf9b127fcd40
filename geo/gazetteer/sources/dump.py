"""A GeoNames dump to the entries of an index, with a count of what was refused and what was of no use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from geo.errors import UnreadableFile
from geo.gazetteer.indexing import AREA_KINDS, Entry
from geo.gazetteer.place_index import PlaceIndex
from geo.gazetteer.places import Place
from geo.gazetteer.radius import kind_of_settlement
from geo.gazetteer.sources.dump_file import read_lines
from geo.gazetteer.sources.dump_lines import COLUMNS, Cells, DumpLine, find_faults, kind_of_feature, read_line
from geo.gazetteer.sources.source import Refusals

FIRST_LINES = 1_000
"""After so many lines, and at the end, most must have the columns of a dump."""

MOST_AREAS = 32_767
"""An index holds the rows of countries and first-level areas in 16 bits."""

_SETTLEMENTS = {kind_of_settlement(people) for people in (0, 10_000, 1_000_000)}


@dataclass
class Dump:
    """What a dump holds.

    Attributes:
        refusals: The lines that were refused.
        lines: Lines that are not blank.
        unused: Lines about kinds of features that are not used.
        areas: Countries and areas by code, as the dump tells them.
        places: All others.
        people: Code of a country or area to the people of its settlements.
    """

    refusals: Refusals
    lines: int = 0
    unused: int = 0
    areas: dict[str, Entry] = field(default_factory=dict)
    places: list[Entry] = field(default_factory=list)
    people: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, found: DumpLine) -> None:
        """Take in one place."""
        entry = found.entry
        if entry.kind in AREA_KINDS and entry.code not in self.areas:
            self.areas[entry.code] = entry
            return
        if entry.kind in AREA_KINDS:  # Two areas of one code: only the first is what the code means.
            entry = replace(entry, kind="region", code=entry.admin1_code or entry.country_code)
        self.places.append(entry)
        if entry.kind in _SETTLEMENTS:
            for code in {entry.country_code, entry.admin1_code, found.admin2_code}:
                self.people[code] += entry.population


def read_dump(path: Path) -> Dump:
    """Read and check every line.

    Raises:
        UnreadableFile: If the file cannot be read, is no dump, or none of its lines can be used.
    """
    dump = Dump(Refusals(str(path)))
    seen: set[str] = set()
    wrong_columns = 0
    for number, line in read_lines(path):
        dump.lines += 1
        parts = line.split("\t")
        if len(parts) == len(COLUMNS):
            _read_cells(dump, number, dict(zip(COLUMNS, map(str.strip, parts), strict=True)), seen)
        else:
            wrong_columns += 1
            message = f"has {len(parts)} columns where a dump has {len(COLUMNS)}, separated by tabs."
            dump.refusals.add(number, [("", line, message)])
        if dump.lines == FIRST_LINES:
            _check_columns(path, dump, wrong_columns)
    _check_columns(path, dump, wrong_columns)
    if not dump.places and not dump.areas:
        first = f" The first: {dump.refusals.faults[0]}" if dump.refusals.faults else ""
        counts = f"{dump.refusals.rows:,} lines refused, {dump.unused:,} of kinds that are not used"
        raise UnreadableFile(f"{path} holds no place: {counts}.{first}")
    return dump


def _read_cells(dump: Dump, number: int, cells: Cells, seen: set[str]) -> None:
    people = cells["population"]
    is_number = people.isascii() and people.isdigit() and len(people) <= 10
    kind = kind_of_feature(cells["feature class"], cells["feature code"], int(people) if is_number else 0)
    if not kind:
        dump.unused += 1
        return
    faults = list(find_faults(cells))
    geoname_id = cells["geonameid"]
    if not faults and geoname_id in seen:
        faults = [("geonameid", geoname_id, f'"{geoname_id}" stands in an earlier line too. Remove one of them.')]
    if faults:
        dump.refusals.add(number, faults)
        return
    seen.add(geoname_id)
    dump.add(read_line(cells, kind))


def _check_columns(path: Path, dump: Dump, wrong_columns: int) -> None:
    if not dump.lines:
        raise UnreadableFile(f"{path} is empty. Expected lines of {len(COLUMNS)} columns, separated by tabs.")
    if wrong_columns * 2 > dump.lines:
        raise UnreadableFile(
            f"{path} is not a GeoNames dump: {wrong_columns:,} of the first {dump.lines:,} lines do not have its "
            f"{len(COLUMNS)} columns, separated by tabs. Expected a file such as SY.txt; own places go into a .csv."
        )


def entries_of(path: Path, dump: Dump, world: PlaceIndex) -> list[Entry]:
    """Give the entries of an index: countries, first-level areas, second-level areas, all others.

    An area that the world knows keeps the world's name, point and size, so that places of both agree on what they lie
    in; its names in the dump lead to it too. Areas that the dump refers to and does not hold are the world's.

    Raises:
        UnreadableFile: If there are more areas than an index can hold.
    """
    rows = world.area_rows()
    codes = set(dump.areas)
    for entry in dump.places:
        codes |= {entry.country_code, entry.admin1_code}
    codes |= {code.split(".")[0] for code in codes} | {".".join(code.split(".")[:2]) for code in codes}
    areas = list(_areas(dump, codes, {code: world.place(rows[code]) for code in codes & rows.keys()}))
    areas.sort(key=lambda area: (AREA_KINDS.index(area.kind), area.code))
    if sum(area.kind != "admin2" for area in areas) > MOST_AREAS:
        raise UnreadableFile(
            f"{path} has more than {MOST_AREAS:,} first-level areas. Expected the dump of one country."
        )
    return areas + dump.places


def _areas(dump: Dump, codes: set[str], known: dict[str, Place]) -> Iterator[Entry]:
    for code in codes:
        mine, place = dump.areas.get(code), known.get(code)
        if place is not None:
            yield _of_the_world(code, place, mine)
        elif mine is not None:
            number = mine.geoname_id if mine.kind == "country" else 0  # Areas are known by their code.
            yield replace(mine, geoname_id=number, population=mine.population or dump.people[code])


def _of_the_world(code: str, place: Place, mine: Entry | None) -> Entry:
    number = place.place_id.removeprefix("geonames:")
    return Entry(
        name=place.name,
        kind=place.kind,
        latitude=place.latitude,
        longitude=place.longitude,
        code=code,
        population=place.population,
        geoname_id=int(number) if number.isdigit() else 0,
        radius_km=int(place.radius_km),
        alternate_names=mine.alternate_names if mine else (),
        curated_names=(mine.name,) if mine else (),
        codes=mine.codes if mine else (),
    )
