"""Chips: one for each filter that is active, and the button that takes all of them away."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, State, html

from dashboard.context import Context
from dashboard.ids import Id


def build(context: Context) -> html.Div:
    """Build the row that the browser fills; it is not seen while it is empty."""
    reset = dmc.Button("Reset", id=Id.RESET, variant="subtle", size="compact-xs", className="reset")
    return html.Div(
        [html.Div(id=Id.CHIPS, className="chip-row", role="group", **{"aria-label": "Active filters"}), reset],
        className="chips",
    )


def register(app: Dash, context: Context) -> None:
    """Register what says the filters in words."""
    app.clientside_callback(
        ClientsideFunction("atlas", "drawChips"),
        Input(Id.FILTERS, "data"),
        State(Id.LEGEND_DATA, "data"),
        prevent_initial_call=True,
    )
