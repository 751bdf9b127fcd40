"""Loads what the gazetteer's folder holds: the world, the project's table, dumps and tables of one's own.

A source of one's own that cannot be used takes nothing else down: it is left out, and said.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.errors import AtlasError
from geo.gazetteer.normalise import name_key
from geo.gazetteer.own_places import OwnPlaces
from geo.gazetteer.place_index import PlaceIndex
from geo.gazetteer.sources.countries import Countries
from geo.gazetteer.sources.own_table import NamedPlace, OwnTable, read_own_table
from geo.gazetteer.sources.source import CURATED, DUMP, OWN, WORLD, Source

BUILD_FOLDER = Path(__file__).resolve().parents[3] / "build" / "gazetteer"
SUPPLEMENT = "supplement.csv"

PROJECT_TABLES = frozenset({SUPPLEMENT, "area_names.csv", "country_names.csv", "country_points.csv", "regions.csv"})
"""Tables of `data/gazetteer` that the project owns; every other CSV there is one of a maintainer's own."""

NOT_DUMPS = frozenset({"readme.txt"})
"""Texts that lie beside a dump in GeoNames' archives."""

OWN_ENDINGS = {".csv": OWN, ".txt": DUMP, ".zip": DUMP}

_LICENCES = {WORLD: "CC BY 4.0 (GeoNames), public domain (Natural Earth)", CURATED: "CC BY 4.0"}


@dataclass(frozen=True)
class Sources:
    """All sources, ready to be searched.

    Attributes:
        indexes: Country dumps, then the world.
        own: Places of own tables and of the supplement.
        all: What is known of each, best first; of those that were left out too.
    """

    indexes: tuple[PlaceIndex, ...]
    own: OwnPlaces
    all: tuple[Source, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """One line for each source that was left out or has refused rows."""
        return tuple(source.trouble for source in self.all if source.trouble)


def kind_of_file(path: Path) -> str:
    """Tell by its name whether a file is a source of one's own: `OWN`, `DUMP`, or "" for neither."""
    name = path.name.casefold()
    if name.startswith(".") or name in PROJECT_TABLES or name in NOT_DUMPS:
        return ""
    return OWN_ENDINGS.get(path.suffix.casefold(), "")


def load_sources(folder: Path, build_folder: Path = BUILD_FOLDER) -> Sources:
    """Load every source of a folder.

    Args:
        folder: Holds places.parquet, names.parquet and supplement.csv, and what maintainers added.
        build_folder: Where indexes of dumps are kept.

    Raises:
        UnreadableFile: If the world's index or the supplement is missing or damaged.
    """
    world = PlaceIndex.load(folder)
    countries = Countries(world)
    taken: dict[str, int] = {}
    supplement = read_own_table(folder / SUPPLEMENT, "atlas:", taken, countries)
    tables, dumps, places, indexes = [], [], [], []
    for path in own_files(folder):
        kind = kind_of_file(path)
        try:
            if kind == OWN:
                source, found = open_own_table(path, taken, countries)
                places += found
            else:
                index, source = _open_dump(path, build_folder, folder, world)
                indexes.append(index)
        except AtlasError as error:
            source = Source(path.stem, str(path), kind, problem=str(error))
        (tables if kind == OWN else dumps).append(source)
    tables.append(_source(folder / SUPPLEMENT, CURATED, _LICENCES[CURATED], supplement))
    own = OwnPlaces([*places, *supplement.places])
    return Sources((*indexes, world), own, (*tables, *dumps, _source_of_world(folder, world)))


def own_files(folder: Path) -> list[Path]:
    """List the files of a folder that maintainers added, by name."""
    return sorted(path for path in folder.iterdir() if kind_of_file(path))


def _open_dump(path: Path, build_folder: Path, folder: Path, world: PlaceIndex) -> tuple[PlaceIndex, Source]:
    # Imported here because most gazetteers hold no dump.
    from geo.gazetteer.sources.dump_index import open_dump

    return open_dump(path, build_folder, folder, world)


def open_own_table(path: Path, taken: dict[str, int], countries: Countries) -> tuple[Source, list[NamedPlace]]:
    """Read one table of a maintainer's own; its places are called after the file.

    Raises:
        UnreadableFile: If the file cannot be used.
    """
    prefix = f"own:{name_key(path.stem).replace(' ', '-') or 'places'}:"
    table = read_own_table(path, prefix, taken, countries)
    return _source(path, OWN, "; ".join(table.licences), table), table.places


def _source(path: Path, kind: str, licence: str, table: OwnTable) -> Source:
    return Source(
        name=path.stem,
        file=str(path),
        kind=kind,
        licence=licence,
        places=len(table.places),
        names=sum(1 + len(names) for _, names in table.places),
        refused=table.refusals.rows,
        faults=tuple(table.refusals.faults),
        warnings=tuple(table.warnings),
    )


def _source_of_world(folder: Path, world: PlaceIndex) -> Source:
    file = str(folder / "places.parquet")
    return Source("world", file, WORLD, _LICENCES[WORLD], len(world), world.name_count)
