"""What all commands share: how options are read, what is said of a fault, the codes that they leave with."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from geo.errors import AtlasError
from geo.tables.printing import printable

if TYPE_CHECKING:
    from geo.store.sources import Address

A_STORE = "FILE.duckdb|clickhouse://USER@HOST:PORT/DATABASE"
"""How `--store` is written."""

PROJECT = Path(__file__).resolve().parent.parent.parent
FOUND_NOTHING_GOOD, FOUND_DIFFERENCES, CANNOT_START = 1, 1, 2
"""Exit codes: refused rows or an unknown name; events that differ; input that cannot be used at all."""


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Leave with exit code 2."""
        help_command = f"python {self.prog} --help".replace("python python", "python")
        self.exit(CANNOT_START, f"run.py: {message}. Try: {help_command}\n")


def read_store(text: str) -> Path | Address:
    """Read what `--store` says: the path of a store file, or the address of a database.

    Raises:
        argparse.ArgumentTypeError: If it is an address that cannot be read.
    """
    from geo.store.sources import read_address

    try:
        return read_address(text)
    except AtlasError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from error


def complain(message: str) -> None:
    """Say what is wrong where errors are said."""
    print(printable(f"run.py: {message}"), file=sys.stderr)
