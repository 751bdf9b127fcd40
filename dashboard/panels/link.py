"""Link: a URL opens the page as somebody saw it, and the page keeps the URL true."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component

from dashboard.context import DENSITY, Context, days_of
from dashboard.ids import Id
from dashboard.opening import assume_viewport
from dashboard.panels.brief import open_part
from dashboard.panels.compare import read_days, say_beside
from dashboard.panels.filters import describe_filters
from dashboard.panels.ground import open_ground
from dashboard.panels.map import draw_figure, draw_frame
from dashboard.panels.opening_filters import FILTER_OUTPUTS, keep_known, open_filters
from dashboard.panels.table import write_filter_model
from dashboard.panels.timeline import open_axis
from dashboard.view import BESIDE, NOTHING, View
from dashboard.words import say_days
from geo.schema import CONFIDENCE
from geo.store.selection import Selection

OUTPUTS = {
    **FILTER_OUTPUTS,
    "layers": Output(Id.LAYERS, "value"),
    "step": Output(Id.STEP, "value"),
    "mode": Output(Id.MODE, "value"),
    "playing": Output(Id.PLAYING, "value"),
    "ground": Output(Id.GROUND, "value"),
    "columns": Output(Id.TABLE, "filterModel"),
    "bars": Output(Id.BARS, "value"),
    "opened": Output(Id.OPENED, "data"),
    "ignored": Output(Id.IGNORED, "children"),
}
"""What `open_view` answers, by the component that shows it."""


def build(context: Context) -> html.Div:
    """Build the invisible parts: the address, what it said, and what the browser needs to know of the vocabulary."""
    known = {
        **describe_data(context),
        "types": [
            {"name": t.event_type, "label": t.label, "icon": t.icon, "colour": t.colour}
            for t in context.vocabulary.event_types
        ],
        "sides": [{"name": s.side, "label": s.label, "colour": s.colour} for s in context.vocabulary.sides],
        "confidences": list(CONFIDENCE),
        **describe_filters(context),
    }
    return html.Div(
        [
            dcc.Location(id=Id.URL, refresh=False),
            dcc.Store(id=Id.LEGEND_DATA, data=known),
            *(dcc.Store(id=name) for name in (Id.ASKED, Id.OPENING, Id.OPENED, Id.LOOK, Id.SHOWN_PART)),
        ]
    )


def describe_data(context: Context) -> dict:
    """Say what the browser needs to know of the data, and is told anew when files have changed."""
    return {
        "shown": context.shown_at_first,
        "first": context.store.first_day and context.store.first_day.isoformat(),
        "last": context.store.last_day and context.store.last_day.isoformat(),
        "home": [context.camera.lon, context.camera.lat, context.camera.zoom],
        "stops": [[day.isoformat(), label] for day, label in context.stops],
    }


def open_view(context: Context, search: str, is_again: bool = False, ground: str | None = None) -> dict:
    """Say what each control shows when a link is opened, and what of the link was ignored.

    Args:
        context: Store and vocabulary.
        search: The query of the URL.
        is_again: Whether the page is open already: then the map is told where to look.
        ground: The basemap that the person has chosen on this page.
    """
    view, ignored = View.from_search(search)
    selection = view.selection
    first, last = days_of(context, selection)
    ignored += _say_outside(context, selection)
    return {
        **open_filters(context, selection, ignored),
        "layers": _open_layers(context, view, ignored),
        "step": str(view.step),
        "mode": str(view.mode),
        "playing": sorted(view.playing),
        "ground": open_ground(context, view.ground, ground, ignored),
        "columns": write_filter_model(selection.columns),
        "bars": str(view.bars),
        "opened": {
            "tab": view.tab and str(view.tab),
            "event": [view.event_id] if view.event_id else [],
            "mark": [str(view.mark)] if view.mark else [],
            "of": [BESIDE] if view.is_mark_beside else [],
            "beside": say_beside(view),
            "window": [first.isoformat(), last.isoformat()],
            "theme": view.theme,
            "axis": open_axis(context, view.axis, ignored),
            "camera": [view.camera.lat, view.camera.lon, view.camera.zoom] if is_again and view.camera else None,
        },
        "ignored": " ".join(ignored),
    }


def _open_layers(context: Context, view: View, ignored: list[str]) -> list[str]:
    if view.shown is None:
        return context.shown_at_first
    wanted = sorted(view.shown) or [NOTHING]
    return keep_known(wanted, list(context.switches), "a layer", ignored, context.shown_at_first)


def _say_outside(context: Context, selection: Selection) -> list[str]:
    store = context.store
    if not store.first_day or not store.last_day:
        return []
    too_late = selection.first_day and selection.first_day > store.last_day
    too_early = selection.last_day and selection.last_day < store.first_day
    span = say_days(store.first_day, store.last_day)
    return [f"There are no events on these days. The data is of {span}."] if too_late or too_early else []


def open_layout(layout: Component, context: Context, search: str, theme: str, origin: str) -> None:
    """Let a page that is being built show what its link asks for, so that the browser need not ask again.

    Args:
        layout: The page; its controls and its map are given their values.
        context: Store and vocabulary.
        search: The query of the URL.
        theme: `light` or `dark`, where the link does not say.
        origin: Scheme, host and port of the page.
    """
    view, _ = View.from_search(search)
    opening = open_view(context, search)
    for name, output in OUTPUTS.items():
        # The browser hands on what the link says when it is ready to: its first act, as with any later link.
        if name != "opened":
            setattr(layout[output.component_id], output.component_property, opening[name])
    window = dict(zip(("from", "to"), ([day] for day in opening["opened"]["window"]), strict=True))
    theme = view.theme or theme
    layout[Id.PROVIDER].forceColorScheme = theme
    shown, ground = opening["layers"], opening["ground"]
    layout[Id.MAP].figure = draw_figure(context, shown, theme, window, ground, origin, view.camera)
    frame = None
    if not opening["ignored"]:
        selection = view.selection.within(*days_of(context, view.selection))
        beside = read_days(context, window, {"beside": opening["opened"]["beside"]})
        assumed = assume_viewport(view.camera or context.camera)
        frame = draw_frame(context, selection, assumed, beside, DENSITY in shown)
        for part, said in zip(layout[Id.MAP_LABEL].children, ("days", "counts", "deaths"), strict=True):
            part.children = frame[said]
    layout[Id.BRIEF_PART].data = open_part(search)
    layout[Id.OPENING].data = {"search": search, "opened": opening["opened"], "frame": frame}


def register(app: Dash, context: Context) -> None:
    """Register what reads the URL on the server, and what writes it in the browser."""

    @app.callback(
        output=OUTPUTS,
        inputs={
            "asked": Input(Id.ASKED, "data"),
            "pressed": Input(Id.RESET, "n_clicks"),
            "ground": State(Id.GROUND, "value"),
        },
        prevent_initial_call=True,
    )
    def read_link(asked, pressed, ground):
        if ctx.triggered_id == Id.RESET or not asked:
            return {
                **open_view(context, ""),
                **dict.fromkeys(("layers", "step", "mode", "playing", "bars", "opened", "ground"), no_update),
            }
        return open_view(context, str(asked["search"]), asked["isAgain"], ground)

    app.clientside_callback(
        ClientsideFunction("atlas", "openWindow"),
        Output(Id.WINDOW, "data"),
        Input(Id.OPENED, "data"),
        State(Id.LEGEND_DATA, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "askLink"),
        Output(Id.ASKED, "data"),
        Input(Id.URL, "search"),
        State(Id.OPENING, "data"),
        State(Id.LAYERS, "value"),
        State(Id.LEGEND_DATA, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "openCamera"), Input(Id.OPENED, "data"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "gatherLook"),
        Output(Id.LOOK, "data"),
        Input(Id.LAYERS, "value"),
        Input(Id.PROVIDER, "forceColorScheme"),
        Input(Id.STEP, "value"),
        Input(Id.MODE, "value"),
        Input(Id.PLAYING, "value"),
        State(Id.LEGEND_DATA, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "sayShown"), Output(Id.SHOWN_PART, "data"), Input(Id.SHOWN_EVENT, "data")
    )
    parts = (
        Id.WINDOW, Id.FILTERS, Id.VIEWPORT, Id.LOOK, Id.CHOSEN, Id.SHOWN_PART, Id.GROUND_PART, Id.BESIDE, Id.TAB_PART,
        Id.AXIS, Id.BARS_PART, Id.BRIEF_PART,
    )  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("atlas", "writeLink"), *(Input(part, "data") for part in parts), prevent_initial_call=True
    )
