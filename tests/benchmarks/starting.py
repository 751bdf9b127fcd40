"""What the server itself costs: memory after a round of questions, and how soon a second start serves a page."""

from __future__ import annotations

import json
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from geo.store.event_store import EventStore
from tests.benchmarks.answering import choose_questions
from tests.benchmarks.findings import Finding, find_value, say
from tests.benchmarks.serving import find_port, run_server, serve_page
from tests.benchmarks.timing import Timing

MOST_MB, MOST_START_S = 1_000, 3
STARTS = 3


def weigh_server(path: Path, events: int) -> Iterator[Finding]:
    """Ask a server of its own for frames, bars and rows, and see what memory it holds then."""
    say(f"weighing the server of {events:,} events")
    store = EventStore(path)
    questions = list(choose_questions(store))
    store.close()
    with serve_page("atlas", path) as served:
        for question in questions:
            _post(served.address, question)
        yield find_value("server memory after a round of questions", events, served.resident_mb(), "MB", MOST_MB)


def _post(address: str, question: dict) -> None:
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{address}/_dash-update-component", json.dumps(question).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        answer.read()


def time_starts() -> Iterator[Finding]:
    """Start `run.py` on the demonstration's data again and again; the first start may build, and is not counted."""
    say("starting run.py")
    times = []
    for _ in range(STARTS + 1):
        port = find_port()
        with run_server([sys.executable, "run.py", "--no-browser", "--port", str(port)], port) as served:
            times.append(served.started_s)
    timing = Timing.of([one * 1000 for one in times[1:]])
    yield find_value("second start to a served page", None, timing.median_ms / 1000, "s", MOST_START_S)
