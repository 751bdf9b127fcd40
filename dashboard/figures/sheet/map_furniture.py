"""What lies on the map of a sheet besides the map: where scale bar, north arrow and locator stand; their drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.figures.palette import Palette
from dashboard.figures.sheet.brief import Box, MapPart
from dashboard.figures.sheet.furniture import draw_north_arrow, draw_scale_bar
from dashboard.figures.sheet.ground import GroundShapes
from dashboard.figures.sheet.locator import draw_locator
from dashboard.figures.sheet.projection import Projection

MARGIN, BAR, LOCATOR = 14.0, 130.0, (168.0, 116.0)
"""Distance from the edge of the map, and sizes, for a slide of 1600 px."""


@dataclass(frozen=True)
class Furniture:
    """Where each piece stands; None for one that is not there.

    Attributes:
        scale: The scale bar, with its letters.
        north: The north arrow.
        locator: The small map of the wider region.
    """

    scale: Box | None
    north: Box | None
    locator: Box | None

    @property
    def boxes(self) -> Sequence[Box]:
        """What no name of the map may be written on."""
        return [box for box in (self.scale, self.north, self.locator) if box]


def place_furniture(part: MapPart, box: Box, unit: float, hidden: frozenset[str]) -> Furniture:
    """Place what is not switched off: the scale bar at the lower right, the locator in the corner with fewest marks."""
    margin, right, bottom = MARGIN * unit, box.x + box.width, box.y + box.height
    bar = min(BAR * unit, 0.4 * box.width)
    scale = Box(right - margin - bar, bottom - margin - 22 * unit, bar, 24 * unit)
    north = Box(right - margin - 16 * unit, scale.y - 44 * unit, 16 * unit, 36 * unit)
    locator = _place_locator(part, box, unit)
    return Furniture(
        scale if "scale" not in hidden else None,
        north if "north" not in hidden else None,
        locator if "locator" not in hidden else None,
    )


def _place_locator(part: MapPart, box: Box, unit: float) -> Box | None:
    width, height = (side * unit * min(1.0, 0.3 * box.width / (LOCATOR[0] * unit)) for side in LOCATOR)
    if height < 40 * unit:
        return None
    margin = MARGIN * unit
    lefts = (box.x + margin, box.x + box.width - margin - width)
    tops = (box.y + margin, box.y + box.height - margin - height)
    corners = [Box(lefts[0], tops[0], width, height), Box(lefts[1], tops[0], width, height),
               Box(lefts[0], tops[1], width, height)]  # fmt: skip
    x, y = Projection(part.camera, box).project_near(part.marks["lon"], part.marks["lat"])
    radius = np.asarray(part.marks["px"], float) * unit

    def count_hidden(corner: Box) -> int:
        across = (x + radius > corner.x) & (x - radius < corner.x + corner.width)
        return int((across & (y + radius > corner.y) & (y - radius < corner.y + corner.height)).sum())

    return min(corners, key=count_hidden)


def draw_furniture(
    furniture: Furniture, part: MapPart, box: Box, ground: GroundShapes, palette: Palette, unit: float
) -> str:
    """Draw it over the map that lies in a box."""
    drawn = []
    if bar := furniture.scale:
        y = bar.y + 20 * unit
        lat = Projection(part.camera, box).latitude_at(y)
        drawn.append(
            draw_scale_bar(part.camera, bar.x + bar.width, y, bar.width, palette, lat=lat, anchor="end", unit=unit)
        )
    if north := furniture.north:
        drawn.append(draw_north_arrow(north.x + north.width / 2, north.y, palette, unit=unit))
    if locator := furniture.locator:
        drawn.append(draw_locator(part.camera, box, locator, ground, palette, unit=unit))
    return "".join(drawn)
