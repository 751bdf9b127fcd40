"""Owns a ClickHouse engine in this process, asked through the production client: a whole one, without a server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.store.clickhouse.loading import LOADING, load_clickhouse
from geo.store.clickhouse.source import ASKING, ClickHouse
from geo.store.limits import Limits


@dataclass(frozen=True)
class InProcess:
    """The address of a database of this process; stands where `ClickHouseAddress` does.

    Attributes:
        folder: Where the engine keeps its files; one for all databases of a process.
        database: The database, made where it is not there.
        is_compiling: Whether the engine compiles each question, or none; what is compiled may answer otherwise than
            what is not. None for what a server does: it compiles those that are often asked.
    """

    folder: Path
    database: str
    is_compiling: bool | None = None

    def __str__(self) -> str:
        return f"chdb://{self.database}"

    def open(self, limits: Limits) -> ClickHouse:
        threads = {"max_threads": limits.threads} if limits.threads else {}
        settings = {**ASKING, "max_execution_time": limits.seconds, **threads}
        if self.is_compiling is not None:
            settings |= {"compile_expressions": int(self.is_compiling), "min_count_to_compile_expression": 0}
        return ClickHouse(self.connect(settings), limits.seconds, str(self))

    def connect(self, settings):
        import clickhouse_connect

        with clickhouse_connect.get_client(interface="chdb", path=str(self.folder)) as maker:
            maker.command(f'CREATE DATABASE IF NOT EXISTS "{self.database}"')
            return clickhouse_connect.get_client(
                interface="chdb", path=str(self.folder), database=self.database, settings=settings
            )

    def load(self, path: Path) -> str:
        """Copy a store file into the database."""
        client = self.connect(LOADING)
        try:
            return load_clickhouse(client, path, str(self))
        finally:
            client.close()
