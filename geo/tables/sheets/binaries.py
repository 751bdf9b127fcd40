"""Files that are not text: opened for reading, or one clear line that says why not and what they are instead."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from geo.errors import UnreadableFile

MOST_BYTES = 1 << 30
"""How large a table may be when it is unpacked."""

MOST_CELLS = 64_000_000
"""How many cells a workbook may span: a million rows of 60 columns."""

_OF_EXCEL_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KINDS = {
    b"PK\x03\x04": "a zip archive or a workbook",
    b"SQLite format 3\0": "an SQLite database or a GeoPackage",
    b"PAR1": "a Parquet file",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip archive",
}
_HEAD = 4_096


def open_binary(path: Path, mark: bytes, expected: str) -> BinaryIO:
    """Open a file that begins with a mark.

    Args:
        path: The file.
        mark: The bytes that every file of this kind begins with.
        expected: What it should be, for messages, such as "a workbook".

    Raises:
        UnreadableFile: If it is missing, empty or another kind of file.
    """
    file = open_any(path, expected)
    head = file.read(_HEAD)
    if head.startswith(mark):
        file.seek(0)
        return file
    rest = head + file.read(MOST_BYTES) if head.startswith(_OF_EXCEL_97) else head
    file.close()
    raise UnreadableFile(f"{path} {_say_otherwise(rest, expected)}")


def open_any(path: Path, expected: str) -> BinaryIO:
    """Open a file whatever it begins with.

    Raises:
        UnreadableFile: If it is missing, or no file that can be read.
    """
    try:
        if path.is_symlink() and not path.exists():
            raise UnreadableFile(f"{path} is a link to {path.readlink()}, which does not exist. Mend or remove it.")
        if path.exists() and not path.is_file():
            raise UnreadableFile(f"{path} is not a file. Expected {expected}.")
        return path.open("rb")
    except FileNotFoundError as error:
        raise UnreadableFile(f"{path} does not exist. Give {expected} or a folder of files of events.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFile(f"{path} cannot be read: {reason}.") from error


def _say_otherwise(head: bytes, expected: str) -> str:
    if not head.strip():
        return f"is empty. Expected {expected}."
    if head.startswith(_OF_EXCEL_97) and _ENCRYPTED in head:
        return "is protected by a password. Save it without one, then read it again."
    if head.startswith(_OF_EXCEL_97):
        return "is a workbook of Excel 97 to 2003 (.xls). Open it in a spreadsheet program and save it as .xlsx."
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return f"is HTML or XML, not {expected}. It may be a saved web page; download the file itself."
    known = next((kind for mark, kind in _KINDS.items() if head.startswith(mark)), None)
    if known:
        return f"is {known}, not {expected}. Name it as what it is, or export it anew."
    if b"\x00" not in head and any(mark in head for mark in (b",", b";", b"\t")):
        return f"is text, not {expected}. If it is a CSV, name it .csv."
    return f"is not {expected}. Export it anew."
