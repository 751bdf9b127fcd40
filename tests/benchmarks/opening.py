"""How soon a page that is opened for the first time shows what a person came for, and how much it has to fetch."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.benchmarks.browser import CLOCK, PATIENCE_MS
from tests.benchmarks.findings import Finding, find_value
from tests.benchmarks.serving import serve_page

HOW = """
A first picture lasts from the request until days and counts are said and the map with basemap, layers and marks is
painted, in a browser that has kept nothing; the server has answered one such request before. It is the server's
drawing that is seen first: the live map, which can be moved, has its marks and then its basemap later. Bytes are those
that were transferred.
"""

TRIES = 5
MOST_MS, MOST_MB = 2_500, 5
FIRST_SIGHT = "() => window.benchClock.firstSight()"
IS_SHOWN = """() => {
  const map = window.atlas?.map?.();
  return Boolean(map?.loaded() && !map.isMoving() && document.querySelector("#map-label b")?.textContent);
}"""
HAS_MARKS = """() => Boolean(
  window.atlas?.views?.[0].px && document.querySelector("#map-label b")?.textContent)"""
TRANSFERRED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .reduce((sum, one) => sum + one.transferSize, 0)"""


def find_openings(browser: Browser, stores: dict[int, Path]) -> Iterator[Finding]:
    """Open a page of the smallest and of the largest store anew, again and again."""
    for events in (min(stores), max(stores)):
        with serve_page("atlas", stores[events]) as served:
            opened = [_open_once(browser, served.address) for _ in range(TRIES + 1)][1:]
        seen, marked, times, sizes = zip(*opened, strict=True)
        yield find_value("first picture", events, statistics.median(seen), "ms", MOST_MS)
        yield find_value("live map: marks", events, statistics.median(marked), "ms")
        yield find_value("live map: all drawn", events, statistics.median(times), "ms")
        yield find_value("transferred for it", events, max(sizes) / 1e6, "MB", MOST_MB)


def _open_once(browser: Browser, address: str) -> tuple[float, float, float, int]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page = context.new_page()
    page.add_init_script(path=CLOCK)
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    _wait_until(page, HAS_MARKS)
    marked = (time.perf_counter() - began) * 1000
    _wait_until(page, IS_SHOWN)
    took = (time.perf_counter() - began) * 1000
    seen, size = page.evaluate(FIRST_SIGHT), page.evaluate(TRANSFERRED)
    context.close()
    if not seen:
        raise RuntimeError(f"{address} showed no picture of the map before the live one.")
    return seen, marked, took, size


def _wait_until(page: Page, condition: str) -> None:
    until = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(condition):
        if time.monotonic() > until:
            raise RuntimeError(f"{page.url} showed no map within {PATIENCE_MS / 1000:.0f} s.")
        time.sleep(0.01)
