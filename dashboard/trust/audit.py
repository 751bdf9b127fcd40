"""The audit: a line for each write and each sign-in; who, when, what and from where, never what an event says."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler
from pathlib import Path

from flask import Flask, Response, request

from dashboard.ids import Id
from dashboard.trust.asking import find_body, find_question
from dashboard.trust.editors import EditorParts
from dashboard.trust.origin import CALLBACKS, READING
from dashboard.trust.people import clean_name, find_person

LOG = logging.getLogger("conflict_atlas.audit")
AUDIT_FILE = "audit.log"

LOOKING = frozenset({"new", "open", "drafts", "open-draft", "propose"})
"""Acts of an editor that write nothing; whatever is not among them has its line."""

LOOKED_UP = frozenset({f"{Id.EDIT_PLACES}.data"})
"""Callbacks of editors that write nothing."""

ID_KEYS = ("event", "one", "other", "draft", "file", "key")


def keep_audit(folder: Path) -> None:
    """Write the lines into a file, to which lines are only added; it may be rotated while the atlas runs."""
    folder.mkdir(parents=True, exist_ok=True)
    LOG.setLevel(logging.INFO)
    LOG.addHandler(WatchedFileHandler(folder / AUDIT_FILE, encoding="utf-8"))


def note(what: str, result: str, who: str = "", ids: tuple[str, ...] = ()) -> None:
    """Write a line.

    Args:
        what: What was asked for.
        result: What became of it.
        who: Whoever says to be asking; blank for the person who is signed in.
        ids: Of events and drafts.
    """
    person = find_person()
    line = {
        "when": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "who": who or (person.name if person else ""),
        "role": str(person.role) if person else "",
        "from": request.remote_addr or "",
        "what": what,
        "ids": list(ids),
        "result": result,
    }
    LOG.info(json.dumps(line, ensure_ascii=False))


def audit_editing(server: Flask, parts: EditorParts) -> None:
    """Write a line for whatever only an editor may ask for, be it done or refused."""

    @server.after_request
    def note_writes(response: Response) -> Response:
        if not parts.are_asked_for():
            return response
        if request.endpoint == CALLBACKS:
            _note_callback(response)
        elif request.method not in READING:
            _note_route(response)
        return response


def _note_route(response: Response) -> None:
    said, route = find_body(), f"{request.method} {request.endpoint}"
    act = clean_name(str(said.get("act", "")))
    ids = tuple(dict.fromkeys(one for one in _find_ids(said) if one))
    note(f"{route} {act}".strip(), str(response.status_code), ids=ids)


def _note_callback(response: Response) -> None:
    asked = find_question()
    values = [one.get("value") for one in asked["inputs"]]
    value = next((one for one in values if isinstance(one, dict)), {})
    act = clean_name(str(value.get("act", "")))
    if asked["output"] in LOOKED_UP or (act in LOOKING and response.status_code < 400):
        return
    answered = _read_answer(response)
    ids = dict.fromkeys(one for one in (*_find_ids(value), *_find_ids(answered)) if one)
    result = clean_name(str(answered.get("kind", ""))) or str(response.status_code)
    note(act or asked["output"], result, ids=tuple(ids))


def _read_answer(response: Response) -> dict:
    answered = response.get_json(silent=True) if response.status_code == 200 else None
    shown = answered.get("response") if isinstance(answered, dict) else None
    one = next(iter(shown.values()), None) if isinstance(shown, dict) else None
    data = one.get("data") if isinstance(one, dict) else None
    return data if isinstance(data, dict) else {}


def _find_ids(said: dict) -> Iterator[str]:
    for key in ID_KEYS:
        value = said.get(key)
        if isinstance(value, str):
            yield clean_name(value)
        elif isinstance(value, dict):
            yield from _find_ids(value)
