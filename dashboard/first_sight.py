"""The first sight of a page: its map drawn by the server, seen until the browser has what draws the live one."""

from __future__ import annotations

import math
from dataclasses import replace

from flask import Flask, Response, request

from dashboard.briefing.gathering import gather_map, list_layers
from dashboard.briefing.ground import load_ground
from dashboard.context import DENSITY, Context
from dashboard.figures.briefing import wrap_svg
from dashboard.figures.palette import DARK, LIGHT, PRINT
from dashboard.figures.sheet.brief import Box
from dashboard.figures.sheet.map import draw_map
from dashboard.opening import ASSUMED_MAP_PX
from dashboard.panels.link import open_view
from dashboard.view import Camera, Ground, View

MOST_PX = 4096
"""No map of a page is wider or higher."""

MARGIN = 1.2
"""So much wider than the map the picture is, since a low map steps back further than its width says."""

NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def draw_first_sight(context: Context, search: str, theme: str, width_px: int, height_px: int) -> str:
    """Draw the map that a link opens with as the browser will.

    Args:
        context: Store, vocabulary, layers and basemaps.
        search: The query of the link.
        theme: `light` or `dark`, where the link does not say.
        width_px: Of the map on the page.
        height_px: Of the picture: what is above and below the map may be cut off.

    Returns:
        An SVG, `MARGIN` wider than the map; an empty one where it would not be what the live map shows: on another
        basemap, with density or a map beside, or where parts of the link are ignored.
    """
    view, _ = View.from_search(search)
    opening = open_view(context, search)
    ground = opening["ground"]
    if opening["ignored"] or ground not in list(Ground) or DENSITY in opening["layers"] or view.beside is not None:
        return NOTHING
    palette = PRINT if ground == Ground.PRINT else DARK if (view.theme or theme) == "dark" else LIGHT
    box = Box(0, 0, round(width_px * MARGIN), height_px)
    camera = view.camera or step_back(context.camera, width_px)
    part = gather_map(context, view, camera, box, list_layers(context, view))
    return wrap_svg(draw_map(part, box, load_ground(context.data_folder), palette), box.width, box.height, "")


def step_back(camera: Camera, width_px: int) -> Camera:
    """Return what a narrow map opens with to show as much as one of the usual size; a wide one opens as it is."""
    return replace(camera, zoom=max(camera.zoom + math.log2(min(width_px / ASSUMED_MAP_PX[0], 1)), 0.0))


def serve_first_sight(server: Flask, context: Context) -> None:
    """Serve the first sight of any link, for a map of any size."""

    @server.get("/first-sight/<int:width_px>x<int:height_px>.svg")
    def send_first_sight(width_px: int, height_px: int) -> Response:
        theme = request.cookies.get("theme", "")
        width_px, height_px = (min(max(side, 1), MOST_PX) for side in (width_px, height_px))
        drawn = draw_first_sight(context, request.query_string.decode("ascii", "replace"), theme, width_px, height_px)
        sent = Response(drawn, mimetype="image/svg+xml")
        sent.headers["Cache-Control"] = "no-store"
        return sent
