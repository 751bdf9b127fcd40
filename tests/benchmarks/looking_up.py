"""What geocoding costs: a first answer of a fresh process, a repeated look-up, a table of a million rows."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np
import pandas as pd

from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.placing import place_events
from geo.gazetteer.roads import Roads
from geo.schema import COLUMN_NAMES
from geo.tables.typing import typed_events
from geo.vocabulary import read_vocabulary
from tests.benchmarks.corpus import PROJECT
from tests.benchmarks.findings import Finding, find_least, find_value, say
from tests.benchmarks.synthetic import make_events

MOST_START_S, MOST_START_MB = 1, 300
LEAST_LOOKUPS_PER_S, MOST_PLACING_S = 200_000, 3
STARTS, LOOKUPS = 5, 400_000
ROWS, NAMES = 1_000_000, 2_000
SEED = 11
GEOCODE = (sys.executable, "run.py", "geocode", "Saraqib")
WEIGH_CHILD = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
took_s = time.perf_counter() - began
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([took_s, most / (1e6 if sys.platform == "darwin" else 1e3)]))
"""


def measure_looking_up() -> Iterator[Finding]:
    """Measure starts, look-ups and a large table."""
    yield from _time_first_answers()
    gazetteer = Gazetteer.load(PROJECT / "data" / "gazetteer")
    places = _choose_places()
    yield from _time_lookups(gazetteer, places)
    yield from _time_tables(places)


def _time_first_answers() -> Iterator[Finding]:
    say("starting run.py geocode")
    helper = [sys.executable, "-c", WEIGH_CHILD, *GEOCODE]
    runs = [subprocess.run(helper, cwd=PROJECT, capture_output=True, text=True) for _ in range(STARTS)]
    if any(run.returncode for run in runs):
        say(f"run.py geocode could not be weighed: {runs[0].stderr.strip()[-200:]}")
        return
    took_s, weighs_mb = zip(*(json.loads(run.stdout) for run in runs), strict=True)
    yield find_value("first answer of run.py geocode", None, float(np.median(took_s)), "s", MOST_START_S)
    yield find_value("memory of run.py geocode", None, max(weighs_mb), "MB", MOST_START_MB)


def _choose_places() -> pd.DataFrame:
    """Choose places that differ in name, province or country, most of them where the wars are."""
    events = next(make_events(NAMES * 20, read_vocabulary()))
    return events[["location", "admin1", "country"]].drop_duplicates().head(NAMES)


def _time_lookups(gazetteer: Gazetteer, places: pd.DataFrame) -> Iterator[Finding]:
    say("looking up the same names again and again")
    asked = list(places[["location", "country", "admin1"]].itertuples(index=False, name=None))
    began = time.perf_counter()
    for case in asked:
        gazetteer.find(*case)
    yield find_least("look-ups of new names", len(asked) / (time.perf_counter() - began), "names/s")
    began = time.perf_counter()
    for _ in range(LOOKUPS // len(asked)):
        for case in asked:
            gazetteer.find(*case)
    times = LOOKUPS // len(asked) * len(asked)
    yield find_least("look-ups of known names", times / (time.perf_counter() - began), "names/s", LEAST_LOOKUPS_PER_S)


def _time_tables(places: pd.DataFrame) -> Iterator[Finding]:
    for known, most_s in ((("location", "admin1", "country"), MOST_PLACING_S), (("location", "country"), None)):
        say(f"placing {ROWS:,} rows by {', '.join(known)}")
        table = _make_table(places[list(known)])
        gazetteer = Gazetteer.load(PROJECT / "data" / "gazetteer")
        began = time.perf_counter()
        _, faults = place_events(table, gazetteer, Roads({}))
        took_s = time.perf_counter() - began
        name = f"placing {NAMES:,} places by {' and '.join(known)}"
        yield find_value(name, ROWS, took_s, "s", most_s)
        yield find_least(f"{name}: speed", ROWS / took_s, "rows/s")
        yield find_value(f"{name}: rows with a warning", ROWS, len(faults), "rows")


def _make_table(places: pd.DataFrame) -> pd.DataFrame:
    """Repeat the places at random, typed as a table that was read from a file."""
    blank = dict.fromkeys(COLUMN_NAMES, "") | {"event_date": "2020-02-07"}
    rows = [blank | row for row in places.to_dict("records")]
    typed = typed_events(rows, ["bench.csv"] * len(rows), list(range(2, len(rows) + 2)))
    chosen = np.random.default_rng(SEED).integers(0, len(typed), ROWS)
    return typed.take(chosen).reset_index(drop=True).assign(row=np.arange(2, ROWS + 2))
