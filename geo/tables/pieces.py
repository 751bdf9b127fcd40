"""Files of any size as sheets, a piece at a time: what does not fit into memory is never held whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geo.errors import UnreadableFile
from geo.tables.formats import name_columns
from geo.tables.options import ReadingOptions
from geo.tables.reading import PACKED
from geo.tables.sheets.delimited import read_delimited_pieces
from geo.tables.sheets.opening import READERS, open_sheet
from geo.tables.sheets.parquet import read_parquet_pieces
from geo.tables.sheets.sheet import Sheet

PIECE_ROWS = 250_000
LARGE_BYTES = 128_000_000
"""Files of text and Parquet above this size are read in pieces; of smaller ones the whole may decide how it is read."""


def read_pieces(path: Path, options: ReadingOptions, large_bytes: int = LARGE_BYTES) -> Iterator[Sheet]:
    """Read a file as one sheet after another, rows numbered as in the file.

    Args:
        path: The file.
        options: What the person declares of it.
        large_bytes: Above which size it is read in pieces.

    Raises:
        UnreadableFile: If it cannot be read.
    """
    suffix = path.suffix.lower()
    if _size_of(path) * PACKED.get(suffix, 1) <= large_bytes:
        yield open_sheet(path, options)
    elif suffix == ".parquet":
        yield from read_parquet_pieces(path, PIECE_ROWS)
    elif suffix in (".csv", ".tsv") or suffix not in READERS:
        yield from read_delimited_pieces(path, options.encoding, name_columns, PIECE_ROWS)
    else:
        yield open_sheet(path, options)


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror or error}.") from error
