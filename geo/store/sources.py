"""Where a store's rows are, and how they are asked: a DuckDB file, or whatever else answers the same questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from geo.store.compiling import Compiled
    from geo.store.limits import Limits


class Source(Protocol):
    """An open store's rows, read-only, safe to ask from many threads.

    Attributes:
        name: Tells its tables from those of another; what was compiled for one serves others of that name.
    """

    name: str

    def read_about(self) -> dict[str, Any]:
        """Return what was kept with the data.

        Raises:
            AtlasError: If there is no store.
        """

    def compile(self, expression: ir.Table) -> Compiled:
        """Compile a question."""

    def by_number(self, columns: Sequence[str], order: str = "") -> Compiled:
        """Write the question for the events of some numbers, given as `numbers`.

        Args:
            columns: Which columns of the `event` table.
            order: How the rows are ordered, in SQL that every engine reads; blank for no order.
        """

    def search(self, expression: ir.Table) -> Any:
        """Find the events that a search keeps, in the form in which `ask` takes them."""

    def ask(self, compiled: Compiled, numbers: Mapping[str, Any], kept: Any) -> pa.Table:
        """Run a question with the numbers that it left open; `kept` is what `search` found, or None.

        Raises:
            TooSlow: If it takes longer than one question may.
            CannotAsk: If the engine is gone, or does not answer whole.
        """

    def stream(self, compiled: Compiled, numbers: Mapping[str, Any], kept: Any, rows: int) -> Iterator[pa.RecordBatch]:
        """Run a question whose answer is too long to be held at once: batches of about so many rows."""

    def close(self) -> None:
        """Let go of it."""


class Address(Protocol):
    """Where a store is that is no file; `str` writes it without a password.

    Attributes:
        database: Its name there.
    """

    database: str

    def open(self, limits: Limits) -> Source:
        """Open it.

        Raises:
            AtlasError: If it cannot be reached, or holds no store.
        """


def read_address(text: str) -> Path | Address:
    """Read where a store is: the path of a file, or the address of a database.

    Raises:
        AtlasError: If it is an address that cannot be read.
    """
    from geo.store.clickhouse.address import SCHEME, ClickHouseAddress

    is_address = text.lower().startswith(SCHEME.partition("/")[0])
    return ClickHouseAddress.parse(text) if is_address else Path(text)


def open_source(address: Path | Address, limits: Limits) -> Source:
    """Open a DuckDB file by its path, anything else by its address."""
    if isinstance(address, Path):
        from geo.store.duckdb_file import DuckDBFile

        return DuckDBFile(address, limits)
    return address.open(limits)
