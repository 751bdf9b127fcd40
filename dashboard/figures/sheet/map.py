"""The map of a sheet as SVG: everything finds its place first, then all is drawn, in the order of the app's map."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures.palette import Palette
from dashboard.figures.sheet import map_layers, map_lines
from dashboard.figures.sheet.brief import Box, MapPart
from dashboard.figures.sheet.ground import GroundShapes
from dashboard.figures.sheet.inks import choose_inks
from dashboard.figures.sheet.map_badges import draw_badges
from dashboard.figures.sheet.map_counts import draw_counts
from dashboard.figures.sheet.map_ground import draw_boundaries, draw_surfaces
from dashboard.figures.sheet.map_marks import define_icons, draw_marks
from dashboard.figures.sheet.map_placing import Placed, place_all
from dashboard.figures.sheet.map_roads import draw_road_names
from dashboard.figures.sheet.map_words import draw_names
from dashboard.figures.sheet.projection import Projection
from dashboard.figures.sheet.taken import edges_of

RINGS = "rings"


def draw_map(
    part: MapPart,
    box: Box,
    ground: GroundShapes,
    palette: Palette,
    *,
    unit: float = 1.0,
    id_prefix: str = "map",
    reserved: Sequence[Box] = (),
) -> str:
    """Draw a map as one `<g>`, cut off at its box; its letters are of the font that the sheet sets.

    Args:
        part: What it shows.
        box: Where it lies on the sheet.
        ground: Basemap and pictograms.
        palette: Colours of the theme.
        unit: How many pixels of the sheet a pixel of the app is: letters, lines and marks are so much larger.
        id_prefix: What makes the ids in it the only ones of their kind on the sheet; letters, digits and hyphens.
        reserved: What lies on the map, such as a legend: no name or number goes there.
    """
    projection = Projection(part.camera, box)
    placed = place_all(part, ground, projection, palette, unit, reserved)
    left, top, right, bottom = edges_of(box)
    clip = f'<clipPath id="{id_prefix}-clip"><path d="M{left:g} {top:g}H{right:g}V{bottom:g}H{left:g}Z"/></clipPath>'
    icons = define_icons(ground.icons, {mark.icon for mark in placed.marks}, id_prefix)
    under = _draw_ground(part, ground, projection, palette, placed, unit)
    over = _draw_events(part, ground, projection, palette, placed, unit, id_prefix)
    return f'<g clip-path="url(#{id_prefix}-clip)"><defs>{clip}{icons}</defs>{under}{over}</g>'


def _draw_ground(
    part: MapPart, ground: GroundShapes, projection: Projection, palette: Palette, placed: Placed, unit: float
) -> str:
    """Put areas on the ground, lines and points over its boundaries."""
    return "".join(
        [
            draw_surfaces(ground, projection, palette),
            map_layers.draw_areas(part, projection, palette, unit),
            draw_boundaries(ground, projection, palette, part.shown, unit),
            map_layers.draw_lines(part, projection, palette, unit),
            map_layers.draw_points(placed.points, palette, unit),
        ]
    )


def _draw_events(
    part: MapPart,
    ground: GroundShapes,
    projection: Projection,
    palette: Palette,
    placed: Placed,
    unit: float,
    id_prefix: str,
) -> str:
    """Draw what happened; names lie under the marks, whose edge no halo may eat."""
    inks = choose_inks(palette)
    return "".join(
        [
            map_lines.draw_rings(placed.marks, projection, unit) if RINGS in part.shown else "",
            map_lines.draw_lines(placed.lines, part.sides, inks, unit),
            map_lines.draw_area(part, projection, inks, unit),
            draw_names(placed.names, palette, unit),
            draw_road_names(placed.road_names, palette, unit),
            draw_marks(placed.marks, ground.icons, inks, id_prefix, unit),
            draw_counts(placed.counts, inks, unit),
            draw_badges(placed.badges, inks, unit),
        ]
    )
