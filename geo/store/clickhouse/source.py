"""ClickHouse as the source of a store: each question is one request, answered whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis.expr.types as ir
import pyarrow as pa

from geo.errors import CannotAsk
from geo.store.clickhouse.failing import say_failures
from geo.store.clickhouse.tables import CURRENT, name_tables
from geo.store.clickhouse.wording import KEPT, word_by_number, word_question
from geo.store.compiling import Compiled

if TYPE_CHECKING:
    from clickhouse_connect.driver.client import Client

ASKING = {
    "readonly": 2,  # Nothing is written, whatever the user may do otherwise.
    "skip_unavailable_shards": 0,  # A lost shard is an error, never half of an answer.
    "wait_end_of_query": 1,  # What fails in the middle is said before the first byte is sent.
    "distributed_product_mode": "global",
    "prefer_column_name_to_alias": 1,
    "output_format_arrow_string_as_string": 1,
    "max_query_size": 16_000_000,
}
"""Settings of each question."""


@dataclass(frozen=True)
class Loaded:
    """One load of events, as its server knows it.

    Attributes:
        key: What the names of its tables end in.
        about: What was kept with the data.
    """

    key: str
    about: dict[str, Any]


class ClickHouse:
    """A `Source`; see there. What is loaded while it is open is shown by the next that is opened."""

    def __init__(self, client: Client, seconds: float, says: str) -> None:
        """Look up what was loaded last.

        Args:
            client: Open, with the settings `ASKING`.
            seconds: How long one question may take.
            says: What the server is called in messages.

        Raises:
            AtlasError: If nothing was loaded there, or it cannot be asked.
        """
        self._client, self._seconds, self._says = client, seconds, says
        self._loaded = self._find_loaded()
        self.name = f"clickhouse {self._loaded.key}"
        self._names = name_tables(self._loaded.key)

    def read_about(self) -> dict[str, Any]:
        """Return what was kept with the data."""
        return self._loaded.about

    def compile(self, expression: ir.Table) -> Compiled:
        """Compile a question."""
        return word_question(expression, self._names)

    def by_number(self, columns: Sequence[str], order: str = "") -> Compiled:
        """Write the question for the events of some numbers."""
        return word_by_number(columns, order, self._names["event"])

    def search(self, expression: ir.Table) -> str:
        """Return a search as a question's own part: so every server of a cluster can ask it by itself."""
        return self.compile(expression).sql

    def ask(self, compiled: Compiled, numbers: Mapping[str, Any], kept: str | None) -> pa.Table:
        """Run a question with the numbers that it left open."""
        with say_failures(self._says, self._seconds):
            answer = self._client.raw_query(*_fill(compiled, numbers, kept), fmt="ArrowStream")
        return self._read(answer, compiled.types)

    def stream(
        self, compiled: Compiled, numbers: Mapping[str, Any], kept: str | None, rows: int
    ) -> Iterator[pa.RecordBatch]:
        """Run a question whose answer is too long to be held at once: batches of at most so many rows."""
        with say_failures(self._says, self._seconds):
            answer = self._client.raw_stream(*_fill(compiled, numbers, kept), fmt="ArrowStream")
            with answer, pa.ipc.open_stream(answer) as batches:
                for batch in batches:
                    yield from pa.Table.from_batches([batch]).cast(compiled.types).to_batches(rows)

    def _read(self, answer: bytes, types: pa.Schema) -> pa.Table:
        """Read an answer; what is no whole one is an error, as no events would be an answer too."""
        try:
            return pa.ipc.open_stream(answer).read_all().cast(types)
        except (pa.ArrowInvalid, ValueError) as error:
            raise CannotAsk(f"{self._says} sent no answer to what it was asked: {error}. Ask again.") from error

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def _find_loaded(self) -> Loaded:
        with say_failures(self._says, self._seconds):
            last = f"SELECT key, about FROM {CURRENT} ORDER BY loaded_at DESC, key LIMIT 1"
            found = self._client.query(last).result_rows
        if not found:
            raise CannotAsk(f"{self._says} holds no events yet. Load some: run.py load PATH --store {self._says}")
        return Loaded(found[0][0], json.loads(found[0][1]))


def _fill(compiled: Compiled, numbers: Mapping[str, Any], kept: str | None) -> tuple[str, dict[str, int]]:
    """Return a question with its parameters; a list of numbers and a search are put in as they are."""
    sql = compiled.sql if kept is None else compiled.sql.replace(KEPT, f"({kept})")
    given = {name: numbers[name] for name in compiled.names}
    wanted = given.pop("numbers", None)
    if wanted is not None:
        sql = sql.replace("$numbers", ", ".join(str(int(number)) for number in wanted) or "NULL")
    return sql, given
