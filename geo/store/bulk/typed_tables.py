"""Parquet tables in our own columns and types: rows that are good beyond doubt are used where they are, uncopied.

The rules are those of `geo.tables.rows`. What is asked here only tells rows that surely keep all of them; any other row
is read, checked and reported as every row of every file is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from geo.schema import COLUMNS, EARLIEST_DATE, LATEST_DATE, Column
from geo.store.bulk.parts import Part, PartMaker
from geo.store.bulk.quoting import quote_name, quote_text
from geo.tables.cells import MOST_FATALITIES
from geo.tables.formats.own import recognise_own
from geo.tables.options import lying_beside
from geo.tables.pieces import PIECE_ROWS
from geo.tables.report import FileReport
from geo.tables.rows import fault_rules
from geo.tables.sheets.sheet import MOST_CELL_LETTERS, Sheet
from geo.tables.sheets.spatial import Spatial, make_spatial_sheet
from geo.tables.texts import fold_name
from geo.vocabulary import Vocabulary

MOST_DOUBTFUL = 2_000_000
"""Of a table with more rows that must be looked at, all are: their numbers alone would fill the memory."""

_BLANKS = r" \t\r\n\v\f"
_LINKS = next(rule.fine for rule in fault_rules(Vocabulary((), ())) if rule.columns == ("source_url",))
_NAMES = {fold_name(column.name): column for column in COLUMNS}


def find_typed_columns(path: Path) -> dict[str, str] | None:
    """Say which column of a Parquet file is which of ours; None where any is not ours, or not of our type."""
    if path.suffix.lower() != ".parquet" or lying_beside(path):
        return None
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError):
        return None
    folded = {fold_name(name): name for name in schema.names}
    if len(folded) < len(schema.names) or not set(folded) <= set(_NAMES) or not recognise_own(schema.names):
        return None
    ours = {_NAMES[fold].name: name for fold, name in folded.items()}
    is_typed = all(_is_of_type(_NAMES[fold], schema.field(name).type) for fold, name in folded.items())
    return ours if is_typed else None


def _is_of_type(column: Column, kind: pa.DataType) -> bool:
    if column.kind == "date":
        return pa.types.is_date32(kind)
    if column.kind == "degrees":
        return pa.types.is_float64(kind)
    if column.kind in ("code", "whole"):
        return pa.types.is_signed_integer(kind)
    stored = kind.value_type if pa.types.is_dictionary(kind) else kind
    return pa.types.is_string(stored) or pa.types.is_large_string(stored)


def read_typed(
    path: Path, file_number: int, ours: dict[str, str], maker: PartMaker, connection: duckdb.DuckDBPyConnection
) -> Iterator[Part]:
    """Give a table as a part of its own, and its rows that must be looked at as others.

    Args:
        path: The Parquet file.
        file_number: Its place among the files.
        ours: What `find_typed_columns` found.
        maker: Checks and writes the rows that must be looked at.
        connection: What asks the file.
    """
    condition = _surely_good(ours, _good_kinds(path, ours, maker.vocabulary, connection))
    table = f"read_parquet({quote_text(path)}, file_row_number = true)"
    doubtful = f"FROM {table} WHERE NOT coalesce({condition}, false)"
    if connection.execute(f"SELECT count(*) {doubtful}").fetchone()[0] > MOST_DOUBTFUL:
        yield from maker.read(path, file_number)
        return
    left_out = sorted(number for (number,) in connection.execute(f"SELECT file_row_number {doubtful}").fetchall())
    good = pq.read_metadata(path).num_rows - len(left_out)
    columns = {name: (their, "") for name, their in ours.items()}
    report = FileReport(str(path), good, good, format="own", columns=columns)
    yield Part(path, str(path), file_number, report, is_typed=True, left_out=tuple(left_out))
    for start in range(0, len(left_out), PIECE_ROWS):
        here = left_out[start : start + PIECE_ROWS]
        found = maker.find(path, file_number, start)
        yield found or maker.make(path, file_number, start, _read_rows(path, table, here, connection))


def _read_rows(path: Path, table: str, numbers: list[int], connection: duckdb.DuckDBPyConnection) -> Sheet:
    connection.register("wanted", pa.table({"wanted": pa.array(numbers, pa.int64())}))
    rows = f"SELECT * EXCLUDE (wanted) FROM {table} JOIN wanted ON file_row_number = wanted ORDER BY file_row_number"
    found = connection.execute(rows).to_arrow_table()
    connection.unregister("wanted")
    sheet = make_spatial_sheet(path, Spatial(found.drop_columns(["file_row_number"])))
    # Blank rows were left out on the way; the others keep their place in the file.
    places = pa.array(numbers, pa.int64()).to_numpy()
    return replace(sheet, numbers=places[sheet.numbers - 2] + 2)


def _good_kinds(
    path: Path, ours: dict[str, str], vocabulary: Vocabulary, connection: duckdb.DuckDBPyConnection
) -> list[tuple[str, str]]:
    """List the pairs of type and sub-type in a file that keep the rule for them."""
    rule = next(one for one in fault_rules(vocabulary) if one.columns == ("event_type", "sub_event_type"))
    event_type, sub_type = (_text(ours, name) for name in rule.columns)
    pairs = connection.execute(f"SELECT DISTINCT {event_type}, {sub_type} FROM read_parquet({quote_text(path)})")
    return [pair for pair in pairs.fetchall() if pair[0] and not list(rule.find(*pair))]


def _text(ours: dict[str, str], name: str) -> str:
    return f"coalesce({quote_name(ours[name])}, '')" if name in ours else "''"


def _surely_good(ours: dict[str, str], kinds: list[tuple[str, str]]) -> str:
    """Write the condition that only rows meet which keep every rule and are typed as they stand."""
    conditions = [*_good_numbers(ours), *_good_texts(ours)]
    event_type, sub_type = _text(ours, "event_type"), _text(ours, "sub_event_type")
    pairs = ", ".join(f"({quote_text(one)}, {quote_text(other)})" for one, other in kinds)
    conditions.append(f"({event_type}, {sub_type}) IN ({pairs})" if kinds else "false")
    conditions.append(f"{_text(ours, 'event_id')} <> ''")
    confidence = next(column for column in COLUMNS if column.name == "confidence")
    choices = ", ".join(map(quote_text, ("", *confidence.choices)))
    conditions.append(f"{_text(ours, 'confidence')} IN ({choices})")
    return " AND ".join(f"({one})" for one in conditions)


def _good_numbers(ours: dict[str, str]) -> Iterator[str]:
    column = {name: quote_name(their) for name, their in ours.items()}
    span = f"BETWEEN DATE '{EARLIEST_DATE}' AND DATE '{LATEST_DATE}'"
    yield f"{column['event_date']} {span}"
    if end := column.get("end_date"):
        yield f"{end} IS NULL OR ({end} {span} AND {end} >= {column['event_date']})"
    for name in ("time_precision", "geo_precision"):
        if code := column.get(name):
            yield f"{code} IS NULL OR {code} BETWEEN 1 AND 3"
    if deaths := column.get("fatalities"):
        yield f"{deaths} IS NULL OR {deaths} BETWEEN 0 AND {MOST_FATALITIES}"
    lat, lon = column.get("latitude", "NULL::DOUBLE"), column.get("longitude", "NULL::DOUBLE")
    # A number so small that it is written with an exponent is looked at; so is 0, 0.
    far = f"(abs({lat}) >= 0.001 OR {lat} = 0) AND (abs({lon}) >= 0.001 OR {lon} = 0) AND ({lat} <> 0 OR {lon} <> 0)"
    inside = f"{lat} BETWEEN -90 AND 90 AND {lon} BETWEEN -180 AND 180"
    yield f"({lat} IS NULL AND {lon} IS NULL) OR ({inside} AND {far})"


def _good_texts(ours: dict[str, str]) -> Iterator[str]:
    for column in COLUMNS:
        text = _text(ours, column.name)
        if text == "''" or column.kind in ("date", "degrees", "code", "whole", "type", "sub_type", "choice"):
            continue
        yield f"{text} = trim({text}, {_as_text(_BLANKS)}) AND strlen({text}) < {MOST_CELL_LETTERS}"
        # What is no ASCII at its ends may be a blank that only Unicode knows.
        yield f"{text} = '' OR ({_no_blank(f'ord({text})')} AND {_no_blank(f'ord(right({text}, 1))')})"
        if column.kind in ("list", "links"):
            yield f"NOT contains({text}, ';') OR NOT regexp_matches({text}, '\\s;|;\\s')"
        if column.name in ("actor1", "actor2", "location", "source"):
            yield f"NOT regexp_matches({text}, '^[=+@-]')"
    yield f"regexp_full_match({_text(ours, 'source_url')}, {quote_text(_LINKS)})"
    yield from _good_sources(ours)


def _good_sources(ours: dict[str, str]) -> Iterator[str]:
    source, others = _text(ours, "source"), [_text(ours, f"source_{name}") for name in ("title", "date", "url")]
    for other in others:
        if other != "''":
            yield f"{other} = '' OR ({source} <> '' AND NOT contains({source}, ';') AND NOT contains({other}, ';'))"
    if others[1] != "''":
        yield f"regexp_full_match({others[1]}, '(\\d{{4}}-\\d{{2}}-\\d{{2}})?')"


def _no_blank(code: str) -> str:
    """Write that a letter is none of Unicode's blanks; some that are none are left to be looked at."""
    spans = ((33, 126), (161, 5759), (6159, 8191), (12289, 65000))
    return "(" + " OR ".join(f"{code} BETWEEN {first} AND {last}" for first, last in spans) + ")"


def _as_text(escaped: str) -> str:
    return f"e'{escaped}'"
