"""What one step of the timeline costs in the browser, beside a bare repaint of the map and the plain alternative."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page

from dashboard.ids import Id
from geo.store.event_store import EPOCH
from tests.benchmarks.browser import open_map, weigh_answers
from tests.benchmarks.serving import serve_page
from tests.benchmarks.synthetic import DAYS, FIRST_DAY
from tests.benchmarks.timing import Timing
from tests.benchmarks.views import STEPPED

HOW = """
A bare repaint lasts from triggerRepaint() to MapLibre's idle and until a pixel can be read back, without our marks.
A step lasts from the press of the forward button until the label has changed, to the next idle, and until a pixel can
be read back. Repaints and steps take turns, and so do the pages of all sizes; values are medians, p95 says how noisy.
"""

STEPS = 21
PAUSE_MS = 450
"""Long enough for what follows a step (lists, typed days) to be done, so that each step is measured alone."""

MOST_PLAIN_EVENTS = 50_000
"""With more points than this the plain alternative takes too long to be worth waiting for."""

SPANS = {"30 days": 30, "a seventh of all time": DAYS // 7}
START = FIRST_DAY.astype(date) + timedelta(days=1_200)


@dataclass(frozen=True)
class Stepped:
    """What the steps of one page took.

    Attributes:
        bare: A bare repaint of its map.
        step: A whole step.
        answer: Of it, until the page had the answer and said so.
        most_bytes: Of the largest answer, before compression.
        drawn: Marks, or points, in the last picture.
    """

    bare: Timing
    step: Timing
    answer: Timing
    most_bytes: int
    drawn: int


@dataclass
class Walk:
    """A page that is stepped through.

    Attributes:
        page: The open page.
        step: What makes it take its next step, as JavaScript, given the number of the step.
        sizes: Bytes of each answer, known when the walk is over.
        bare: Milliseconds of each bare repaint.
        steps: Milliseconds of each step, and of it until the answer.
        drawn: Marks or points in the last picture.
    """

    page: Page
    step: Callable[[int], str]
    sizes: list[int]
    bare: list[float] = field(default_factory=list)
    steps: list[tuple[float, float]] = field(default_factory=list)
    drawn: int = 0

    def take(self, number: int) -> None:
        """Repaint the map, then take a step."""
        self.page.wait_for_timeout(PAUSE_MS)
        self.bare.append(self.page.evaluate("benchClock.bareRepaint()"))
        self.steps.append(self.page.evaluate(self.step(number)))

    def sum_up(self) -> Stepped:
        """Sum up all steps but the first, which warms up."""
        totals, answers = zip(*self.steps[1:], strict=True)
        return Stepped(Timing.of(self.bare[1:]), Timing.of(totals), Timing.of(answers), max(self.sizes), self.drawn)


def step_through(browser: Browser, stores: dict[int, Path], span: str) -> dict[tuple[str, int, str], Stepped]:
    """Step through the atlas with its own button, and through the plain alternative by moving its slider.

    All pages are open at once and take turns, so that whatever else the machine does falls on all of them alike.

    Args:
        browser: An open Chromium.
        stores: Store files by number of events.
        span: Of `SPANS`.

    Returns:
        By `atlas` or `plain`, number of events, and span.
    """
    walks: dict[tuple[str, int, str], Walk] = {}
    with contextlib.ExitStack() as stack:
        for events, path in stores.items():
            walks["atlas", events, span] = _open_atlas(browser, path, SPANS[span], stack)
            if events <= MOST_PLAIN_EVENTS:
                walks["plain", events, span] = _open_plain(browser, path, SPANS[span], stack)
        for number in range(STEPS + 1):
            for walk in walks.values():
                walk.take(number)
        for walk in walks.values():
            walk.drawn = walk.page.evaluate("benchClock.drawn()")
    return {key: walk.sum_up() for key, walk in walks.items()}


def _open_atlas(browser: Browser, path: Path, days: int, stack: contextlib.ExitStack) -> Walk:
    lon, lat, zoom = STEPPED
    served = stack.enter_context(serve_page("atlas", path))
    link = f"?from={START}&to={START + timedelta(days=days - 1)}&at={lat},{lon},{zoom}&theme=light"
    page = stack.enter_context(open_map(browser, f"{served.address}/{link}"))
    return Walk(page, lambda _: "benchClock.atlasStep()", stack.enter_context(weigh_answers(page, f"{Id.FRAME}.data")))


def _open_plain(browser: Browser, path: Path, days: int, stack: contextlib.ExitStack) -> Walk:
    first = (START - EPOCH).days
    served = stack.enter_context(serve_page("plain", path))
    page = stack.enter_context(open_map(browser, served.address))
    sizes = stack.enter_context(weigh_answers(page, "map.figure"))
    return Walk(page, lambda n: f"benchClock.plainStep([{first + n}, {first + n + days - 1}])", sizes)
