"""ClickHouse beside DuckDB: the same random questions of the same events, how long each takes, and what differs."""

from __future__ import annotations

import importlib.util
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from geo.store.event_store import EventStore
from tests.benchmarks.findings import Finding, find_ratio, find_value, say
from tests.benchmarks.stores import prepare_store
from tests.benchmarks.timing import Timing
from tests.geo.store.clickhouse.asking import Asked, Asker, ask_all, find_differences
from tests.geo.store.clickhouse.in_process import InProcess

ENGINE_EVENTS, ROUNDS, TIMED_EACH = 1_000_000, 500, 5


def compare_engines(events: int = ENGINE_EVENTS, rounds: int = ROUNDS) -> Iterator[Finding]:
    """Ask both engines alike; nothing where there is no ClickHouse in the .venv.

    Args:
        events: How many the stores hold.
        rounds: How many random selections.
    """
    if importlib.util.find_spec("chdb") is None:
        say("no ClickHouse in this .venv: .ci/clickhouse installs it")
        return
    path = prepare_store(events)
    with tempfile.TemporaryDirectory(prefix="bench-clickhouse-") as folder:
        address = InProcess(Path(folder), "bench")
        began = time.perf_counter()
        address.load(path)
        seconds = time.perf_counter() - began
        yield find_value("ClickHouse, rows loaded a second", events, events / seconds, "rows")
        stores = EventStore(path), EventStore(address)
        yield from _compare(*stores, events, rounds)
        for store in stores:
            store.close()


def _compare(duck: EventStore, click: EventStore, events: int, rounds: int) -> Iterator[Finding]:
    asker, different = Asker(duck), 0
    times: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for number in range(rounds):
        asked = asker.draw(random.Random(number))
        for name in find_differences(duck, click, asked):
            different += 1
            say(f"{name} of selection {number} differs: {asked}")
        if number % TIMED_EACH == 0:  # Asked before, so that nothing is compiled while it is timed.
            for engine, store in enumerate((duck, click)):
                for name, took_ms in _time_all(store, asked):
                    times[name][engine].append(took_ms)
        if number % 50 == 49:
            say(f"{number + 1} selections asked, {different} differences")
    yield find_value(f"answers to {rounds:,} random selections that differ", events, different, "answers", most=0)
    for name, (duck_times, click_times) in times.items():
        yield find_ratio(f"ClickHouse, {name}", events, Timing.of(click_times), Timing.of(duck_times), "DuckDB")


def _time_all(store: EventStore, asked: Asked) -> Iterator[tuple[str, float]]:
    began = time.perf_counter()
    for name, _ in ask_all(store, asked):
        now = time.perf_counter()
        yield name, (now - began) * 1000
        began = time.perf_counter()
