"""The files of `data/` that the map in the browser asks for."""

from __future__ import annotations

import json

from flask import Flask, Response, abort, request, send_from_directory

from dashboard.figures.basemap import FILES
from dashboard.figures.layers import describe_layer
from dashboard.settings import Settings
from geo.layers.folder import LayerFolder

BASEMAP_KEPT_S = 3600
"""How long a browser keeps the basemap without asking whether it changed; layers are edited."""

GEOJSON = "application/geo+json"


def serve_files(server: Flask, settings: Settings, layer_folder: LayerFolder) -> None:
    """Serve the basemap and the checked features of the layers by name, and nothing else of `data/`."""
    basemap = {f"{name}.geojson" for name in FILES}

    @server.get("/basemap/<name>")
    def send_basemap(name: str) -> Response:
        if name not in basemap:
            abort(404)
        folder = settings.data_folder / "basemap"
        sent = send_from_directory(folder, name, mimetype=GEOJSON, max_age=BASEMAP_KEPT_S, conditional=True)
        sent.direct_passthrough = False  # Lets the answer be compressed.
        return sent

    @server.get("/layers/<name>")
    def send_layer(name: str) -> Response:
        layer = next((one for one in layer_folder.current().layers if one.file == name), None)
        if layer is None:
            abort(404)
        # Not the file itself: it may hold features that were refused, or be broken by an edit.
        sent = Response(json.dumps(describe_layer(layer), ensure_ascii=False), mimetype=GEOJSON)
        sent.headers["Cache-Control"] = "no-cache"
        sent.add_etag()
        return sent.make_conditional(request)
