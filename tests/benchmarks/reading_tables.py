"""What reading a table costs: a million rows in ACLED's columns read, checked and placed; `check` of ten thousand."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from geo.vocabulary import read_vocabulary
from tests.benchmarks.corpus import PROJECT
from tests.benchmarks.findings import Finding, find_value, say
from tests.benchmarks.synthetic import make_events

ROWS, FEW_ROWS = 1_000_000, 10_000
MOST_S, MOST_MB, MOST_CHECK_S = 12, 2_000, 1
TRIES = 3
FOLDER = PROJECT / "build" / "tables"
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
"""The columns of an export of ACLED since 2024."""

LOAD = "from geo.loading import load_events; events = load_events([Path(sys.argv[1])]).events; rows = len(events)"
PEER = "import pandas; rows = len(pandas.read_csv(sys.argv[1]))"
WEIGHED = """
import json, resource, sys, time
from pathlib import Path
began = time.perf_counter()
{0}
took_s = time.perf_counter() - began
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([rows, took_s, most / (1e6 if sys.platform == "darwin" else 1e3)]))
"""


def measure_reading() -> Iterator[Finding]:
    """Measure a large table, pandas' own reading of the same file, and the check of a small one."""
    large, small = _write_table(ROWS), _write_table(FEW_ROWS)
    yield from _time_large(large)
    say(f"checking {FEW_ROWS:,} rows")
    times = [_time_check(small) for _ in range(TRIES)]
    yield find_value(f"run.py check of {FEW_ROWS:,} rows", None, float(np.median(times)), "s", MOST_CHECK_S)


def _time_large(path: Path) -> Iterator[Finding]:
    say(f"reading, checking and placing {ROWS:,} rows; and pandas' read_csv of the same file")
    ours, peers = zip(*((_weigh(LOAD, path), _weigh(PEER, path)) for _ in range(TRIES)), strict=True)
    assert {rows for rows, _, _ in ours} == {rows for rows, _, _ in peers} == {ROWS}
    took_s, peer_s = (float(np.median([one for _, one, _ in runs])) for runs in (ours, peers))
    yield find_value("pandas read_csv of a table in ACLED's columns", ROWS, peer_s, "s")
    name = "a table in ACLED's columns read, checked and placed"
    yield Finding(name, ROWS, took_s, "s", took_s / peer_s, "pandas read_csv", f"≤ {MOST_S} s", holds=took_s <= MOST_S)
    yield find_value(f"{name}: memory", ROWS, max(most for _, _, most in ours), "MB", MOST_MB)


def _weigh(what: str, path: Path) -> tuple[int, float, float]:
    run = [sys.executable, "-c", WEIGHED.format(what), str(path)]
    done = subprocess.run(run, cwd=PROJECT, capture_output=True, text=True, check=True)
    rows, took_s, most_mb = json.loads(done.stdout.splitlines()[-1])
    return rows, took_s, most_mb


def _time_check(path: Path) -> float:
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "run.py", "check", str(path), "--json"], cwd=PROJECT, capture_output=True)
    assert json.loads(done.stdout)["accepted"] == FEW_ROWS, done.stderr
    return time.perf_counter() - began


def _write_table(rows: int) -> Path:
    """Write made-up events in ACLED's columns, once; their types are ACLED's own."""
    path = FOLDER / f"acled-{rows}.csv"
    if path.is_file():
        return path
    say(f"writing {path.name}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        for piece in make_events(rows, read_vocabulary()):
            _as_acled(piece).to_csv(file, columns=list(COLUMNS), index=False, header=not file.tell())
    unfinished.replace(path)
    return path


def _as_acled(events: pd.DataFrame) -> pd.DataFrame:
    is_theirs = ~events["event_type"].isin(["Military movement", "Diplomacy"])
    blank = {name: "" for name in COLUMNS if name not in events.columns}
    return events.assign(**blank).assign(
        event_id_cnty=events["event_id"],
        year=events["event_date"].dt.year,
        event_type=events["event_type"].where(is_theirs, "Strategic developments"),
        sub_event_type=events["sub_event_type"].where(is_theirs, "Other"),
        disorder_type=np.where(is_theirs, "Political violence", "Strategic developments"),
        inter1="State forces",
        inter2="Rebel group",
        interaction="State forces-Rebel group",
        iso=760,
        region="Middle East",
        admin2=events["admin1"],
        source_scale="Other",
        fatalities=events["fatalities"].fillna(0),
        timestamp=1_700_000_000 + events["row"],
    )
