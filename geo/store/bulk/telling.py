"""How far a load is, as a bar on the terminal while there is one."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

import duckdb

from geo.tables.printing import printable

_LOOK_SECONDS = 0.5


class Tell:
    """Is told what is being done, and how much of it is done; says nothing to anybody."""

    def __call__(self, said: str, share: float = 0.0) -> None:
        """Note what is being done, and which share of it is done, 0 to 1."""

    @contextlib.contextmanager
    def watch(self, said: str, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Follow how far the question is that a connection answers within the block."""
        is_over = threading.Event()

        def look() -> None:
            while not is_over.wait(_LOOK_SECONDS):
                self(said, max(connection.query_progress(), 0) / 100)

        self(said)
        follower = threading.Thread(target=look, daemon=True)
        follower.start()
        try:
            yield
        finally:
            is_over.set()
            follower.join()


NOBODY = Tell()


class Bar(Tell):
    """Shows a bar on stderr; nothing where that is no terminal."""

    def __init__(self) -> None:
        from tqdm import tqdm

        self._bar = tqdm(total=100, leave=False, disable=None, bar_format="{desc} {bar} {elapsed}")

    def __call__(self, said: str, share: float = 0.0) -> None:
        """Show what is being done, and how much of it is done."""
        self._bar.set_description_str(printable(said), refresh=False)
        self._bar.n = round(100 * min(share, 1))
        self._bar.refresh()

    def close(self) -> None:
        """Take the bar away."""
        self._bar.close()
