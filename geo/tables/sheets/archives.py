"""Workbooks are zip archives: what is in them is looked at before it is unpacked, so that none fills the memory."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.errors import UnreadableFile
from geo.tables.sheets.binaries import MOST_BYTES, open_binary

MOST_ENTRIES = 10_000
_MOST_RATIO, _LARGE = 200, 64 << 20
_PIECE = 1 << 20
_IS_ENCRYPTED = 1


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a workbook as an archive that is safe to unpack.

    Raises:
        UnreadableFile: If it is no archive, damaged, protected, or a bomb: far larger inside than outside. Damage that
            is found while it is read is said so, too.
    """
    with open_binary(path, b"PK", "a workbook (.xlsx or .ods)") as file:
        try:
            with zipfile.ZipFile(file) as archive:
                _check_entries(path, archive)
                yield archive
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise UnreadableFile(
                f"{path} is damaged or cut short: {_first_line(error)}. Copy or download it again."
            ) from error


def _check_entries(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & _IS_ENCRYPTED for entry in entries):
        raise UnreadableFile(f"{path} is protected by a password. Save it without one, then read it again.")
    if len(entries) > MOST_ENTRIES or len({entry.filename for entry in entries}) < len(entries):
        raise UnreadableFile(
            f"{path} holds {len(entries):,} files, some perhaps twice, which no workbook does. Save it anew."
        )
    size, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if size > MOST_BYTES or (size > _LARGE and size > _MOST_RATIO * packed):
        raise UnreadableFile(
            f"{path} would fill {size / 1e6:,.0f} MB when unpacked, {size // max(packed, 1):,} times its size, and at "
            f"most {MOST_BYTES / 1e6:,.0f} MB are read. Is it a table? Save a large one as CSV."
        )


def pieces_of(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Unpack an entry piece by piece, never more than it says it holds; its checksum is compared at the end."""
    with archive.open(name) as entry:
        while piece := entry.read(_PIECE):
            yield piece


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["its end is missing"])[0].rstrip(".")
