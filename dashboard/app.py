"""The one place where the parts are joined into an app."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import dash_mantine_components as dmc
from dash import Dash, html
from flask_compress import Compress

from dashboard.context import Context
from dashboard.figures.layers import read_layers
from dashboard.files import serve_files
from dashboard.ids import Id
from dashboard.opening import choose_camera, choose_window, name_theatre
from dashboard.panels import changes, chips, empty, events, filters, header, link, map, notices, sheets, timeline
from dashboard.security import secure
from dashboard.settings import Settings
from geo.errors import UnreadableFile
from geo.store.event_store import EventStore
from geo.vocabulary import read_vocabulary

PANELS = (header, filters, map, timeline, events, chips, empty, notices, changes, sheets, link)
COMPRESSED = ["text/html", "text/css", "application/javascript", "text/javascript", "application/json",
              "application/geo+json", "image/svg+xml"]  # fmt: skip

FAVICON = '<link rel="icon" type="image/svg+xml" href="assets/favicon.svg">'


def create_app(store: EventStore, settings: Settings, reports: list[dict] | None = None) -> Dash:
    """Create the app.

    Args:
        store: The events.
        settings: Where it is served and from what.
        reports: What became of the rows of each file, as `FileReport.as_dict` writes it.
    """
    context = Context(
        store=store,
        vocabulary=read_vocabulary(settings.data_folder / "vocabulary"),
        layers=read_layers(settings.data_folder / "layers"),
        stops=_read_stops(settings.data_folder / "layers" / "stops.csv"),
        reports=reports or [],
        window=choose_window(store),
        camera=choose_camera(store),
        title=name_theatre(store),
    )
    app = Dash(
        "dashboard", title="Conflict Atlas", update_title="", serve_locally=True, enable_mcp=False,
        assets_folder=str(Path(__file__).parent / "assets"),
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )  # fmt: skip
    app.index_string = app.index_string.replace("{%favicon%}", FAVICON).replace("<html>", '<html lang="en">')
    app.layout = _lay_out(context)
    for panel in PANELS:
        panel.register(app, context)
    serve_files(app.server, settings, context.layers)
    app.server.config.update(COMPRESS_MIMETYPES=COMPRESSED, COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=4)
    Compress(app.server)
    secure(app, settings)
    return app


def _lay_out(context: Context) -> dmc.MantineProvider:
    shell = html.Div(id=Id.SHELL, className="shell", children=[panel.build(context) for panel in PANELS])
    theme = {
        "fontFamily": "system-ui, 'Segoe UI', 'Noto Sans', sans-serif",
        "primaryColor": "blue",
        "defaultRadius": "sm",
    }
    return dmc.MantineProvider(shell, id=Id.PROVIDER, theme=theme, forceColorScheme="light")


def _read_stops(path: Path) -> tuple[tuple[date, str], ...]:
    if not path.exists():
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return tuple((date.fromisoformat(row["date"]), row["label"] or "") for row in csv.DictReader(lines))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(f"{path} does not list days: {error}. Expected the columns date,label.") from error
