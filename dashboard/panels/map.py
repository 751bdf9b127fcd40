"""Map: the basemap, the marks on it, label, legend, scale bar and zoom buttons."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.context import BASEMAP_SWITCHES, Context, days_of
from dashboard.figures.basemap import CREDIT
from dashboard.figures.layers import name_valid
from dashboard.figures.map import build_map
from dashboard.figures.marks import choose_unit_px, describe_marks
from dashboard.ids import Id
from dashboard.panels.drawing import build_canvas
from dashboard.panels.empty import build_note
from dashboard.panels.signs import sign_button
from dashboard.view import Camera, Query, View, read_selection, read_viewport
from dashboard.words import say_counts, say_days, say_deaths
from geo.store.facets import Facets
from geo.store.selection import Selection, Viewport

NO_EVENTS = "Add rows to a CSV file in data/events, or name another with --events."


def build(context: Context) -> html.Main:
    """Build the map and what lies on it."""
    graph = dcc.Graph(
        id=Id.MAP, className="map-graph", responsive=True,
        config={"displayModeBar": False, "scrollZoom": True, "doubleClick": False},
    )  # fmt: skip
    buttons = [
        dmc.ActionIcon("+", id=Id.ZOOM_IN, variant="default", size=36, **{"aria-label": "Zoom in"}),
        dmc.ActionIcon("−", id=Id.ZOOM_OUT, variant="default", size=36, **{"aria-label": "Zoom out"}),
        sign_button(Id.ZOOM_HOME, "home", "Where most events are"),
    ]
    return html.Main(
        className="map",
        children=[
            graph,
            *build_canvas(),
            html.Canvas(id=Id.MARKS, className="marks"),
            build_note(Id.EMPTY_MAP, "card-on-map"),
            html.Div(
                id=Id.MAP_LABEL,
                className="card-on-map map-label",
                title="Imprecise: the day is not known. Deaths that only a party claims are left out.",
                children=[html.B(), html.Span(), html.Span(className="deaths")],
            ),
            html.Div(buttons, className="zoom-buttons"),
            _legend(context),
            html.Div([html.Span(), html.I()], id=Id.SCALE, className="scale", **{"aria-hidden": "true"}),
            html.Div(CREDIT, className="credit"),
            html.Div(id=Id.TOOLTIP, className="tooltip", hidden=True),
            dcc.Store(id=Id.VIEWPORT),
            dcc.Store(id=Id.PICKED),
            dcc.Store(id=Id.FRAME),
            dcc.Store(id=Id.DRAWN_FRAME),
        ],
    )


def _legend(context: Context) -> html.Details:
    sides = [
        html.Div([html.Span(className="dot", style={"--side": side.colour}), side.label])
        for side in context.vocabulary.sides
    ]
    extra = [
        html.Div([html.Span(className="dot region"), "Region only"]),
        html.Div([html.Span("→", className="sign-arrow"), "Movement"]),
    ]
    points = [
        html.Div(
            [html.Span(className=f"post {status}"), f"Observation post, {status}"], **{"data-legend": layer.layer_id}
        )
        for layer in context.layers
        if not layer.is_line
        for status in ("active", "surrounded", "evacuated")
        if any(feature["properties"].get("status") == status for feature in layer.features)
    ]
    return html.Details(
        [html.Summary("Legend"), *sides, html.Hr(), *extra, *points],
        id=Id.MAP_LEGEND, className="card-on-map legend", open=True,
    )  # fmt: skip


def draw_figure(context: Context, shown: list[str], theme: str, search: str, here: dict | None, window: Query) -> dict:
    """Draw the map anew, where it looks already, or where the link says."""
    view, _ = View.from_search(search)
    camera = _camera_of(here) or view.camera or context.camera
    days = days_of(context, read_selection(window))
    hidden = frozenset(BASEMAP_SWITCHES) - set(shown)
    return build_map(theme, context.layers, frozenset(shown), hidden, days, (camera.lon, camera.lat), camera.zoom)


def _camera_of(here: dict | None) -> Camera | None:
    view, _ = View.from_search("?at=" + str((here or {}).get("at", [""])[0]))
    return view.camera


def _count_choices(facets: Facets) -> dict[str, dict[str, int]]:
    """Say what each choice of the filters would leave, by the keys that the rows of the panel carry."""
    return {
        "type": facets.by_type,
        "sub": facets.by_sub,
        "side": facets.by_side,
        "sure": facets.by_confidence,
        "when": facets.by_time_precision,
        "exact": facets.by_geo_precision,
        "has": facets.by_having,
    }


def draw_frame(context: Context, selection: Selection, viewport: Viewport) -> dict:
    """Answer one window: marks, movements, counts, and what the label says."""
    store = context.store
    marks, (summary, facets) = store.marks(selection, viewport), store.overview(selection)
    unit_px = choose_unit_px(int(marks.events.max(initial=1)))
    inside = store.count(selection, viewport)
    days = days_of(context, selection)
    return {
        "marks": describe_marks(marks, store.places, unit_px),
        "lines": store.lines(selection, viewport),
        "days": say_days(*days) if store.total else "No events yet",
        "counts": say_counts(summary, store.total) if store.total else NO_EVENTS,
        "deaths": say_deaths(summary),
        "by": _count_choices(facets),
        "events": summary.events,
        "inside": inside,
        "unplaced": summary.unplaced,
        "window": [day.isoformat() for day in days],
        "layers_key": name_valid(context.layers, *days),
    }


def register(app: Dash, context: Context) -> None:
    """Register the callbacks of the map."""

    @app.callback(
        Output(Id.MAP, "figure"),
        Input(Id.LAYERS, "value"),
        Input(Id.PROVIDER, "forceColorScheme"),
        State(Id.URL, "search"),
        State(Id.VIEWPORT, "data"),
        State(Id.WINDOW, "data"),
        prevent_initial_call=True,
    )
    def redraw_map(shown, theme, search, here, window):
        return draw_figure(context, shown or [], theme or "light", search or "", here, window)

    @app.callback(
        Output(Id.FRAME, "data"),
        Input(Id.WINDOW, "data"),
        Input(Id.FILTERS, "data"),
        Input(Id.VIEWPORT, "data"),
        prevent_initial_call=True,
    )
    def answer_frame(window, filters, here):
        viewport = read_viewport(here)
        if viewport is None or not window or filters is None:
            raise PreventUpdate
        return draw_frame(context, read_selection(window, filters), viewport)

    app.clientside_callback(
        ClientsideFunction("atlas", "drawFrame"),
        Output(Id.DRAWN_FRAME, "data"),
        Input(Id.FRAME, "data"),
        Input(Id.LAYERS, "value"),
        State(Id.LEGEND_DATA, "data"),
        prevent_initial_call=True,
    )
    for name, move in ((Id.ZOOM_IN, "zoomIn"), (Id.ZOOM_OUT, "zoomOut"), (Id.ZOOM_HOME, "zoomHome")):
        app.clientside_callback(
            ClientsideFunction("atlas", move),
            Input(name, "n_clicks"),
            State(Id.LEGEND_DATA, "data"),
            prevent_initial_call=True,
        )
