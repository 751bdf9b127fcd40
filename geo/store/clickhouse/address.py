"""The address of a store on ClickHouse: `clickhouse://user@host:port/database`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from geo.errors import AtlasError, MissingExtra
from geo.store.bulk.telling import NOBODY, Tell

if TYPE_CHECKING:
    from clickhouse_connect.driver.client import Client

    from geo.store.clickhouse.source import ClickHouse
    from geo.store.limits import Limits

SCHEME = "clickhouse://"
PASSWORD = "CLICKHOUSE_PASSWORD"  # noqa: S105 the name of the variable
PORT, SECURE_PORT = 8123, 8443
CONNECT_SECONDS = 5
ANSWER_SECONDS = 10
"""So much longer than its question a server may take to say that it has stopped it."""

LOAD_SECONDS = 600
"""How long a batch of a load may take."""

FORM = "Expected clickhouse://user@host:port/database, with ?cluster=NAME for a cluster and ?secure=1 for TLS."


@dataclass(frozen=True)
class ClickHouseAddress:
    """A database on a server, or on any server of a cluster; the password comes from the environment.

    Attributes:
        host: Name or number of the server.
        database: The database; it has to be there.
        user: Who asks.
        port: Of its HTTP interface.
        cluster: The cluster that a load is spread over; empty for one server.
        is_secure: Whether it is spoken to by TLS.
    """

    host: str
    database: str
    user: str = "default"
    port: int = PORT
    cluster: str = ""
    is_secure: bool = False

    @classmethod
    def parse(cls, text: str) -> ClickHouseAddress:
        """Read an address.

        Raises:
            AtlasError: If it is none, or holds a password.
        """
        try:
            parts = urlsplit(text)
            port, asked = parts.port, dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        except ValueError as error:  # What it says may hold a part of a password.
            raise AtlasError(f"The address of the store cannot be read. {FORM}") from error
        if parts.password is not None:
            raise AtlasError(f"An address is seen by others. Leave the password out of it, and set {PASSWORD}.")
        database = unquote(parts.path.strip("/"))
        if parts.scheme != "clickhouse" or not parts.hostname or not database or {*asked} - {"cluster", "secure"}:
            raise AtlasError(f"The address of the store cannot be read. {FORM}")
        is_secure = asked.get("secure", "0") == "1"
        user, port = unquote(parts.username or "default"), port or (SECURE_PORT if is_secure else PORT)
        cluster = asked.get("cluster", "")
        if any(sign in cluster for sign in "\"'`\\"):
            raise AtlasError(f'"{cluster}" is no name of a cluster. {FORM}')
        return cls(parts.hostname, database, user, port, cluster, is_secure)

    def __str__(self) -> str:
        """Write the address as messages show it: it never holds a password."""
        asked = "&".join(filter(None, (self.cluster and f"cluster={self.cluster}", self.is_secure and "secure=1")))
        return f"{SCHEME}{self.user}@{self.host}:{self.port}/{self.database}{'?' if asked else ''}{asked}"

    def open(self, limits: Limits) -> ClickHouse:
        """Open what was loaded last.

        Raises:
            AtlasError: If the server cannot be reached, or nothing was loaded there.
        """
        from geo.store.clickhouse.source import ASKING, ClickHouse

        threads = {"max_threads": limits.threads} if limits.threads else {}
        settings = {**ASKING, "max_execution_time": limits.seconds, **threads}
        return ClickHouse(self.connect(settings, limits.seconds), limits.seconds, str(self))

    def load(self, path: Path, tell: Tell = NOBODY) -> None:
        """Copy a store file to the server, and show it from then on.

        Raises:
            AtlasError: If the server cannot be reached, or refuses.
        """
        from geo.store.clickhouse.loading import LOADING, load_clickhouse

        client = self.connect(LOADING, LOAD_SECONDS)
        try:
            load_clickhouse(client, path, str(self), self.cluster or None, tell)
        finally:
            client.close()

    def connect(self, settings: dict[str, str | int | float], seconds: float) -> Client:
        """Connect to the server.

        Args:
            settings: Of every question and order.
            seconds: How long one may take.

        Raises:
            MissingExtra: If the client is not installed.
            CannotAsk: If the server cannot be reached, or refuses.
        """
        try:
            import clickhouse_connect
        except ImportError as error:
            raise MissingExtra('ClickHouse needs its client: pip install "conflict-atlas[clickhouse]"') from error
        from geo.store.clickhouse.failing import say_failures

        with say_failures(str(self), seconds):
            return clickhouse_connect.get_client(
                host=self.host, port=self.port, username=self.user, password=os.environ.get(PASSWORD, ""),
                database=self.database, secure=self.is_secure, settings=settings, connect_timeout=CONNECT_SECONDS,
                send_receive_timeout=seconds + ANSWER_SECONDS, autogenerate_session_id=False,
            )  # fmt: skip
