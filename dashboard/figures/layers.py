"""Dated overlays as MapLibre sources and layers: what was there on the days of the window."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from dashboard.figures.basemap import FONT
from dashboard.figures.palette import Palette
from dashboard.words import say_day
from geo.layers.layer import AREA, CLAIMED, LINE, POINT, Feature, Layer

AREA_NAME = "area-name"
"""The name of an area is a point of its own: MapLibre would write it once for each tile that the area is cut into."""

UNDER_NAMES = (AREA, LINE, POINT)
"""In the order of drawing, areas lowest."""

FILL_OPACITY, CLAIMED_FILL_OPACITY = 0.18, 0.08
CLAIMED_POINT_OPACITY = 0.55
POINTS_FROM_ZOOM = 5
FIRST_DAY, LAST_DAY = date.min.isoformat(), date.max.isoformat()


def describe_due(layers: Sequence[Layer], first_day: date, last_day: date) -> tuple[str, list[str]]:
    """Name the features that were there in a window, and list their looks.

    Returns:
        A name, the same for two windows that look the same; and the rows of the legend, `roads:0`, that are due.
    """
    digest, rows = hashlib.blake2b(digest_size=8), []
    for layer in layers:
        valid = layer.find_valid(first_day, last_day)
        digest.update(f"{layer.layer_id}:{layer.version}:".encode() + valid.tobytes())
        rows += [f"{layer.layer_id}:{number}" for number in layer.find_looks(valid)]
    return digest.hexdigest(), rows


def build_filter(first_day: date, last_day: date) -> list:
    """Return the rule of `Layer.find_valid` as a MapLibre filter; ISO days compare as text."""
    return [
        "all",
        ["<=", ["coalesce", ["get", "valid_from"], FIRST_DAY], last_day.isoformat()],
        [">=", ["coalesce", ["get", "valid_to"], LAST_DAY], first_day.isoformat()],
    ]


def describe_layer(layer: Layer) -> dict:
    """Return the GeoJSON that the browser draws and says: sound features only, nothing but what it needs."""
    features = []
    for feature in layer.features:
        said = _describe(feature, layer)
        features.append({"type": "Feature", "properties": said, "geometry": feature.geometry})
        if feature.anchor and feature.name:
            point = {"type": "Point", "coordinates": feature.anchor}
            features.append({"type": "Feature", "properties": {**said, "kind": AREA_NAME}, "geometry": point})
    return {"type": "FeatureCollection", "features": features}


def _describe(feature: Feature, layer: Layer) -> dict[str, str]:
    look = feature.look
    about = " · ".join(part for part in (look.side, layer.words.get(look.status, look.status)) if part)
    span = " · ".join(part for part in (say_validity(feature), feature.precision) if part)
    said = {
        "kind": look.kind,
        "status": look.status,
        "colour": look.colour,
        "name": feature.name,
        "label": feature.label or layer.title,
        "about": about[:1].upper() + about[1:],
        "span": span[:1].upper() + span[1:],
        "source": feature.source,
        "source_url": feature.source_url,
        "valid_from": feature.valid_from and feature.valid_from.isoformat(),
        "valid_to": feature.valid_to and feature.valid_to.isoformat(),
    }
    return {name: value for name, value in said.items() if value}


def say_validity(feature: Feature) -> str:
    """Say when a feature was there: `7 Feb 2020 – 15 Feb 2020`; nothing when both ends are open."""
    first, last = feature.valid_from, feature.valid_to
    if first and last:
        return say_day(first) if first == last else f"{say_day(first)} – {say_day(last)}"
    return f"from {say_day(first)}" if first else f"until {say_day(last)}" if last else ""


def layer_source(layer: Layer, base_url: str = "/layers") -> dict[str, dict]:
    """Return the MapLibre source of a layer, by its name; an edited file has another address."""
    address = f"{base_url}/{quote(layer.file)}?v={layer.version}"
    return {f"layer-{layer.layer_id}": {"type": "geojson", "data": address}}


def layer_styles(layer: Layer, kind: str, palette: Palette, is_due: list) -> list[dict]:
    """Return the MapLibre layers that draw one kind of feature of a layer; none where it has none.

    Args:
        layer: The overlays.
        kind: `AREA`, `LINE`, `POINT` or `AREA_NAME`.
        palette: Colours of the theme, for features without one of their own.
        is_due: As `build_filter` makes it; the browser changes its days in place.
    """
    if (AREA if kind == AREA_NAME else kind) not in {look.kind for look in layer.looks}:
        return []
    source = f"layer-{layer.layer_id}"
    drawn = {AREA: _draw_areas, LINE: _draw_lines, POINT: _draw_points, AREA_NAME: _draw_names}[kind](palette)
    return [
        {
            **one,
            "id": f"{source}-{one['id']}",
            "source": source,
            "filter": [*is_due, ["==", ["get", "kind"], kind], *one.get("filter", [])],
        }
        for one in drawn
    ]


IS_CLAIMED = ["==", ["get", "status"], CLAIMED]
IS_NOT_CLAIMED = ["!=", ["get", "status"], CLAIMED]


def _colour(otherwise: str) -> list:
    return ["coalesce", ["get", "colour"], otherwise]


def _draw_areas(palette: Palette) -> list[dict]:
    """Fill quietly; the outline is dashed where control is only claimed."""
    colour = _colour(palette.post)
    edge = {"line-color": colour, "line-width": 1.6, "line-opacity": 0.85}
    fill = {"fill-color": colour, "fill-opacity": ["case", IS_CLAIMED, CLAIMED_FILL_OPACITY, FILL_OPACITY]}
    return [
        {"id": "fill", "type": "fill", "paint": {**fill, "fill-antialias": False}},
        {"id": "edge", "type": "line", "layout": {"line-join": "round"}, "paint": edge, "filter": [IS_NOT_CLAIMED]},
        {"id": "claimed-edge", "type": "line", "paint": {**edge, "line-dasharray": [3, 2]}, "filter": [IS_CLAIMED]},
    ]


def _draw_names(palette: Palette) -> list[dict]:
    layout = {
        "text-field": ["get", "name"], "text-font": FONT, "text-size": 12.5, "text-letter-spacing": 0.04,
        "text-max-width": 9, "text-padding": 4,
    }  # fmt: skip
    return [{"id": "area-name", "type": "symbol", "minzoom": 4, "layout": layout, "paint": _ink(palette)}]


def _draw_lines(palette: Palette) -> list[dict]:
    line = {"line-color": _colour(palette.road), "line-width": _grown(5, 1.0, 8, 2.4, 11, 4.0)}
    label = {
        "symbol-placement": "line", "text-field": ["get", "name"], "text-font": FONT, "text-size": 11,
        "symbol-spacing": 110, "text-padding": 1, "text-max-angle": 60, "text-keep-upright": True,
    }  # fmt: skip
    whole = {"line-join": "round", "line-cap": "round"}
    return [
        {"id": "line", "type": "line", "layout": whole, "paint": line, "filter": [IS_NOT_CLAIMED]},
        {"id": "claimed-line", "type": "line", "paint": {**line, "line-dasharray": [2, 1.5]}, "filter": [IS_CLAIMED]},
        {"id": "name", "type": "symbol", "minzoom": 6, "layout": label, "paint": _ink(palette)},
    ]


def _draw_points(palette: Palette) -> list[dict]:
    """Draw a target: ring and dot while active, a full disc when surrounded, the ring alone once evacuated."""
    status, colour = ["get", "status"], _colour(palette.post)
    sureness = ["case", IS_CLAIMED, CLAIMED_POINT_OPACITY, 1]
    ring = {
        "circle-radius": _grown(5, 3, 8, 6, 11, 8),
        "circle-color": ["match", status, "surrounded", colour, palette.halo],
        "circle-opacity": sureness,
        "circle-stroke-color": colour, "circle-stroke-width": 1.6, "circle-stroke-opacity": sureness,
    }  # fmt: skip
    dot = {
        "circle-radius": _grown(5, 1, 8, 2, 11, 3),
        "circle-color": ["match", status, "surrounded", palette.halo, colour],
        "circle-opacity": ["match", status, "evacuated", 0, CLAIMED, CLAIMED_POINT_OPACITY, 1],
    }
    return [
        {"id": "ring", "type": "circle", "minzoom": POINTS_FROM_ZOOM, "paint": ring},
        {"id": "dot", "type": "circle", "minzoom": POINTS_FROM_ZOOM, "paint": dot},
    ]


def _ink(palette: Palette) -> dict:
    return {"text-color": palette.label, "text-halo-color": palette.halo, "text-halo-width": 2}


def _grown(*stops: float) -> list:
    return ["interpolate", ["linear"], ["zoom"], *stops]
