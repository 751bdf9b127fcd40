"""How long sheets take: one in each format, a series of slides, and one of three million events."""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from dashboard.app import make_context
from dashboard.briefing.choices import Choices
from dashboard.briefing.formats import FORMATS
from dashboard.briefing.gathering import Wanted
from dashboard.briefing.making import Order, draw_sheet, make_file
from dashboard.briefing.render_thread import RenderThread
from dashboard.context import Context
from dashboard.settings import PROJECT, Settings
from dashboard.view import View
from geo.errors import NoBrowser
from geo.store.event_store import EventStore
from geo.store.histogram import Step
from geo.store.selection import Selection
from geo.store.snapshot import open_events
from tests.benchmarks.findings import Finding, find_value, say

SLIDE_S, SERIES_S, SHEETS, TRIES = 6, 90, 30, 5
FIRST, LAST = date(2020, 2, 5), date(2020, 2, 17)
MONTH = (date(2020, 2, 1), date(2020, 3, 1))


def measure_briefing(stores: dict[int, Path]) -> Iterator[Finding]:
    """Measure sheets of the demonstration's events, and of the largest of some stores."""
    opened = open_events([PROJECT / "data" / "events"])
    context = make_context(opened.store, Settings(), opened.reports)
    with RenderThread() as pen:
        try:
            yield from _time_formats(context, pen)
            yield from _time_series(context, pen)
        except NoBrowser as error:
            say(f"{error} Pictures and slides are left out.")
    yield from _time_command()
    for events, path in stores.items():
        store = EventStore(path)
        large = make_context(store, Settings())
        # As the page opens, and with all days.
        for name, days in (("window", large.window), ("all days", (store.first_day, store.last_day))):
            wanted = _want(*days)
            draw_sheet(large, wanted)
            yield find_value(f"sheet composed, {name}", events, _median(partial(draw_sheet, large, wanted)), "s")
        store.close()


def _want(first: date, last: date) -> Wanted:
    view = View(selection=Selection(first_day=first, last_day=last))
    return Wanted(view, Choices(), datetime(2026, 1, 1, tzinfo=UTC), "http://127.0.0.1:8050/")


def _median(act) -> float:
    times = []
    for _ in range(TRIES):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _make(context: Context, wanted: Wanted, order: Order, pen: RenderThread) -> None:
    make_file(context, wanted, order, pen, io.BytesIO(), lambda done, total: None)


def _time_formats(context: Context, pen: RenderThread) -> Iterator[Finding]:
    wanted = _want(FIRST, LAST)
    began = time.perf_counter()
    _make(context, wanted, Order("png"), pen)
    yield find_value("first sheet as PNG, with the start of a browser", None, time.perf_counter() - began, "s")
    for name in FORMATS:
        if FORMATS[name].holds != "frames":
            took = _median(lambda n=name: _make(context, wanted, Order(n), pen))
            yield find_value(f"sheet as {name.upper()}", None, took, "s", SLIDE_S)


def _time_series(context: Context, pen: RenderThread) -> Iterator[Finding]:
    wanted = _want(*MONTH)
    for name in ("pptx", "pdf", "gif", "mp4"):
        say(f"{SHEETS} sheets as {name.upper()}")
        began = time.perf_counter()
        _make(context, wanted, Order(name, step=Step.DAY), pen)
        yield find_value(f"{SHEETS} sheets as {name.upper()}", None, time.perf_counter() - began, "s", SERIES_S)


def _time_command() -> Iterator[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("svg", "png"):
            command = [sys.executable, "run.py", "brief", "--from", f"{FIRST}", "--to", f"{LAST}", "--out", folder]
            began = time.perf_counter()
            done = subprocess.run([*command, "--format", name], cwd=PROJECT, capture_output=True, check=False)
            if done.returncode == 0:
                took = time.perf_counter() - began
                yield find_value(f"run.py brief --format {name}", None, took, "s", SLIDE_S)
