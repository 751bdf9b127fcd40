"""`CHANGES.csv`, the log beside the event files: a line for every change, to which lines are only ever added."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from geo.editing.failures import NotEditable
from geo.editing.scanning import allow_long_cells

LOG_NAME = "CHANGES.csv"
LOG_COLUMNS = ("when", "who", "what", "event_id", "file", "before", "after", "undoes")

ADD, CHANGE, RETIRE, UNDO, ACCEPT, REJECT = "add", "change", "retire", "undo", "accept", "reject"


@dataclass(frozen=True)
class Change:
    """One change of one event.

    Attributes:
        when: The moment, UTC, ISO 8601 with microseconds; no two changes of a log share one, so it names the change.
        who: Whoever made it; blank unless known.
        what: add, change, retire, undo, accept or reject.
        event_id: The event.
        file: Name of the file, which lies beside the log.
        before: The changed cells as they were; empty where the event was not in the file.
        after: The changed cells as they are; empty where the event is no longer in the file.
        undoes: The `when` of the change that this one takes back; else blank.
    """

    when: str
    who: str
    what: str
    event_id: str
    file: str
    before: dict[str, str]
    after: dict[str, str]
    undoes: str = ""


def read_log(folder: Path) -> list[Change]:
    """Read the changes of a folder, oldest first; none where there is no log.

    Raises:
        NotEditable: If the log is not one.
    """
    allow_long_cells()
    changes = []
    try:
        with (folder / LOG_NAME).open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                changes.append(_read_line(row))
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError, csv.Error) as error:
        wrong = f"{LOG_NAME} row {len(changes) + 2} is damaged: {error}."
        raise NotEditable(f"{wrong} Mend it, or move the file away: a new one is begun.") from error
    return changes


def parse_lines(lines: str) -> list[Change]:
    """Read lines that `write_lines` wrote, with or without the header."""
    allow_long_cells()
    rows = csv.DictReader(io.StringIO(lines, newline=""), LOG_COLUMNS)
    return [_read_line(row) for row in rows if row["when"] != LOG_COLUMNS[0]]


def write_lines(changes: Iterable[Change], is_first: bool) -> bytes:
    """Write changes as lines of the log, with the header before the first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if is_first:
        writer.writerow(LOG_COLUMNS)
    for one in changes:
        before, after = (json.dumps(cells, ensure_ascii=False) if cells else "" for cells in (one.before, one.after))
        writer.writerow([one.when, one.who, one.what, one.event_id, one.file, before, after, one.undoes])
    return text.getvalue().encode("utf-8")


def next_moments(changes: list[Change], count: int) -> list[str]:
    """Return moments for new changes: now, or just after the last one where the clock was set back."""
    moment = datetime.now(UTC)
    if changes:
        moment = max(moment, datetime.fromisoformat(changes[-1].when) + timedelta(microseconds=1))
    moments = (moment + timedelta(microseconds=number) for number in range(count))
    return [one.isoformat(timespec="microseconds").replace("+00:00", "Z") for one in moments]


def last_standing(changes: list[Change], file: str) -> Change | None:
    """Return the newest change of a file that is neither taken back nor takes one back itself."""
    undone = {one.undoes for one in changes}
    return next(
        (one for one in reversed(changes) if one.file == file and not one.undoes and one.when not in undone), None
    )


def _read_line(row: dict[str, str]) -> Change:
    before, after = (json.loads(row[name]) if row[name] else {} for name in ("before", "after"))
    datetime.fromisoformat(row["when"])
    return Change(
        row["when"], row["who"], row["what"], row["event_id"], row["file"], before, after, row["undoes"] or ""
    )
