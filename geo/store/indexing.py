"""What a store is searched by, made once when it is built: values of columns, words of texts, points."""

from __future__ import annotations

import duckdb
import pandas as pd

from geo.gazetteer.normalise import name_key
from geo.store.columns import (
    BLOCK_EVENTS,
    BLOCK_SHIFT,
    DATE_COLUMNS,
    KEY_COLUMNS,
    LIST_COLUMNS,
    NUMBER_COLUMNS,
    TEXT_COLUMNS,
    VALUE_TYPES,
)

CHUNK_EVENTS = 1 << 17
ADDED_VALUES = 200_000
MOST_VALUES = 1_500_000
"""Different values of a column that are listed, and held in memory once while that is done."""

UNLIKE_COLUMNS = (*KEY_COLUMNS, "source_url")
"""Columns whose texts are nearly all different: a list of them would be as long as the column."""

TALLIED_EVENTS = 500_000
"""Stores with more events count those of each point beforehand."""

_TALLY = """
CREATE TABLE tally AS
SELECT x, y, side_code, type_code, count(*) AS events, min(place_code) AS place_code,
       max(place_code) AS last_place_code, max(radius_km) AS radius_km,
       count(*) FILTER (geo_precision = 3) AS regions
FROM event WHERE x IS NOT NULL AND (SELECT count(*) FROM event) > $least
GROUP BY x, y, side_code, type_code ORDER BY y, x
"""
_DATES = {
    "event_date": "SELECT CAST(DATE '1970-01-01' + start_day AS VARCHAR), start_day, count(*) FROM event GROUP BY ALL",
    "end_date": "SELECT CAST(DATE '1970-01-01' + end_day AS VARCHAR), end_day, count(*) FROM event "
    "WHERE end_day > start_day GROUP BY ALL",
}
_FILL_WORDS = f"""
INSERT INTO found
SELECT is_note, word, block, bit_or(one)
FROM (
  SELECT true AS is_note, unnest(string_split(notes_key, ' ')) AS word,
         number >> {BLOCK_SHIFT} AS block, CAST(1 AS BIGINT) << (number & {BLOCK_EVENTS - 1}) AS one
  FROM event WHERE number BETWEEN $first AND $last
  UNION ALL
  SELECT false, unnest(string_split(search_text, ' ')),
         number >> {BLOCK_SHIFT}, CAST(1 AS BIGINT) << (number & {BLOCK_EVENTS - 1})
  FROM event WHERE number BETWEEN $first AND $last
)
WHERE word <> '' GROUP BY ALL
"""
_WORDS = """
CREATE TABLE word AS
SELECT CAST(row_number() OVER (ORDER BY is_note, word) - 1 AS INTEGER) AS word_code, is_note, word
FROM (SELECT DISTINCT is_note, word FROM found) ORDER BY word_code
"""
_HITS = """
CREATE TABLE hit AS
SELECT word_code, block, bits FROM found JOIN word USING (is_note, word) ORDER BY word_code, block
"""


def index_events(connection: duckdb.DuckDBPyConnection, has_words: bool = True) -> list[str]:
    """Add the tables `spot`, `tally`, `value`, `word` and `hit` to a store whose events are in place.

    Args:
        connection: To the store.
        has_words: Whether words are listed, from the column `search_text`; else their tables stay empty.

    Returns:
        The columns with so many different values that they are not listed.
    """
    connection.execute("CREATE TABLE spot AS SELECT DISTINCT x, y FROM event WHERE x IS NOT NULL ORDER BY x, y")
    connection.execute(_TALLY, {"least": TALLIED_EVENTS})
    unlisted = _list_values(connection)
    if has_words:
        _list_words(connection)
    else:
        connection.execute("CREATE TABLE word (word_code INTEGER, is_note BOOLEAN, word VARCHAR)")
        connection.execute("CREATE TABLE hit (word_code INTEGER, block INTEGER, bits BIGINT)")
    return unlisted


def _list_values(connection: duckdb.DuckDBPyConnection) -> list[str]:
    connection.execute("CREATE TABLE value (field VARCHAR, text VARCHAR, key VARCHAR, number DOUBLE, events BIGINT)")
    pieces: list[pd.DataFrame] = []
    unlisted: list[str] = []
    for column in (*TEXT_COLUMNS, *NUMBER_COLUMNS, "review", *LIST_COLUMNS, *DATE_COLUMNS):
        if column not in UNLIKE_COLUMNS and _has_too_many(connection, DATE_COLUMNS.get(column, column)):
            unlisted.append(column)
        elif column not in UNLIKE_COLUMNS:
            pieces.append(_values_of(connection, column))
        if sum(map(len, pieces)) > ADDED_VALUES:
            _add_values(connection, pieces)
    _add_values(connection, pieces)
    return unlisted


def _has_too_many(connection: duckdb.DuckDBPyConnection, column: str) -> bool:
    """Say whether a column of a large store has too many different values; of a smaller one none has."""
    (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
    if events <= MOST_VALUES:
        return False
    (values,) = connection.execute(f'SELECT approx_count_distinct("{column}") FROM event').fetchone()
    return values > MOST_VALUES


def _add_values(connection: duckdb.DuckDBPyConnection, pieces: list[pd.DataFrame]) -> None:
    """Add pieces together, and forget them: each time costs ten milliseconds, however few the values are."""
    if pieces:
        connection.register("piece", pd.concat(pieces, ignore_index=True))
        connection.execute("INSERT INTO value BY NAME FROM piece")
        connection.unregister("piece")
        pieces.clear()


def _values_of(connection: duckdb.DuckDBPyConnection, column: str) -> pd.DataFrame:
    is_number = column in NUMBER_COLUMNS
    number = f'CAST("{column}" AS DOUBLE)' if is_number else "CAST(NULL AS DOUBLE)"
    plain = (
        f'SELECT CAST("{column}" AS VARCHAR), {number}, count(*) FROM event WHERE "{column}" IS NOT NULL GROUP BY ALL'
    )
    piece = connection.execute(f"SELECT * FROM ({_DATES.get(column, plain)}) AS found(text, number, events)").df()
    piece = piece[piece["text"] != ""].assign(field=column)
    if is_number or column in DATE_COLUMNS:
        piece["text"] = piece["key"] = piece["text"].str.removesuffix(".0")
    else:
        piece["key"] = piece["text"].map(name_key)
    return piece[list(VALUE_TYPES)]


def _list_words(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE TEMP TABLE found (is_note BOOLEAN, word VARCHAR, block INTEGER, bits BIGINT)")
    (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
    for first in range(0, events, CHUNK_EVENTS):
        connection.execute(_FILL_WORDS, {"first": first, "last": first + CHUNK_EVENTS - 1})
    connection.execute(_WORDS)
    connection.execute(_HITS)
    connection.execute("DROP TABLE found")
    connection.execute("ALTER TABLE event DROP COLUMN search_text")
