"""Ids that are used more than once, over the rows of all parts: found by their hashes, judged as in any table."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import Fault
from geo.schema import CARRIED_COLUMN_NAMES, COLUMN_NAMES
from geo.store.bulk.parts import Part
from geo.store.bulk.quoting import quote_name, quote_text
from geo.store.extras import read_extras
from geo.tables.ids import find_repeats
from geo.tables.sheets.typed import column_text
from geo.tables.texts import blanks

MOST_HASHES = 1 << 25
"""So many are sorted at once: a quarter of a gigabyte."""

MOST_JUDGED = 200_000
"""Rows of the same ids that are compared at once."""

_FOLDED = "CASE WHEN strlen({0}) = length({0}) THEN lower({0}) ELSE casefold({0}) END"


@dataclass
class Repeated:
    """What was found of ids, by the number of the file.

    Attributes:
        refused: Rows whose id means another event.
        warned: Rows that say again what another says, or whose id differs from another only by case.
        dropped: Rows that are no events of their own, with the number of their file.
    """

    refused: dict[int, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    warned: dict[int, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    dropped: list[tuple[int, int]] = field(default_factory=list)


def settle_ids(connection: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> Repeated:
    """Find the rows that are no events of their own, and leave them out of `checked`."""
    connection.create_function("casefold", _casefold, ["VARCHAR"], "VARCHAR", type="arrow")
    found = Repeated()
    files = {part.file_number: part for part in parts}
    for hashes in _repeated_hashes(connection):
        rows = _rows_of(connection, parts, hashes)
        _judge(rows, files, found)
    if found.dropped:
        numbers, rows = zip(*found.dropped, strict=True)
        table = pa.table({"file_number": pa.array(numbers, pa.int32()), "row": pa.array(rows, pa.int64())})
        connection.register("dropped", table)
        connection.execute("INSERT INTO refused FROM dropped")
        connection.unregister("dropped")
    return found


def _casefold(texts: pa.ChunkedArray) -> pa.Array:
    return pa.array([None if text is None else text.casefold() for text in texts.to_pylist()], pa.string())


def _hash(column: str) -> str:
    return f"hash({_FOLDED.format(column)})"


def _repeated_hashes(connection: duckdb.DuckDBPyConnection) -> Iterator[np.ndarray]:
    """Give the hashes that several rows have, so many at a time that their rows can be compared."""
    (rows,) = connection.execute("SELECT count(*) FROM every_row").fetchone()
    shares = rows // MOST_HASHES + 1
    for share in range(shares):
        sql = f"SELECT h FROM (SELECT {_hash('event_id')} AS h FROM every_row) WHERE h % {shares} = {share}"
        hashes = connection.execute(sql).fetchnumpy()["h"]
        hashes.sort()
        repeated = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
        for start in range(0, len(repeated), MOST_JUDGED):
            yield repeated[start : start + MOST_JUDGED]


def _rows_of(connection: duckdb.DuckDBPyConnection, parts: Sequence[Part], hashes: np.ndarray) -> pa.Table:
    """Read the rows of some ids as text, in the order of the files."""
    connection.register("repeated", pa.table({"h": pa.array(hashes, pa.uint64())}))
    told = ", ".join(quote_text(part.path) for part in parts if not part.is_typed)
    tables = []
    if told:
        wanted = f"{_hash('event_id')} IN (SELECT h FROM repeated)"
        tables.append(connection.execute(f"SELECT * FROM read_parquet([{told}]) WHERE {wanted}").to_arrow_table())
    tables += [_typed_rows(connection, part) for part in parts if part.is_typed]
    connection.unregister("repeated")
    rows = pa.concat_tables([_as_texts(table) for table in tables])
    return rows.sort_by([("file_number", "ascending"), ("row", "ascending")]).combine_chunks()


def _typed_rows(connection: duckdb.DuckDBPyConnection, part: Part) -> pa.Table:
    their = {ours: theirs[0] for ours, theirs in part.report.columns.items()}
    columns = ", ".join(f"{quote_name(theirs)} AS {ours}" for ours, theirs in their.items())
    left_out = f"file_row_number NOT IN (SELECT number FROM left_out WHERE path = {quote_text(part.path)})"
    sql = (
        f"SELECT {columns}, {part.file_number}::INTEGER AS file_number, file_row_number + 2 AS row "
        f"FROM read_parquet({quote_text(part.path)}, file_row_number = true) "
        f"WHERE {_hash(quote_name(their['event_id']))} IN (SELECT h FROM repeated) AND {left_out}"
    )
    return connection.execute(sql).to_arrow_table()


def _as_texts(table: pa.Table) -> pa.Table:
    names = (*COLUMN_NAMES, *CARRIED_COLUMN_NAMES, "extra")
    texts = {name: column_text(table[name]) if name in table.column_names else blanks(len(table)) for name in names}
    return pa.table({**texts, "file_number": table["file_number"], "row": table["row"].cast(pa.int64())})


def _judge(rows: pa.Table, files: dict[int, Part], found: Repeated) -> None:
    columns = {name: pa.array(rows[name].combine_chunks()) for name in rows.column_names}
    numbers, places = columns.pop("file_number").to_numpy(), columns.pop("row").to_numpy()
    extra = columns.pop("extra")
    names = sorted({name for text in pc.unique(extra).to_pylist() if text for name in json.loads(text)})
    others = zip(names, read_extras(extra, names), strict=True)
    columns |= {name: pc.fill_null(texts, "").cast(pa.large_string()) for name, texts in others}
    where = [(files[number].file, places[numbers == number]) for number in np.unique(numbers).tolist()]
    repeats = find_repeats(columns, where)
    for kind, said in (("refused", repeats.other), ("warned", {**repeats.alike, **repeats.same})):
        for position, message in said.items():
            number, row = int(numbers[position]), int(places[position])
            name, letter = files[number].report.columns.get("event_id", ("event_id", ""))
            fault = Fault(files[number].file, row, name, columns["event_id"][position].as_py(), message, letter)
            getattr(found, kind)[number].append(fault)
    no_events = (*repeats.same, *repeats.other)
    found.dropped += [(int(numbers[position]), int(places[position])) for position in no_events]
