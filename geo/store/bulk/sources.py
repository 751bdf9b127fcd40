"""Parts as one table of typed rows, written as SQL: what the rest of a load asks."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from geo.schema import COLUMNS, EARLIEST_DATE, LATEST_DATE, Column
from geo.store.bulk.parts import Part
from geo.store.bulk.quoting import quote_name, quote_text
from geo.tables.typing import BLANK_MEANS

_TYPES = {"date": "DATE", "degrees": "DOUBLE", "code": "INTEGER", "whole": "INTEGER"}
YES = ("true", "1", "yes")


def show_rows(connection: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> None:
    """Make the view `every_row`: columns of the schema, typed; what an export carries, `extra`, `file_number`, `row`.

    Blank texts are ""; blank numbers and dates null. `carried_km` is the radius of a place that an export says was
    looked up, else null. The table `file` names the files.
    """
    connection.execute("CREATE TEMP TABLE file (file_number INTEGER, file VARCHAR)")
    names = {part.file_number: part.file for part in parts}
    connection.executemany("INSERT INTO file VALUES (?, ?)", list(names.items()))
    connection.execute("CREATE TEMP TABLE left_out (path VARCHAR, number BIGINT)")
    for part in parts:
        _leave_out(connection, part)
    connection.execute("CREATE TEMP TABLE refused (file_number INTEGER, row BIGINT)")
    told = [part for part in parts if not part.is_typed]
    selects = [_select_texts(told)] if told else []
    selects += [_select_typed(part) for part in parts if part.is_typed]
    connection.execute(f"CREATE TEMP VIEW every_row AS {' UNION ALL '.join(selects)}")


def show_events(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the view `checked`: of `every_row` those that are events, of the days that `show_days` chose."""
    (refused,) = connection.execute("SELECT count(*) FROM refused").fetchone()
    kept = "AND (file_number, row) NOT IN (SELECT (file_number, row) FROM refused)" if refused else ""
    days = "event_date BETWEEN getvariable('first_date') AND getvariable('last_date')"
    show_days(connection, EARLIEST_DATE, LATEST_DATE)
    connection.execute(f"CREATE TEMP VIEW checked AS SELECT * FROM every_row WHERE NOT is_retired AND {days} {kept}")


def show_days(connection: duckdb.DuckDBPyConnection, first: object, last: object) -> None:
    """Let `checked` have only the events of some days: first and last, both included."""
    for name, day in (("first_date", first), ("last_date", last)):
        connection.execute(f"SET VARIABLE {name} = DATE {quote_text(day)}")


def _leave_out(connection: duckdb.DuckDBPyConnection, part: Part) -> None:
    if part.left_out:
        numbers = pa.table({"number": pa.array(part.left_out, pa.int64())})
        connection.register("numbers", numbers)
        connection.execute(f"INSERT INTO left_out SELECT {quote_text(part.path)}, number FROM numbers")
        connection.unregister("numbers")


def _select_texts(parts: Sequence[Part]) -> str:
    paths = ", ".join(quote_text(part.path) for part in parts)
    columns = [f"{_typed(column)} AS {column.name}" for column in COLUMNS]
    looked_up = f"lower(is_geocoded) IN {YES} AND latitude <> ''"
    radius = "CASE WHEN try_cast(radius_km AS DOUBLE) >= 0 THEN try_cast(radius_km AS DOUBLE) END"
    carried = f"place_id AS carried_id, CASE WHEN {looked_up} THEN {radius} END AS carried_km"
    return f"SELECT {', '.join(columns)}, {carried}, extra, file_number, row, is_retired FROM read_parquet([{paths}])"


def _typed(column: Column) -> str:
    text = quote_name(column.name)
    if column.name == "event_date":
        return "day"  # With it, a file of parts is passed over whose days are others.
    if column.name in BLANK_MEANS:
        text = f"coalesce(nullif({text}, ''), {quote_text(BLANK_MEANS[column.name])})"
    if column.kind in _TYPES:
        return f"CAST(nullif({text}, '') AS {_TYPES[column.kind]})"
    if column.kind in ("list", "links"):
        return rf"CASE WHEN contains({text}, ';') THEN regexp_replace({text}, '\s*;\s*', ';', 'g') ELSE {text} END"
    return text


def _select_typed(part: Part) -> str:
    their = {ours: theirs[0] for ours, theirs in part.report.columns.items()}
    columns = [f"{_as_is(column, their)} AS {column.name}" for column in COLUMNS]
    fixed = f"'' AS carried_id, NULL::DOUBLE AS carried_km, '' AS extra, {part.file_number} AS file_number"
    table = f"read_parquet({quote_text(part.path)}, file_row_number = true)"
    rows = f"SELECT {', '.join(columns)}, {fixed}, file_row_number + 2 AS row, false AS is_retired FROM {table}"
    if not part.left_out:
        return rows
    return f"{rows} WHERE file_row_number NOT IN (SELECT number FROM left_out WHERE path = {quote_text(part.path)})"


def _as_is(column: Column, their: dict[str, str]) -> str:
    value = quote_name(their[column.name]) if column.name in their else "NULL"
    if column.kind in _TYPES:
        typed = f"CAST({value} AS {_TYPES[column.kind]})"
        return f"coalesce({typed}, {BLANK_MEANS[column.name]})" if column.name in BLANK_MEANS else typed
    if column.name in BLANK_MEANS:
        return f"coalesce(nullif({value}, ''), {quote_text(BLANK_MEANS[column.name])})"
    return f"coalesce({value}, '')"
