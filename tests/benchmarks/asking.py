"""What the questions of the store cost, beside the plainest SQL that counts the same events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from geo.store.event_store import EPOCH, EventStore
from geo.store.grid import box_of, choose_cell_bits
from geo.store.histogram import Step
from geo.store.selection import Selection, Viewport
from tests.benchmarks.findings import Finding, find_ratio, find_value, say
from tests.benchmarks.timing import Timing, time_calls
from tests.benchmarks.views import VIEWS, choose_windows

LARGE = 3_000_000
MOST_WINDOW_MS, MOST_ALL_TIME_MS, MOST_HISTOGRAM_MS = 25, 200, 40
WINDOWS, REPEATS = 40, 10
ALL_TIME = Selection()
COUNT_CELLS = """
SELECT x >> $bits AS cell_x, y >> $bits AS cell_y, count(*) FROM event
WHERE start_day <= $last AND end_day >= $first AND x BETWEEN $west AND $east AND y BETWEEN $north AND $south
GROUP BY ALL
"""


def ask_store(path: Path, events: int) -> Iterator[Finding]:
    """Ask every question of one store file, over random windows and from the whole world down to a town."""
    say(f"asking the store of {events:,} events")
    store = EventStore(path)
    windows = list(choose_windows(store, WINDOWS))
    plain = store._engine.source.connection.cursor()  # The same open file: a second one would not share its cache.
    is_large = events == LARGE
    for name, view in VIEWS.items():
        for span, selections, most in (
            ("30 days", windows, MOST_WINDOW_MS),
            ("all time", [ALL_TIME] * REPEATS, MOST_ALL_TIME_MS),
        ):
            cases = [(selection, view) for selection in selections]
            base = time_calls(lambda one, view: _count_cells(plain, store, one, view), cases)
            timing = time_calls(store.marks, cases)
            title = f"marks, {span}, {name}"
            yield find_ratio(title, events, timing, base, "plain SQL", most_ms=most if is_large else None)
    yield from _ask_the_rest(store, events, windows)
    store.close()


def _count_cells(plain: duckdb.DuckDBPyConnection, store: EventStore, selection: Selection, view: Viewport) -> None:
    west, north, east, south = box_of(view)
    first, last = selection.first_day or store.first_day, selection.last_day or store.last_day
    numbers = {
        "first": (first - EPOCH).days, "last": (last - EPOCH).days, "bits": choose_cell_bits(view.zoom),
        "west": west, "north": north, "east": east, "south": south,
    }  # fmt: skip
    plain.execute(COUNT_CELLS, numbers).fetchall()


def _ask_the_rest(store: EventStore, events: int, windows: list[Selection]) -> Iterator[Finding]:
    most = MOST_HISTOGRAM_MS if events == LARGE else None
    histogram = time_calls(store.histogram, [(ALL_TIME, Step.DAY)] * REPEATS)
    yield _find("histogram by day", events, histogram, most)
    view = VIEWS["country"]
    ids = [(row["event_id"],) for row in store.page(ALL_TIME, take=REPEATS).rows]
    asked = {
        "summary, 30 days": time_calls(store.summary, [(window,) for window in windows]),
        "summary, all time": time_calls(store.summary, [(ALL_TIME,)] * REPEATS),
        "lines, 30 days, country": time_calls(store.lines, [(window, view) for window in windows]),
        "page, 30 days, country": time_calls(store.page, [(window, view) for window in windows]),
        "page, all time, world": time_calls(store.page, [(ALL_TIME,)] * REPEATS),
        "event by id": time_calls(store.event, ids),
    }
    for name, timing in asked.items():
        yield _find(name, events, timing)


def _find(name: str, events: int, timing: Timing, most: float | None = None) -> Finding:
    return find_value(name, events, timing.median_ms, "ms", most, timing.p95_ms)
