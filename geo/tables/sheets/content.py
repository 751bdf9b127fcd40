"""The bytes of a text table: whether they are text, in which encoding, and how its cells are separated."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path
from typing import BinaryIO

from geo.errors import NotUtf8, UnreadableFile

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KNOWN_BINARY = {b"PK\x03\x04": "a spreadsheet or zip archive", b"%PDF": "a PDF", b"\x1f\x8b": "a gzip archive"}
_HEAD = 1 << 22
_ARABIC_LETTERS = range(0x600, 0x700)
_LEAST_ARABIC = 0.5


class Text(io.RawIOBase):
    """A file's text as UTF-8, piece by piece, without byte order mark and `sep=` line; checked on the way.

    UTF-8 and, by its mark, UTF-16 are known on sight. Any other encoding must be declared: one that fits by chance
    would turn every name into another.

    Attributes:
        separator: What its cells are separated by.
        skipped: Lines before the header: blank ones, and a `sep=` line.
        encoding: Its encoding where that is not UTF-8, else "".
        quotes: How many quotes were read so far.
        has_quotes: Whether a cell may stand in quotes, as in nearly every table. To be set to False before reading on
            where a quote is a letter like any other.
    """

    has_quotes = True

    def __init__(self, path: Path, encoding: str = "", what: str = "events") -> None:
        """Open a file of text.

        Args:
            path: The file.
            encoding: The encoding that the person declares, such as "cp1256"; "" for UTF-8.
            what: What its rows are, for messages.

        Raises:
            UnreadableFile: If it is missing, empty, binary or in another encoding; reading on may raise it, too.
        """
        self._path, self._file = path, _open(path, what)
        self.quotes, self._lines = 0, 1
        start = self._file.read(_HEAD)
        _check_kind(path, start)
        self.encoding, mark = _encoding_of(path, start, encoding)
        self._decoder = codecs.getincrementaldecoder(self.encoding or "utf-8")()
        self._waiting = self._text_of(start[mark:], is_last=len(start) < _HEAD)
        start_of_rows, self.separator, self.skipped = _find_separator(self._waiting)
        self._waiting = self._waiting[start_of_rows:]

    def first_line(self) -> list[str]:
        """Return the cells of the first line, quotes being letters."""
        return self._waiting.partition(b"\n")[0].decode(errors="replace").rstrip("\r").split(self.separator)

    def first_record(self) -> list[str]:
        """Return the cells of the first record, which is the header of most formats."""
        lines = io.StringIO(self._waiting.decode(errors="replace"), newline="")
        csv.field_size_limit(max(_HEAD, csv.field_size_limit()))
        return next(csv.reader(lines, delimiter=self.separator), [])

    def cells_of(self, record: str) -> list[str]:
        """Return the cells of a record of this text."""
        if not self.has_quotes:
            return record.split(self.separator)
        return next(csv.reader(io.StringIO(record, newline=""), delimiter=self.separator), [])

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next piece of about that many bytes; b"" at the end."""
        if not self._waiting:
            piece = self._file.read(size)
            if piece:
                self._waiting = self._text_of(piece, is_last=False) or self.read(size)
            else:
                self._waiting = self._text_of(b"", is_last=True)
        given = self._waiting if size < 0 else self._waiting[:size]
        self._waiting = self._waiting[len(given) :]
        return given

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def _text_of(self, piece: bytes, is_last: bool) -> bytes:
        """Return a piece of the file as UTF-8, letters that are cut at its end left for the next."""
        if not self.encoding and piece.isascii() and not self._decoder.getstate()[0]:
            text = piece
        else:
            text = self._decode(piece, is_last)
        if b"\x00" in text:
            line = self._lines + text.count(b"\n", 0, text.find(b"\x00"))
            raise UnreadableFile(
                f"{self._path} is binary or damaged: line {line} holds a NUL byte. Export it anew as CSV (UTF-8)."
            )
        self.quotes += text.count(b'"')
        self._lines += text.count(b"\n")
        return text

    def _decode(self, piece: bytes, is_last: bool) -> bytes:
        held = self._decoder.getstate()[0]
        try:
            return self._decoder.decode(piece, is_last).encode()
        except UnicodeDecodeError as error:
            if self.encoding:
                raise UnreadableFile(
                    f"{self._path} is not {self.encoding} text: {error}. Save the file as CSV UTF-8, or declare "
                    "another encoding."
                ) from error
            whole = held + piece
            line = self._lines + whole.count(b"\n", 0, error.start)
            likely = _likely_encoding(whole)
            raise NotUtf8(
                f"{self._path} line {line} is not UTF-8 text (byte 0x{whole[error.start]:02x}). "
                f'As {likely} it reads "{_sample(whole, likely)}". '
                'Save the file as "CSV UTF-8", or declare its encoding with --encoding.',
                likely,
            ) from error


