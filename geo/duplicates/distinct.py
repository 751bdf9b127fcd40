"""`DISTINCT.csv`, beside the event files: pairs of events that a person said are two, so that nobody is asked again."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from geo.atomic import replace_file
from geo.errors import AtlasError, UnreadableFile
from geo.tables.formulas import escape_cell, unescape_cell

DISTINCT_NAME = "DISTINCT.csv"
DISTINCT_COLUMNS = ("event_id_1", "event_id_2", "when", "who")
LOCK_NAME = f".{DISTINCT_NAME}.lock"
PATIENCE_SECONDS = 20

Pair = frozenset[str]


class NotMarked(AtlasError):
    """A pair that could not be written down as distinct."""


def read_distinct(files: Iterable[Path]) -> frozenset[Pair]:
    """Read the pairs marked distinct beside files of events.

    Args:
        files: Files of events, or folders of them.

    Returns:
        Pairs of ids, in no order; a pair may name an event that is gone.

    Raises:
        UnreadableFile: If such a file is there and cannot be read.
    """
    folders = dict.fromkeys(file if file.is_dir() else file.parent for file in files)
    return frozenset(pair for folder in folders for pair in _read_pairs(folder / DISTINCT_NAME))


def mark_distinct(folder: Path, one: str, other: str, who: str = "") -> None:
    """Write down that two events are two, at the end of a folder's file; a pair that is there is not written again.

    Args:
        folder: Where the file of the first event lies.
        one: Its id.
        other: The id of the other event.
        who: Whoever says so; blank unless known.

    Raises:
        NotMarked: If it cannot be written; the file is then as it was.
        UnreadableFile: If the file that is there cannot be read.
    """
    with _changing(folder) as path:
        if frozenset((one, other)) not in set(_read_pairs(path)):
            old = path.read_bytes() if path.exists() else b""
            _replace(path, old + _write_line(old, one, other, who))


def unmark_distinct(folder: Path, one: str, other: str) -> None:
    """Take back that two events are two; every other line stays as it is.

    Raises:
        NotMarked: If it cannot be written; the file is then as it was.
        UnreadableFile: If the file that is there cannot be read.
    """
    pair = frozenset((one, other))
    with _changing(folder) as path:
        if pair in _read_pairs(path):
            lines = path.read_bytes().splitlines(keepends=True)
            _replace(path, b"".join([lines[0], *(line for line in lines[1:] if _pair_of(lines[0], line) != pair)]))


@contextlib.contextmanager
def _changing(folder: Path) -> Iterator[Path]:
    """Take the file in hand, waiting for whoever has it."""
    try:
        with FileLock(folder / LOCK_NAME, timeout=PATIENCE_SECONDS):
            yield folder / DISTINCT_NAME
    except Timeout as error:
        raise NotMarked(f"{DISTINCT_NAME} is being changed by somebody else. It is as it was. Try again.") from error
    except OSError as error:
        reason = error.strerror or error
        raise NotMarked(f"{DISTINCT_NAME} cannot be written: {reason}. Nothing was changed.") from error


def _replace(path: Path, content: bytes) -> None:
    with replace_file(path) as file:
        file.write(content)


def _pair_of(header: bytes, line: bytes) -> Pair | None:
    """Read the pair of one line; None of a line that names none, such as the second half of a note in two lines."""
    rows = list(csv.DictReader(io.StringIO((header + line).decode("utf-8-sig"))))
    return _as_pair(rows[0]) if rows else None


def _as_pair(row: dict[str, str | None]) -> Pair:
    return frozenset(unescape_cell((row.get(name) or "").strip()) for name in DISTINCT_COLUMNS[:2])


def _write_line(old: bytes, one: str, other: str, who: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if not old:
        writer.writerow(DISTINCT_COLUMNS)
    elif not old.endswith(b"\n"):
        text.write("\n")
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    writer.writerow([escape_cell(cell) for cell in (one, other, when, who)])
    return text.getvalue().encode("utf-8")


def _read_pairs(path: Path) -> list[Pair]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = set(DISTINCT_COLUMNS[:2]) - set(reader.fieldnames or ())
            if missing:
                raise UnreadableFile(
                    f"{path} lacks the column {sorted(missing)[0]}. Expected: {','.join(DISTINCT_COLUMNS)}."
                )
            pairs = [_as_pair(row) for row in reader]
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(f"{path} cannot be read: {error}. Mend it, or move it away.") from error
    return [pair for pair in pairs if len(pair) == 2 and "" not in pair]
