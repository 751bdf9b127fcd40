"""What one open store may use of the machine: memory, threads, and seconds for each question."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from geo.errors import AtlasError, TooSlow

MOST_SPILLED = "20GB"
"""What questions that need more than their memory may write beside it, on disk."""


_LOCKED = (
    f"SET max_temp_directory_size = '{MOST_SPILLED}'",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)

_OPENING = threading.Lock()


@dataclass(frozen=True)
class Limits:
    """Caps of one open store.

    Attributes:
        memory: What the engine may take, in DuckDB's words, such as "400MB".
        threads: How many one question may take; None for as many as the machine has.
        seconds: How long one question may take.
    """

    memory: str = "400MB"
    threads: int | None = None
    seconds: float = 30.0

    def open(self, path: Path, spill_folder: Path, **settings: str | int) -> duckdb.DuckDBPyConnection:
        """Open a file read-only, with all that reaches beyond it switched off for good.

        Args:
            path: The file.
            spill_folder: Where a question may write what does not fit into memory; made when it is needed.
            settings: Further settings of DuckDB.
        """
        threads = {"threads": self.threads} if self.threads else {}
        config = {"memory_limit": self.memory, "temp_directory": str(spill_folder), **threads, **settings}
        # One at a time: who opens the same file at the same moment would find it half locked.
        with _OPENING:
            connection = duckdb.connect(str(path), read_only=True, config=config)
            # A file that this process has open already is opened as it was. As parts of `config` the order of the
            # settings would be left to chance.
            is_locked = connection.execute("SELECT current_setting('lock_configuration')").fetchone()[0]
            for setting in () if is_locked else _LOCKED:
                connection.execute(setting)
        return connection


USUAL_LIMITS = Limits()


def check_memory(text: str) -> str:
    """Return an amount of memory as it is written, if DuckDB understands it.

    Raises:
        AtlasError: If it does not.
    """
    try:
        duckdb.connect(config={"memory_limit": text}).close()
    except duckdb.Error as error:
        raise AtlasError(
            f'"{text}" is no amount of memory. Write a number and a unit, such as 800MB or 2GB.'
        ) from error
    return text


@contextlib.contextmanager
def stop_after(seconds: float, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Stop what a cursor is asked within the block when it takes longer than so many seconds.

    Raises:
        TooSlow: If it was stopped.
    """
    lock, is_over = threading.Lock(), threading.Event()

    def stop() -> None:
        with lock:  # A question that was answered at the last moment must not stop the one after it.
            if not is_over.is_set():
                cursor.interrupt()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    except duckdb.InterruptException as error:
        raise say_too_slow(seconds) from error
    finally:
        with lock:
            is_over.set()
        timer.cancel()


def say_too_slow(seconds: float) -> TooSlow:
    """Say that a question was stopped after so many seconds."""
    return TooSlow(
        f"The question took longer than {seconds:g} seconds and was stopped. Ask for fewer days, a smaller area or "
        "fewer words, or let questions take longer with --query-seconds."
    )
