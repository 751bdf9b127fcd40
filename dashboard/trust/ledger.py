"""The ledger: a small file that all workers share, with open sessions and tries to sign in."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

PATIENCE_S = 5
TABLES = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS session (
    key TEXT PRIMARY KEY, name TEXT, role TEXT, proof TEXT, began_s REAL, seen_s REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS try (number INTEGER PRIMARY KEY, client TEXT, at_s REAL);
"""


class Ledger:
    """Opens the file for each question: cheap beside an answer, and safe with threads and forked workers.

    A ledger that is deleted signs everybody out, and nobody in.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    @contextlib.contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Open the ledger; begin one where there is none."""
        if not self.file.exists():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))  # Others of this machine read no names.
        with contextlib.closing(sqlite3.connect(self.file, timeout=PATIENCE_S, isolation_level=None)) as connection:
            connection.executescript(TABLES)
            yield connection

    @contextlib.contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Open the ledger for writing, whole or not at all: nobody else writes or counts meanwhile."""
        with self.open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
