"""Map: the basemap, the marks on it, label, legend, scale bar and zoom buttons."""

from __future__ import annotations

import dash_mantine_components as dmc
import numpy as np
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.context import BASEMAP_SWITCHES, Context, days_of
from dashboard.figures.basemap import CREDIT
from dashboard.figures.density import describe_density
from dashboard.figures.layers import describe_due
from dashboard.figures.map import build_map
from dashboard.figures.marks import describe_marks
from dashboard.ids import Id
from dashboard.panels import legend
from dashboard.panels.compare import read_days, say_gap
from dashboard.panels.drawing import build_canvas
from dashboard.panels.empty import build_note
from dashboard.panels.ground import read_origin
from dashboard.panels.signs import sign_button
from dashboard.view import Camera, Days, Query, read_selection, read_viewport
from dashboard.words import say_counts, say_days, say_deaths
from geo.store.facets import Facets
from geo.store.marks import Marks
from geo.store.merging import choose_unit_px
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
        sign_button(Id.COMPARE, "compare", "Compare two windows"),
    ]
    return html.Main(
        className="map",
        children=[
            graph,
            html.Div(id=Id.FIRST_SIGHT, className="first-sight", **{"aria-hidden": "true"}),
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
            legend.build(context),
            html.Div(id=Id.DENSITY_SCALE, className="card-on-map density-scale", hidden=True),
            html.Div(
                [
                    html.Div([html.Span(), html.I()], id=Id.SCALE, className="scale", **{"aria-hidden": "true"}),
                    html.Div(CREDIT, id=Id.CREDIT, className="credit"),
                ],
                className="map-foot",
            ),
            html.Div(id=Id.TOOLTIP, className="tooltip", hidden=True),
            dcc.Store(id=Id.VIEWPORT),
            dcc.Store(id=Id.PICKED),
            dcc.Store(id=Id.DENSE),
            dcc.Store(id=Id.FIGURE),
            dcc.Store(id=Id.FRAME),
            dcc.Store(id=Id.DRAWN_FRAME),
        ],
    )


def draw_figure(
    context: Context,
    shown: list[str],
    theme: str,
    window: Query,
    ground: str | None = None,
    href: str | None = None,
    camera: Camera | None = None,
) -> dict:
    """Draw the map anew; the browser lets it stand where it is, once it stands somewhere."""
    camera = camera or context.camera
    days = days_of(context, read_selection(window))
    hidden = frozenset(BASEMAP_SWITCHES) - set(shown)
    stands_on = {"ground": context.grounds.choose(ground), "origin": read_origin(href), "prefix": context.path_prefix}
    centre = (camera.lon, camera.lat)
    return build_map(theme, context.layers, frozenset(shown), hidden, days, centre, camera.zoom, **stands_on)


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


def draw_frame(
    context: Context, selection: Selection, viewport: Viewport, beside: Days | None = None, is_dense: bool = False
) -> dict:
    """Answer one window: marks, movements, counts, and what the label says; and the window beside it, if there is one.

    Args:
        context: Store and layers.
        selection: Which events, in which window.
        viewport: What the map shows, and the one beside it.
        beside: The days of the map beside; None for one map only.
        is_dense: Whether the density is drawn in place of the marks.
    """
    if beside is None:
        found = context.store.marks(selection, viewport)
        unit_px = choose_unit_px(int(found.events.max(initial=1)))
        return _draw_window(context, selection, viewport, (found, None), unit_px, is_dense)
    other = selection.within(*beside)
    ours, theirs = context.store.marks_of_two(selection, other, viewport)
    # One scale for both maps: a mark that is twice as large on one of them has twice the events.
    unit_px = choose_unit_px(int(max(marks.events.max(initial=1) for marks, _ in (ours, theirs))))
    drawn = _draw_window(context, selection, viewport, ours, unit_px, is_dense)
    drawn_beside = _draw_window(context, other, viewport, theirs, unit_px, is_dense)
    return {**drawn, "beside": {**drawn_beside, "note": say_gap(context, beside)}}


def _draw_window(
    context: Context,
    selection: Selection,
    viewport: Viewport,
    found: tuple[Marks, np.ndarray | None],
    unit_px: float,
    is_dense: bool,
) -> dict:
    store = context.store
    (summary, facets), days = store.overview(selection), days_of(context, selection)
    layers_key, legend_rows = describe_due(context.layers, *days)
    return {
        "marks": describe_marks(found[0], store.places, unit_px, found[1]),
        "lines": store.lines(selection, viewport),
        "density": describe_density(store.density(selection, viewport), viewport) if is_dense else None,
        "days": say_days(*days) if store.total else "No events yet",
        "counts": say_counts(summary, store.total) if store.total else NO_EVENTS,
        "deaths": say_deaths(summary),
        "by": _count_choices(facets),
        "events": summary.events,
        "inside": found[0].inside,
        "unplaced": summary.unplaced,
        "window": [day.isoformat() for day in days],
        "layers_key": layers_key,
        "legend": legend_rows,
    }


def register(app: Dash, context: Context) -> None:
    """Register the callbacks of the map."""

    @app.callback(
        Output(Id.FIGURE, "data"),
        Input(Id.LAYERS, "value"),
        Input(Id.PROVIDER, "forceColorScheme"),
        Input(Id.GROUND, "value"),
        Input(Id.RENEWED, "data"),
        State(Id.WINDOW, "data"),
        State(Id.URL, "href"),
        prevent_initial_call=True,
    )
    def redraw_map(shown, theme, ground, _version, window, href):
        return draw_figure(context, shown or [], theme or "light", window, ground, href)

    app.clientside_callback(
        ClientsideFunction("atlas", "standHere"),
        Output(Id.MAP, "figure"),
        Input(Id.FIGURE, "data"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(Id.FRAME, "data"),
        Input(Id.WINDOW, "data"),
        Input(Id.FILTERS, "data"),
        Input(Id.VIEWPORT, "data"),
        Input(Id.BESIDE, "data"),
        Input(Id.DENSE, "data"),
        Input(Id.VERSION, "data"),
        prevent_initial_call=True,
    )
    def answer_frame(window, filters, here, beside, is_dense, _version):
        viewport = read_viewport(here)
        if viewport is None or not window or filters is None:
            raise PreventUpdate
        days = read_days(context, window, beside)
        return draw_frame(context, read_selection(window, filters), viewport, days, bool(is_dense))

    app.clientside_callback(
        ClientsideFunction("atlas", "chooseDense"),
        Output(Id.DENSE, "data"),
        Input(Id.LAYERS, "value"),
        State(Id.DENSE, "data"),
    )

    app.clientside_callback(
        ClientsideFunction("atlas", "drawFrame"),
        Output(Id.DRAWN_FRAME, "data"),
        Input(Id.FRAME, "data"),
        Input(Id.LAYERS, "value"),
        State(Id.LEGEND_DATA, "data"),
    )
    for name, move in ((Id.ZOOM_IN, "zoomIn"), (Id.ZOOM_OUT, "zoomOut"), (Id.ZOOM_HOME, "zoomHome")):
        app.clientside_callback(
            ClientsideFunction("atlas", move),
            Input(name, "n_clicks"),
            State(Id.LEGEND_DATA, "data"),
            prevent_initial_call=True,
        )
