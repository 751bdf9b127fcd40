"""What the desk answers about two events that may be one: what merging them would give, and what was done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dashboard.editing.desk import Desk
from geo.duplicates.distinct import mark_distinct, unmark_distinct
from geo.duplicates.merging import Merged
from geo.editing.failures import NotEditable
from geo.editing.merging import Told, merge_events, propose_merge
from geo.editing.undoing import undo_change
from geo.errors import AtlasError

MOST_LETTERS = 90

Asked = dict[str, object]


def answer_twins(desk: Desk, asked: Asked, who: str) -> dict:
    """Do what the list of possible duplicates asks for.

    Args:
        desk: The files.
        asked: `act`, a key of `ACTS`, and the ids `one` and `other`; from the browser, so of any shape.
        who: Whoever asks, for the log.

    Returns:
        `kind`: `proposal` with `choices`, `done` with `said` and what to ask to `undo` it, or `failed` with `said`; and
        the question's own `at`.
    """
    try:
        answered = ACTS[str(asked.get("act"))](desk, asked, who)
    except AtlasError as error:
        answered = {"kind": "failed", "said": str(error)}
    except (KeyError, TypeError, ValueError, AttributeError):
        answered = {"kind": "failed", "said": "The page asked for something unknown. Load it again."}
    return {**answered, "at": asked.get("at")}


def _propose(desk: Desk, asked: Asked, who: str) -> dict:
    both = [_told(desk, asked[name], who) for name in ("one", "other")]
    choices = [
        {"one": kept.event_id, "other": other.event_id, "said": _describe(propose_merge(kept, other))}
        for kept, other in (both, reversed(both))
    ]
    return {"kind": "proposal", "choices": choices}


def _describe(merged: Merged) -> list[str]:
    sources = ", ".join(dict.fromkeys(name for name in merged.row["source"].split(";") if name)) or "none"
    left = [f"{name}: {_short(kept)}, not {_short(text)}" for name, (kept, text) in merged.differing.items()]
    return [f"Sources: {sources}. {merged.row['confidence'].capitalize()}.", *left]


def _short(text: str) -> str:
    return f"“{text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + '…'}”"


def _merge(desk: Desk, asked: Asked, who: str) -> dict:
    kept, other = (_told(desk, asked[name], who) for name in ("one", "other"))
    changes = merge_events(kept, other)
    undo = {"act": "undo", "changes": [[told.event_id, change.when] for told, change in changes]}
    return {"kind": "done", "said": f"{other.event_id} is retired, as the same as {kept.event_id}.", "undo": undo}


def _undo(desk: Desk, asked: Asked, who: str) -> dict:
    for event_id, when in reversed(list(asked["changes"])):
        told = _told(desk, event_id, who)
        undo_change(told.file, told.editor, _text(when))
    return {"kind": "done", "said": "Taken back: both are as they were."}


def _tell_apart(desk: Desk, asked: Asked, who: str) -> dict:
    one, other = _text(asked["one"]), _text(asked["other"])
    mark_distinct(_folder(desk, one), one, other, who)
    undo = {"act": "unmark", "one": one, "other": other}
    return {"kind": "done", "said": "They are two events, and are not listed again.", "undo": undo}


def _unmark(desk: Desk, asked: Asked, who: str) -> dict:
    one, other = _text(asked["one"]), _text(asked["other"])
    unmark_distinct(_folder(desk, one), one, other)
    return {"kind": "done", "said": "Taken back: they are listed again."}


def _told(desk: Desk, event_id: object, who: str) -> Told:
    _, file = desk.find(_text(event_id))
    return Told(file, _text(event_id), desk.editor(file, who))


def _folder(desk: Desk, event_id: str) -> Path:
    """Return the folder of an event's file; of one whose file cannot be changed, that of the first path."""
    try:
        return desk.find(event_id)[1].parent
    except NotEditable:
        first = Path(desk.event_paths[0])
        return first if first.is_dir() else first.parent


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(value)
    return value


ACTS: dict[str, Callable[[Desk, Asked, str], dict]] = {
    "propose": _propose, "merge": _merge, "undo": _undo, "distinct": _tell_apart, "unmark": _unmark,
}  # fmt: skip
