"""Where the rows of a load are: each name is looked up once, and rows with coordinates are compared with it in bulk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from geo.errors import Fault
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.roads import EARTH_RADIUS_KM, Roads
from geo.gazetteer.row_sites import WRITTEN, RowSites, find_faults, find_row_sites, find_theatre
from geo.gazetteer.sites import FAR_KM, SAME_PLACE_KM, Atlas, locate_origin

HAS_POINT = "checked.latitude IS NOT NULL AND checked.to_location = ''"
"""Rows that only need to know whether they lie at the place they name; any others are placed one by one."""

_NAME = ("location", "road", "country", "admin1")
_NAMED = {"named_latitude": pa.float64(), "named_longitude": pa.float64(), "named_id": pa.string(),
          "named_admin1": pa.string(), "named_country": pa.string(), "named_km": pa.float64(),
          "is_sure": pa.bool_()}  # fmt: skip
_SITED = {
    "site_latitude": pa.float64(), "site_longitude": pa.float64(), "place_id": pa.string(), "is_geocoded": pa.bool_(),
    "review": pa.string(), "site_admin1": pa.string(), "site_country": pa.string(), "site_precision": pa.int32(),
    "radius_km": pa.float64(), "line": pa.string(), "doubts": pa.int32(),
}  # fmt: skip
APART_KM = (
    f"2 * {EARTH_RADIUS_KM} * asin(least(1.0, sqrt(pow(sin(radians(latitude - named_latitude) / 2), 2) "
    "+ cos(radians(named_latitude)) * cos(radians(latitude)) * pow(sin(radians(longitude - named_longitude) / 2), 2))))"
)
"""The great circle between a row and the place that it names, as `geo.gazetteer.roads.distance_km` has it."""

IS_KNOWN = f"coalesce(apart_km <= greatest({SAME_PLACE_KM}, named_km), false)"
_IS_FAR = f"coalesce(is_sure AND apart_km - named_km > {FAR_KM}, false)"


@dataclass(frozen=True)
class Placing:
    """What rows are placed by, and how many of them are doubtful.

    Attributes:
        gazetteer: Names to places.
        roads: Names to lines.
        theatre: As of `geo.gazetteer.sites.Atlas`.
    """

    gazetteer: Gazetteer
    roads: Roads
    theatre: Mapping[str, float]


def place_rows(connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer, roads: Roads) -> Placing:
    """Make the tables `named` and `sited`, which say where the rows of `checked` are."""
    counted = connection.execute("SELECT country, count(*) FROM checked GROUP BY ALL ORDER BY ALL").fetchall()
    placing = Placing(gazetteer, roads, find_theatre(dict(counted), gazetteer))
    unknown = [name for name, _ in counted if name and not gazetteer.country_code(name)]
    _keep(connection, "unknown_country", pa.table({"country": pa.array(unknown, pa.string())}))
    _name_places(connection, placing)
    _place_others(connection, placing)
    return placing


def _keep(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    connection.register("given", table)
    connection.execute(f"CREATE TEMP TABLE {name} AS FROM given")
    connection.unregister("given")


def _name_places(connection: duckdb.DuckDBPyConnection, placing: Placing) -> None:
    """Look up the names of rows that have coordinates."""
    names = connection.execute(
        f"SELECT DISTINCT {', '.join(_NAME)} FROM checked WHERE {HAS_POINT} AND location <> ''"
    ).to_arrow_table()
    atlas = Atlas(placing.gazetteer, placing.roads, placing.theatre)
    found = [locate_origin({**row, "to_location": ""}, atlas) for row in names.to_pylist()]
    rows = [
        (one.latitude, one.longitude, one.place_id, one.admin1, one.country, one.radius_km, not one.doubt)
        if one else (None,) * len(_NAMED)
        for one in found
    ]  # fmt: skip
    columns = {name: pa.array([row[n] for row in rows], kind) for n, (name, kind) in enumerate(_NAMED.items())}
    _keep(connection, "named", pa.table({**{name: names[name] for name in _NAME}, **columns}))


def _place_others(connection: duckdb.DuckDBPyConnection, placing: Placing) -> None:
    """Place the rows that have no coordinates, or lead somewhere: every different way of saying it once."""
    written = connection.execute(
        f"SELECT DISTINCT {', '.join(WRITTEN)} FROM checked WHERE NOT ({HAS_POINT})"
    ).to_arrow_table()
    sites, numbers = _find_sites(written, placing)
    rows = [
        (one.latitude, one.longitude, one.place_id, one.is_geocoded, one.review, one.admin1, one.country,
         one.geo_precision, one.radius_km, _write_line(one.path), len(one.doubts))
        for one in (sites[number] for number in numbers.tolist())
    ]  # fmt: skip
    kinds = enumerate(_SITED.items())
    columns = {name: pa.array([row[n] for row in rows], kind, from_pandas=True) for n, (name, kind) in kinds}
    _keep(connection, "sited", pa.table({**{name: written[name] for name in WRITTEN}, **columns}))


def _find_sites(written: pa.Table, placing: Placing) -> RowSites:
    columns = {name: written[name].combine_chunks() for name in WRITTEN}
    return find_row_sites(columns, placing.gazetteer, placing.roads, placing.theatre)


def _write_line(path: tuple[tuple[float, float], ...]) -> str | None:
    return json.dumps([[round(lon, 5), round(lat, 5)] for lon, lat in path]) if path else None


def count_doubts(connection: duckdb.DuckDBPyConnection) -> dict[int, int]:
    """Count what a person should look at in the places of rows, by the number of the file."""
    sql = f"SELECT file_number, CAST(sum(doubts) AS BIGINT) FROM ({_doubtful()}) GROUP BY ALL"
    return dict(connection.execute(sql).fetchall())


def find_doubts(
    connection: duckdb.DuckDBPyConnection, placing: Placing, file_number: int, file: str, most: int
) -> Iterator[Fault]:
    """Say what a person should look at in the first rows of a file whose places are doubtful."""
    sql = f"SELECT row, {', '.join(WRITTEN)} FROM ({_doubtful()}) WHERE file_number = {file_number} ORDER BY row"
    rows = connection.execute(f"{sql} LIMIT {most}").to_arrow_table()
    columns = {name: rows[name].combine_chunks() for name in WRITTEN}
    files = pa.array([file] * len(rows), pa.string())
    yield from find_faults(_find_sites(rows, placing), columns, files, rows["row"].to_numpy())


def _doubtful() -> str:
    """Write the rows whose place is doubtful, with how many things are."""
    written = ", ".join(f"checked.{name}" for name in WRITTEN)
    is_unknown = "(checked.country <> '' AND checked.country IN (FROM unknown_country))"
    points = (
        f"SELECT file_number, row, {written}, {is_unknown}::INTEGER AS strange, {APART_KM} AS apart_km, named_km, "
        f"is_sure FROM checked LEFT JOIN named USING (location, road, country, admin1) WHERE {HAS_POINT}"
    )
    others = (
        f"SELECT file_number, row, {written}, sited.doubts FROM checked JOIN sited ON {matches_site()} "
        f"WHERE NOT ({HAS_POINT}) AND doubts > 0"
    )
    plain = ", ".join(WRITTEN)
    return (
        f"SELECT file_number, row, {plain}, strange + {_IS_FAR}::INTEGER AS doubts FROM ({points}) "
        f"WHERE strange > 0 OR {_IS_FAR} UNION ALL {others}"
    )


def matches_site() -> str:
    """Write when a row of `checked` is one of `sited`."""
    return " AND ".join(f"checked.{name} IS NOT DISTINCT FROM sited.{name}" for name in WRITTEN)
