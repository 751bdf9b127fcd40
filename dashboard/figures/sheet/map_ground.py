"""The ground of a map on a sheet: sea, land, water and boundaries, as the style of the app has them."""

from __future__ import annotations

import math

import numpy as np

from dashboard.figures.basemap import PROVINCES, RIVERS, build_style
from dashboard.figures.palette import Palette
from dashboard.figures.sheet.ground import GroundShapes
from dashboard.figures.sheet.paths import trace_shapes
from dashboard.figures.sheet.projection import Projection


def grow(width: list, zoom: float) -> float:
    """Return what a width of the app's style is at a zoom: `["interpolate", ["linear"], ["zoom"], zoom, width, …]`."""
    return float(np.interp(zoom, width[3::2], width[4::2]))


def zoom_of(projection: Projection, unit: float) -> float:
    """Return the zoom of the app's map that shows as much as this one, whose pixels are `unit` times as large."""
    return projection.camera.zoom - math.log2(unit)


def draw_surfaces(ground: GroundShapes, projection: Projection, palette: Palette) -> str:
    """Draw sea, land and lakes."""
    box = projection.box
    place = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
    sea = f'<rect {place} fill="{palette.sea}"/>'
    fills = ((ground.land, palette.land), (ground.lakes, palette.sea))
    paths = [(trace_shapes(shapes, projection), colour) for shapes, colour in fills]
    return sea + "".join(f'<path d="{path}" fill="{colour}" fill-rule="evenodd"/>' for path, colour in paths if path)


def draw_boundaries(
    ground: GroundShapes, projection: Projection, palette: Palette, shown: frozenset[str], unit: float
) -> str:
    """Draw rivers, provinces, coasts and borders, those that are switched on and due at this zoom."""
    zoom = zoom_of(projection, unit)
    style = {layer["id"]: layer for layer in build_style(palette)["layers"]}
    lines = {"rivers": ground.rivers, "provinces": ground.provinces, "coast": ground.coast, "border": ground.borders}
    drawn = []
    for name, shapes in lines.items():
        is_off = name in (RIVERS, PROVINCES) and name not in shown
        if is_off or zoom < style[name]["minzoom"]:
            continue
        if path := trace_shapes(shapes, projection):
            paint = style[name]["paint"]
            width = grow(paint["line-width"], zoom) * unit
            drawn.append(f'<path d="{path}" stroke="{paint["line-color"]}" stroke-width="{width:.2f}"/>')
    return f'<g fill="none" stroke-linejoin="round" stroke-linecap="round">{"".join(drawn)}</g>'
