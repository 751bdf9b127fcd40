"""Asking: the body of a callback is decoded and held against what the callback takes, before Dash looks at it."""

from __future__ import annotations

import json
from typing import Any

from dash import Dash
from flask import Response, g, request

from dashboard.trust.origin import CALLBACKS, READING
from dashboard.trust.shapes import MOST_DEEP, SHAPES, is_anything

LARGEST = 2.0**53
"""Beyond it a browser does not count exactly, so nothing of the page is so large."""


class Misshaped(ValueError):
    """A question is of another shape than any that the page asks."""


def guard_callbacks(app: Dash) -> None:
    """Refuse a question that no page of ours can have asked; register after every callback.

    Dash itself takes bodies apart without looking, so that one wrong key in them would be a fault of the server.
    """

    @app.server.before_request
    def refuse_misshaped() -> Response | None:
        is_question = request.endpoint == CALLBACKS and request.method == "POST"
        if request.mimetype != "application/json" or request.method in READING:
            return _refuse("A question is asked as application/json.", 415) if is_question else None
        try:
            said = read_json(request.get_data())
            if is_question:
                check_question(app, said)
        except Misshaped as error:
            return _refuse(str(error), 400)
        g.said = said
        g.asked = said if is_question else {}
        return None


def find_body() -> dict:
    """Return the JSON object that was sent to whatever route; empty for anything else."""
    said = g.get("said")
    return said if isinstance(said, dict) else {}


def find_question() -> dict:
    """Return what is asked of a callback, once it was found to be a question; empty for any other request."""
    return g.get("asked", {})


def read_json(body: bytes) -> Any:
    """Read JSON as a browser writes it: UTF-8, finite numbers, not too deep.

    Raises:
        Misshaped: If it is anything else.
    """
    try:
        # Text that is no UTF-8, and a number with thousands of digits, are values that are wrong, too.
        read = json.loads(body.decode("utf-8"), parse_constant=_refuse_number)
    except (ValueError, RecursionError):
        raise Misshaped("The body is no JSON.") from None
    _check(read, 0)
    return read


def _refuse_number(text: str) -> None:
    raise ValueError(text)


def _check(value: Any, depth: int) -> None:
    """Look at every part of a body, its keys included."""
    if depth > MOST_DEEP:
        raise Misshaped(f"The body is more than {MOST_DEEP} levels deep.")
    if isinstance(value, dict):
        for key, one in value.items():
            _check(key, depth + 1)
            _check(one, depth + 1)
    elif isinstance(value, list):
        for one in value:
            _check(one, depth + 1)
    elif isinstance(value, str):
        if "\0" in value or (not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value)):
            raise Misshaped("A text holds what is no letter.")
    elif isinstance(value, (int, float)) and not abs(value) <= LARGEST:
        raise Misshaped("A number is larger than any that the page asks for.")


def check_question(app: Dash, asked: Any) -> None:
    """Hold a question against the callback that it is for.

    Raises:
        Misshaped: If there is no such callback, or it takes something else.
    """
    if not isinstance(asked, dict) or not isinstance(asked.get("output"), str):
        raise Misshaped("The question names no output.")
    known = app.callback_map.get(asked["output"])
    if known is None or "callback" not in known:
        raise Misshaped("The question is for no callback of this page. Load it again.")
    _check_outputs(asked, known)
    for part, declared in (("inputs", known["inputs"]), ("state", known["state"])):
        _check_values(asked.get(part, []), declared, part)
    changed = asked.get("changedPropIds", [])
    names = {f"{one['id']}.{one['property']}" for one in known["inputs"]}
    if not isinstance(changed, list) or not all(isinstance(one, str) and one in names for one in changed):
        raise Misshaped("changedPropIds names something that the callback does not ask for.")


def _check_outputs(asked: dict, known: dict) -> None:
    written = known["output"]
    expected = [_name(one) for one in written] if isinstance(written, (list, tuple)) else _name(written)
    said = asked.get("outputs")
    given = [_name_said(one) for one in said] if isinstance(said, list) else _name_said(said)
    if known.get("no_output"):
        return
    if given != expected:
        raise Misshaped("The outputs are not those of the callback.")


def _check_values(said: Any, declared: list[dict], part: str) -> None:
    if not isinstance(said, list) or len(said) != len(declared):
        raise Misshaped(f"{part} has not the {len(declared)} values that the callback takes.")
    for one, wanted in zip(said, declared, strict=True):
        name = f"{wanted['id']}.{wanted['property']}"
        if _name_said(one) != name:
            raise Misshaped(f"{part} has not {name} where the callback takes it.")
        if not SHAPES.get(name, is_anything)(one.get("value")):
            raise Misshaped(f"{name} is not of the shape that the page gives it.")


def _name(output: Any) -> str:
    return f"{output.component_id}.{output.component_property}"


def _name_said(one: Any) -> str | None:
    return f"{one.get('id')}.{one.get('property')}" if isinstance(one, dict) else None


def _refuse(why: str, status: int) -> Response:
    return Response(f"{why}\n", status, mimetype="text/plain")
