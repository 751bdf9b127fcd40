"""What was found, beside what should have been: one line of the table, one entry of `build/bench.json`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.timing import Timing

HEADER = ("what", "events", "value", "p95", "ratio", "against", "target", "holds")


@dataclass(frozen=True)
class Finding:
    """One figure.

    Attributes:
        name: What was measured.
        events: Events in the store; None where it is the demonstration's own data.
        value: The figure, a median where it is a time.
        unit: Of `value`.
        ratio: `value` divided by the figure of `against`; None without one.
        against: What it is compared with, its own figure included.
        target: What it should be, in words; empty where nothing is promised.
        holds: Whether it is; None without a target.
        p95: What 19 of 20 tries stayed below; None where it is no time.
    """

    name: str
    events: int | None
    value: float
    unit: str
    ratio: float | None = None
    against: str = ""
    target: str = ""
    holds: bool | None = None
    p95: float | None = None

    def as_entries(self) -> list[dict]:
        """Write it for JSON; a p95 is an entry of its own."""
        entry = {name: value for name, value in asdict(self).items() if name != "p95"}
        if self.p95 is None:
            return [entry]
        blank = {"ratio": None, "against": "", "target": "", "holds": None}
        return [entry, {**entry, **blank, "name": f"{self.name}, p95", "value": self.p95}]


def find_value(
    name: str, events: int | None, value: float, unit: str, most: float | None = None, p95: float | None = None
) -> Finding:
    """Compare a figure with the most it may be."""
    target = "" if most is None else f"≤ {_number(most)} {unit}"
    return Finding(name, events, value, unit, target=target, holds=None if most is None else value <= most, p95=p95)


def find_least(name: str, value: float, unit: str, least: float | None = None, against: str = "") -> Finding:
    """Compare a figure with the least it should be."""
    target = "" if least is None else f"≥ {_number(least)} {unit}"
    return Finding(
        name, None, value, unit, against=against, target=target, holds=None if least is None else value >= least
    )


def find_ratio(
    name: str,
    events: int | None,
    timing: Timing,
    base: Timing,
    against: str,
    most: float | None = None,
    most_ms: float | None = None,
) -> Finding:
    """Compare a time with another, and one of both with the most it may be.

    Args:
        name: What took the time.
        events: Events in the store.
        timing: The time.
        base: What it is divided by.
        against: What `base` is.
        most: The largest ratio promised.
        most_ms: The longest time promised, milliseconds.
    """
    ratio = timing.median_ms / base.median_ms
    target, holds = "", None
    if most_ms is not None:
        target, holds = f"≤ {_number(most_ms)} ms", timing.median_ms <= most_ms
    elif most is not None:
        target, holds = f"≤ {_number(most)} ×", ratio <= most
    said = f"{against}: {_number(base.median_ms)} ms"
    return Finding(name, events, timing.median_ms, "ms", ratio, said, target, holds, timing.p95_ms)


def say(message: str) -> None:
    """Tell the person who waits what goes on; the table alone goes to stdout."""
    print(f"bench: {message}", file=sys.stderr, flush=True)


def write_json(findings: Iterable[Finding], path: Path) -> None:
    """Write every figure, for a machine to compare with the next run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [entry for finding in findings for entry in finding.as_entries()]
    path.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def format_table(findings: Iterable[Finding]) -> str:
    """Write the figures as an aligned table."""
    rows = [HEADER, *map(_cells, findings)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEADER))]
    rows.insert(1, tuple("-" * width for width in widths))
    right = {"events", "value", "p95", "ratio"}
    return "\n".join(
        "  ".join(
            cell.rjust(width) if name in right else cell.ljust(width)
            for cell, width, name in zip(row, widths, HEADER, strict=True)
        ).rstrip()
        for row in rows
    )


def _cells(finding: Finding) -> tuple[str, ...]:
    return (
        finding.name,
        "" if finding.events is None else f"{finding.events:,}",
        f"{_number(finding.value)} {finding.unit}",
        "" if finding.p95 is None else _number(finding.p95),
        "" if finding.ratio is None else f"{finding.ratio:.2f} ×",
        finding.against,
        finding.target,
        {True: "yes", False: "NO", None: ""}[finding.holds],
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
