"""Drafts: rows of files in `data/drafts` that a person accepts as events, or rejects."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from geo.editing.change_log import ACCEPT, REJECT, Change
from geo.editing.changing import Editor, add_rows, change_of
from geo.editing.event_table import EventTable, filled
from geo.editing.failures import NotEditable
from geo.editing.session import Session, open_session, read_table
from geo.tables.reading import list_files


@dataclass(frozen=True)
class Draft:
    """One row that waits for a decision.

    Attributes:
        file: The file it is in.
        key: What its record says, in short: drafts need no id, and rows move.
        row: Its cells by column.
    """

    file: Path
    key: str
    row: dict[str, str]


def list_drafts(folder: Path) -> tuple[list[Draft], list[str]]:
    """List the drafts of a folder, file by file.

    Returns:
        The drafts, and what is wrong with files that cannot be read as drafts.
    """
    drafts: list[Draft] = []
    wrong: list[str] = []
    for file in list_files([folder]) if folder.is_dir() else ():
        if file == folder:  # as an empty folder is listed
            continue
        try:
            table, _ = read_table(file)
            drafts += [Draft(file, _key_of(table, place), table.row_at(place)) for place in _places(table)]
        except NotEditable as error:
            wrong.append(str(error))
    return drafts, wrong


def accept_draft(draft: Draft, row: dict[str, str], target: Path, editor: Editor) -> list[tuple[Path, Change]]:
    """Make a draft an event.

    Killed in between, it leaves the event and the draft, and the draft can then be rejected.

    Args:
        draft: The draft, as it was listed.
        row: Its cells as they shall be in the table of events.
        target: The file that the event goes to.
        editor: Who accepts it.

    Returns:
        The changes of both files, the later one first, which is the order to take them back in.

    Raises:
        Refused: If the checker would refuse it, or its id is in use.
        Unsaved: If it could not be written.
        NotEditable: If somebody has dealt with it already, or a file cannot be changed row by row.
    """
    if draft.file.resolve().parent == target.resolve().parent:
        raise NotEditable(f"{target.name} lies among the drafts. Choose a file of events in another folder.")
    # Both files are held, drafts first, so that two people cannot accept one draft twice.
    with open_session(draft.file) as drafts:
        place = _place_of(drafts.table, draft)
        with open_session(target) as events:
            added = add_rows(events, [row], editor, ACCEPT)[0]
        return [(drafts.file, _take_out(drafts, place, editor, ACCEPT)), (target, added)]


def reject_draft(draft: Draft, editor: Editor) -> Change:
    """Take a draft out of its file; the log keeps what it said.

    Raises:
        Unsaved: If it could not be written.
        NotEditable: If somebody has dealt with it already.
    """
    with open_session(draft.file) as drafts:
        return _take_out(drafts, _place_of(drafts.table, draft), editor, REJECT)


def _take_out(drafts: Session, place: int, editor: Editor, what: str) -> Change:
    row = filled(drafts.table.row_at(place))
    change = change_of(drafts, editor, what, row.get("event_id", ""), row, {})
    return drafts.save(drafts.table.without(place), [change])[0]


def _places(table: EventTable) -> list[int]:
    return [place for place, cells in enumerate(table.cells) if place and any(cells)]


def _place_of(table: EventTable, draft: Draft) -> int:
    found = next((place for place in _places(table) if _key_of(table, place) == draft.key), None)
    if found is None:
        raise NotEditable(f"This draft is no longer in {draft.file.name}: somebody has dealt with it, or changed it.")
    return found


def _key_of(table: EventTable, place: int) -> str:
    return hashlib.sha256(table.records[place].text.encode("utf-8")).hexdigest()
