"""The rows of `checked` as those that `geo.store.rows.make_rows` makes, written as SQL.

A property test holds both to each other, row by row.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from geo.gazetteer.radius import radius_km
from geo.schema import CONFIDENCE, TIME_PRECISION_DAYS
from geo.store.bulk.folding import GRID_X, GRID_Y, fold, has_link, has_media, list_actors, list_parts
from geo.store.bulk.quoting import quote_text
from geo.store.bulk.sites import APART_KM, HAS_POINT, IS_KNOWN, matches_site
from geo.store.columns import KEY_COLUMNS, ROW_TYPES
from geo.store.histogram import MONDAY, SPAN_BITS, Step
from geo.store.mix import NOT_PLACED, Mix, name_sub
from geo.vocabulary import Vocabulary

BULK_COLUMNS = tuple(name for name in ROW_TYPES if name != "search_text")
"""What the rows of a load have: no text of all their words, which would be as long as all else together."""


def write_rows(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> None:
    """Make the view `ready` of the rows of `checked`, once `place_rows` has said where they are."""
    _number_words(connection, vocabulary)
    connection.execute(f"CREATE TEMP VIEW placed AS {_at_points()} UNION ALL BY NAME {_at_sites()}")
    mix = Mix.of(vocabulary)
    connection.execute(f"CREATE TEMP VIEW ready AS SELECT {_columns(mix)} FROM ({_coded()})")


def _number_words(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> None:
    """Make the tables `side` and `kind`: codes of all actors, and of types with their sub-types."""
    mix = Mix.of(vocabulary)
    codes = {side: code for code, side in enumerate(mix.sides)}
    actors = [name for (name,) in connection.execute("SELECT DISTINCT actor1 FROM checked").fetchall()]
    sides = pa.array([codes[vocabulary.side_of(name)] for name in actors], pa.int16())
    _keep(connection, "side", pa.table({"actor1": pa.array(actors, pa.string()), "side_code": sides}))
    pairs = connection.execute("SELECT DISTINCT event_type, sub_event_type FROM checked").fetchall()
    subs = {name: code for code, name in enumerate(mix.subs)}
    types = [mix.event_types.index(event_type) for event_type, _ in pairs]
    named = [subs.get(name_sub(*pair), subs[name_sub(pair[0], "")]) for pair in pairs]
    event_types, sub_types = ([pair[n] for pair in pairs] for n in (0, 1))
    _keep(connection, "kind", pa.table({
        "event_type": pa.array(event_types, pa.string()), "sub_event_type": pa.array(sub_types, pa.string()),
        "type_code": pa.array(types, pa.int16()), "sub_code": pa.array(named, pa.int16()),
    }))  # fmt: skip


def _keep(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    connection.register("given", table)
    connection.execute(f"CREATE TEMP TABLE {name} AS FROM given")
    connection.unregister("given")


def _at_points() -> str:
    """Write the rows that have coordinates: at the place they name, where they lie near it."""
    radius = " ".join(f"WHEN {code} THEN {radius_km('', code)}" for code in (1, 2, 3))
    joined = (
        f"SELECT checked.*, {APART_KM} AS apart_km, named_id, named_admin1, named_country, named_km "
        "FROM checked LEFT JOIN named USING (location, road, country, admin1) "
        f"WHERE {HAS_POINT}"
    )
    point = "'point:' || format('{:.5f}', latitude) || ',' || format('{:.5f}', longitude)"
    filled = ", ".join(
        f"CASE WHEN {name} = '' AND {IS_KNOWN} THEN named_{name} ELSE {name} END AS {name}"
        for name in ("admin1", "country")
    )
    return (
        f"SELECT * EXCLUDE (apart_km, named_id, named_admin1, named_country, named_km) REPLACE ({filled}, "
        "coalesce(geo_precision, 1) AS geo_precision), "
        f"CASE WHEN carried_km IS NOT NULL THEN carried_id WHEN {IS_KNOWN} THEN named_id ELSE {point} END AS place_id, "
        "carried_km IS NOT NULL AS is_geocoded, '' AS review, NULL::VARCHAR AS line, "
        f"coalesce(carried_km, CASE coalesce(geo_precision, 1) {radius} END) AS radius_km FROM ({joined})"
    )


def _at_sites() -> str:
    """Write the other rows: where each different way of saying it was placed."""
    replaced = ", ".join(
        f"site_{short} AS {name}"
        for short, name in (
            ("latitude", "latitude"), ("longitude", "longitude"), ("admin1", "admin1"), ("country", "country"),
            ("precision", "geo_precision"),
        )
    )  # fmt: skip
    return (
        f"SELECT checked.* REPLACE ({replaced}), "
        "CASE WHEN carried_km IS NOT NULL THEN carried_id ELSE sited.place_id END AS place_id, "
        "carried_km IS NOT NULL OR sited.is_geocoded AS is_geocoded, sited.review AS review, sited.line AS line, "
        "coalesce(carried_km, sited.radius_km) AS radius_km "
        f"FROM checked JOIN sited ON {matches_site()} WHERE NOT ({HAS_POINT})"
    )


def _coded() -> str:
    """Write the days and codes that the other columns are made of."""
    either_side = " ".join(f"WHEN {code} THEN {days}" for code, days in TIME_PRECISION_DAYS.items())
    confidence = " ".join(f"WHEN {quote_text(name)} THEN {code}" for code, name in enumerate(CONFIDENCE))
    return (
        "SELECT *, start_day - either_side AS from_day, end_day + either_side AS until_day FROM ("
        "SELECT placed.*, file.file, side_code, type_code, sub_code, "
        "(event_date - DATE '1970-01-01')::INTEGER AS start_day, "
        "(coalesce(end_date, event_date) - DATE '1970-01-01')::INTEGER AS end_day, "
        f"CASE time_precision {either_side} END AS either_side, "
        f"(CASE confidence {confidence} END)::SMALLINT AS confidence_code, "
        f"CASE WHEN longitude IS NOT NULL THEN {GRID_X}(longitude) END AS x, "
        f"CASE WHEN latitude IS NOT NULL THEN {GRID_Y}(latitude) END AS y, "
        f"{has_link()} AS has_link, {has_media()} AS has_media "
        "FROM placed JOIN file USING (file_number) JOIN side USING (actor1) "
        "JOIN kind USING (event_type, sub_event_type)"
        ")"
    )


def _columns(mix: Mix) -> str:
    made = {
        **{key: fold(name) for name, key in KEY_COLUMNS.items()},
        "actor_list": list_actors(), "source_list": list_parts("source"), "tag_list": list_parts("tags"),
        "radius_km": "radius_km::FLOAT", "file_row": "row::INTEGER", "bar_span": _span(), "mix_code": _mix(mix),
    }  # fmt: skip
    return ", ".join(f"{made[name]} AS {name}" if name in made else name for name in BULK_COLUMNS)


def _span() -> str:
    weeks = [f"(({day} + {MONDAY + 7 * 10_000}) // 7)" for day in ("from_day", "until_day")]
    months = [f"date_trunc('month', DATE '1970-01-01' + {day})" for day in ("from_day", "until_day")]
    crossed = {
        Step.DAY: "from_day <> until_day", Step.WEEK: " <> ".join(weeks),
        Step.MONTH: f"from_day <> until_day AND {' <> '.join(months)}",
    }  # fmt: skip
    return f"({' + '.join(f'({test})::INTEGER * {SPAN_BITS[step]}' for step, test in crossed.items())})::SMALLINT"


def _mix(mix: Mix) -> str:
    """Write the parts of a mix packed into one number, as `Mix.pack` does."""
    parts = {
        "geo_precision": f"CASE WHEN x IS NULL THEN {NOT_PLACED} ELSE coalesce(geo_precision, 1) END",
        "is_spread": "(time_precision = 1 AND end_day > start_day)::INTEGER",
        "has_link": "has_link::INTEGER", "has_media": "has_media::INTEGER",
    }  # fmt: skip
    packed = "0"
    for name, size in mix.sizes.items():
        packed = f"({packed} * {size} + {parts.get(name, name)}::INTEGER)"
    return packed
