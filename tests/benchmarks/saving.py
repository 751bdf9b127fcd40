"""How soon a saved file is on the map of an open page: from the save to the painted frame that counts the new row."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from playwright.sync_api import Browser, Page

from geo.schema import COLUMN_NAMES
from geo.vocabulary import read_vocabulary
from tests.benchmarks.browser import PATIENCE_MS, open_map
from tests.benchmarks.findings import Finding, find_value, say
from tests.benchmarks.serving import find_port, run_server
from tests.benchmarks.synthetic import make_events

ROWS, SAVES, MOST_S = 10_000, 6, 2
IS_PAINTED = """events => {
  const [view] = atlas.views;
  const said = `of ${events.toLocaleString("en-GB")} events`;
  return !view.isDue && document.querySelector("#map-label").textContent.includes(said);
}"""


def time_saves(browser: Browser) -> Iterator[Finding]:
    """Save a file of 10,000 rows with one more each time while a page shows it."""
    say(f"saving {ROWS:,} rows again and again")
    with tempfile.TemporaryDirectory() as folder:
        file, port = Path(folder) / "mine.csv", find_port()
        rows = _make_rows(ROWS + SAVES + 1)
        _save(file, rows, ROWS)
        command = [sys.executable, "run.py", "--no-browser", "--port", str(port), "--events", folder]
        with run_server(command, port) as served, open_map(browser, served.address) as page:
            times = [_save_once(page, file, rows, ROWS + n) for n in range(1, SAVES + 1)]
    yield find_value("first save to the painted map", ROWS, times[0], "s")
    yield find_value("later saves to the painted map", ROWS, statistics.median(times[1:]), "s", MOST_S)


def _make_rows(number: int) -> pd.DataFrame:
    """Make events as a maintainer has them: places by name and coordinates, all columns filled."""
    return next(make_events(number, read_vocabulary())).reindex(columns=list(COLUMN_NAMES))


def _save(file: Path, rows: pd.DataFrame, number: int) -> None:
    beside = file.with_name(f".{file.name}.tmp")
    rows.iloc[:number].to_csv(beside, index=False)
    beside.replace(file)


def _save_once(page: Page, file: Path, rows: pd.DataFrame, number: int) -> float:
    """Save, and return the seconds until it is painted."""
    page.wait_for_timeout(1_500)
    _save(file, rows, number)
    began = time.perf_counter()
    while not page.evaluate(IS_PAINTED, number):
        if time.perf_counter() - began > PATIENCE_MS / 1000:
            raise RuntimeError(f"{file.name} was saved, and is not on the map after {PATIENCE_MS / 1000:.0f} s.")
        time.sleep(0.02)
    return time.perf_counter() - began
