"""Any file of events as a sheet, by how its name ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from geo.tables.options import ReadingOptions
from geo.tables.sheets.delimited import read_delimited
from geo.tables.sheets.sheet import Sheet


def _read_text(path: Path, options: ReadingOptions) -> Sheet:
    return read_delimited(path, options.encoding)


READERS: dict[str, Callable[[Path, ReadingOptions], Sheet]] = {".csv": _read_text, ".tsv": _read_text}
"""How a file name ends, in lower case, to what reads it. Any other file is read as text."""


def open_sheet(path: Path, options: ReadingOptions) -> Sheet:
    """Read a file as a table of text.

    Raises:
        UnreadableFile: If it cannot be read.
    """
    return READERS.get(path.suffix.lower(), _read_text)(path, options)
