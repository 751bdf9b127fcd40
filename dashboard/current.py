"""What is shown now: a Context that others take the place of, while each request goes on with the one it began with."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Response, after_this_request, g, has_request_context

from dashboard.context import Context
from dashboard.trust.people import may_edit
from dashboard.workers.board import Board
from geo.store.event_store import EventStore


class Current:
    """Stands in for a Context: all that it is asked for comes from the one that is shown.

    Within a request that is the same from beginning to end, however often another is shown meanwhile. A store that is
    shown no more is closed when the last request that asks it is answered.

    Args:
        context: What is shown first.
        version: Which version that is, where other workers show it too.
        board: What these workers show; None where there is only one.
    """

    def __init__(self, context: Context, version: int | None = None, board: Board | None = None) -> None:
        self._take(context, version or _count_on(0))
        self._board = board
        self._lock = threading.Lock()
        self._lent: Counter[EventStore] = Counter()
        self._is_changing = False

    def __getattr__(self, name: str) -> Any:
        """Ask the Context of this request."""
        return getattr(self.of_request(), name)

    def of_request(self) -> Context:
        """Return what this request shows; outside of one, what is shown."""
        if not has_request_context():
            return self._shown
        if "shown" not in g:
            g.shown, g.shown_to_viewers = self._lend()
            after_this_request(self._wait_for_end)
        # Asked each time: Dash builds a page before the very first request has said whose it is.
        return g.shown if may_edit() else g.shown_to_viewers

    def newest(self) -> Context:
        """Return what the next request will show."""
        return self._shown

    def show(self, context: Context, version: int | None = None) -> None:
        """Show something else from the next request on; `version` where another worker has counted it already."""
        with self._lock:
            self._lent[self._shown.store] += 0
            self._take(context, version or _count_on(self._shown.version))
        self._close_idle()

    def tell_changing(self, is_changing: bool) -> None:
        """Note whether files are being written or read just now, so that something else may be shown soon."""
        self._is_changing = is_changing

    @property
    def is_changing(self) -> bool:
        """Whether something else may be shown soon."""
        return self._board.is_changing if self._board else self._is_changing

    def borrow(self) -> Callable[[], None]:
        """Keep what this request shows open beyond its end; what is returned is called when it is needed no more."""
        store = self.of_request().store
        with self._lock:
            self._lent[store] += 1
        return lambda: self._give_back(store)

    def _take(self, context: Context, version: int) -> None:
        self._shown = replace(context, version=version)
        # A person who may not edit is shown an atlas on which nothing can be changed.
        self._read_only = replace(self._shown, desk=None) if context.desk else self._shown

    def _lend(self) -> tuple[Context, Context]:
        with self._lock:
            self._lent[self._shown.store] += 1
            return self._shown, self._read_only

    def _wait_for_end(self, response: Response) -> Response:
        # A file that is streamed is asked for long after the request itself is over.
        store = g.shown.store
        response.call_on_close(lambda: self._give_back(store))
        return response

    def _give_back(self, store: EventStore) -> None:
        with self._lock:
            self._lent[store] -= 1
        self._close_idle()

    def _close_idle(self) -> None:
        with self._lock:
            idle = [store for store, uses in self._lent.items() if uses <= 0 and store is not self._shown.store]
            for store in idle:
                del self._lent[store]
        for store in idle:
            store.close()


def _count_on(version: int) -> int:
    """Return a number larger than any before, also than those of an atlas that ran here earlier: milliseconds."""
    return max(version + 1, time.time_ns() // 1_000_000)
