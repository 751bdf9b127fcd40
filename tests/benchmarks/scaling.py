"""What many events cost: to load them, to ask them, and the memory that a server needs for them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb

from geo.store.event_store import EventStore
from geo.store.histogram import Step
from geo.store.selection import Selection
from tests.benchmarks.findings import Finding, find_least, find_value, say
from tests.benchmarks.many_events import make_parquet
from tests.benchmarks.serving import serve_page
from tests.benchmarks.stores import PROJECT
from tests.benchmarks.timing import time_calls
from tests.benchmarks.views import VIEWS, choose_windows

SCALE_EVENTS, CSV_EVENTS = 50_000_000, 1_000_000
LEAST_PARQUET, LEAST_CSV = 1_000_000, 150_000
MOST_WINDOW_MS, MOST_ALL_TIME_MS, MOST_SERVER_MB = 60, 400, 1_500
WINDOWS, REPEATS = 12, 3
ALL_TIME = Selection()
_RUN = (
    "import resource, sys; from run import main; code = main(sys.argv[1:]); "
    "print('PEAK', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6); sys.exit(code)"
)


def measure_scale(events: int = SCALE_EVENTS) -> Iterator[Finding]:
    """Load so many events from Parquet, and some of them from CSV; then ask them, in this process and in a server."""
    folder = Path(tempfile.mkdtemp(prefix="scale-"))
    try:
        table = folder / "events.parquet"
        say(f"making {events:,} events")
        make_parquet(table, events, folder)
        yield from _load(table, events, LEAST_PARQUET, folder / "events.duckdb")
        yield from _ask(folder / "events.duckdb", events)
        yield from _serve(folder / "events.duckdb", events)
        text = _write_csv(table, min(events, CSV_EVENTS))
        yield from _load(text, min(events, CSV_EVENTS), LEAST_CSV, folder / "text.duckdb")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_csv(table: Path, events: int) -> Path:
    target = table.with_suffix(".csv")
    duckdb.execute(f"COPY (FROM '{table}' LIMIT {events}) TO '{target}' (HEADER)")
    return target


def _load(table: Path, events: int, least: int, store: Path) -> Iterator[Finding]:
    kind = table.suffix[1:]
    say(f"loading {events:,} events from {kind}")
    command = [sys.executable, "-c", _RUN, "load", str(table), "--store", str(store)]
    began = time.perf_counter()
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    if not store.exists():
        raise RuntimeError(done.stderr)
    peak_mb = float(done.stdout.rsplit("PEAK ", 1)[1])
    yield replace(find_least(f"load from {kind}", events / seconds, "rows/s", least), events=events)
    yield find_value(f"load from {kind}, memory at most", events, peak_mb, "MB")
    yield find_value(f"store from {kind}", events, store.stat().st_size / 1e6, "MB")


def _ask(path: Path, events: int) -> Iterator[Finding]:
    say("asking")
    with closing(EventStore(path)) as store:
        windows = list(choose_windows(store, WINDOWS))
        for name, view in VIEWS.items():
            timing = time_calls(store.marks, [(one, view) for one in windows])
            yield find_value(f"marks, 30 days, {name}", events, timing.median_ms, "ms", MOST_WINDOW_MS, timing.p95_ms)
            timing = time_calls(store.marks, [(ALL_TIME, view)] * REPEATS)
            most = MOST_ALL_TIME_MS
            yield find_value(f"marks, all time, {name}", events, timing.median_ms, "ms", most, timing.p95_ms)
        ids = [(row["event_id"],) for row in store.page(ALL_TIME, take=REPEATS).rows]
        asked = {
            "numbers, 30 days": (store.summary, [(one,) for one in windows]),
            "numbers, all time": (store.summary, [(ALL_TIME,)] * REPEATS),
            "bars, all time": (store.histogram, [(ALL_TIME, Step.DAY)] * REPEATS),
            "list, 30 days, country": (store.page, [(one, VIEWS["country"]) for one in windows]),
            "list, all time, first rows": (store.page, [(ALL_TIME,)] * REPEATS),
            "list, all time, its middle": (lambda one: store.page(one, skip=events // 2), [(ALL_TIME,)] * REPEATS),
            "event by id": (store.event, ids),
            "its row in the list of all": (lambda one: store.place_in(one, ALL_TIME), ids),
        }
        for name, (ask, cases) in asked.items():
            timing = time_calls(ask, cases)
            yield find_value(name, events, timing.median_ms, "ms", p95=timing.p95_ms)
        for text in ("convoy", "shelled"):
            began = time.perf_counter()
            store.count(Selection(text=text))
            yield find_value(f'search for "{text}"', events, (time.perf_counter() - began) * 1000, "ms")


def _serve(path: Path, events: int) -> Iterator[Finding]:
    say("serving")
    with serve_page("atlas", path) as served:
        yield find_value("first page of a server", events, served.started_s, "s")
        yield find_value("server, memory", events, served.resident_mb(), "MB", MOST_SERVER_MB)