def ends_inside_quotes(path: Path, encoding: str, separator: str) -> bool:
    """Say whether a quote of a file is never closed."""
    text = io.TextIOWrapper(io.BufferedReader(_Whole(Text(path, encoding))), encoding="utf-8", newline="")
    try:
        for _ in csv.reader(text, delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


class _Whole(io.RawIOBase):
    """A text as the raw file that Python's own readers ask for."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        piece = self._text.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _open(path: Path, what: str) -> BinaryIO:
    try:
        if path.is_dir():
            raise UnreadableFile(
                f"{path} is a folder without CSV files. Give a CSV file of {what} or a folder of them."
            )
        if path.is_symlink() and not path.exists():
            raise UnreadableFile(f"{path} is a link to {path.readlink()}, which does not exist. Mend or remove it.")
        if path.exists() and not path.is_file() and not path.is_fifo():
            raise UnreadableFile(f"{path} is not a file. Give a CSV file of {what}.")
        return path.open("rb")
    except FileNotFoundError as error:
        raise UnreadableFile(f"{path} does not exist. Give a CSV file of {what} or a folder of them.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFile(f"{path} cannot be read: {reason}.") from error


def _check_kind(path: Path, data: bytes) -> None:
    head = data.removeprefix(codecs.BOM_UTF8)
    if not head.strip():
        raise UnreadableFile(f"{path} is empty. Expected a table whose first row names its columns.")
    known = next((what for mark, what in _KNOWN_BINARY.items() if head.startswith(mark)), None)
    if known:
        raise UnreadableFile(f"{path} is {known}, not CSV text. Export the table as CSV (UTF-8).")
    if head.lstrip().startswith(b"<"):
        raise UnreadableFile(f"{path} is HTML or XML, not CSV. It may be a saved web page; download the CSV itself.")


def _encoding_of(path: Path, start: bytes, declared: str) -> tuple[str, int]:
    """Return the encoding, "" for UTF-8, and how long the byte order mark is."""
    if start.startswith(_UTF16_MARKS):
        return "utf-16", 0
    mark = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    try:
        name = codecs.lookup(declared or "utf-8").name
    except LookupError as error:
        raise UnreadableFile(
            f'{path}: "{declared}" is no encoding. Declare one such as cp1252, cp1256 or utf-16.'
        ) from error
    return ("" if name == "utf-8" or mark else declared), mark


def _likely_encoding(data: bytes) -> str:
    """Say which encoding of a Windows spreadsheet a text is most likely in; nothing is decided by it alone."""
    beyond = bytes(byte for byte in data[:1_000_000] if byte >= 0x80)
    arabic = beyond.decode("cp1256", errors="replace")
    is_arabic = sum(ord(one) in _ARABIC_LETTERS for one in arabic) > _LEAST_ARABIC * len(arabic) and len(arabic) > 3
    return "cp1256" if is_arabic else "cp1252"


def _sample(data: bytes, encoding: str) -> str:
    """Show how the first letters that are not ASCII read in an encoding."""
    line = next(line for line in data.splitlines() if any(byte >= 0x80 for byte in line))
    start = next(place for place, byte in enumerate(line) if byte >= 0x80)
    return line[max(0, start - 12) : start + 12].decode(encoding, errors="replace").strip()


def _find_separator(data: bytes) -> tuple[int, str, int]:
    """Find the separator: that of a `sep=` line, else the one the header has most of; a comma where it has none.

    Returns:
        Where the first row begins, the separator, and how many lines are before it.
    """
    start = len(data) - len(data.lstrip(b"\r\n"))
    blank = data.count(b"\n", 0, start)
    end = data.find(b"\n", start) + 1 or len(data)
    first = data[start:end].rstrip(b"\r\n")
    declared = first.strip(b'"').lower()
    if declared.startswith(b"sep=") and declared[4:].decode(errors="replace") in SEPARATORS:
        return end, declared[4:].decode(), blank + 1
    outside = first.decode("utf-8", errors="replace").split('"')[::2]
    counts = {separator: sum(part.count(separator) for part in outside) for separator in SEPARATORS}
    best = max(counts, key=counts.__getitem__)
    return start, best if counts[best] else ",", blank
