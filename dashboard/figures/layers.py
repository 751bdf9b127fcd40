"""Dated overlays of `data/layers` as MapLibre layers: what was there on the days of the window."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.figures.basemap import FONT
from dashboard.figures.palette import Palette
from geo.errors import UnreadableFile


@dataclass(frozen=True)
class Layer:
    """One file of overlays.

    Attributes:
        layer_id: Its name in the URL and in the switches.
        title: Its name on screen, with "schematic" or "approximate" where it is.
        note: What a reader should know of it.
        file: File name in `data/layers`.
        features: The GeoJSON features, EPSG:4326, with `valid_from` and `valid_to` (ISO days or null, included).
    """

    layer_id: str
    title: str
    note: str
    file: str
    features: tuple[dict, ...]

    @property
    def is_line(self) -> bool:
        """Whether it draws lines rather than points."""
        return all("Line" in feature["geometry"]["type"] for feature in self.features)


def read_layers(folder: Path) -> tuple[Layer, ...]:
    """Read every `*.geojson` of a folder, by name; `layer` in the file gives id, title and note.

    Raises:
        UnreadableFile: If a file is not a GeoJSON FeatureCollection whose features all have a place.
    """
    return tuple(_read_layer(path) for path in sorted(folder.glob("*.geojson")))


def _read_layer(path: Path) -> Layer:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        about, features = content.get("layer", {}), tuple(content["features"])
        if not all(feature["geometry"]["type"] and feature["properties"] is not None for feature in features):
            raise ValueError("a feature without a place")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableFile(f"{path} is not a layer: {error}. Expected a GeoJSON FeatureCollection.") from error
    title = about.get("title", path.stem.replace("_", " "))
    return Layer(about.get("id", path.stem), title, about.get("note", ""), path.name, features)


def find_valid(layer: Layer, first_day: date, last_day: date) -> list[int]:
    """Return the positions of the features that were there on any day of the window."""
    first, last = first_day.isoformat(), last_day.isoformat()
    dates = [(f["properties"].get("valid_from"), f["properties"].get("valid_to")) for f in layer.features]
    return [n for n, (start, end) in enumerate(dates) if (start or "") <= last and (end or "9999") >= first]


def name_valid(layers: Sequence[Layer], first_day: date, last_day: date) -> str:
    """Name the features that were there in a window: two windows with the same name look the same."""
    return ";".join(f"{layer.layer_id}:{find_valid(layer, first_day, last_day)}" for layer in layers)


def build_filter(first_day: date, last_day: date) -> list:
    """Return the same rule as a MapLibre filter; ISO days compare as text."""
    return [
        "all",
        ["<=", ["coalesce", ["get", "valid_from"], ""], last_day.isoformat()],
        [">=", ["coalesce", ["get", "valid_to"], "9999"], first_day.isoformat()],
    ]


def layer_source(layer: Layer, base_url: str = "/layers") -> dict[str, dict]:
    """Return the MapLibre source of a layer, by its name."""
    return {f"layer-{layer.layer_id}": {"type": "geojson", "data": f"{base_url}/{layer.file}"}}


def layer_styles(layer: Layer, palette: Palette, is_due: list) -> list[dict]:
    """Return the MapLibre layers that draw one file of overlays."""
    source = f"layer-{layer.layer_id}"
    drawn = _draw_lines(source, palette) if layer.is_line else _draw_points(source, palette)
    return [{**one, "source": source, "filter": is_due} for one in drawn]


def _draw_lines(source: str, palette: Palette) -> list[dict]:
    width = ["interpolate", ["linear"], ["zoom"], 5, 1.0, 8, 2.4, 11, 4.0]
    label = {
        "symbol-placement": "line", "text-field": ["get", "name"], "text-font": FONT, "text-size": 11,
        "symbol-spacing": 110, "text-padding": 1, "text-max-angle": 60, "text-keep-upright": True,
    }  # fmt: skip
    return [
        {
            "id": f"{source}-line", "type": "line",
            "layout": {"line-join": "round", "line-cap": "round"},
            "paint": {"line-color": palette.road, "line-width": width},
        },
        {
            "id": f"{source}-name", "type": "symbol", "minzoom": 6, "layout": label,
            "paint": {"text-color": palette.label, "text-halo-color": palette.halo, "text-halo-width": 2},
        },
    ]  # fmt: skip


def _draw_points(source: str, palette: Palette) -> list[dict]:
    """Draw a target: ring and dot while active, a full disc when surrounded, the ring alone once evacuated."""
    status = ["get", "status"]
    grown = ["interpolate", ["linear"], ["zoom"]]
    return [
        {
            "id": f"{source}-ring", "type": "circle", "minzoom": 5,
            "paint": {
                "circle-radius": [*grown, 5, 3, 8, 6, 11, 8],
                "circle-color": ["match", status, "surrounded", palette.post, palette.halo],
                "circle-stroke-color": palette.post, "circle-stroke-width": 1.6,
            },
        },
        {
            "id": f"{source}-dot", "type": "circle", "minzoom": 5,
            "paint": {
                "circle-radius": [*grown, 5, 1, 8, 2, 11, 3],
                "circle-color": ["match", status, "surrounded", palette.halo, palette.post],
                "circle-opacity": ["match", status, "evacuated", 0, 1],
            },
        },
    ]  # fmt: skip
