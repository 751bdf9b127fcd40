"""Link: a URL opens the page as somebody saw it, and the page keeps the URL true."""

from __future__ import annotations

from collections.abc import Sequence

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html, no_update

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.panels.filters import AREA, PLACE
from dashboard.view import NOTHING, View
from geo.schema import CONFIDENCE


def build(context: Context) -> html.Div:
    """Build the invisible parts: the address, what it said, and what the browser needs to know of the vocabulary."""
    known = {
        "types": [{"name": t.event_type, "label": t.label, "icon": t.icon} for t in context.vocabulary.event_types],
        "sides": [{"name": s.side, "label": s.label, "colour": s.colour} for s in context.vocabulary.sides],
        "confidences": list(CONFIDENCE),
        "shown": context.shown_at_first,
        "first": context.store.first_day and context.store.first_day.isoformat(),
        "last": context.store.last_day and context.store.last_day.isoformat(),
        "window": [day.isoformat() for day in context.window],
        "home": [context.camera.lon, context.camera.lat, context.camera.zoom],
        "stops": [[day.isoformat(), label] for day, label in context.stops],
    }
    return html.Div(
        [dcc.Location(id=Id.URL, refresh=False), dcc.Store(id=Id.LEGEND_DATA, data=known), dcc.Store(id=Id.OPENED)]
    )


def open_view(context: Context, search: str) -> dict:
    """Say what each control shows when a link is opened, and what of the link was ignored."""
    view, ignored = View.from_search(search)
    selection = view.selection
    first, last = selection.first_day or context.window[0], selection.last_day or context.window[1]
    types = [one.event_type for one in context.vocabulary.event_types]
    sides = [one.side for one in context.vocabulary.sides]
    shown = [NOTHING] if view.shown == frozenset() else sorted(view.shown or ())
    layers = _keep_known(shown, list(context.switches), "a layer", ignored) or context.shown_at_first
    return {
        "types": _keep_known(selection.event_types, types, "an event type", ignored) or types,
        "sides": _keep_known(selection.sides, sides, "a side", ignored) or sides,
        "confidences": _keep_known(selection.confidences, list(CONFIDENCE), "a confidence", ignored)
        or list(CONFIDENCE),
        "where": [AREA + area for area in selection.admin1s] + [PLACE + place for place in selection.locations],
        "search": selection.text,
        "layers": [name for name in layers if name != NOTHING],
        "step": str(view.step),
        "opened": {
            "event": [view.event_id] if view.event_id else [],
            "mark": [str(view.mark)] if view.mark else [],
            "window": [first.isoformat(), last.isoformat()],
            "theme": view.theme,
        },
        "ignored": " ".join(ignored),
    }


def _keep_known(values: Sequence[str], known: list[str], what: str, ignored: list[str]) -> list[str]:
    for value in values:
        if value not in (*known, NOTHING):
            ignored.append(f'"{value[:60]}" is not {what} here. Expected {", ".join(known)}.')
    return [value for value in values if value in (*known, NOTHING)]


def register(app: Dash, context: Context) -> None:
    """Register what reads the URL on the server, and what writes it in the browser."""

    @app.callback(
        output={
            "types": Output(Id.TYPES, "value"),
            "sides": Output(Id.SIDES, "value"),
            "confidences": Output(Id.CONFIDENCES, "value"),
            "where": Output(Id.WHERE, "value"),
            "search": Output(Id.SEARCH, "value"),
            "layers": Output(Id.LAYERS, "value"),
            "step": Output(Id.STEP, "value"),
            "opened": Output(Id.OPENED, "data"),
            "ignored": Output(Id.IGNORED, "children"),
        },
        inputs={"search": Input(Id.URL, "search"), "pressed": Input(Id.RESET, "n_clicks")},
    )
    def read_link(search, pressed):
        if ctx.triggered_id == Id.RESET:
            return {**open_view(context, ""), **dict.fromkeys(("layers", "step", "opened"), no_update)}
        return open_view(context, search or "")

    app.clientside_callback(
        ClientsideFunction("atlas", "openWindow"),
        Output(Id.WINDOW, "data"),
        Input(Id.OPENED, "data"),
        State(Id.LEGEND_DATA, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "writeLink"),
        Input(Id.WINDOW, "data"),
        Input(Id.FILTERS, "data"),
        Input(Id.VIEWPORT, "data"),
        Input(Id.CHOSEN, "data"),
        Input(Id.LAYERS, "value"),
        Input(Id.PROVIDER, "forceColorScheme"),
        Input(Id.STEP, "value"),
        State(Id.LEGEND_DATA, "data"),
        prevent_initial_call=True,
    )
