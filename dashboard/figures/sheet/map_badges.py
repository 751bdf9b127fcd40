"""The numbers of the list on a map: small badges at the marks of their events, as they are drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.sheet.inks import Inks
from dashboard.figures.sheet.taken import Edges
from dashboard.figures.sheet.text import write

NUMBER_PX, LINE_PX = 11.5, 14
BARE_PX = 3
"""Radius of the dot of an event that no mark stands for."""


@dataclass(frozen=True)
class Badge:
    """Numbers of one mark.

    Attributes:
        lines: What it says.
        edges: Where it stands.
        x: Middle of what it belongs to, pixels on the sheet.
        y: Likewise.
        reach: Radius of that.
        is_on_mark: Whether that is a mark; else a dot shows the place.
    """

    lines: tuple[str, ...]
    edges: Edges
    x: float
    y: float
    reach: float
    is_on_mark: bool

    @property
    def middle(self) -> tuple[float, float]:
        """Middle of the badge."""
        left, top, right, bottom = self.edges
        return (left + right) / 2, (top + bottom) / 2

    @property
    def leader(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The way from its middle to the edge of its mark, or to the place where no mark is."""
        (x, y), far = self.middle, math.dist(self.middle, (self.x, self.y))
        share = self.reach / far if self.is_on_mark and far else 0
        return (x, y), (self.x + (x - self.x) * share, self.y + (y - self.y) * share)


def draw_badges(badges: Sequence[Badge], inks: Inks, unit: float) -> str:
    """Draw the badges, over the leaders of all of them."""
    leaders = "".join(_draw_leader(badge, inks, unit) for badge in badges)
    return leaders + "".join(_draw_badge(badge, inks, unit) for badge in badges)


def _draw_leader(badge: Badge, inks: Inks, unit: float) -> str:
    """Draw the way from a badge to the edge of its mark, and a dot where no mark is."""
    (x, y), (end_x, end_y) = badge.leader
    drawn = ""
    for ink, width in ((inks.badge_line, 3.2), (inks.badge, 1.4)):
        way = f'x1="{x:.1f}" y1="{y:.1f}" x2="{end_x:.1f}" y2="{end_y:.1f}"'
        drawn += f'<line {way} stroke="{ink}" stroke-width="{width * unit:g}" stroke-linecap="round"/>'
    if not badge.is_on_mark:
        look = f'fill="{inks.badge}" stroke="{inks.badge_line}" stroke-width="{unit:g}"'
        drawn += f'<circle cx="{badge.x:.1f}" cy="{badge.y:.1f}" r="{BARE_PX * unit:g}" {look}/>'
    return drawn


def _draw_badge(badge: Badge, inks: Inks, unit: float) -> str:
    left, top, right, bottom = badge.edges
    place = f'x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}"'
    look = f'rx="{5 * unit:g}" fill="{inks.badge}" stroke="{inks.badge_line}" stroke-width="{1.3 * unit:g}"'
    drawn = [f"<rect {place} {look}/>"]
    for n, line in enumerate(badge.lines):
        base = top + (1.5 + LINE_PX * (n + 0.5)) * unit + 0.36 * NUMBER_PX * unit
        middle = badge.middle[0]
        drawn.append(write(line, middle, base, NUMBER_PX * unit, inks.badge_ink, is_bold=True, anchor="middle"))
    return "".join(drawn)
