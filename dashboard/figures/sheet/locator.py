"""A small map beside a large one: where in the world that lies."""

from __future__ import annotations

import math
from dataclasses import replace

from dashboard.figures.palette import Palette
from dashboard.figures.sheet.brief import Box
from dashboard.figures.sheet.ground import GroundShapes
from dashboard.figures.sheet.inks import choose_inks
from dashboard.figures.sheet.map_ground import draw_boundaries, draw_surfaces
from dashboard.figures.sheet.map_names import place_names
from dashboard.figures.sheet.map_words import draw_names
from dashboard.figures.sheet.projection import WORLD_PX, Projection, visible_bounds
from dashboard.figures.sheet.taken import Taken, around, edges_of
from dashboard.view import Camera

WIDER = 6
"""How many times as wide the region of a locator is."""

LEAST_DEG = 10
"""And how wide at least: less would show no coast or border that one knows."""

SMALLEST_FRAME_PX = 7
WHOLE_DEG = 180
"""A map that is wider than this shows more than a locator would."""


def draw_locator(
    camera: Camera,
    main: Box,
    box: Box,
    ground: GroundShapes,
    palette: Palette,
    *,
    unit: float = 1.0,
    id_prefix: str = "locator",
) -> str:
    """Draw a small map of the wider region with a frame where the main map lies: a dot where that would be tiny.

    Args:
        camera: Of the main map.
        main: Its box.
        box: Where the small one lies on the sheet.
        ground: Basemap.
        palette: Colours of the theme.
        unit: How large letters and lines are.
        id_prefix: What makes the ids in it the only ones of their kind on the sheet.

    Returns:
        Nothing where the main map shows half of the world or more.
    """
    west, south, east, north = visible_bounds(camera, main)
    if east - west >= WHOLE_DEG:
        return ""
    projection = Projection(_step_back(camera, main, box), box)
    left, top, right, bottom = edges_of(box)
    (x1, x2), (y1, y2) = projection.project([west, east], [north, south])
    frame, taken = _draw_frame((x1, y1, x2, y2), palette, unit)
    names = place_names(ground.names, [], projection, palette, taken, taken, unit, is_small=True)
    clip = f'<clipPath id="{id_prefix}-clip"><path d="M{left:g} {top:g}H{right:g}V{bottom:g}H{left:g}Z"/></clipPath>'
    drawn = [
        draw_surfaces(ground, projection, palette),
        draw_boundaries(ground, projection, palette, frozenset(), unit),
        draw_names(names, palette, unit),
        frame,
    ]
    edge = f'fill="none" stroke="{palette.border}" stroke-width="{unit:g}"'
    rim = f'<rect x="{left:g}" y="{top:g}" width="{box.width:g}" height="{box.height:g}" {edge}/>'
    return f'<g><defs>{clip}</defs><g clip-path="url(#{id_prefix}-clip)">{"".join(drawn)}</g>{rim}</g>'


def _step_back(camera: Camera, main: Box, box: Box) -> Camera:
    """Return a camera that shows `WIDER` times as much in the small box, but never beyond the edge of the world."""
    scale = min(box.width / main.width, box.height / main.height) / WIDER
    whole = math.log2(max(box.width, box.height) / WORLD_PX)
    nearest = math.log2(box.width / WORLD_PX * 360 / LEAST_DEG)
    back = replace(camera, zoom=max(min(camera.zoom + math.log2(scale), nearest), whole))
    half = box.height / 2 / (WORLD_PX * 2**back.zoom)
    row = min(max(_row(camera.lat), half), 1 - half)
    return replace(back, lat=math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row)))))


def _row(lat: float) -> float:
    return 0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)


def _draw_frame(edges: tuple[float, float, float, float], palette: Palette, unit: float) -> tuple[str, Taken]:
    """Draw where the main map lies, and say what that takes."""
    inks = choose_inks(palette)
    left, top, right, bottom = (float(edge) for edge in edges)
    x, y = (left + right) / 2, (top + bottom) / 2
    if max(right - left, bottom - top) < SMALLEST_FRAME_PX * unit:
        look = f'fill="{inks.accent}" stroke="{inks.ring}" stroke-width="{1.4 * unit:g}"'
        dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3.6 * unit:g}" {look}/>'
        return dot, Taken([around(x, y, 6 * unit)])
    place = f'x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}"'
    look = f'fill="{inks.accent}" fill-opacity="0.14" stroke="{inks.accent}" stroke-width="{1.6 * unit:g}"'
    rim = f'fill="none" stroke="{inks.halo}" stroke-width="{3.6 * unit:g}" stroke-opacity="0.8"'
    return f"<rect {place} {rim}/><rect {place} {look}/>", Taken([(left, top, right, bottom)])
