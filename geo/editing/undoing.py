"""Taking a change back, which is a change of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from geo.editing.change_log import UNDO, Change, last_standing
from geo.editing.changing import Editor, change_of
from geo.editing.event_table import EventTable, filled
from geo.editing.failures import Conflict, NotEditable
from geo.editing.session import Session, open_session


def undo_change(file: Path, editor: Editor, when: str = "") -> Change | None:
    """Take a change back; this is logged as a change of its own, which can be taken back as well.

    Args:
        file: The file that was changed.
        editor: Who takes it back.
        when: The change's `when`; blank for the last one that stands.

    Returns:
        The change that takes it back; None where there is nothing to take back.

    Raises:
        Conflict: If the event was changed again since.
        Unsaved: If it could not be written.
        NotEditable: If there is no such change, the event came or went since, or the file cannot be changed row by row.
    """
    with open_session(file) as session:
        name = session.file.name
        last = (
            next((one for one in session.log if one.when == when), None) if when else last_standing(session.log, name)
        )
        if last is None and not when:
            return None
        if last is None or last.file != name or any(one.undoes == last.when for one in session.log):
            raise NotEditable(f"The change of {when} in {name} is taken back already, or was never made.")
        change = replace(change_of(session, editor, UNDO, last.event_id, last.after, last.before), undoes=last.when)
        return session.save(_turned_back(session, last), [change])[0]


def _turned_back(session: Session, last: Change) -> EventTable:
    table, event_id, name = session.table, last.event_id, session.file.name
    now = table.row(event_id)
    if not last.after:
        if now is not None:
            raise NotEditable(f"{event_id} is in {name} again already, so it is not put back.")
        return table.with_added([last.before])
    if now is None:
        raise NotEditable(f"{event_id} is no longer in {name}, so nothing of it is taken back.")
    if not last.before:
        if filled(now) != last.after:
            raise NotEditable(f"{event_id} was changed since it was added, so it is not taken out. Retire it instead.")
        return table.with_removed(event_id)
    if any(now.get(column, "") != text for column, text in last.after.items()):
        raise Conflict(event_id, name, now | last.after, now, now | last.before)
    return table.with_changed(event_id, last.before)
