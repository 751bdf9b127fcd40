"""What a maintainer waits for when tables are compared: possible duplicates, and the differences of two states."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from geo.duplicates.finding import find_pairs
from geo.tables.differences import find_differences
from geo.vocabulary import read_vocabulary
from tests.benchmarks.findings import Finding, find_value, say
from tests.benchmarks.synthetic import SEED, make_events

MOST_S = {10_000: 1, 1_000_000: 30}
TRIES = 3
CHANGED = 0.01


def measure_maintaining() -> Iterator[Finding]:
    """Measure the search for duplicates, and the comparison of a table with its own next state."""
    for number, most_s in MOST_S.items():
        say(f"looking for duplicates among {number:,} events, and comparing them with a later state")
        events = pd.concat(make_events(number, read_vocabulary()), ignore_index=True).drop(columns="geometry")
        yield find_value("possible duplicates", number, _time(find_pairs, events), "s", most_s)
        yield find_value("differences of two states", number, _time(find_differences, events, _change(events)), "s")


def _time(act: Callable[..., object], *tables: pd.DataFrame) -> float:
    times = []
    for _ in range(TRIES):
        began = time.perf_counter()
        act(*tables)
        times.append(time.perf_counter() - began)
    return float(np.median(times))


def _change(events: pd.DataFrame) -> pd.DataFrame:
    """Shuffle the rows, take one in a hundred out, and change a note in another."""
    rng = np.random.default_rng(SEED)
    later = events.sample(frac=1 - CHANGED, random_state=SEED).reset_index(drop=True)
    return later.assign(notes=later["notes"].mask(rng.random(len(later)) < CHANGED, "corrected"))
