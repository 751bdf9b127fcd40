"""Drafts that become events, or another source of one; the only way from a review into a file of events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo.duplicates.merging import SOURCE_COLUMNS, merge_rows
from geo.editing.adding import NEW_FILE
from geo.editing.change_log import ACCEPT
from geo.editing.changing import Editor, add_rows, change_event, look_at
from geo.editing.failures import NotEditable
from geo.editing.session import open_session
from geo.reviewing.review import ACCEPTED, CannotAct, Review
from geo.tables.formats.own import RETIRED

ADDED_BY_SOURCE = (*SOURCE_COLUMNS, "confidence")
"""All that another source changes: a machine's reading never corrects what a person has written."""


@dataclass(frozen=True)
class Target:
    """A file of events and who writes into it.

    Attributes:
        name: As the page knows it.
        file: Where it is; it is begun where it does not exist.
        editor: Who writes.
    """

    name: str
    file: Path
    editor: Editor


def accept(review: Review, keys: Sequence[str], target: Target) -> Review:
    """Append drafts to a file of events, all or none, each under an id of its own.

    Raises:
        Refused: If the checker would refuse one of them.
        CannotAct: If one of them is settled already, or none is given.
        Unsaved: If it could not be written.
        NotEditable: If the file cannot be changed row by row.
    """
    items = [review.open_item(key) for key in dict.fromkeys(keys)]
    if not items:
        raise CannotAct("There is no draft to accept.")
    with open_session(target.file, NEW_FILE) as session:
        changes = add_rows(session, [dict(item.draft.row) for item in items], target.editor, ACCEPT)
    changed = [
        replace(item, state=ACCEPTED, event_id=change.event_id) for item, change in zip(items, changes, strict=True)
    ]
    return review.with_step("accepted", changed).with_changes([(target.name, change.when) for change in changes])


def add_source(review: Review, key: str, event_id: str, target: Target) -> Review:
    """Take a draft as another source of an event that is there; nothing else of the event changes.

    Raises:
        Conflict: If somebody changes the event at this moment.
        Refused: If the checker would refuse the row.
        CannotAct: If the draft is settled, or its article says neither publisher, headline nor link.
        Unsaved: If it could not be written.
        NotEditable: If the event is retired, or its file cannot be changed row by row.
    """
    item = review.open_item(key)
    if not any(item.draft.row[name] for name in ("source", "source_title", "source_url")):
        raise CannotAct(
            "The article has no publisher, headline or link that could stand as a source. "
            "Correct the draft (E) and fill one in, or reject it as twice (R)."
        )
    seen = look_at(target.file, event_id)
    if seen.row.get(RETIRED):
        raise NotEditable(f"{event_id} was retired on {seen.row[RETIRED][:10]}. Accept the draft as an event instead.")
    merged = merge_rows(seen.row, item.draft.row).row
    change = change_event(
        target.file, event_id, {name: merged[name] for name in ADDED_BY_SOURCE if merged[name] != seen.row[name]},
        seen, target.editor,
    )  # fmt: skip
    settled = review.with_step("added as a source", [replace(item, state=ACCEPTED, event_id=event_id)])
    return settled.with_changes([(target.name, change.when)] if change else [])
