"""What one step of the timeline costs the server, and how much it sends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.ids import Id
from dashboard.settings import Settings
from geo.store.event_store import EventStore
from geo.store.selection import Selection, Viewport
from tests.benchmarks.findings import Finding, find_value, say
from tests.benchmarks.timing import time_calls
from tests.benchmarks.views import VIEWS, choose_windows

MOST_KB = 150
WINDOWS, REPEATS = 15, 5
ADDRESS = "http://127.0.0.1:8050"


def answer_steps(path: Path, events: int) -> Iterator[Finding]:
    """Ask the app for frames as the page does: random windows and all time, from the whole world down to a town."""
    say(f"asking the app of {events:,} events for frames")
    store = EventStore(path)
    client = create_app(store, Settings()).server.test_client()
    windows = list(choose_windows(store, WINDOWS))
    sent = 0
    for name, view in VIEWS.items():
        for span, selections in (("30 days", windows), ("all time", [_all_time(store)] * REPEATS)):
            cases = [(client, ask_frame(selection, view)) for selection in selections]
            timing = time_calls(answer, cases)
            yield find_value(f"whole frame, {span}, {name}", events, timing.median_ms, "ms", p95=timing.p95_ms)
            sent = max(sent, *(answer(*case) for case in cases))
    yield find_value("largest of these frames before compression", events, sent / 1000, "kB", MOST_KB)
    store.close()


def answer(client: FlaskClient, question: dict) -> int:
    """Have a question answered, and return how many bytes that takes before compression."""
    answered = client.post("/_dash-update-component", json=question, base_url=ADDRESS)
    if answered.status_code != 200:
        raise RuntimeError(f"The app answered {question['output']} with {answered.status}: {answered.data[:200]!r}")
    return len(answered.data)


def choose_questions(store: EventStore) -> Iterable[dict]:
    """Choose what a person makes a page ask: frames near and far, short and long, the bars, and a search."""
    windows = [*choose_windows(store, WINDOWS), _all_time(store)]
    searched = [replace(window, text="convoy border") for window in windows[-2:]]
    yield ask_histogram({})
    yield ask_histogram({"q": ["convoy border"]})
    yield from (ask_frame(window, view) for window in (*windows, *searched) for view in VIEWS.values())


def ask_frame(selection: Selection, view: Viewport) -> dict:
    """Ask for one frame, as the page does at a step."""
    window = {"from": [selection.first_day.isoformat()], "to": [selection.last_day.isoformat()]}
    filters = {"q": [selection.text]} if selection.text else {}
    edges = [view.west, view.south, view.east, view.north, view.zoom]
    view_asked = {Id.VIEWPORT: {"edges": edges}, Id.BESIDE: None, Id.DENSE: False, Id.VERSION: 1}
    return _ask(Id.FRAME, {Id.WINDOW: window, Id.FILTERS: filters, **view_asked})


def ask_histogram(filters: dict) -> dict:
    """Ask for the bars of the timeline by day."""
    question = _ask(Id.HISTOGRAM, {Id.FILTERS: filters})
    question["inputs"].append({"id": Id.BARS, "property": "value", "value": "side"})
    question["inputs"].append({"id": Id.BARS_ASKED, "property": "data", "value": {"step": "day"}})
    question["inputs"].append({"id": Id.RENEWED, "property": "data", "value": 1})
    return question


def _ask(name: Id, given: dict) -> dict:
    return {
        "output": f"{name}.data",
        "outputs": {"id": name, "property": "data"},
        "inputs": [{"id": one, "property": "data", "value": value} for one, value in given.items()],
        "changedPropIds": [f"{next(iter(given))}.data"],
        "state": [],
    }


def _all_time(store: EventStore) -> Selection:
    return Selection(first_day=store.first_day, last_day=store.last_day)
