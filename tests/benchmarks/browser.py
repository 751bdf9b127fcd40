"""A real Chromium, a map of the size that is measured, and what it receives at each step."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, Response, sync_playwright

from tests.benchmarks.views import MAP_PX

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-background-networking"]
CLOCK = Path(__file__).with_name("clock.js")
PATIENCE_MS = 60_000


@contextlib.contextmanager
def open_browser() -> Iterator[Browser | None]:
    """Open the system's Chromium, else Playwright's own; None when there is neither."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM_OPTIONS)
        except Error:
            yield None
            return
        yield browser
        browser.close()


@contextlib.contextmanager
def open_map(browser: Browser, url: str) -> Iterator[Page]:
    """Open a page whose map is `MAP_PX` large, in the light theme, and wait until it has nothing left to draw."""
    page = browser.new_page(viewport={"width": 1900, "height": 950}, color_scheme="light")
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script(path=CLOCK)
    try:
        page.goto(url)
        wait_for_map(page)
        width, height = page.evaluate("benchClock.size()")
        if (width, height) != MAP_PX:
            page.set_viewport_size({"width": 1900 + MAP_PX[0] - width, "height": 950 + MAP_PX[1] - height})
            wait_for_map(page)
        yield page
    finally:
        page.close()


def wait_for_map(page: Page) -> None:
    """Wait until the map and what follows a first picture are done."""
    # Asked again and again from outside: the page's own policy forbids what `wait_for_function` does inside.
    until = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate("benchClock.isReady()"):
        if time.monotonic() > until:
            raise RuntimeError(f"{page.url} showed no map within {PATIENCE_MS / 1000:.0f} s.")
        page.wait_for_timeout(50)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_000)


@contextlib.contextmanager
def weigh_answers(page: Page, output: str) -> Iterator[list[int]]:
    """Gather the bytes, before compression, of each answer to one callback."""
    answers: list[Response] = []
    sizes: list[int] = []

    def note(answer: Response) -> None:
        is_callback = "/_dash-update-component" in answer.url
        if is_callback and (answer.request.post_data_json or {}).get("output") == output:
            answers.append(answer)

    page.on("response", note)
    yield sizes
    page.remove_listener("response", note)
    sizes.extend(len(answer.body()) for answer in answers)
