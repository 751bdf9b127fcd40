"""What is for editors: found by itself, so that a new part of editing cannot be forgotten."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dash import Dash
from flask import Flask, Response, request

from dashboard.trust.asking import find_question
from dashboard.trust.origin import CALLBACKS
from dashboard.trust.people import may_edit


@dataclass(frozen=True)
class EditorParts:
    """What only an editor may ask for.

    Attributes:
        outputs: Callbacks, by the names that Dash gives their outputs.
        endpoints: Routes.
    """

    outputs: AbstractSet[str] = frozenset()
    endpoints: AbstractSet[str] = frozenset()

    @classmethod
    def between(cls, app: Dash, reading: Dash) -> EditorParts:
        """Find whatever an app has and one on which nothing can be changed has not.

        Args:
            app: With every part registered.
            reading: The same, registered without a desk.
        """
        outputs = {one["output"] for one in app._callback_list} - {one["output"] for one in reading._callback_list}
        return cls(frozenset(outputs), frozenset(_endpoints(app.server) - _endpoints(reading.server)))

    def are_asked_for(self) -> bool:
        """Whether this request asks for one of them."""
        if request.endpoint != CALLBACKS:
            return request.endpoint in self.endpoints
        return find_question().get("output") in self.outputs


def _endpoints(server: Flask) -> set[str]:
    return {rule.endpoint for rule in server.url_map.iter_rules()}


def guard_editing(server: Flask, parts: EditorParts) -> None:
    """Refuse viewers whatever is for editors, whether or not their page has it."""

    @server.before_request
    def refuse_viewers() -> Response | None:
        if may_edit() or not parts.are_asked_for():
            return None
        return Response("This is for editors. Sign in as one.\n", 403, mimetype="text/plain")
