"""The files of `data/` that the map in the browser asks for."""

from __future__ import annotations

from flask import Flask, Response, abort, send_from_directory

from dashboard.figures.basemap import FILES
from dashboard.figures.layers import Layer
from dashboard.settings import Settings

KEPT_S = {"basemap": 3600, "layers": 0}
"""How long a browser keeps a file without asking whether it changed; layers are edited."""


def serve_files(server: Flask, settings: Settings, layers: tuple[Layer, ...]) -> None:
    """Serve the basemap and the layers by name, and nothing else of `data/`."""
    served = {
        "basemap": {f"{name}.geojson" for name in FILES},
        "layers": {layer.file for layer in layers},
    }

    @server.get("/<any(basemap, layers):folder>/<name>")
    def send_geojson(folder: str, name: str) -> Response:
        if name not in served[folder]:
            abort(404)
        sent = send_from_directory(
            settings.data_folder / folder,
            name,
            mimetype="application/geo+json",
            max_age=KEPT_S[folder],
            conditional=True,
        )
        sent.direct_passthrough = False  # Lets the answer be compressed.
        return sent
