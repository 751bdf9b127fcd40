"""Brief: a page with the sheet exactly as it will be exported, a form for all of it, and the files it can become."""

from __future__ import annotations

from urllib.parse import parse_qs

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from dashboard.briefing.choices import KEYS, MODES, MOST_LETTERS, MOST_LISTED, USUAL_TOP
from dashboard.briefing.formats import FORMATS
from dashboard.context import Context
from dashboard.figures.sheet.layouts import LARGEST_PX, LAYOUT_LABELS, PARTS, SMALLEST_PX
from dashboard.figures.sheet.marking import MARKINGS
from dashboard.ids import Id


def build(context: Context) -> html.Div:
    """Build the page, empty; the browser fills it when it is opened."""
    known = {
        "layouts": LAYOUT_LABELS,
        "parts": PARTS,
        "pixels": [SMALLEST_PX, LARGEST_PX],
        "markings": list(MARKINGS),
        "formats": [{"name": one.name, "label": one.label, "holds": one.holds} for one in FORMATS.values()],
        "keys": KEYS,
        "letters": MOST_LETTERS,
        "listed": MOST_LISTED,
        "top": USUAL_TOP,
    }
    page = html.Section(
        id=Id.BRIEF, className="brief", hidden=True, tabIndex="-1", role="dialog",
        **{"aria-modal": "true", "aria-label": "Brief"},
    )  # fmt: skip
    card = html.Div(id=Id.PRESENTED, className="presented", hidden=True)
    stores = (dcc.Store(id=Id.BRIEF_KNOWN, data=known), dcc.Store(id=Id.BRIEF_PART, data={}))
    return html.Div([page, card, *stores])


def build_button() -> dmc.Button:
    """Build what opens the page, for the header."""
    return dmc.Button("Brief", id=Id.BRIEF_OPEN, size="sm", className="brief-open", n_clicks=0)


def open_part(search: str) -> dict[str, list[str]]:
    """Say what a link says of a sheet, in the words that the browser keeps."""
    try:
        query = parse_qs(search.removeprefix("?"), keep_blank_values=True, max_num_fields=500)
    except ValueError:
        return {}
    return {key: values for key, values in query.items() if key in (*KEYS, *MODES)}


def register(app: Dash, context: Context) -> None:
    """Register what opens the page and shows it, all of it in the browser."""
    app.clientside_callback(
        ClientsideFunction("atlas", "openBrief"),
        Output(Id.BRIEF_PART, "data"),
        Input(Id.BRIEF_OPEN, "n_clicks"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "showBrief"),
        Input(Id.BRIEF_PART, "data"),
        Input(Id.BRIEF_KNOWN, "data"),
        Input(Id.RENEWED, "data"),
    )
