"""Steps in the browser beside what they are promised not to exceed, as findings."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.findings import Finding, find_ratio, find_value
from tests.benchmarks.stepping import Stepped

MOST_REPAINTS, MOST_GROWTH, MOST_KB = 3, 1.5, 150


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
        yield find_value(f"{name}: drawn", events, one.drawn, "marks" if is_ours else "points")
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
