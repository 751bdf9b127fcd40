"""The numbers of a window as tab-separated text, for a spreadsheet or a briefing."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.figures.numbers import Line, Numbers
from dashboard.words import say_days, say_imprecise, say_left_out

UNKNOWN = "unknown"
"""In place of a number of deaths: not one event of the line gives one that can be counted."""


def write_numbers(numbers: Numbers, labels: Mapping[str, str]) -> str:
    """Write the numbers as tab-separated lines; a change is a plain number there: `+5`, `-3`, `0`.

    Args:
        numbers: What is written.
        labels: How each side, by its id, and each event type is called.
    """
    heads = ("Events", "Change", "Fatalities reported", "Change", "Do not say")
    against = [] if numbers.gap else [f"Change against {say_days(*numbers.before)}"]
    rows = [
        [say_days(*numbers.days), *against],
        ["", *heads],
        _write("All", numbers.total),
        ["Side"],
        *(_write(labels[line.name], line) for line in numbers.sides),
        ["Event type"],
        *(_write(labels[line.name], line) for line in numbers.types),
    ]
    notes = [[note] for note in (say_left_out(numbers.total.now.claimed), say_imprecise(numbers.imprecise)) if note]
    return "\n".join("\t".join(row) for row in [*rows, *notes])


def _write(label: str, line: Line) -> list[str]:
    def sign(change: int | None) -> str:
        return "" if change is None else f"{change:+d}" if change else "0"

    deaths = str(line.now.fatalities) if line.now.has_fatalities else UNKNOWN
    return [
        label,
        str(line.now.events),
        sign(line.event_change),
        deaths,
        sign(line.fatality_change),
        str(line.now.silent),
    ]
