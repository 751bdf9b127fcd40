"""A tileset as the ground of the map, in place of the embedded one wherever it has tiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.figures.palette import Palette
from dashboard.figures.tile_schemas import draws_land, draws_names, draws_water
from dashboard.figures.vector_tiles import SOURCE, style_vectors

WORLD_DEG = 359.9
"""A tileset that spans so much leaves nothing of the embedded ground to be seen."""

Bounds = tuple[float, float, float, float]
"""West, south, east, north, degrees."""

MERCATOR_DEG = 85.0511
WORLD: Bounds = (-180.0, -MERCATOR_DEG, 180.0, MERCATOR_DEG)


@dataclass(frozen=True)
class Tileset:
    """Where tiles come from and what is on them.

    Attributes:
        address: Their address with {z}, {x} and {y}; one that begins with `/` is the atlas' own.
        min_zoom: Lowest zoom there is.
        max_zoom: Highest zoom there is; beyond it the map enlarges.
        bounds: West, south, east, north, degrees.
        vector_layers: Layers of vector tiles with the names of their fields; empty for pictures.
        is_photo: Whether it shows pictures without names and boundaries, which are then drawn over it.
        tile_px: Width of a picture.
    """

    address: str
    min_zoom: int
    max_zoom: int
    bounds: Bounds
    vector_layers: Mapping[str, frozenset[str]]
    is_photo: bool = False
    tile_px: int = 256


def lay_tiles(style: dict, tiles: Tileset, palette: Palette, hidden: frozenset[str], origin: str) -> dict:
    """Lay tiles over the embedded ground of a style, under its names.

    Args:
        style: A style of `build_style`.
        tiles: What is laid.
        palette: Colours of the shapes of vector tiles.
        hidden: Parts of the basemap that are switched off.
        origin: Scheme, host and port of the page, and its prefix: MapLibre's worker knows no relative addresses.
    """
    laid = _lay_vectors(tiles, palette, hidden) if tiles.vector_layers else _lay_pictures()
    over = [layer for layer in style["layers"] if tiles.is_photo and _is_line(layer)]
    under = [layer for layer in style["layers"] if layer not in over and layer["type"] != "symbol"]
    names = [layer for layer in style["layers"] if layer["type"] == "symbol"]
    if not tiles.is_photo and (not tiles.vector_layers or draws_names(tiles.vector_layers)):
        names = _names_beyond(names, tiles)
    sources = style["sources"] | {SOURCE: _source(tiles, origin), "tiles-area": _area_source(tiles.bounds)}
    return style | {"sources": sources, "layers": [*under, *laid, *over, *names]}


def _source(tiles: Tileset, origin: str) -> dict:
    address = f"{origin}{tiles.address}" if tiles.address.startswith("/") else tiles.address
    kind = {"type": "vector"} if tiles.vector_layers else {"type": "raster", "tileSize": tiles.tile_px}
    zooms = {"minzoom": tiles.min_zoom, "maxzoom": tiles.max_zoom}
    return {**kind, "tiles": [address], "bounds": list(tiles.bounds), **zooms}


def _area(bounds: Bounds) -> dict:
    west, south, east, north = bounds
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _area_source(bounds: Bounds) -> dict:
    return {"type": "geojson", "data": _area(bounds)}


def _lay_pictures() -> list[dict]:
    return [{"id": "tiles", "type": "raster", "source": SOURCE, "paint": {"raster-fade-duration": 0}}]


def _lay_vectors(tiles: Tileset, palette: Palette, hidden: frozenset[str]) -> list[dict]:
    drawn = style_vectors(tiles.vector_layers, palette, hidden)
    if draws_land(tiles.vector_layers) or not draws_water(tiles.vector_layers):
        return drawn
    # Their land is where no water is: without this, the coarser sea of the embedded ground would show through.
    land = {"fill-color": palette.land, "fill-antialias": False}
    return [
        {"id": "tiles-area", "type": "fill", "source": "tiles-area", "minzoom": tiles.min_zoom, "paint": land},
        *drawn,
    ]


def _is_line(layer: dict) -> bool:
    return layer["id"] in ("provinces", "border")


def _names_beyond(names: list[dict], tiles: Tileset) -> list[dict]:
    """Keep the embedded names only where the tiles, which bring their own, do not reach."""
    west, _, east, _ = tiles.bounds
    if east - west > WORLD_DEG and tiles.min_zoom == 0:
        return []
    beyond = ["any", ["<", ["zoom"], tiles.min_zoom], ["!", ["within", _area(tiles.bounds)]]]
    return [{**layer, "filter": ["all", layer["filter"], beyond]} for layer in names]
