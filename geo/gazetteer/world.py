"""The world's places, read from two Parquet files and searched without turning them into Python objects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UnreadableFile
from geo.gazetteer.places import Place, hash_key

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

DEGREE_STEPS = 100_000
"""Coordinates are stored as whole steps of 1e-5 degrees, about a metre."""

_DECIMALS = 5


class WorldPlaces:
    """Places of the world by name key.

    Args:
        places: Columns as `geo.curation.build_gazetteer` writes them to places.parquet.
        names: Columns of names.parquet, sorted by `key_hash`.
    """

    def __init__(self, places: pa.Table, names: pa.Table) -> None:
        self._names = places["name"].combine_chunks()
        self._codes = places["code"].combine_chunks()
        self._kinds = places["kind"].combine_chunks()
        numbers = ("geoname_id", "latitude", "longitude", "country", "admin1", "population")
        self._numbers = {column: _numbers(places, column) for column in numbers}
        self._key_hashes = _numbers(names, "key_hash")
        self._rows = _numbers(names, "place")
        self._tiers = _numbers(names, "tier")

    @classmethod
    def load(cls, folder: Path) -> WorldPlaces:
        """Read places.parquet and names.parquet.

        Raises:
            UnreadableFile: If one of them is missing or damaged.
        """
        import pyarrow.parquet as pq

        tables = []
        for path in (folder / "places.parquet", folder / "names.parquet"):
            try:
                with pq.ParquetFile(path) as file:
                    tables.append(file.read())
            except (OSError, ValueError) as error:
                raise UnreadableFile(
                    f"{path} cannot be read ({type(error).__name__}). Restore it from the project, "
                    "or rebuild it: python -m geo.curation.build_gazetteer --help"
                ) from error
        return cls(*tables)

    def __len__(self) -> int:
        return len(self._names)

    def find(self, key: str) -> list[tuple[int, int]]:
        """Find the rows that have a key, each with the tier of that match."""
        wanted = hash_key(key)
        start = int(self._key_hashes.searchsorted(wanted, "left"))
        stop = int(self._key_hashes.searchsorted(wanted, "right"))
        return list(zip(self._rows[start:stop].tolist(), self._tiers[start:stop].tolist(), strict=True))

    def place(self, row: int) -> Place:
        """Read one place."""
        geoname_id, latitude, longitude, country, admin1, population = (
            int(column[row]) for column in self._numbers.values()
        )
        code = self._codes[row].as_py()
        return Place(
            place_id=f"geonames:{geoname_id or code}",
            name=self._names[row].as_py(),
            kind=self._kinds[row].as_py(),
            latitude=round(latitude / DEGREE_STEPS, _DECIMALS),
            longitude=round(longitude / DEGREE_STEPS, _DECIMALS),
            country_code=self._codes[country].as_py() if country >= 0 else "",
            country=self._names[country].as_py() if country >= 0 else "",
            admin1=self._names[admin1].as_py() if admin1 >= 0 else "",
            population=population,
        )


def _numbers(table: pa.Table, column: str) -> np.ndarray:
    # `to_numpy` would import pandas, which takes longer than reading the files.
    import numpy as np

    values = table[column].combine_chunks()
    return np.frombuffer(values.buffers()[1], dtype=values.type.to_pandas_dtype())[values.offset :][: len(values)]
