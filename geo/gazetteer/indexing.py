"""An index of places as two Parquet files: made from the world's packages or from a country dump of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geo.gazetteer.keys import keys_of_place
from geo.gazetteer.places import DEGREE_STEPS

AREA_KINDS = ("country", "admin1", "admin2")

_COMPRESSION = {"compression": "zstd", "compression_level": 19}


@dataclass(frozen=True, slots=True)
class Entry:
    """A place on its way into an index.

    Attributes:
        name: Main name.
        kind: A key of `geo.gazetteer.radius.KINDS`.
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        code: GeoNames code of the area itself ("SY", "SY.12"), of the first-level area around any other place; may be
            a country's code or "" where nothing nearer is known.
        population: People; of an area, those of its settlements here.
        geoname_id: GeoNames number; 0 where it is not known.
        own_id: The whole place id of what is not GeoNames', such as `atlas:black-sea`; else "".
        radius_km: Radius of a circle as large as the place; 0 where its kind must tell.
        alternate_names: Other spellings and languages.
        curated_names: Names as good as the main one.
        codes: ISO codes a country also goes by.
    """

    name: str
    kind: str
    latitude: float
    longitude: float
    code: str
    population: int = 0
    geoname_id: int = 0
    own_id: str = ""
    radius_km: int = 0
    alternate_names: tuple[str, ...] = ()
    curated_names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def is_area(self) -> bool:
        """Whether this is a country or a part of one."""
        return self.kind in AREA_KINDS

    @property
    def country_code(self) -> str:
        """ISO 3166-1 alpha-2 code."""
        return self.code.split(".")[0]

    @property
    def admin1_code(self) -> str:
        """GeoNames code of the first-level area, itself included; "" where unknown and for a country."""
        parts = self.code.split(".")
        return ".".join(parts[:2]) if len(parts) > 1 else ""


def write_index(entries: Sequence[Entry], folder: Path) -> None:
    """Write places.parquet and names.parquet.

    Args:
        entries: Countries and first-level areas among them are those that the others' codes refer to.
        folder: Where to write; it must exist.
    """
    write_places(entries, folder / "places.parquet")
    write_names(entries, folder / "names.parquet")


def write_places(entries: Sequence[Entry], path: Path) -> None:
    """Write one row per place; `country` and `admin1` are row numbers of this very table, -1 for none."""
    row_of_area = {entry.code: row for row, entry in enumerate(entries) if entry.is_area}
    table = pa.table(
        {
            "geoname_id": pa.array([entry.geoname_id for entry in entries], pa.int32()),
            "code": pa.array([entry.own_id or (entry.code if entry.is_area else "") for entry in entries]),
            "name": pa.array([entry.name for entry in entries]),
            "kind": pa.array([entry.kind for entry in entries]).dictionary_encode(),
            "latitude": pa.array([round(entry.latitude * DEGREE_STEPS) for entry in entries], pa.int32()),
            "longitude": pa.array([round(entry.longitude * DEGREE_STEPS) for entry in entries], pa.int32()),
            "country": pa.array([row_of_area.get(entry.country_code, -1) for entry in entries], pa.int16()),
            "admin1": pa.array([row_of_area.get(entry.admin1_code, -1) for entry in entries], pa.int16()),
            "population": pa.array([entry.population for entry in entries], pa.int32()),
            "radius_km": pa.array([entry.radius_km for entry in entries], pa.int16()),
        }
    )
    pq.write_table(table, path, **_COMPRESSION, use_dictionary=["kind", "country", "admin1", "radius_km"])


def write_names(entries: Sequence[Entry], path: Path) -> None:
    """Write one row per key and place, sorted by the hash of the key."""
    columns = [("key_hash", "i8"), ("place", "i4"), ("tier", "i1"), ("check", "u2")]
    rows = np.fromiter(_rows(entries), dtype=columns)
    rows.sort(order=["key_hash", "place"])
    table = pa.table({column: pa.array(rows[column]) for column in rows.dtype.names})
    encoding = {"key_hash": "DELTA_BINARY_PACKED", "place": "PLAIN", "tier": "PLAIN", "check": "PLAIN"}
    pq.write_table(table, path, **_COMPRESSION, use_dictionary=False, column_encoding=encoding)


def _rows(entries: Sequence[Entry]) -> Iterable[tuple[int, int, int, int]]:
    for row, entry in enumerate(entries):
        for (key_hash, check), tier in keys_of_place(entry).items():
            yield key_hash, row, tier, check
