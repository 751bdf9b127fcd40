"""Sheets: on a phone the map stays and the panels slide over it, one at a time."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, html

from dashboard.context import Context
from dashboard.ids import Id

SHEETS = ((Id.SHEET_MAP, "Map"), (Id.SHEET_FILTERS, "Filters"), (Id.SHEET_EVENTS, "Events"))


def build(context: Context) -> html.Nav:
    """Build the buttons at the foot of a narrow page."""
    buttons = [html.Button(label, id=name, className="sheet-button", n_clicks=0) for name, label in SHEETS]
    return html.Nav(buttons, className="sheet-bar", **{"aria-label": "Parts of the page"})


def register(app: Dash, context: Context) -> None:
    """Register the callback that shows one part of the page."""
    app.clientside_callback(
        ClientsideFunction("atlas", "showSheet"),
        Output(Id.SHELL, "className"),
        *(Input(name, "n_clicks") for name, _ in SHEETS),
        Input(Id.CHOSEN, "data"),
        prevent_initial_call=True,
    )
