"""Where the numbers of the list stand on a map: at the marks of their events, none on another, none off the map."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dashboard.figures.sheet.brief import Box, KeyEvent
from dashboard.figures.sheet.map_badges import BARE_PX, LINE_PX, NUMBER_PX, Badge
from dashboard.figures.sheet.map_marks import Mark
from dashboard.figures.sheet.projection import Projection
from dashboard.figures.sheet.taken import Edges, Taken, edges_of, is_inside, shrink
from dashboard.figures.sheet.text import measure_px, wrap

PAD_PX, INSET_PX = 4.5, 3
WIDEST_PX = 92
"""Numbers that are wider than this go on in a second line."""

JOINED_PX = 32
"""How far from the middle of its mark an event may lie: places nearer than this are one mark."""

ANGLES = (-135, -90, 180, -45, 0, 135, 90, 45, -112.5, -157.5, -67.5, -22.5, 157.5, 112.5, 22.5, 67.5)
"""Where a badge stands beside its mark, degrees from east, southward; the best first."""

AWAY_PX = (-2, 8, 18, 30, 44, 60, 80, 104, 132)
"""How far from the edge of its mark; the first touches it, the others have a leader."""


def say_numbers(numbers: Sequence[int]) -> str:
    """Join numbers: `1, 3–5`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def place_badges(
    events: Sequence[KeyEvent],
    marks: Sequence[Mark],
    projection: Projection,
    avoided: Taken,
    reserved: Sequence[Edges],
    unit: float,
) -> list[Badge]:
    """Find room for the numbers of the events that the box shows.

    Args:
        events: Of the list.
        marks: All that are drawn.
        projection: Where places stand.
        avoided: Where no badge should stand if there is room elsewhere, such as on marks.
        reserved: What lies on the map and would hide a badge.
        unit: How many pixels a pixel of the app is.
    """
    taken, badges = Taken(reserved), []
    box = projection.box
    for (x, y, reach), numbers in _group(events, marks, projection, unit).items():
        lines = tuple(wrap(say_numbers(numbers), WIDEST_PX * unit, NUMBER_PX * unit, is_bold=True))
        height = (LINE_PX * len(lines) + 3) * unit
        letters = max(measure_px(line, NUMBER_PX * unit, is_bold=True) for line in lines)
        width = max(letters + 2 * PAD_PX * unit, (LINE_PX + 3) * unit)
        near = _find_near(x, y, reach, width, height, unit)
        spots = [one for one in near if is_inside(one, shrink(edges_of(box), INSET_PX * unit)) and taken.is_free(one)]
        best = _choose(spots, (x, y), avoided, badges) or _find_anywhere(box, (x, y), (width, height), taken, unit)
        if best:
            taken.add(shrink(best, -unit))
            badges.append(Badge(lines, best, x, y, reach, reach > BARE_PX * unit))
    return badges


def _group(
    events: Sequence[KeyEvent], marks: Sequence[Mark], projection: Projection, unit: float
) -> dict[tuple[float, float, float], list[int]]:
    """Return the numbers of each mark, by its middle and reach; of a place, where no mark stands for its events."""
    box, groups = projection.box, {}
    for event in sorted(events, key=lambda one: one.number):
        if event.lon is None or event.lat is None:
            continue
        x, y = (float(value) for value in projection.project_near(event.lon, event.lat))
        own = min(marks, key=lambda mark: math.hypot(mark.x - x, mark.y - y) - mark.radius, default=None)
        if own and math.hypot(own.x - x, own.y - y) <= own.radius + JOINED_PX * unit:
            at = (own.x, own.y, own.reach)
        else:
            at = (round(x, 1), round(y, 1), BARE_PX * unit)
        if box.x <= at[0] <= box.x + box.width and box.y <= at[1] <= box.y + box.height:
            groups.setdefault(at, []).append(event.number)
    return groups


def _find_near(x: float, y: float, reach: float, width: float, height: float, unit: float) -> list[Edges]:
    """List rectangles around a mark, the nearest and best first."""
    spots = []
    for away in AWAY_PX:
        for angle in ANGLES:
            dx, dy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            # How far the middle of a rectangle lies from its own edge in this direction.
            half = min(width / 2 / max(abs(dx), 1e-9), height / 2 / max(abs(dy), 1e-9))
            far = reach + half + away * unit
            left, top = x + dx * far - width / 2, y + dy * far - height / 2
            spots.append((left, top, left + width, top + height))
    return spots


def _choose(spots: Sequence[Edges], at: tuple[float, float], avoided: Taken, badges: Sequence[Badge]) -> Edges | None:
    """Take the first that covers nothing and whose leader crosses no badge; else the first of all."""
    for spot in spots:
        middle = ((spot[0] + spot[2]) / 2, (spot[1] + spot[3]) / 2)
        if avoided.is_free(spot) and not any(_crosses(at, middle, badge.edges) for badge in badges):
            return spot
    return spots[0] if spots else None


def _crosses(start: tuple[float, float], end: tuple[float, float], edges: Edges) -> bool:
    """Tell whether a straight way leads over a rectangle."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        by = end[axis] - start[axis]
        if abs(by) < 1e-9:
            if not edges[axis] < start[axis] < edges[axis + 2]:
                return False
            continue
        first, last = sorted(((edges[axis] - start[axis]) / by, (edges[axis + 2] - start[axis]) / by))
        low, high = max(low, first), min(high, last)
    return low < high


def _find_anywhere(
    box: Box, at: tuple[float, float], size: tuple[float, float], taken: Taken, unit: float
) -> Edges | None:
    """Return the free spot of the box that is nearest to a mark; None where the box is full."""
    inner, (width, height) = shrink(edges_of(box), INSET_PX * unit), size
    columns = int((inner[2] - inner[0] - width) // (10 * unit)) + 1
    rows = int((inner[3] - inner[1] - height) // (height + 2 * unit)) + 1
    corners = (
        (inner[0] + 10 * unit * column, inner[1] + (height + 2 * unit) * row)
        for column in range(columns)
        for row in range(rows)
    )
    near = sorted(corners, key=lambda one: math.dist((one[0] + width / 2, one[1] + height / 2), at))
    spots = ((left, top, left + width, top + height) for left, top in near)
    return next((one for one in spots if taken.is_free(one)), None)
