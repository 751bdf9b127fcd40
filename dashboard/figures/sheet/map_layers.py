"""The dated overlays of a map on a sheet, areas, lines and points, as `dashboard.figures.layers` has them."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

import numpy as np
import shapely

from dashboard.figures.layers import (
    CLAIMED_FILL_OPACITY,
    CLAIMED_POINT_OPACITY,
    FILL_OPACITY,
    POINTS_FROM_ZOOM,
    layer_styles,
)
from dashboard.figures.palette import Palette
from dashboard.figures.sheet.brief import MapPart
from dashboard.figures.sheet.map_ground import grow, zoom_of
from dashboard.figures.sheet.map_marks import Mark
from dashboard.figures.sheet.map_words import Name
from dashboard.figures.sheet.paths import choose_ink, trace_geometries
from dashboard.figures.sheet.projection import Projection
from dashboard.figures.sheet.taken import Edges, around
from geo.layers.layer import AREA, CLAIMED, LINE, POINT, Feature, Layer

AREA_NAME_PX, AREA_NAMES_FROM_ZOOM, AREA_NAME_EM, AREA_SPACING_EM = 12.5, 4, 9, 0.04

PlacedPoint = tuple[Feature, float, float, float]
"""A point of a layer with x, y and radius on the sheet."""


def find_features(part: MapPart, kind: str) -> list[tuple[Layer, Feature]]:
    """List the features of one kind that were there in the window, of the layers that are switched on."""
    return [
        (layer, layer.features[n])
        for layer in part.layers
        if layer.layer_id in part.shown
        for n in layer.find_valid(*part.window).tolist()
        if layer.features[n].look.kind == kind
    ]


def trace_feature(feature: Feature, projection: Projection) -> str:
    """Write a feature as path data, on every copy of the world that shows it."""
    geometry = np.array([shapely.from_geojson(json.dumps(feature.geometry))])
    west, _, east, _ = shapely.total_bounds(geometry)
    return "".join(trace_geometries(geometry, projection, turn) for turn in projection.find_turns(west, east))


def draw_areas(part: MapPart, projection: Projection, palette: Palette, unit: float) -> str:
    """Fill areas quietly; the outline is dashed where control is only claimed."""
    drawn = []
    for _, feature in find_features(part, AREA):
        is_claimed = feature.look.status == CLAIMED
        colour = choose_ink(feature.look.colour, palette.post)
        opacity = CLAIMED_FILL_OPACITY if is_claimed else FILL_OPACITY
        look = f'fill="{colour}" fill-opacity="{opacity}" fill-rule="evenodd" stroke="{colour}" stroke-opacity="0.85"'
        more = f' stroke-dasharray="{4.8 * unit:g} {3.2 * unit:g}"' if is_claimed else ""
        if path := trace_feature(feature, projection):
            drawn.append(f'<path d="{path}" {look} stroke-width="{1.6 * unit:g}" stroke-linejoin="round"{more}/>')
    return "".join(drawn)


def draw_lines(part: MapPart, projection: Projection, palette: Palette, unit: float) -> str:
    """Draw roads, fronts and other lines, dashed where they are only claimed."""
    zoom, drawn = zoom_of(projection, unit), []
    for layer, feature in find_features(part, LINE):
        width = grow(layer_styles(layer, LINE, palette, [])[0]["paint"]["line-width"], zoom) * unit
        is_claimed = feature.look.status == CLAIMED
        more = f'stroke-dasharray="{2 * width:.2f} {1.5 * width:.2f}"' if is_claimed else 'stroke-linecap="round"'
        look = f'stroke="{choose_ink(feature.look.colour, palette.road)}" stroke-width="{width:.2f}" {more}'
        if path := trace_feature(feature, projection):
            drawn.append(f'<path d="{path}" fill="none" {look} stroke-linejoin="round"/>')
    return "".join(drawn)


def place_points(part: MapPart, projection: Projection, palette: Palette, unit: float) -> list[PlacedPoint]:
    """Return each point that the box shows with x, y and its radius on the sheet."""
    zoom, box, placed = zoom_of(projection, unit), projection.box, []
    if zoom < POINTS_FROM_ZOOM:
        return []
    for layer, feature in find_features(part, POINT):
        radius = grow(layer_styles(layer, POINT, palette, [])[0]["paint"]["circle-radius"], zoom) * unit
        for lon, lat in shapely.get_coordinates(shapely.from_geojson(json.dumps(feature.geometry))).tolist():
            x, y = (float(value) for value in projection.project_near(lon, lat))
            left, top, right, bottom = around(x, y, radius + unit)
            if right > box.x and left < box.x + box.width and bottom > box.y and top < box.y + box.height:
                placed.append((feature, x, y, radius))
    return placed


def draw_points(points: Sequence[PlacedPoint], palette: Palette, unit: float) -> str:
    """Draw targets: ring and dot while active, a full disc when surrounded, the ring alone once evacuated."""
    drawn = []
    for feature, x, y, radius in points:
        status, colour = feature.look.status, choose_ink(feature.look.colour, palette.post)
        fill, dot = (colour, palette.halo) if status == "surrounded" else (palette.halo, colour)
        sureness = f' opacity="{CLAIMED_POINT_OPACITY}"' if status == CLAIMED else ""
        at = f'cx="{x:.1f}" cy="{y:.1f}"'
        drawn.append(f"<g{sureness}>")
        # The app's line lies outside of the radius.
        look = f'fill="{fill}" stroke="{colour}" stroke-width="{1.6 * unit:g}"'
        drawn.append(f'<circle {at} r="{radius + 0.8 * unit:.2f}" {look}/>')
        if status != "evacuated":
            drawn.append(f'<circle {at} r="{radius / 3:.2f}" fill="{dot}"/>')
        drawn.append("</g>")
    return "".join(drawn)


def edges_of_points(points: Sequence[PlacedPoint], marks: Sequence[Mark], unit: float) -> list[Edges]:
    """Return the squares that points take, but for those that a mark covers."""
    return [
        around(x, y, radius + 1.6 * unit)
        for _, x, y, radius in points
        if all(math.hypot(mark.x - x, mark.y - y) > mark.reach for mark in marks)
    ]


def list_area_names(part: MapPart, projection: Projection, palette: Palette, unit: float) -> list[list[Name]]:
    """List where the name of each area may stand: at its anchor, or a little above or below."""
    if zoom_of(projection, unit) < AREA_NAMES_FROM_ZOOM:
        return []
    size, found = AREA_NAME_PX * unit, []
    for _, feature in find_features(part, AREA):
        if not (feature.anchor and feature.name.strip()):
            continue
        x, y = (float(value) for value in projection.project_near(*feature.anchor))
        name = Name.around(feature.name, (x, y), size, palette.label, AREA_NAME_EM, AREA_SPACING_EM)
        found.append([name.moved(0, by * unit) for by in (0, -18, 18, -36, 36)])
    return found
