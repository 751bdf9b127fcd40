"""What was about to be written, so that file and log agree again after a crash between the two."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path

from geo.atomic import replace_file, sync_folder
from geo.editing.change_log import LOG_NAME, Change, parse_lines
from geo.editing.event_table import EventTable, parse_table
from geo.editing.failures import NotEditable, Unsaved

JOURNAL_NAME = f".{LOG_NAME}.journal"


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file's content, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def commit(file: Path, old: bytes, new: bytes, lines: bytes) -> None:
    """Write a file and the lines of the log that tell of it: both or neither. The caller holds the lock.

    The journal says what is to come, the log is written, then the file; `recover` looks at the file alone to know
    whether the lines are true.

    Args:
        file: The file, in its real folder.
        old: Its content, as the change was made from.
        new: Its content to be.
        lines: What the log gets.

    Raises:
        Unsaved: If another program has saved the file in between.
        OSError: If the disk or the folder does not let it. File and log are then as they were.
    """
    log = file.parent / LOG_NAME
    note = {
        "file": file.name,
        "before": digest_of(old),
        "after": digest_of(new),
        "log_bytes": log.stat().st_size if log.exists() else 0,
        "lines": lines.decode("utf-8"),
    }
    try:
        with replace_file(file.parent / JOURNAL_NAME, "w") as journal:
            json.dump(note, journal)
        _append(log, lines)
        with replace_file(file) as new_file:
            new_file.write(new)
            _check_unchanged(file, old)
    finally:
        recover(file.parent)


def recover(folder: Path) -> None:
    """Take the last lines off the log if the changes they tell of were never made; to be called under the lock.

    Raises:
        OSError: If the log cannot be mended.
    """
    journal = folder / JOURNAL_NAME
    try:
        note = json.loads(journal.read_bytes())
    except FileNotFoundError:
        return
    log = folder / LOG_NAME
    written = log.read_bytes()[note["log_bytes"] :] if log.exists() else b""
    # Only what this change wrote is taken off: the log may have come from elsewhere in the meantime.
    if written and note["lines"].encode("utf-8").startswith(written) and not _is_made(folder, note):
        _cut(log, note["log_bytes"])
    journal.unlink()
    sync_folder(folder)


def _is_made(folder: Path, note: dict) -> bool:
    file = folder / note["file"]
    content = file.read_bytes() if file.exists() else b""
    if digest_of(content) in (note["before"], note["after"]):
        return digest_of(content) == note["after"]
    # Another program has saved the file since: whatever it wrote, the changed cells are there or they are not.
    try:
        table = parse_table(content, file.name)
        return all(_says(table, change) for change in parse_lines(note["lines"]))
    except NotEditable:
        return False


def _says(table: EventTable, change: Change) -> bool:
    row = table.row(change.event_id)
    if not change.after or row is None:
        return not change.after and row is None
    return all(row.get(name, "") == text for name, text in change.after.items())


def _append(log: Path, lines: bytes) -> None:
    with log.open("ab") as file:
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(log.parent)


def _cut(log: Path, length: int) -> None:
    if not length:
        log.unlink()
        return
    with log.open("r+b") as file:
        file.truncate(length)
        os.fsync(file.fileno())


def _check_unchanged(file: Path, old: bytes) -> None:
    now = b""
    with contextlib.suppress(FileNotFoundError):
        now = file.read_bytes()
    if now != old:
        raise Unsaved(f"{file.name} was saved by another program at this moment. Nothing was lost: save again.")
