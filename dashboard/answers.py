"""Answers that many viewers ask for: made once, kept compressed until something else is shown, bounded in bytes."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass

from cachetools import LRUCache, cached
from dash import Dash
from flask import Response, request
from flask_compress import Compress

from dashboard.current import Current
from dashboard.ids import Id

ROUTE = "/_dash-update-component"
KEPT = frozenset(f"{name}.data" for name in (Id.FRAME, Id.HISTOGRAM))
"""What depends on the version and on what the page says, and on nothing else: not on who asks, nor on the clock."""

ANNOUNCED = frozenset((Id.VERSION, Id.RENEWED))
"""What only tells that something else is shown; the version itself is part of the key."""

MOST_BYTES = 16_000_000
LARGEST_BYTES = 1_000_000


@dataclass(frozen=True)
class Answer:
    """The body of an answer as it is sent, and what a browser must know to read it."""

    body: bytes
    headers: tuple[tuple[str, str], ...]


class NotKept(Exception):
    """An answer that is no frame: sent, and forgotten."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


class Answers:
    """Answers by question. Of questions alike that are asked at once, one is answered and the others wait for it.

    Args:
        most_bytes: How much is kept; what was not asked for the longest gives way.

    Attributes:
        tell: Is told for each question whether its answer was `found` or `made`.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.tell: Callable[[str], None] = lambda how: None
        kept = LRUCache(most_bytes, getsizeof=lambda answer: len(answer.body) + 500)

        def make_anew(_key: tuple, make: Callable[[], Answer]) -> Answer:
            return make()

        self._find = cached(kept, key=lambda key, _make: key, condition=threading.Condition())(make_anew)

    def find(self, key: tuple, make: Callable[[], Answer]) -> Answer:
        """Return the answer of a question; `make` makes it where it is not kept."""
        how = "found"

        def make_told() -> Answer:
            nonlocal how
            how = "made"
            return make()

        try:
            return self._find(key, make_told)
        finally:
            self.tell(how)


def keep_answers(app: Dash, context: Current, compress: Compress) -> Answers:
    """Keep what the callbacks of `KEPT` answer; call when compression is set up.

    Whoever may not ask is still refused first: only what makes the answer is left out.
    """
    answers = Answers()
    make_answer = app.server.view_functions[ROUTE]

    def make() -> Answer:
        response = app.server.make_response(make_answer())
        response = compress.after_request(response)
        body = response.get_data()
        if response.status_code != 200 or len(body) > LARGEST_BYTES:
            raise NotKept(response)
        return Answer(body, tuple(response.headers.items()))

    def send_answer() -> Response:
        name = _name(request.get_json(silent=True))
        if name is None:
            return make_answer()
        try:
            answer = answers.find((context.version, request.headers.get("Accept-Encoding", ""), name), make)
        except NotKept as other:
            return other.response
        return Response(answer.body, headers=list(answer.headers))

    app.server.view_functions[ROUTE] = send_answer
    return answers


def _name(asked: object) -> bytes | None:
    """Name a question by all that its answer depends on; None where it is not kept, or is not as a page asks it."""
    try:
        if asked["output"] not in KEPT:
            return None
        given = [*asked.get("inputs", ()), *asked.get("state", ())]
        said = [(one["id"], one["property"], one.get("value")) for one in given if one["id"] not in ANNOUNCED]
        text = json.dumps([asked["output"], asked.get("outputs"), said], sort_keys=True)
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    except (TypeError, KeyError, AttributeError, IndexError, ValueError):
        return None
