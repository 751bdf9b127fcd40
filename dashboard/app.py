"""The one place where the parts are joined into an app."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import dash_mantine_components as dmc
from dash import Dash, html
from flask import has_request_context, request

from dashboard.answers import keep_answers
from dashboard.briefing.serving import serve_briefs
from dashboard.context import OWN_SWITCHES, Context
from dashboard.current import Current
from dashboard.editing.desk import Desk
from dashboard.exporting import serve_export
from dashboard.files import serve_files, serve_tiles
from dashboard.first_load import quicken
from dashboard.first_sight import serve_first_sight
from dashboard.grounds import Grounds, read_grounds
from dashboard.ids import Id
from dashboard.metrics import serve_metrics
from dashboard.opening import bounds_of_events, choose_camera, choose_window, name_theatre
from dashboard.panels import (
    brief,
    changes,
    chips,
    compare,
    duplicates,
    editing,
    empty,
    events,
    filters,
    ground,
    header,
    link,
    live,
    map,
    notices,
    review,
    sheets,
    timeline,
)  # fmt: skip
from dashboard.proxying import stand_behind
from dashboard.security import secure
from dashboard.settings import Settings
from dashboard.state import serve_state
from dashboard.trust.addresses import split_address
from dashboard.trust.editors import EditorParts
from dashboard.trust.role_page import RolePage
from geo.layers.folder import LayerFolder
from geo.store.event_store import EventStore
from geo.vocabulary import read_vocabulary

PANELS = (
    header, filters, map, compare, timeline, events, chips, empty, notices, duplicates, changes, sheets,
    ground, editing, review, brief, link, live,
)  # fmt: skip
FAVICON = '<link rel="icon" type="image/svg+xml" href="assets/favicon.svg">'


def create_app(
    store: EventStore, settings: Settings, reports: list[dict] | None = None, grounds: Grounds | None = None
) -> Dash:
    """Create the app.

    Args:
        store: The events.
        settings: Where it is served and from what.
        reports: What became of the rows of each file, as `FileReport.as_dict` writes it.
        grounds: The basemaps, if they have been read already.
    """
    return join_app(Current(make_context(store, settings, reports, grounds)), settings)


def make_context(
    store: EventStore, settings: Settings, reports: list[dict] | None = None, grounds: Grounds | None = None
) -> Context:
    """Gather what the panels are built from; arguments as of `create_app`."""
    vocabulary = read_vocabulary(settings.data_folder / "vocabulary")
    return Context(
        store=store,
        vocabulary=vocabulary,
        layer_folder=LayerFolder(settings.data_folder / "layers", vocabulary, OWN_SWITCHES, bounds_of_events(store)),
        reports=reports or [],
        window=choose_window(store),
        camera=choose_camera(store),
        title=name_theatre(store),
        grounds=grounds or read_grounds(settings),
        desk=Desk(settings.event_paths, settings.data_folder, vocabulary) if settings.is_editing else None,
        data_folder=settings.data_folder,
        path_prefix=settings.path_prefix,
    )


def join_app(context: Current, settings: Settings) -> Dash:
    """Join the parts into an app that shows what is current."""
    app = RolePage(
        "dashboard", title="Conflict Atlas", update_title="", serve_locally=True, enable_mcp=False,
        requests_pathname_prefix=f"{settings.path_prefix}/", routes_pathname_prefix="/",
        assets_folder=str(Path(__file__).parent / "assets"),
        assets_ignore="" if settings.is_editing else editing.ASSETS,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )  # fmt: skip
    app.index_string = app.index_string.replace("{%favicon%}", FAVICON).replace("<html>", '<html lang="en">')
    app.layout = partial(_lay_out, context)  # Anew for each page, so that a new layer has its switch.
    app.validation_layout = None  # Each page has every id, so no copy of the first one has to be sent with it.
    _join_parts(app, context, settings)
    parts = find_editor_parts(app, context, settings) if settings.is_editing else None
    if parts:
        app.leave_to_editors(parts, editing.ASSETS)
    compress = quicken(app, settings.path_prefix)
    serve_metrics(app.server, context, keep_answers(app, context, compress), settings)
    secure(app, settings, context.grounds.hosts, parts)
    stand_behind(app.server, settings)
    return app


def _join_parts(app: Dash, context: Current, settings: Settings) -> None:
    """Register everything that is asked of the server."""
    for panel in PANELS:
        panel.register(app, context)
    serve_files(app.server, settings, context.layer_folder)
    if context.grounds.archive:
        serve_tiles(app.server, context.grounds.archive)
    serve_export(app.server, context)
    serve_briefs(app.server, context, settings)
    serve_first_sight(app.server, context)
    serve_state(app.server, context)


def find_editor_parts(app: Dash, context: Current, settings: Settings) -> EditorParts:
    """Find what is for editors: what the same app has not when its parts are joined without a desk."""
    reading = Dash("dashboard", enable_mcp=False, assets_folder=app.config.assets_folder)
    _join_parts(reading, Current(replace(context.of_request(), desk=None)), replace(settings, is_editing=False))
    return EditorParts.between(app, reading)


def _search_of_page() -> str:
    """Return the query of the page that asks for its layout; empty where the browser does not tell."""
    query = split_address(request.referrer).query
    return f"?{query}" if query else ""


def _lay_out(context: Context) -> html.Div:
    shell = html.Div(id=Id.SHELL, className="shell", children=[panel.build(context) for panel in PANELS])
    theme = {
        "fontFamily": "system-ui, 'Segoe UI', 'Noto Sans', sans-serif",
        "primaryColor": "blue",
        "defaultRadius": "sm",
    }
    page = html.Div(dmc.MantineProvider(shell, id=Id.PROVIDER, theme=theme, forceColorScheme="light"))
    if has_request_context():
        preferred = "dark" if request.cookies.get("theme") == "dark" else "light"
        link.open_layout(page, context, _search_of_page(), preferred, request.url_root)
    return page
