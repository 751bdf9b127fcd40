"""A store file into ClickHouse: in batches that may be sent again, shown when the last of them is there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from geo.store.bulk.quoting import quote_text
from geo.store.bulk.telling import NOBODY, Tell
from geo.store.clickhouse.failing import say_failures
from geo.store.clickhouse.tables import CURRENT, TABLES, make_statements, name_tables

if TYPE_CHECKING:
    from clickhouse_connect.driver.client import Client

BATCH_ROWS = 100_000
KEPT_LOADS = 2
"""A page that is open goes on asking the load before the last one."""

FORGOTTEN_AT_ONCE = 5
"""Those before have been dropped already."""

LOADING = {
    "input_format_null_as_default": 0,  # What is unknown is no 0.
    "insert_deduplicate": 1,
    "distributed_foreground_insert": 1,
}
"""Settings of the connection that loads."""


def load_clickhouse(client: Client, path: Path, says: str, cluster: str | None = None, tell: Tell = NOBODY) -> str:
    """Copy the tables of a store file to a server; a load that was stopped goes on when it is repeated.

    Args:
        client: Open, with the settings `LOADING`.
        path: What `build_store_file` or a load of large tables made.
        says: What the server is called in messages.
        cluster: The cluster that the tables are spread over; None for one server.
        tell: Told how far it is.

    Returns:
        The key of the load.

    Raises:
        AtlasError: If the server cannot be reached, or refuses.
    """
    with duckdb.connect() as file, say_failures(says):
        file.execute("SET enable_progress_bar = false")
        # Attached, not connected to: a file that this process has open already cannot be opened with other settings.
        file.execute(f"ATTACH {quote_text(path)} AS store (READ_ONLY)")
        file.execute("USE store")
        about = dict(file.execute("FROM about").fetchall())
        key = _name_load(file, about)
        _make_tables(client, key, cluster)
        for name, called in name_tables(key).items():
            _copy(client, file, name, called, tell)
        _publish(client, key, about)
        _forget_old(client, cluster)
    return key


def _name_load(file: duckdb.DuckDBPyConnection, about: dict[str, str]) -> str:
    """Name a load by its rows, so that the same rows go on where they stopped, and others beside them."""
    rows = "SELECT bit_xor(hash(event)) FROM event"
    content = [file.execute(rows).fetchone(), sorted(about.items()), TABLES]
    return hashlib.blake2b(repr(content).encode(), digest_size=8).hexdigest()


def _make_tables(client: Client, key: str, cluster: str | None) -> None:
    on, shown = (f' ON CLUSTER "{cluster}"', f"{CURRENT}_part") if cluster else ("", CURRENT)
    columns = "key String, about String, loaded_at DateTime64(3) DEFAULT now64(3)"
    client.command(f"CREATE TABLE IF NOT EXISTS {shown}{on} ({columns}) ENGINE = MergeTree ORDER BY loaded_at")
    if cluster:
        spread = f"Distributed('{cluster}', currentDatabase(), '{shown}', 0)"
        client.command(f"CREATE TABLE IF NOT EXISTS {CURRENT}{on} AS {shown} ENGINE = {spread}")
    for name, called in name_tables(key).items():
        for statement in make_statements(name, called, cluster):
            client.command(statement)


def _copy(client: Client, file: duckdb.DuckDBPyConnection, name: str, called: str, tell: Tell) -> None:
    (rows,) = file.execute(f"SELECT count(*) FROM {name}").fetchone()
    for number, batch in enumerate(_read(file, name)):
        tell(f"sending {name}", number * BATCH_ROWS / rows)
        client.insert_arrow(called, batch, settings={"insert_deduplication_token": f"{called}-{number}"})


def _read(file: duckdb.DuckDBPyConnection, name: str) -> Iterator[pa.Table]:
    """Read a table in the same batches each time."""
    columns = ", ".join(f'"{column}"' for column in TABLES[name].types)
    rows = file.execute(f"SELECT {columns} FROM {name} ORDER BY rowid").to_arrow_reader(BATCH_ROWS)
    for batch in rows:
        yield pa.Table.from_batches([batch])


def _publish(client: Client, key: str, about: dict[str, str]) -> None:
    """Say that a load is whole: from now on it is what is shown."""
    told = json.dumps({name: json.loads(value) for name, value in about.items()})
    client.insert(CURRENT, [[key, told]], column_names=["key", "about"])


def _forget_old(client: Client, cluster: str | None) -> None:
    """Drop the tables of loads that no open page asks any more."""
    on = f' ON CLUSTER "{cluster}"' if cluster else ""
    order = f"SELECT key FROM {CURRENT} GROUP BY key ORDER BY max(loaded_at) DESC"
    for (key,) in client.query(order).result_rows[KEPT_LOADS : KEPT_LOADS + FORGOTTEN_AT_ONCE]:
        for called in name_tables(key).values():
            for table in (called, f"{called}_part"):
                client.command(f'DROP TABLE IF EXISTS "{table}"{on} SYNC')
