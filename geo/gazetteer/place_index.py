"""An index of places, read from two Parquet files and searched without turning them into Python objects."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UnreadableFile
from geo.gazetteer.keys import Key
from geo.gazetteer.places import DEGREE_STEPS, SOUND, Place

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

MOST_ROWS = 400
"""The most rows that one key gives, those with the most people first."""

_DECIMALS = 5


class PlaceIndex:
    """Places by key, as `geo.gazetteer.indexing` writes them.

    Args:
        places: Columns of places.parquet.
        names: Columns of names.parquet, sorted by `key_hash`.
    """

    def __init__(self, places: pa.Table, names: pa.Table) -> None:
        self._codes = places["code"].combine_chunks()
        self._name_of, self._code_of = (_Texts(places[column].combine_chunks()) for column in ("name", "code"))
        kinds = places["kind"].combine_chunks()
        self._kinds, self._kind_numbers = kinds.dictionary.to_pylist(), _numbers(kinds.indices)
        numbers = ("geoname_id", "latitude", "longitude", "country", "admin1", "population", "radius_km")
        self._numbers = {column: _numbers(places[column].combine_chunks()) for column in numbers}
        columns = (names[column].combine_chunks() for column in ("key_hash", "place", "tier", "check"))
        # A few thousand areas are those of all places.
        self._area = lru_cache(maxsize=10_000)(self._read_area)
        # Python reads a single number from memory in a third of the time that numpy takes to make an object of it.
        self._key_hashes, self._rows, self._tiers, self._checks = map(memoryview, map(_numbers, columns))
        self._cells = tuple(map(memoryview, self._numbers.values()))

    @classmethod
    def load(cls, folder: Path) -> PlaceIndex:
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
        return len(self._codes)

    @property
    def name_count(self) -> int:
        """How many keys lead to a place."""
        return len(self._key_hashes)

    def column(self, name: str) -> np.ndarray:
        """Give the numbers of one column of places.parquet, such as `latitude` in steps of 1e-5 degrees."""
        return self._numbers[name]

    def area_rows(self) -> dict[str, int]:
        """Give the row of every country and area by its GeoNames code ("SY", "SY.12")."""
        return {code: row for row, code in enumerate(self._codes.to_pylist()) if code and ":" not in code}

    def find(self, key: Key, is_sound_enough: bool = False) -> list[tuple[int, int]]:
        """Find the rows that have a key, each with the tier of that match.

        Args:
            key: Of `geo.gazetteer.keys.key_of`.
            is_sound_enough: Also rows whose names only sound alike, as tier `SOUND`.

        Returns:
            At most `MOST_ROWS` rows, each once: `NAME` and `ALTERNATE` may still differ in articles.
        """
        key_hash, check = key
        start = bisect_left(self._key_hashes, key_hash)
        if start == len(self._key_hashes) or self._key_hashes[start] != key_hash:
            return []
        stop = bisect_right(self._key_hashes, key_hash, start)
        checks = self._checks[start:stop].tolist()
        if not is_sound_enough and check not in checks:
            return []
        tiers: dict[int, int] = {}
        rows = self._rows[start:stop].tolist()
        for row, its_check, tier in zip(rows, checks, self._tiers[start:stop].tolist(), strict=True):
            if its_check == check:
                tiers[row] = min(tier, tiers.get(row, SOUND))
            elif is_sound_enough:
                tiers.setdefault(row, SOUND)
        found = list(tiers.items())
        if len(found) > MOST_ROWS:
            people = self._numbers["population"]
            found.sort(key=lambda one: (one[1], -int(people[one[0]])))
        return found[:MOST_ROWS]

    def place(self, row: int) -> Place:
        """Read one place."""
        geoname_id, latitude, longitude, country, admin1, population, radius_km = [
            column[row] for column in self._cells
        ]
        code = self._code_of[row]
        country_code, country_name = self._area(country)
        return Place(
            place_id=code if ":" in code else f"geonames:{geoname_id or code}",
            name=self._name_of[row],
            kind=self._kinds[self._kind_numbers[row]],
            latitude=round(latitude / DEGREE_STEPS, _DECIMALS),
            longitude=round(longitude / DEGREE_STEPS, _DECIMALS),
            country_code=country_code,
            country=country_name,
            admin1=self._area(admin1)[1],
            population=population,
            radius_km=radius_km,
        )

    def _read_area(self, row: int) -> tuple[str, str]:
        """Read the code and the name of a country or area; two blanks for none (-1)."""
        return (self._code_of[row], self._name_of[row]) if row >= 0 else ("", "")


class _Texts:
    """Texts of Arrow, each read from memory in a third of the time that Arrow takes."""

    def __init__(self, texts: pa.StringArray) -> None:
        import numpy as np

        _, starts, letters = texts.buffers()
        self._starts = memoryview(np.frombuffer(starts, "int32")[texts.offset : texts.offset + len(texts) + 1])
        self._letters = memoryview(letters or b"")

    def __getitem__(self, row: int) -> str:
        return str(self._letters[self._starts[row] : self._starts[row + 1]], "utf-8")


def _numbers(values: pa.Array) -> np.ndarray:
    # `to_numpy` would import pandas, which takes longer than reading the files.
    import numpy as np

    return np.frombuffer(values.buffers()[1], dtype=values.type.to_pandas_dtype())[values.offset :][: len(values)]
