"""The files of `data/` that the map in the browser asks for, and the tiles of a local archive."""

from __future__ import annotations

import gzip
import json
import logging

from flask import Flask, Response, abort, request, send_from_directory

from dashboard.archive import BROKEN, Archive
from dashboard.figures.basemap import FILES
from dashboard.figures.layers import describe_layer
from dashboard.settings import Settings
from geo.layers.folder import LayerFolder

BASEMAP_KEPT_S = 3600
"""How long a browser keeps the basemap without asking whether it changed; layers are edited."""

GEOJSON = "application/geo+json"

NO_FEATURES = {"type": "FeatureCollection", "features": []}
"""What a page is told that was drawn a moment before a layer went: the map would take no answer for a fault."""

TILES_KEPT_S = 86_400
"""The address of a tile changes with its file."""

EMPTY_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000b49444154789c63600002000005"
    "00017a5eab3f0000000049454e44ae426082"
)
"""A transparent PNG of one pixel: MapLibre takes no empty answer for a picture."""


def serve_files(server: Flask, settings: Settings, layer_folder: LayerFolder) -> None:
    """Serve the basemap and the checked features of the layers by name, and nothing else of `data/`."""
    basemap = {f"{name}.geojson" for name in FILES}

    @server.get("/basemap/<name>")
    def send_basemap(name: str) -> Response:
        if name not in basemap:
            abort(404)
        folder = settings.data_folder / "basemap"
        sent = send_from_directory(folder, name, mimetype=GEOJSON, max_age=BASEMAP_KEPT_S, conditional=True)
        sent.direct_passthrough = False
        sent.make_sequence()  # What is streamed would be compressed anew each time, and never be known to a browser.
        return sent

    @server.get("/layers/<name>")
    def send_layer(name: str) -> Response:
        layer = next((one for one in layer_folder.current().layers if one.file == name), None)
        if layer is None and "v" not in request.args:
            abort(404)
        # Not the file itself: it may hold features that were refused, or be broken by an edit.
        content = describe_layer(layer) if layer else NO_FEATURES
        sent = Response(json.dumps(content, ensure_ascii=False), mimetype=GEOJSON)
        sent.headers["Cache-Control"] = "no-cache"
        sent.add_etag()
        return sent.make_conditional(request)


def serve_tiles(server: Flask, archive: Archive) -> None:
    """Serve the tiles of an archive by zoom, column and row; where it has none, an empty one."""

    @server.get("/tiles/<int:z>/<int:x>/<int:y>")
    def send_tile(z: int, x: int, y: int) -> Response:
        try:
            tile = archive.read_tile(z, x, y)
            answer = _empty_tile(archive) if tile is None else _whole_tile(archive, tile)
        except BROKEN as error:
            logging.getLogger(__name__).warning("%s: tile %s/%s/%s cannot be read: %s", archive.name, z, x, y, error)
            abort(500)
        answer.cache_control.max_age = TILES_KEPT_S
        return answer


def _empty_tile(archive: Archive) -> Response:
    return Response(status=204) if archive.is_vector else Response(EMPTY_PICTURE, mimetype="image/png")


def _whole_tile(archive: Archive, tile: bytes) -> Response:
    if archive.is_gzipped and "gzip" not in request.accept_encodings:
        tile = gzip.decompress(tile)
    answer = Response(tile, content_type=archive.media_type)
    if archive.is_gzipped:
        answer.vary.add("Accept-Encoding")
        if "gzip" in request.accept_encodings:
            answer.content_encoding = "gzip"
    return answer
