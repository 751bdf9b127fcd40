"""Review: the sheet in which an article becomes draft events, and drafts become events; there only with `--edit`."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, dcc, html

from dashboard.context import Context
from dashboard.editing.review_serving import serve_reviews
from dashboard.ids import Id
from dashboard.settings import MOST_FILE_BYTES
from geo.articles.reading import LONGEST_TEXT
from geo.reviewing.review import REASONS


def build(context: Context) -> html.Div:
    """Build the sheet, empty; the browser fills it when it is opened."""
    if context.desk is None:
        return html.Div(hidden=True)
    known = {
        "types": {
            one.event_type: {"label": one.label, "icon": one.icon, "colour": one.colour}
            for one in context.vocabulary.event_types
        },
        "reasons": REASONS,
        "mostBytes": MOST_FILE_BYTES,
        "longestText": LONGEST_TEXT,
    }
    sheet = html.Section(
        id=Id.REVIEW, className="review", hidden=True, tabIndex="-1", role="dialog",
        **{"aria-modal": "true", "aria-label": "Add from article"},
    )  # fmt: skip
    return html.Div([sheet, dcc.Store(id=Id.REVIEW_KNOWN, data=known)])


def build_button(context: Context) -> list[dmc.Button]:
    """Build what opens the sheet, for the header."""
    if context.desk is None:
        return []
    return [dmc.Button("Add from article", id=Id.REVIEW_OPEN, variant="default", size="sm", className="review-open")]


def register(app: Dash, context: Context) -> None:
    """Register what tells the browser the form's fields, and serve what it asks for; without a desk, nothing."""
    if context.desk is None:
        return
    serve_reviews(app.server, context)
    app.clientside_callback(
        ClientsideFunction("atlas", "knowReview"), Input(Id.REVIEW_KNOWN, "data"), Input(Id.EDIT_FORM, "data")
    )
