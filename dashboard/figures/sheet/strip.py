"""The timeline of a sheet: a stacked bar for each step, the window marked, days with a name, an axis of days."""

from __future__ import annotations

from datetime import date, timedelta

from dashboard.figures.sheet.brief import Box, Strip
from dashboard.figures.sheet.heading import draw_box
from dashboard.figures.sheet.page_inks import PageInks
from dashboard.figures.sheet.text import measure_px, write

TICK_PX = 88
"""Room for the words of one tick, on a slide of 1600 px."""

SIZE = 11.5
YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
"""Steps of an axis of years."""


def draw_strip(strip: Strip, box: Box, unit: float, inks: PageInks) -> str:
    """Draw the timeline of all the data in a box."""
    size = SIZE * unit
    plot = Box(box.x, box.y + 1.5 * size, box.width, box.height - 3.2 * size)
    first, days = strip.starts[0], max((strip.after - strip.starts[0]).days, 1)

    def left(day: date) -> float:
        share = (day - first).days / days
        return plot.x + plot.width * min(max(share, 0), 1)

    begin, end = left(strip.window[0]), left(strip.window[1] + timedelta(days=1))
    shade = Box(begin, plot.y - 0.4 * size, max(end - begin, 1.5 * unit), plot.height + 0.4 * size)
    base = f'<path d="M{plot.x:.1f} {plot.y + plot.height:.1f}h{plot.width:.1f}" stroke="{inks.line}" fill="none"/>'
    edges = "".join(
        draw_box(Box(x - 0.75 * unit, shade.y, 1.5 * unit, shade.height), inks.accent) for x in (begin, end)
    )
    bars = _draw_bars(strip, plot, left, inks)
    return (
        draw_box(shade, inks.soft)
        + bars
        + base
        + edges
        + _draw_ticks(strip, plot, left, unit, inks)
        + _draw_stops(strip, plot, left, unit, inks)
    )


def _draw_bars(strip: Strip, plot: Box, left, inks: PageInks) -> str:
    most = max((sum(counts) for counts in strip.counts), default=0)
    if not most:
        return ""
    drawn = []
    ends = [*strip.starts[1:], strip.after]
    for start, end, counts in zip(strip.starts, ends, strip.counts, strict=True):
        x, width = left(start), left(end) - left(start)
        gap = min(1.0, 0.15 * width)
        is_in = start <= strip.window[1] and end > strip.window[0]
        parts = zip(counts, strip.colours, strict=True) if is_in else [(sum(counts), inks.idle)]
        y = plot.y + plot.height
        for count, colour in parts:
            height = plot.height * count / most
            if count:
                drawn.append(draw_box(Box(x + gap / 2, y - height, width - gap, height), colour))
            y -= height
    return "".join(drawn)


def _draw_ticks(strip: Strip, plot: Box, left, unit: float, inks: PageInks) -> str:
    size = SIZE * unit
    drawn, free = [], plot.x
    for day, words in choose_ticks(strip.starts[0], strip.after, max(int(plot.width / (TICK_PX * unit)), 2)):
        width = measure_px(words, size)
        x = min(max(left(day), plot.x + width / 2), plot.x + plot.width - width / 2)
        if x - width / 2 < free:
            continue
        free = x + width / 2 + size
        drawn.append(write(words, x, plot.y + plot.height + 1.45 * size, size, inks.quiet, anchor="middle"))
    return "".join(drawn)


def _draw_stops(strip: Strip, plot: Box, left, unit: float, inks: PageInks) -> str:
    size = 0.95 * SIZE * unit
    drawn, free = [], plot.x
    for day, name in sorted(strip.stops):
        if not strip.starts[0] <= day < strip.after:
            continue
        x = left(day)
        line = f"M{x:.1f} {plot.y - 0.4 * size:.1f}V{plot.y + plot.height:.1f}"
        drawn.append(f'<path d="{line}" stroke="{inks.quiet}" stroke-dasharray="2 2" fill="none"/>')
        width = measure_px(name, size)
        begin = min(x + 0.3 * size, plot.x + plot.width - width)
        if begin >= free:
            drawn.append(write(name, begin, plot.y - 0.55 * size, size, inks.quiet))
            free = begin + width + size
    return "".join(drawn)


def choose_ticks(first: date, after: date, most: int) -> list[tuple[date, str]]:
    """Choose days for the axis, in order, with their words: every so many days, else months, else years.

    Args:
        first: First day of the axis.
        after: The day after its last.
        most: At most so many, and at least one.
    """
    days = max((after - first).days, 1)
    for step in (1, 2, 7, 14):
        if days / step <= most:
            return [(day, f"{day.day} {day:%b}") for day in (first + timedelta(n) for n in range(0, days, step))]
    for step in (1, 2, 3, 6):
        # Of months there may be one more than their mean length says.
        months = _months(first, after, step) if days / 31 / step <= most else []
        if 0 < len(months) <= most:
            return [(day, f"{day:%b} {day.year}") for day in months]
    for step in YEARS:
        starts = [date(year, 1, 1) for year in range(first.year, after.year + 1) if year % step == 0 and year]
        within = [day for day in starts if first <= day < after]
        if 0 < len(within) <= most:
            return [(day, str(day.year)) for day in within]
    return [(first, f"{first.day} {first:%b} {first.year}")]


def _months(first: date, after: date, step: int) -> list[date]:
    numbers = range(first.year * 12 + first.month - 1, after.year * 12 + after.month)
    starts = [date(number // 12, number % 12 + 1, 1) for number in numbers if number % 12 % step == 0]
    return [day for day in starts if first <= day < after]
