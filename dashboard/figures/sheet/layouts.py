"""Layouts: how large a sheet is, on a screen and on paper, and how large its letters are."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from geo.errors import BadBrief

MM_PER_PX = 25.4 / 96
USUAL_PX = 1600 * 900
"""Area of the layout that all sizes are given for."""

SMALLEST_PX, LARGEST_PX = 320, 4_000
SCALES = (1.0, 4.0)
LONGEST_SIDE = 5
"""Times the other side; on a longer sheet the words would leave no room for a map."""


@dataclass(frozen=True)
class Size:
    """How large a sheet is.

    Attributes:
        width_px: Pixels at scale 1.
        height_px: Pixels at scale 1.
        paper_mm: Width and height of the paper that it fills; None for a sheet that is no paper's.
    """

    width_px: int
    height_px: int
    paper_mm: tuple[float, float] | None = None

    @property
    def unit(self) -> float:
        """By how much letters, lines and gaps are larger than on a slide of 1600 × 900."""
        return math.sqrt(self.width_px * self.height_px / USUAL_PX)

    @property
    def mm(self) -> tuple[float, float]:
        """Width and height, millimetres: of its paper, or at 96 pixels an inch (CSS Values 4, section 6.2)."""
        return self.paper_mm or (self.width_px * MM_PER_PX, self.height_px * MM_PER_PX)

    @property
    def is_wide(self) -> bool:
        """Whether the list stands beside the map and not under it."""
        return self.width_px >= 1.2 * self.height_px


LAYOUTS = {
    "slide": Size(1600, 900),
    "slide-4-3": Size(1440, 1080),
    "a4": Size(1123, 794, (297, 210)),
    "a4-portrait": Size(794, 1123, (210, 297)),
    "letter": Size(1056, 816, (279.4, 215.9)),
    "letter-portrait": Size(816, 1056, (215.9, 279.4)),
    "square": Size(1080, 1080),
    "web": Size(1200, 630),
}
LAYOUT_LABELS = {
    "slide": "Slide 16:9",
    "slide-4-3": "Slide 4:3",
    "a4": "A4 landscape",
    "a4-portrait": "A4 portrait",
    "letter": "Letter landscape",
    "letter-portrait": "Letter portrait",
    "square": "Square",
    "web": "Web 1200 × 630",
}

PARTS = {
    "title": "Title",
    "subtitle": "Subtitle",
    "list": "Key events",
    "legend": "Legend",
    "strip": "Timeline",
    "scale": "Scale bar",
    "north": "North arrow",
    "locator": "Locator map",
    "sources": "Sources",
}
"""Parts of a sheet that can be switched off, and what they are called."""


def find_size(layout: str) -> Size:
    """Return the size of a layout by its name, or of `1400x700`, pixels.

    Raises:
        BadBrief: If it is neither, or too small or large to be drawn.
    """
    if layout in LAYOUTS:
        return LAYOUTS[layout]
    found = re.fullmatch(r"(\d{2,5})[x×](\d{2,5})", layout.strip().lower(), re.ASCII)
    if not found:
        raise BadBrief(f'"{layout[:60]}" is no layout. Expected {", ".join(LAYOUTS)}, or pixels: 1400x700.')
    size = Size(int(found[1]), int(found[2]))
    if not all(SMALLEST_PX <= px <= LARGEST_PX for px in (size.width_px, size.height_px)):
        raise BadBrief(f'A sheet of "{layout}" cannot be drawn. Expected {SMALLEST_PX} to {LARGEST_PX} pixels a side.')
    if max(size.width_px, size.height_px) > LONGEST_SIDE * min(size.width_px, size.height_px):
        raise BadBrief(
            f'A sheet of "{layout}" cannot be drawn. Expected no side longer than {LONGEST_SIDE} times the other.'
        )
    return size
