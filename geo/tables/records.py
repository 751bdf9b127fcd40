"""A CSV file as text: its header and its records, or one clear line why there are none."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.errors import UnreadableFile
from geo.schema import REQUIRED_NAMES

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_KNOWN_BINARY = {b"PK\x03\x04": "a spreadsheet or zip archive", b"%PDF": "a PDF", b"\x1f\x8b": "a gzip archive"}
_HEAD_LENGTH = 2_000


@dataclass(frozen=True)
class Records:
    """The text of one CSV file.

    Attributes:
        header: Column names, stripped.
        rows: Row number and cells of every record that is not blank. Rows count as a spreadsheet does: the header is
            row 1, and a record with a line break inside quotes is one row.
        unclosed_row: Number of the record whose quote is never closed, so that it swallowed the rest of the file; or 0.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]
    unclosed_row: int = 0


def read_records(path: Path, what: str = "events", required: Sequence[str] = REQUIRED_NAMES) -> Records:
    """Read a CSV file as text, UTF-8 with or without a byte order mark, separated by commas.

    Args:
        path: The file.
        what: What its rows are, for messages.
        required: Columns that messages name as expected; that they are there is the caller's to check.

    Raises:
        UnreadableFile: If it is missing, empty, binary, not UTF-8, not CSV, or has no usable header.
    """
    text = _read_text(path, what, required)
    numbered: list[tuple[int, list[str]]] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline="")), start=1):
            numbered.append((number, [cell.strip() for cell in cells]))
    except csv.Error as error:
        raise UnreadableFile(
            f"{path} row {len(numbered) + 1}: {error}. A quote is probably not closed before it; close it."
        ) from error
    header = tuple(numbered[0][1])
    _check_header(path, header, required)
    rows = tuple((number, cells) for number, cells in numbered[1:] if any(cells))
    return Records(header, rows, numbered[-1][0] if _ends_inside_quotes(text) else 0)


def misfit(records: Records, number: int, cells: list[str]) -> tuple[str, str] | None:
    """Say why the cells of a record cannot be told apart by the header.

    Blank cells beyond the header are taken off `cells` first.

    Returns:
        The text to show, and what is wrong with it and what to do; None for a record that fits.
    """
    if records.unclosed_row == number:
        message = "A quote that opens in this row is never closed, so the rest of the file is one cell. Close it."
        return cells[-1], message
    while len(cells) > len(records.header) and not cells[-1]:
        cells.pop()
    if len(cells) == len(records.header):
        return None
    message = f"has {len(cells)} cells where the header has {len(records.header)}. "
    if len(cells) > len(records.header):
        return ",".join(cells), message + "A text that holds a comma needs quotes around it."
    return ",".join(cells), message + "Add the missing commas, or check whether a quote is not closed."


def _read_text(path: Path, what: str, required: Sequence[str]) -> str:
    try:
        if path.is_dir():
            raise UnreadableFile(
                f"{path} is a folder without CSV files. Give a CSV file of {what} or a folder of them."
            )
        if path.exists() and not path.is_file() and not path.is_fifo():
            raise UnreadableFile(f"{path} is not a file. Give a CSV file of {what}.")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(f"{path} does not exist. Give a CSV file of {what} or a folder of them.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFile(f"{path} cannot be read: {reason}.") from error
    _check_content(path, content, required)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        raise UnreadableFile(
            f'{path} line {line} is not UTF-8 text (byte 0x{byte:02x}). Save the file as "CSV UTF-8".'
        ) from error


def _check_content(path: Path, content: bytes, required: Sequence[str]) -> None:
    head = content[:_HEAD_LENGTH]
    if not head.removeprefix(b"\xef\xbb\xbf").strip():
        raise UnreadableFile(f"{path} is empty. Expected a CSV whose header has {', '.join(required)}.")
    if head.startswith(_UTF16_MARKS):
        raise UnreadableFile(f'{path} is UTF-16 text. Save it as "CSV UTF-8".')
    known = next((what for mark, what in _KNOWN_BINARY.items() if head.startswith(mark)), None)
    if known or b"\x00" in content:
        raise UnreadableFile(f"{path} is {known or 'binary'}, not CSV text. Export the table as CSV (UTF-8).")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise UnreadableFile(f"{path} is HTML or XML, not CSV. It may be a saved web page; download the CSV itself.")


def _check_header(path: Path, header: tuple[str, ...], required: Sequence[str]) -> None:
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and header[0].count(separator) >= len(required) - 1:
            raise UnreadableFile(f"{path} is separated by {name}. Save it separated by commas.")
    twice = sorted({column for column in header if column and header.count(column) > 1})
    if twice:
        raise UnreadableFile(f'{path} has the column "{twice[0]}" twice. Remove or rename one of them.')


def _ends_inside_quotes(text: str) -> bool:
    if text.count('"') % 2 == 0:
        return False
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), strict=True):
            pass
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False
