"""The lines of a GeoNames dump, plain or zipped, read one by one within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from geo.errors import UnreadableFile

ENDINGS = (".txt", ".zip")
READ_ME = "readme.txt"
"""Lies beside the dump in GeoNames' archives, and is none."""

MOST_BYTES, MOST_LINES, LONGEST_LINE = 2_000_000_000, 3_000_000, 100_000
"""A small archive can unpack to anything. The largest country has some two million lines; alternate names take at most
10,000 letters."""

_WANTED = "Expected the dump of one country as GeoNames publishes it, such as SY.txt or SY.zip."


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield number and text of every line that is not blank.

    Raises:
        UnreadableFile: If the file is missing, no archive, not UTF-8, or larger than the limits.
    """
    size = 0
    try:
        with _opened(path) as content:
            for number, line in enumerate(iter(lambda: content.readline(LONGEST_LINE), b""), start=1):
                size += len(line)
                _check_limits(path, number, line, size)
                if not line.isspace():
                    yield number, _decoded(path, number, line)
    except FileNotFoundError as error:
        raise UnreadableFile(f"{path} does not exist. {_WANTED}") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise UnreadableFile(f"{path} is a damaged or locked archive: {error}. Download it again.") from error
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror or error}.") from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if path.exists() and not path.is_file():
        raise UnreadableFile(f"{path} is not a file. {_WANTED}")
    if path.suffix.lower() != ".zip":
        with path.open("rb") as content:
            yield content
        return
    with zipfile.ZipFile(path) as archive, archive.open(_member(path, archive)) as content:
        yield io.BufferedReader(content)


def _member(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """Find the dump in an archive: the text that is called like it, else the only one."""
    texts = [one for one in archive.infolist() if one.filename.lower().endswith(".txt") and not one.is_dir()]
    texts = [one for one in texts if Path(one.filename).name.lower() != READ_ME]
    named = [one for one in texts if Path(one.filename).stem.lower() == path.stem.lower()]
    if len(named or texts) != 1:
        held = "several texts" if texts else "no text"
        raise UnreadableFile(f"{path} holds {held}, and no {path.stem}.txt. {_WANTED}")
    (member,) = named or texts
    if member.file_size > MOST_BYTES:
        raise _too_large(path)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableFile(f"{path} is packed in an unusual way. Unpack it and add {path.stem}.txt.")
    return member


def _check_limits(path: Path, number: int, line: bytes, size: int) -> None:
    if size > MOST_BYTES:
        raise _too_large(path)
    if number > MOST_LINES:
        raise UnreadableFile(f"{path} has more than {MOST_LINES:,} lines. {_WANTED}")
    if len(line) >= LONGEST_LINE:
        raise UnreadableFile(f"{path} line {number} is longer than {LONGEST_LINE:,} bytes. {_WANTED}")


def _too_large(path: Path) -> UnreadableFile:
    gigabytes = MOST_BYTES // 1_000_000_000
    return UnreadableFile(f"{path} holds more than {gigabytes} GB of text, the most that is read. {_WANTED}")


def _decoded(path: Path, number: int, line: bytes) -> str:
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        byte = line[error.start]
        raise UnreadableFile(
            f"{path} line {number} is not UTF-8 text (byte 0x{byte:02x}). GeoNames publishes UTF-8: download it again."
        ) from error
    return text.rstrip("\r\n")
