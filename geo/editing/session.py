"""One change at a time: the lock, the file as it is, and the one way in which a new content gets there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from geo.atomic import remove_leftovers
from geo.editing.change_log import LOG_NAME, Change, next_moments, read_log, write_lines
from geo.editing.event_table import EventTable, parse_table
from geo.editing.failures import NotEditable, Unsaved, saying_why_unsaved
from geo.editing.journal import JOURNAL_NAME, commit, digest_of, recover

LOCK_NAME = f".{LOG_NAME}.lock"
PATIENCE_SECONDS = 20


@dataclass(frozen=True)
class Session:
    """A file in the hands of one writer.

    Attributes:
        file: The file, in its real folder.
        content: What it holds; nothing where it is to be made.
        table: The same, cut at its records.
        log: Every change made so far in its folder.
    """

    file: Path
    content: bytes
    table: EventTable
    log: list[Change]

    @property
    def digest(self) -> str:
        """SHA-256 of the content."""
        return digest_of(self.content)

    def save(self, table: EventTable, changes: list[Change]) -> list[Change]:
        """Write a new content and the changes that led to it.

        Returns:
            The changes with their moments.

        Raises:
            Unsaved: If the disk, the folder or another program does not let it; file and log are then as they were.
        """
        content = table.text.encode("utf-8")
        moments = next_moments(self.log, len(changes))
        dated = [replace(one, when=moment) for one, moment in zip(changes, moments, strict=True)]
        if content == self.content:
            return []
        with saying_why_unsaved(self.file):
            is_first = not (self.file.parent / LOG_NAME).exists()
            commit(self.file, self.content, content, write_lines(dated, is_first))
        return dated


@contextlib.contextmanager
def open_session(file: Path, new_content: bytes = b"") -> Iterator[Session]:
    """Take a file in hand, waiting for whoever has it, and clear up after a writer that was killed.

    Args:
        file: A CSV file in our columns. Of a symbolic link, the file it points to.
        new_content: What a file that does not exist begins with; nothing where it has to exist.

    Raises:
        Unsaved: If the folder cannot be written to, or somebody else has it for too long.
        NotEditable: If it is not a CSV in our columns, or the log beside it is damaged.
    """
    file = file.resolve()
    with _lock(file), saying_why_unsaved(file):
        recover(file.parent)
        remove_leftovers(file.parent)
        content = file.read_bytes() if file.exists() or not new_content else b""
        log = read_log(file.parent)
        yield Session(file, content, parse_table(content or new_content, file.name), log)


def clear_up(paths: Iterable[Path]) -> None:
    """Finish what killed writers left beside files and in folders; to be called at a start.

    A folder in which nothing was left is not touched, and one that may only be read is left as it is.
    """
    for path in paths:
        # What cannot even be looked at is for the reader to name.
        with contextlib.suppress(Unsaved, OSError, ValueError):
            folder = path if path.is_dir() else path.resolve().parent
            if (folder / JOURNAL_NAME).exists() or any(folder.glob(".*.part")):
                _clear_up(folder)


def _clear_up(folder: Path) -> None:
    with _lock(folder / LOG_NAME), saying_why_unsaved(folder):
        recover(folder)
        remove_leftovers(folder)


def read_table(file: Path) -> tuple[EventTable, str]:
    """Read a file as it is now, without the lock: writers put it there whole.

    Returns:
        The table and the SHA-256 of its content.

    Raises:
        NotEditable: If it cannot be read, or is not a CSV in our columns.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise NotEditable(f"{file} cannot be read: {error.strerror}.") from error
    return parse_table(content, file.name), digest_of(content)


@contextlib.contextmanager
def _lock(file: Path) -> Iterator[None]:
    """Hold the lock of a file's folder: one for all its files, because they share the log."""
    lock = FileLock(file.with_name(LOCK_NAME), timeout=PATIENCE_SECONDS)
    with saying_why_unsaved(file):
        try:
            lock.acquire()
        except Timeout as error:
            raise Unsaved(f"{file.name} is being changed by somebody else. It is as it was. Try again.") from error
    try:
        yield
    finally:
        lock.release()
