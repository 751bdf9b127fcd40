"""Two events that are one: one is kept with what both know, the other is retired with a word on why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.duplicates.merging import Merged, merge_rows
from geo.editing.change_log import Change
from geo.editing.changing import Editor, Seen, change_event, look_at, retire_event
from geo.editing.event_table import RETIRED
from geo.editing.failures import NotEditable
from geo.editing.undoing import undo_change
from geo.errors import AtlasError


@dataclass(frozen=True)
class Told:
    """One telling of an event.

    Attributes:
        file: The file it is in.
        event_id: Its id.
        editor: Who changes that file.
    """

    file: Path
    event_id: str
    editor: Editor

    def seen(self) -> Seen:
        """Read it as it is now.

        Raises:
            NotEditable: If it cannot be read, or is retired already.
        """
        seen = look_at(self.file, self.event_id)
        if seen.row.get(RETIRED):
            raise NotEditable(f"{self.event_id} was retired on {seen.row[RETIRED][:10]}. Load the page again.")
        return seen


def propose_merge(kept: Told, other: Told) -> Merged:
    """Propose what the kept event would say.

    Raises:
        NotEditable: If one of them is in no file that can be changed.
    """
    return merge_rows(kept.seen().row, other.seen().row)


def merge_events(kept: Told, other: Told) -> list[tuple[Told, Change]]:
    """Merge two events. If the other cannot be retired, the kept one is put back to what it was.

    Args:
        kept: The event that stays.
        other: The event that is retired; its row stays in its file.

    Returns:
        The changes in the order in which they were made.

    Raises:
        Conflict: If somebody changed one of them at this moment.
        Refused: If the checker would refuse the merged row.
        Unsaved: If it could not be written.
        NotEditable: If one of them is in no file that can be changed.
    """
    one, two = kept.seen(), other.seen()
    merged = merge_rows(one.row, two.row)
    # Blank cells that stand for something are not filled in: only what the other row adds is changed.
    wanted = {name: text for name, text in merged.row.items() if text != one.row.get(name, "")}
    changed = change_event(kept.file, kept.event_id, wanted, one, kept.editor)
    try:
        retired = retire_event(other.file, other.event_id, f"the same as {kept.event_id}", two, other.editor)
    except AtlasError:
        if changed:
            undo_change(kept.file, kept.editor, changed.when)
        raise
    return [(told, change) for told, change in ((kept, changed), (other, retired)) if change]
