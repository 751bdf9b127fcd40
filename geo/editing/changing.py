"""What a person can do to an event: add it, change it, retire it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from geo.editing.change_log import ADD, CHANGE, RETIRE, Change
from geo.editing.event_table import filled
from geo.editing.failures import Conflict, NotEditable, Refused
from geo.editing.naming import Names
from geo.editing.session import Session, open_session, read_table
from geo.schema import COLUMN_NAMES
from geo.tables.formats.own import RETIRED
from geo.tables.rows import find_faults
from geo.tables.sheets.sheet import MOST_CELL_LETTERS
from geo.vocabulary import Vocabulary


def nobody(event_id: str) -> str:
    """Say that no other file uses an id."""
    return ""


@dataclass(frozen=True)
class Editor:
    """Who changes events, and what their changes are held against.

    Attributes:
        vocabulary: The types that are allowed.
        who: Their name for the log; blank unless known.
        where_used: Tells in which other file an id is in use; "" where in none.
    """

    vocabulary: Vocabulary
    who: str = ""
    where_used: Callable[[str], str] = nobody


@dataclass(frozen=True)
class Seen:
    """What an editor looked at before changing it.

    Attributes:
        row: The cells of the event, by column.
        digest: SHA-256 of the whole file.
    """

    row: dict[str, str]
    digest: str


def look_at(file: Path, event_id: str) -> Seen:
    """Read an event as it is now, to be changed.

    Raises:
        NotEditable: If the file cannot be read, is none of ours, or does not have the event.
    """
    table, digest = read_table(file)
    row = table.row(event_id)
    if row is None:
        raise NotEditable(f"{event_id} is no longer in {file.name}. Load the page again.")
    return Seen(row, digest)


def add_event(file: Path, row: dict[str, str], editor: Editor, what: str = ADD) -> Change:
    """Append an event to a file.

    Args:
        file: A CSV file in our columns.
        row: Its cells by column; a blank `event_id` is filled.
        editor: Who adds it.
        what: The word for the log.

    Raises:
        Refused: If the checker would refuse it, or its id is in use.
        Unsaved: If it could not be written.
        NotEditable: If the file cannot be changed row by row.
    """
    with open_session(file) as session:
        return add_rows(session, [row], editor, what)[0]


def add_rows(session: Session, rows: Iterable[dict[str, str]], editor: Editor, what: str = ADD) -> list[Change]:
    """Append events to a file in hand, all or none."""
    names = Names(session, editor.where_used)
    named: list[dict[str, str]] = []
    for row in rows:
        named.append(_named(row, names))
        check_row(named[-1], editor, names)
        names.take(named[-1]["event_id"])
    changes = [change_of(session, editor, what, row["event_id"], {}, filled(row)) for row in named]
    return session.save(session.table.with_added(named), changes)


def change_event(file: Path, event_id: str, wanted: dict[str, str], seen: Seen, editor: Editor) -> Change | None:
    """Change cells of an event.

    If somebody changed other events in between, both changes stand. If they changed this one, nothing is written.

    Args:
        file: Its file.
        event_id: The event.
        wanted: Its cells as they shall be; columns left out stay.
        seen: What the editor looked at.
        editor: Who changes it.

    Returns:
        The change; None where everything is so already.

    Raises:
        Conflict: If this event is not as it was seen.
        Refused: If the checker would refuse the row.
        Unsaved: If it could not be written.
        NotEditable: If the file cannot be changed row by row.
    """
    wanted = {name: text.strip() for name, text in wanted.items()}
    mine = {name: text for name, text in wanted.items() if text != seen.row.get(name, "")}
    return _change_cells(file, event_id, mine, seen, editor, CHANGE)


def retire_event(file: Path, event_id: str, reason: str, seen: Seen, editor: Editor) -> Change | None:
    """Put a tombstone on an event: its row stays in the file, and it is on the map no more.

    Raises:
        Conflict: If this event is not as it was seen.
        Unsaved: If it could not be written.
        NotEditable: If the file cannot be changed row by row.
    """
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    stone = f"{moment} {' '.join(reason.split())}".strip()
    return _change_cells(file, event_id, {RETIRED: stone}, seen, editor, RETIRE)


def _change_cells(
    file: Path, event_id: str, mine: dict[str, str], seen: Seen, editor: Editor, what: str
) -> Change | None:
    with open_session(file) as session:
        row = session.table.row(event_id)
        if session.digest != seen.digest and filled(row) != filled(seen.row):
            raise Conflict(event_id, session.file.name, seen.row, row, seen.row | mine)
        if row is None:
            raise NotEditable(f"{event_id} is not in {session.file.name}. Load the page again.")
        if not mine:
            return None
        if "event_id" in mine:
            raise Refused([("event_id", f'"{event_id}" is the name of this event for good. Leave it as it is.')])
        if what != RETIRE:
            check_row(row | mine, editor)
        before = {name: row.get(name, "") for name in mine}
        change = change_of(session, editor, what, event_id, before, mine)
        return session.save(session.table.with_changed(event_id, mine), [change])[0]


def _named(row: dict[str, str], names: Names) -> dict[str, str]:
    """Give a new row an id where it has none."""
    row = {name: text.strip() for name, text in row.items()}
    return row | {"event_id": row.get("event_id") or names.propose(row.get("event_date", ""))}


def check_row(row: dict[str, str], editor: Editor, names: Names | None = None) -> None:
    """Hold a row against the checks of reading, and the id of a new one against the names in use.

    Raises:
        Refused: With every fault.
    """
    faults = list(_find_long(row)) or list(
        find_faults({name: row.get(name, "") for name in COLUMN_NAMES}, editor.vocabulary)
    )
    used = names.where_used(row["event_id"]) if names else ""
    if used:
        advice = "Give this event another id, or leave it blank for a new one."
        faults.insert(0, ("event_id", f'"{row["event_id"]}" is already used in {used}. {advice}'))
    if faults:
        raise Refused(faults)


def _find_long(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Find cells that the reader would set the row aside for."""
    for name, text in row.items():
        if len(text) > MOST_CELL_LETTERS:
            yield name, f"holds {len(text):,} letters, and at most {MOST_CELL_LETTERS:,} are read. Shorten it."


def change_of(
    session: Session, editor: Editor, what: str, event_id: str, before: dict[str, str], after: dict[str, str]
) -> Change:
    """Describe a change that is about to be made."""
    return Change("", editor.who, what, event_id, session.file.name, before, after)
