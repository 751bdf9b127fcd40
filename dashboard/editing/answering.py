"""What the desk answers to the page: a form to fill, a change that was made, or why it was not."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.editing.desk import DRAFTS, Desk
from geo.editing.change_log import RETIRE, Change
from geo.editing.changing import Seen, add_event, change_event, look_at, retire_event
from geo.editing.drafts import Draft, accept_draft, reject_draft
from geo.editing.failures import Conflict, NotEditable, Refused
from geo.editing.undoing import undo_change
from geo.errors import AtlasError
from geo.schema import COLUMN_NAMES
from geo.tables.formats.own import RETIRED

MOST_LETTERS = 20_000
"""More than any cell of the table needs, and less than would make the page slow."""

Asked = dict[str, object]


def answer(desk: Desk, asked: Asked, who: str) -> dict:
    """Do what the page asks for.

    Args:
        desk: The files.
        asked: `act`, a key of `ACTS`, and what it needs; from the browser, so of any shape.
        who: Whoever asks, for the log.

    Returns:
        `kind`, which says what else is in it: `form`, `drafts`, `saved`, `refused`, `conflict` or `failed`; `drafts`,
        how many wait; `at`, the question's own.
    """
    try:
        answered = ACTS[str(asked.get("act"))](desk, asked, who)
    except Refused as error:
        answered = {"kind": "refused", "faults": [list(fault) for fault in error.faults]}
    except Conflict as error:
        answered = _say_conflict(error)
    except AtlasError as error:
        answered = {"kind": "failed", "said": str(error)}
    except (KeyError, TypeError, ValueError, AttributeError):
        answered = {"kind": "failed", "said": "The page asked for something unknown. Load it again."}
    return {**answered, "count": len(desk.drafts()), "at": asked.get("at")}


def _new(desk: Desk, asked: Asked, who: str) -> dict:
    return _form(desk, "new", {})


def _open(desk: Desk, asked: Asked, who: str) -> dict:
    event_id = _text(asked["event"])
    name, file = desk.find(event_id)
    seen = look_at(file, event_id)
    if seen.row.get(RETIRED):
        raise NotEditable(f"{event_id} was retired on {seen.row[RETIRED][:10]}.")
    return {**_form(desk, "event", seen.row, name), "event": event_id, "digest": seen.digest, "for": asked.get("for")}


def _list(desk: Desk, asked: Asked, who: str) -> dict:
    return {"kind": "drafts", "drafts": [_describe_draft(draft) for draft in desk.drafts()]}


def _open_draft(desk: Desk, asked: Asked, who: str) -> dict:
    draft = _draft(desk, asked)
    return {**_form(desk, "draft", draft.row), "draft": _describe_draft(draft)}


def _form(desk: Desk, what: str, row: dict[str, str], file: str = "") -> dict:
    files = list(desk.files())
    if not files:
        raise NotEditable("There is no CSV file of events that could be changed. Begin one in data/events.")
    return {"kind": "form", "what": what, "row": row, "file": file or files[0], "files": files}


def _add(desk: Desk, asked: Asked, who: str) -> dict:
    file = desk.file(_text(asked["file"]))
    change = add_event(file, keep_row(asked["row"]), desk.editor(file, who))
    return _saved(f"{change.event_id} is added to {file.name}.", [(_text(asked["file"]), change)], change.event_id)


def _change(desk: Desk, asked: Asked, who: str) -> dict:
    name, event_id = _text(asked["file"]), _text(asked["event"])
    file = desk.file(name)
    change = change_event(file, event_id, keep_row(asked["row"]), _seen(asked), desk.editor(file, who))
    if change is None:
        return _saved("Nothing was changed.", [], event_id)
    return _saved(f"{event_id} is saved: {_say_columns(change)}.", [(name, change)], event_id)


def _retire(desk: Desk, asked: Asked, who: str) -> dict:
    name, event_id = _text(asked["file"]), _text(asked["event"])
    file = desk.file(name)
    change = retire_event(file, event_id, _text(asked["reason"])[:500], _seen(asked), desk.editor(file, who))
    return _saved(f"{event_id} is retired. Its row stays in {file.name}.", [(name, change)] if change else [])


def _undo(desk: Desk, asked: Asked, who: str) -> dict:
    taken_back = []
    for name, when in ((_text(name), _text(when)) for name, when in asked["changes"]):
        file = desk.file(name)
        change = undo_change(file, desk.editor(file, who), when)
        taken_back.insert(0, (name, change))
    first = taken_back[-1][1]
    return _saved(f"Taken back: {first.event_id or 'the draft'} is as it was.", taken_back, first.event_id)


def _accept(desk: Desk, asked: Asked, who: str) -> dict:
    name = _text(asked["file"])
    file, draft = desk.file(name), _draft(desk, asked)
    (drafts, out), (_, added) = accept_draft(draft, keep_row(asked["row"]), file, desk.editor(file, who))
    changes = [(f"{DRAFTS}/{drafts.name}", out), (name, added)]
    return _saved(f"{added.event_id} is added to {file.name}, and is a draft no more.", changes, added.event_id)


def _reject(desk: Desk, asked: Asked, who: str) -> dict:
    draft = _draft(desk, asked)
    change = reject_draft(draft, desk.editor(draft.file, who))
    return _saved("The draft is rejected. The log keeps it.", [(f"{DRAFTS}/{draft.file.name}", change)])


def _saved(said: str, changes: list[tuple[str, Change]], event_id: str = "") -> dict:
    undo = [[name, change.when] for name, change in changes]
    is_gone = any(change.what == RETIRE or not change.after for _, change in changes[-1:])
    return {"kind": "saved", "said": said, "undo": undo, "event": "" if is_gone else event_id}


def _say_columns(change: Change) -> str:
    names = list(change.after)
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _say_conflict(error: Conflict) -> dict:
    columns = [
        {
            "name": name,
            "theirs": (error.theirs or {}).get(name, ""),
            "mine": error.mine.get(name, ""),
            "isMine": error.mine.get(name, "") != error.seen.get(name, ""),
        }
        for name in error.columns
    ]
    said = {"said": str(error), "event": error.event_id, "columns": columns, "isGone": error.theirs is None}
    return {"kind": "conflict", **said, "mine": error.mine, "theirs": error.theirs or {}}


def _describe_draft(draft: Draft) -> dict:
    row = draft.row
    said = row["notes"] or " ".join(part for part in (row["event_type"], row["location"]) if part)
    where = " · ".join(part for part in (row["event_date"], row["location"]) if part)
    return {"file": draft.file.name, "key": draft.key, "said": said or "Nothing is filled in", "where": where}


def _draft(desk: Desk, asked: Asked) -> Draft:
    file, key = _text(asked["draft"]["file"]), _text(asked["draft"]["key"])
    found = [draft for draft in desk.drafts() if draft.file.name == file and draft.key == key]
    if not found:
        raise NotEditable("This draft is there no more: somebody has dealt with it, or changed it.")
    return found[0]


def _seen(asked: Asked) -> Seen:
    seen = {_text(name): _text(text) for name, text in asked["seen"].items()}
    return Seen(seen, _text(asked["digest"]))


def keep_row(cells: object) -> dict[str, str]:
    """Keep the cells of our columns; of a tombstone, that there is none.

    Raises:
        NotEditable, TypeError, AttributeError: If it is no row, or a cell is longer than any may be.
    """
    kept = {name: _text(text) for name, text in cells.items() if name in (*COLUMN_NAMES, RETIRED)}
    return {name: text for name, text in kept.items() if name != RETIRED or not text}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    if len(value) > MOST_LETTERS:
        raise NotEditable(f"A field holds {len(value):,} letters, and {MOST_LETTERS:,} are the most. Shorten it.")
    return value


ACTS: dict[str, Callable[[Desk, Asked, str], dict]] = {
    "new": _new, "open": _open, "add": _add, "change": _change, "retire": _retire, "undo": _undo,
    "drafts": _list, "open-draft": _open_draft, "accept": _accept, "reject": _reject,
}  # fmt: skip
