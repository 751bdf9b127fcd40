"""A DuckDB file as the source of a store: read-only, shut off from all else on the machine."""

from __future__ import annotations

import json
import os
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import ibis.expr.types as ir
import pyarrow as pa

from geo.errors import AtlasError
from geo.store.compiling import Compiled, compile_question
from geo.store.limits import Limits, stop_after

TABLE_BITS = 16
"""DuckDB groups by place in a table of up to so many bits: a larger one costs a short window more than it saves."""


class DuckDBFile:
    """A `Source`; see there."""

    name = "duckdb"

    def __init__(self, path: Path, limits: Limits) -> None:
        """Open a file that `build_store_file` made.

        Raises:
            AtlasError: If it is not a DuckDB file.
        """
        self._path, self._seconds = path, limits.seconds
        spill_folder = Path(tempfile.gettempdir()) / f"conflict-atlas-{os.getpid()}"
        try:
            self.connection = limits.open(path, spill_folder, perfect_ht_threshold=TABLE_BITS)
        except duckdb.Error as error:
            raise self._no_store(error) from error
        self._local = threading.local()

    def read_about(self) -> dict[str, Any]:
        """Return what was kept with the data."""
        try:
            return {key: json.loads(value) for key, value in self.connection.execute("FROM about").fetchall()}
        except duckdb.Error as error:
            raise self._no_store(error) from error

    def _no_store(self, error: Exception) -> AtlasError:
        return AtlasError(f"{self._path} is not an event store: {error}. Delete it; it is made again.")

    def compile(self, expression: ir.Table) -> Compiled:
        """Compile a question."""
        return compile_question(expression)

    def by_number(self, columns: Sequence[str], order: str = "") -> Compiled:
        """Write the question for the events of some numbers."""
        names = ", ".join(f'"{name}"' for name in dict.fromkeys(columns))
        wanted = "number IN (SELECT unnest($numbers::INTEGER[]))"
        ordered = f" ORDER BY {order}" if order else ""
        return Compiled(f"SELECT {names} FROM event WHERE {wanted}{ordered}", ("numbers",))

    def search(self, expression: ir.Table) -> pa.Table:
        """Find the events that a search keeps: blocks of bits."""
        return self.ask(self.compile(expression), {}, None)

    def ask(self, compiled: Compiled, numbers: Mapping[str, Any], kept: pa.Table | None) -> pa.Table:
        """Run a question with the numbers that it left open."""
        with stop_after(self._seconds, cursor := self._cursor()):
            return _execute(cursor, compiled, numbers, kept).to_arrow_table()

    def stream(
        self, compiled: Compiled, numbers: Mapping[str, Any], kept: pa.Table | None, rows: int
    ) -> Iterator[pa.RecordBatch]:
        """Run a question whose answer is too long to be held at once: batches of so many rows."""
        return _execute(self.connection.cursor(), compiled, numbers, kept).to_arrow_reader(rows)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if not hasattr(self._local, "cursor"):
            self._local.cursor = self.connection.cursor()
        return self._local.cursor


def _execute(
    cursor: duckdb.DuckDBPyConnection, compiled: Compiled, numbers: Mapping[str, Any], kept: pa.Table | None
) -> duckdb.DuckDBPyConnection:
    if kept is not None:
        cursor.register("kept", kept)
    return cursor.execute(compiled.sql, {name: numbers[name] for name in compiled.names})
