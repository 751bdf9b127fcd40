"""The map as a Plotly figure: the basemap and the dated overlays; marks are drawn over it, frame by frame."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.figures.basemap import build_style
from dashboard.figures.ground import Ground
from dashboard.figures.layers import AREA_NAME, UNDER_NAMES, build_filter, layer_source, layer_styles
from dashboard.figures.palette import THEMES, Palette
from dashboard.figures.tileset import lay_tiles
from geo.layers.layer import AREA, Layer


def build_map(
    theme: str,
    layers: Sequence[Layer],
    shown: frozenset[str],
    hidden: frozenset[str],
    window: tuple[date, date],
    centre: tuple[float, float],
    zoom: float,
    ground: Ground | None = None,
    origin: str = "",
    prefix: str = "",
) -> dict:
    """Build the map figure.

    A plain dict: `graph_objects` would accept it, and take forty times as long to build.

    Args:
        theme: Of `THEMES`.
        layers: Every overlay there is.
        shown: Ids of the overlays switched on.
        hidden: Parts of the basemap switched off.
        window: First and last day, both included.
        centre: Longitude and latitude of the middle, degrees.
        zoom: Map zoom; at zoom 0 the world is 512 px wide.
        ground: The basemap; None for the embedded one in the colours of the theme.
        origin: Scheme, host and port of the page, for the atlas' own tiles.
        prefix: Under which path of its host the page lies, as `/atlas`.
    """
    palette = (ground and ground.palette) or THEMES[theme]
    style = build_style(palette, hidden, f"{prefix}/basemap")
    if ground and ground.tiles:
        style = lay_tiles(style, ground.tiles, palette, hidden, f"{origin}{prefix}")
    drawn = [layer for layer in layers if layer.layer_id in shown]
    style["sources"] |= {
        name: source for layer in drawn for name, source in layer_source(layer, f"{prefix}/layers").items()
    }
    style["layers"] = _lay_over(style["layers"], drawn, palette, build_filter(*window))
    camera = {"center": {"lon": centre[0], "lat": centre[1]}, "zoom": zoom}
    return {
        "data": [{"type": "scattermap", "lon": [], "lat": [], "mode": "markers", "hoverinfo": "skip"}],
        "layout": {
            "map": {"style": style, **camera},
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "paper_bgcolor": palette.sea,
            "showlegend": False,
            "hovermode": False,
            "dragmode": "pan",
            "uirevision": "kept",
        },
    }


def _lay_over(basemap: list[dict], drawn: Sequence[Layer], palette: Palette, is_due: list) -> list[dict]:
    """Put areas on the ground, lines and points over its boundaries, and under every name but that of an area."""
    over = {
        kind: [one for layer in drawn for one in layer_styles(layer, kind, palette, is_due)]
        for kind in (*UNDER_NAMES, AREA_NAME)
    }
    names = [layer for layer in basemap if layer["type"] == "symbol"]
    below = [layer for layer in basemap if layer["type"] != "symbol"]
    ground = 1 + max(n for n, layer in enumerate(below) if layer["type"] != "line")
    marks = [one for kind in UNDER_NAMES if kind != AREA for one in over[kind]]
    return [*below[:ground], *over[AREA], *below[ground:], *marks, *names, *over[AREA_NAME]]
