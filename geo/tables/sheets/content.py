"""The bytes of a text table: whether they are text, in which encoding, and how its cells are separated."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.errors import UnreadableFile

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KNOWN_BINARY = {b"PK\x03\x04": "a spreadsheet or zip archive", b"%PDF": "a PDF", b"\x1f\x8b": "a gzip archive"}
_HEAD_LENGTH = 2_000
_PIECE = 1 << 24
_ARABIC_LETTERS = range(0x600, 0x700)
_LEAST_ARABIC = 0.5


@dataclass(frozen=True)
class Content:
    """A text table that can be read as such.

    Attributes:
        data: The text as UTF-8, without byte order mark and `sep=` line.
        separator: What its cells are separated by.
        skipped: Lines before the header: blank ones, and a `sep=` line.
        ends_inside_quotes: Whether a quote is never closed.
        encoding: Its encoding where that is not UTF-8, else "".
    """

    data: bytes
    separator: str
    skipped: int = 0
    ends_inside_quotes: bool = False
    encoding: str = ""


def read_content(path: Path, encoding: str = "", what: str = "events") -> Content:
    """Read a file of text.

    UTF-8 and, by its mark, UTF-16 are known on sight. Any other encoding must be declared: one that fits by chance would
    turn every name into another.

    Args:
        path: The file.
        encoding: The encoding that the person declares, such as "cp1256"; "" for UTF-8.
        what: What its rows are, for messages.

    Raises:
        UnreadableFile: If it is missing, empty, binary or in another encoding.
    """
    data = _read_bytes(path, what)
    _check_kind(path, data)
    data, used = _as_utf8(path, data, encoding)
    data, separator, skipped = _find_separator(data)
    return Content(data, separator, skipped, _ends_inside_quotes(data, separator), used)


def _read_bytes(path: Path, what: str) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile(
                f"{path} is a folder without CSV files. Give a CSV file of {what} or a folder of them."
            )
        if path.is_symlink() and not path.exists():
            raise UnreadableFile(f"{path} is a link to {path.readlink()}, which does not exist. Mend or remove it.")
        if path.exists() and not path.is_file() and not path.is_fifo():
            raise UnreadableFile(f"{path} is not a file. Give a CSV file of {what}.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(f"{path} does not exist. Give a CSV file of {what} or a folder of them.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFile(f"{path} cannot be read: {reason}.") from error


def _check_kind(path: Path, data: bytes) -> None:
    head = data[:_HEAD_LENGTH].removeprefix(codecs.BOM_UTF8)
    if not head.strip():
        raise UnreadableFile(f"{path} is empty. Expected a table whose first row names its columns.")
    known = next((what for mark, what in _KNOWN_BINARY.items() if head.startswith(mark)), None)
    if known:
        raise UnreadableFile(f"{path} is {known}, not CSV text. Export the table as CSV (UTF-8).")
    if not head.startswith(_UTF16_MARKS) and (place := data.find(b"\x00")) >= 0:
        line = data.count(b"\n", 0, place) + 1
        raise UnreadableFile(
            f"{path} is binary or damaged: line {line} holds a NUL byte. Export the table anew as CSV (UTF-8)."
        )
    if head.lstrip().startswith(b"<"):
        raise UnreadableFile(f"{path} is HTML or XML, not CSV. It may be a saved web page; download the CSV itself.")


def _as_utf8(path: Path, data: bytes, encoding: str) -> tuple[bytes, str]:
    """Return the text as UTF-8, and its encoding where that is another."""
    if data.startswith(_UTF16_MARKS):
        encoding = "utf-16"
    if encoding and codecs.lookup(encoding).name != "utf-8":
        try:
            return data.decode(encoding).encode(), encoding
        except UnicodeError as error:
            raise UnreadableFile(
                f"{path} is not {encoding} text: {error}. Save the file as CSV UTF-8, or declare another encoding."
            ) from error
    data = data.removeprefix(codecs.BOM_UTF8)
    wrong = _first_wrong_byte(data)
    if wrong is None:
        return data, ""
    line = data.count(b"\n", 0, wrong) + 1
    raise UnreadableFile(
        f"{path} line {line} is not UTF-8 text (byte 0x{data[wrong]:02x}). {_suggest_encoding(data)} "
        'Save the file as "CSV UTF-8", or declare its encoding with --encoding.'
    )


def _first_wrong_byte(data: bytes) -> int | None:
    # Piece by piece, so that the text of a large file is not held twice.
    decoder, start = codecs.getincrementaldecoder("utf-8")(), 0
    for piece in _pieces(data):
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(piece, final=start + len(piece) >= len(data))
        except UnicodeDecodeError as error:
            return start - held + error.start
        start += len(piece)
    return None


def _pieces(data: bytes) -> Iterator[memoryview]:
    view = memoryview(data)
    for start in range(0, len(data), _PIECE):
        yield view[start : start + _PIECE]


def _suggest_encoding(data: bytes) -> str:
    """Say how the text reads in the encoding of a Windows spreadsheet that it is most likely in; nothing is decided."""
    beyond = bytes(byte for byte in data[:1_000_000] if byte >= 0x80)
    arabic = beyond.decode("cp1256", errors="replace")
    is_arabic = sum(ord(one) in _ARABIC_LETTERS for one in arabic) > _LEAST_ARABIC * len(arabic) and len(arabic) > 3
    encoding = "cp1256" if is_arabic else "cp1252"
    line = next(line for line in data.splitlines() if any(byte >= 0x80 for byte in line))
    start = next(place for place, byte in enumerate(line) if byte >= 0x80)
    sample = line[max(0, start - 12) : start + 12].decode(encoding, errors="replace").strip()
    return f'As {encoding} it reads "{sample}".'


def _find_separator(data: bytes) -> tuple[bytes, str, int]:
    """Find the separator: that of a `sep=` line, else the one the header has most of; a comma where it has none."""
    header = data.lstrip(b"\r\n")
    blank = data[: len(data) - len(header)].count(b"\n")
    first, _, rest = header.partition(b"\n")
    declared = first.strip().strip(b'"').lower()
    if declared.startswith(b"sep=") and declared[4:].decode() in SEPARATORS:
        return rest, declared[4:].decode(), blank + 1
    if first.strip(b"\r").lower().startswith(b"sep=\t"):
        return rest, "\t", blank + 1
    outside = first.decode("utf-8", errors="replace").split('"')[::2]
    counts = {separator: sum(part.count(separator) for part in outside) for separator in SEPARATORS}
    best = max(counts, key=counts.__getitem__)
    return header, best if counts[best] else ",", blank


def _ends_inside_quotes(data: bytes, separator: str) -> bool:
    if data.count(b'"') % 2 == 0:
        return False
    try:
        for _ in csv.reader(io.StringIO(data.decode(), newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False
