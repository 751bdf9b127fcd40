"""What one step of the timeline costs in the browser, beside a bare repaint of the map and the plain alternative.

A bare repaint lasts from `triggerRepaint()` to MapLibre's `idle`, and until a pixel can be read back; a step lasts from
the press of the forward button to the first `idle` after the label has changed, and until a pixel can be read back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page

from dashboard.ids import Id
from geo.store.event_store import EPOCH
from tests.benchmarks.browser import open_map, weigh_answers
from tests.benchmarks.findings import Finding, find_ratio, find_value, say
from tests.benchmarks.serving import serve_page
from tests.benchmarks.synthetic import DAYS, FIRST_DAY
from tests.benchmarks.timing import Timing
from tests.benchmarks.views import CAMERAS

STEPS = 21
PAUSE_MS = 450
"""Long enough for what follows a step (lists, typed days) to be done, so that each step is measured alone."""

MOST_REPAINTS, MOST_GROWTH, MOST_KB = 4, 1.5, 150
SPANS = {"30 days": 30, "a seventh of all time": DAYS // 7}
START = FIRST_DAY.astype(date) + timedelta(days=1_200)


@dataclass(frozen=True)
class Stepped:
    """What the steps of one page took.

    Attributes:
        bare: A bare repaint of its map.
        step: A whole step.
        answer: Of it, until the page had the answer and drew it.
        most_bytes: Of the largest answer, before compression.
        marks: Marks, or points, in the last picture.
    """

    bare: Timing
    step: Timing
    answer: Timing
    most_bytes: int
    marks: int


def time_atlas(browser: Browser, path: Path, events: int, span: str) -> Stepped:
    """Step through the atlas with its own button."""
    say(f"stepping through {events:,} events, {span}")
    lon, lat, zoom = CAMERAS["country"]
    last = START + timedelta(days=SPANS[span] - 1)
    link = f"?from={START}&to={last}&at={lat},{lon},{zoom}&theme=light"
    with serve_page("atlas", path) as served, open_map(browser, f"{served.address}/{link}") as page:
        return _step(page, f"{Id.FRAME}.data", lambda number: "benchClock.atlasStep()")


def time_plain(browser: Browser, path: Path, events: int, span: str) -> Stepped:
    """Step through the plain alternative by moving its slider's two ends."""
    say(f"stepping through the plain alternative with {events:,} events, {span}")
    first = (START - EPOCH).days
    length = SPANS[span] - 1
    with serve_page("plain", path) as served, open_map(browser, served.address) as page:
        return _step(page, "map.figure", lambda n: f"benchClock.plainStep([{first + n}, {first + n + length}])")


def _step(page: Page, output: str, step: object) -> Stepped:
    """Take turns with bare repaints, so that both meet the same noise; the first turn is not counted."""
    bare, steps = [], []
    with weigh_answers(page, output) as sizes:
        for number in range(STEPS + 1):
            page.wait_for_timeout(PAUSE_MS)
            bare.append(page.evaluate("benchClock.bareRepaint()"))
            steps.append(page.evaluate(step(number)))
    totals, answers = zip(*steps[1:], strict=True)
    marks = page.evaluate("benchClock.drawn()")
    return Stepped(Timing.of(bare[1:]), Timing.of(totals), Timing.of(answers), max(sizes), marks)


def find_steps(stepped: dict[tuple[str, int, str], Stepped]) -> Iterator[Finding]:
    """Compare the steps with bare repaints, with the smallest store, and with the plain alternative.

    Args:
        stepped: By `atlas` or `plain`, number of events, and span.
    """
    for (kind, events, span), one in stepped.items():
        is_ours = kind == "atlas"
        name = f"{'step' if is_ours else 'plain alternative, step'}, {span}"
        yield find_ratio(name, events, one.step, one.bare, "bare repaint", most=MOST_REPAINTS if is_ours else None)
        yield find_value(f"{name}: answered after", events, one.answer.median_ms, "ms", p95=one.answer.p95_ms)
        yield find_value(f"{name}: largest answer", events, one.most_bytes / 1000, "kB", MOST_KB if is_ours else None)
        yield find_value(f"{name}: drawn", events, one.marks, "marks" if is_ours else "points")
        yield from _compare(name, stepped, (kind, events, span))


def _compare(name: str, stepped: dict[tuple[str, int, str], Stepped], key: tuple[str, int, str]) -> Iterator[Finding]:
    kind, events, span = key
    smallest = min(number for of, number, _ in stepped if of == "atlas")
    if kind == "plain":
        ours = stepped["atlas", events, span]
        yield find_ratio(f"{name}: beside the atlas", events, stepped[key].step, ours.step, "atlas")
    elif events != smallest:
        base = stepped["atlas", smallest, span].step
        yield find_ratio(f"{name}: growth", events, stepped[key].step, base, f"{smallest:,} events", most=MOST_GROWTH)
