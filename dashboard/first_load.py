"""What makes the first picture quick: large scripts are asked for early; they and the basemap are compressed once."""

from __future__ import annotations

import threading

from dash import Dash
from flask import Request
from flask_compress import Compress

COMPRESSED = ["text/html", "text/css", "application/javascript", "text/javascript", "application/json",
              "application/geo+json", "image/svg+xml"]  # fmt: skip
MOST_KEPT = 100
SUITES = "/_dash-component-suites/"
BASEMAP = "/basemap/"
EARLY = (
    f"{SUITES}plotly/package_data/plotly.min.js",
    f"{SUITES}dash/dcc/async-graph.js",
    f"{SUITES}dash_ag_grid/async-community.js",
)
"""Scripts that Dash asks for only when it finds their component in the layout: by then half a second has passed."""


class KeptFiles:
    """Compressed files of packages and of the basemap, which never change while the app runs; none of anything else."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key of `name_file`."""
        return self._kept.get(key)

    def set(self, key: str, compressed: bytes) -> None:
        """Keep a file, unless it is another's, or there are too many: a file answers to more than one name."""
        with self._lock:
            if (SUITES in key or BASEMAP in key) and len(self._kept) < MOST_KEPT:
                self._kept[key] = compressed


def name_file(request: Request) -> str:
    """Name the file that a request is for; parts after `?` do not matter to files of packages."""
    return request.path if request.method == "GET" else ""


def quicken(app: Dash, path_prefix: str = "") -> Compress:
    """Set up compression and early asking; call before the app is secured.

    Args:
        app: The app.
        path_prefix: Under which path of its host the page lies.

    Returns:
        What compresses answers.
    """
    app.server.config.update(
        COMPRESS_MIMETYPES=COMPRESSED, COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=4,
        COMPRESS_CACHE_BACKEND=KeptFiles, COMPRESS_CACHE_KEY=name_file,
    )  # fmt: skip
    compress = Compress(app.server)
    links = "".join(f'<link rel="preload" as="script" href="{path_prefix}{path}">' for path in EARLY)
    app.index_string = app.index_string.replace("{%css%}", links + "{%css%}")
    return compress
