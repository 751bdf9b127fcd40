"""Drawing: the buttons that begin an area on the map, the cover it is drawn on, and what to do next in words."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, dcc, html

from dashboard.ids import Id


def build_buttons() -> html.Div:
    """Build the buttons for the panel of filters, and the part of the view that they fill."""
    kinds = ((Id.DRAW_RECTANGLE, "Rectangle", "rectangle"), (Id.DRAW_POLYGON, "Polygon", "polygon"))
    buttons = [
        html.Button(
            [html.Span(className=f"shape shape-{shape}"), label], id=name, type="button", className="draw-button",
            title=f"Draw a {shape} on the map: only events in it are kept", **{"aria-pressed": "false"},
        )
        for name, label, shape in kinds
    ]  # fmt: skip
    group = {"role": "group", "aria-label": "Draw an area on the map"}
    return html.Div([*buttons, dcc.Store(id=Id.DRAWN_AREA, data={"in": []})], className="draw-buttons", **group)


def build_canvas() -> list:
    """Build what lies on the map: the cover of the area, and the hint that is seen while one is drawn."""
    hint = html.Div(id=Id.DRAW_HINT, className="card-on-map draw-hint", hidden=True, **{"aria-live": "polite"})
    return [html.Div(id=Id.AREA_COVER, className="area-cover"), hint]


def register_drawing(app: Dash) -> None:
    """Register what begins an area; the one that is kept shows when the filters are gathered."""
    for name, begin in ((Id.DRAW_RECTANGLE, "drawRectangle"), (Id.DRAW_POLYGON, "drawPolygon")):
        app.clientside_callback(ClientsideFunction("atlas", begin), Input(name, "n_clicks"), prevent_initial_call=True)
