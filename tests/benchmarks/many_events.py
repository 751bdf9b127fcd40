"""Many made-up events as one Parquet table, made by DuckDB: as skewed in space as real ones, over 20 years."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd

from geo.gazetteer.places import DEGREE_STEPS
from geo.vocabulary import DATA_FOLDER, read_vocabulary
from tests.benchmarks.synthetic import SOURCES, choose_places

DAYS = 7_300
PLACES = 20_000
_EVENTS = """
COPY (
  SELECT 'SCALE-' || lpad(n::VARCHAR, 9, '0') AS event_id,
    DATE '2005-01-01' + ((n * {days}) // {events})::INTEGER AS event_date,
    CASE WHEN hash(n, 10) % 20 = 0 THEN DATE '2005-01-01' + ((n * {days}) // {events} + hash(n, 11) % 14)::INTEGER END
      AS end_date,
    CASE WHEN hash(n, 12) % 10 = 0 THEN 2 ELSE 1 END::TINYINT AS time_precision,
    event_type, sub_event_type, one.name AS actor1, other.name AS actor2,
    place.name AS location, admin1, country, latitude, longitude,
    (1 + (hash(n, 4) % 3) * (hash(n, 13) % 2))::TINYINT AS geo_precision,
    CASE WHEN hash(n, 5) % 3 > 0 THEN (hash(n, 6) % 20)::INTEGER END AS fatalities,
    event_type || ' of ' || one.name || ', told ' || hash(n, 8) % 300 || ' times' AS notes,
    source.name AS source, 'https://news.example/' || hash(n, 14) % 5_000_000 || '.html' AS source_url,
    'reported' AS confidence
  FROM range({events}) AS made(n)
  JOIN place ON place.number = ({places} * pow((hash(n, 9) % 1_000_000) / 1e6, 4))::INTEGER
  JOIN kind ON kind.number = hash(n, 1) % {kinds}
  JOIN actor AS one ON one.number = hash(n, 2) % {actors}
  JOIN actor AS other ON other.number = hash(n, 3) % {actors}
  JOIN source ON source.number = hash(n, 7) % {sources}
) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 250_000)
"""


def make_parquet(path: Path, events: int, folder: Path) -> None:
    """Write so many events in our own columns and types.

    Args:
        path: The Parquet file to make.
        events: How many.
        folder: What DuckDB may write into meanwhile.
    """
    vocabulary = read_vocabulary()
    kinds = [(one.event_type, sub.sub_event_type) for one in vocabulary.event_types for sub in one.sub_event_types]
    with duckdb.connect(config={"memory_limit": "2GB", "temp_directory": str(folder / "made")}) as connection:
        connection.execute("SET preserve_insertion_order = true")
        tables = {
            "place": _places(), "actor": pd.DataFrame({"name": list(vocabulary.actor_sides)}),
            "source": pd.DataFrame({"name": [name for name in SOURCES if ";" not in name]}),
            "kind": pd.DataFrame(kinds, columns=["event_type", "sub_event_type"]),
        }  # fmt: skip
        for name, table in tables.items():
            connection.register("given", table.assign(number=range(len(table))))
            connection.execute(f"CREATE TABLE {name} AS FROM given")
        numbers = {f"{name}s": len(table) for name, table in tables.items()}
        connection.execute(_EVENTS.format(path=path, events=events, days=DAYS, **{**numbers, "places": PLACES - 1}))


def _places() -> pd.DataFrame:
    places = choose_places(DATA_FOLDER / "gazetteer" / "places.parquet")
    degrees = {name: places[name].to_numpy() / DEGREE_STEPS for name in ("latitude", "longitude")}
    names = {"name": places["name"], "admin1": places["admin1_name"], "country": places["country_name"]}
    return pd.DataFrame({**names, **degrees})
