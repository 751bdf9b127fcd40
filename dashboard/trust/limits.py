"""Limits: how fast one client may ask for what costs much; each worker counts for itself."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

from flask import Flask, Response, jsonify, request

from dashboard.ids import Id
from dashboard.trust.asking import find_question
from dashboard.trust.people import name_of_person
from dashboard.trust.tries import name_client

MOST_CLIENTS = 10_000


@dataclass(frozen=True)
class Limit:
    """So many at once, and so many a second after that."""

    at_once: int
    a_second: float


EXPENSIVE = {
    "brief.begin_file": Limit(30, 0.5),
    "brief.send_sheet": Limit(60, 6),
    "send_events": Limit(60, 1),
}
"""Routes, by the names of their endpoints: far more than a hand can ask for, far less than a script."""

SEARCH = Limit(300, 40)
"""Questions to the data while something is searched for: each letter that is typed asks a handful."""


class Buckets:
    """What each client has left; whoever has not asked the longest is forgotten first."""

    def __init__(self) -> None:
        self._left: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, what: str, client: str, limit: Limit) -> float:
        """Take one.

        Returns:
            Seconds to wait until there is one; 0 where it was taken.
        """
        now = time.monotonic()
        with self._lock:
            left, at = self._left.pop((what, client), (float(limit.at_once), now))
            left = min(left + (now - at) * limit.a_second, limit.at_once)
            self._left[what, client] = (left - 1 if left >= 1 else left, now)
            if len(self._left) > MOST_CLIENTS:
                self._left.popitem(last=False)
        return 0.0 if left >= 1 else (1 - left) / limit.a_second


def limit_expensive(server: Flask) -> None:
    """Refuse a client that asks for too much."""
    buckets = Buckets()

    @server.before_request
    def refuse_haste() -> Response | None:
        what = "search" if _is_search() else request.endpoint
        limit = SEARCH if what == "search" else EXPENSIVE.get(what)
        if limit is None:
            return None
        # Everybody behind a proxy may have one address, but everybody has a name of their own there.
        client = name_of_person() or name_client(request.remote_addr or "")
        wait_s = buckets.take(what, client, limit)
        return _refuse(wait_s) if wait_s else None


def _is_search() -> bool:
    asked = find_question()
    said = [one.get("value") for one in (*asked.get("inputs", ()), *asked.get("state", ())) if one["id"] == Id.FILTERS]
    return any(isinstance(filters, dict) and (filters.get("q") or filters.get("col")) for filters in said)


def _refuse(wait_s: float) -> Response:
    seconds = int(wait_s) + 1
    said = f"That is more than one client may ask for at once. Try again in {seconds} s."
    answer = jsonify(error=said)
    answer.status_code = 429
    answer.headers["Retry-After"] = str(seconds)
    return answer
