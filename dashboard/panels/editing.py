"""Editing: the sheet with the form for an event, and the notice after each change; there only with `--edit`."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.context import Context
from dashboard.editing.answering import answer
from dashboard.editing.form import describe_form
from dashboard.editing.suggesting import suggest_places
from dashboard.ids import Id
from dashboard.trust.people import name_of_person

ASSETS = r"edit_.*"
"""Scripts and styles that a page on which nothing can be changed does not need."""

STORES = (Id.EDIT_ASKED, Id.EDIT_ANSWER, Id.EDIT_PLACE_ASKED, Id.EDIT_PLACES)


def build(context: Context) -> html.Div:
    """Build the sheet and the notice, which the browser fills, and what both are told."""
    if context.desk is None:
        return html.Div(hidden=True)
    sheet = html.Aside(id=Id.EDIT_SHEET, className="edit-sheet", hidden=True, role="dialog", **{"aria-label": "Edit"})
    notice = html.Div(id=Id.EDIT_NOTICE, className="edit-notice", hidden=True, role="status")
    form = dcc.Store(id=Id.EDIT_FORM, data=describe_form(context.vocabulary))
    return html.Div([sheet, notice, form, *(dcc.Store(id=name) for name in STORES)], className="editing")


def build_buttons(context: Context) -> list:
    """Build the buttons of the header: a new event, and the drafts that wait."""
    if context.desk is None:
        return []
    count = len(context.desk.drafts())
    drafts = f"{count} draft{'s' * (count != 1)}"
    return [
        dmc.Button(
            drafts, id=Id.DRAFTS, variant="subtle", size="sm", className="drafts", **{"data-edit": "drafts"},
            style={} if count else {"display": "none"},
        ),
        dmc.Button("Add event", id=Id.ADD_EVENT, variant="default", size="sm", **{"data-edit": "new"}),
    ]  # fmt: skip


def build_acts(context: Context) -> list[html.Div]:
    """Build the buttons of a card."""
    if context.desk is None:
        return []
    acts = (("edit", "Edit"), ("retire", "Retire"))
    buttons = [html.Button(label, type="button", className="act", **{"data-edit": act}) for act, label in acts]
    return [html.Div(buttons, className="acts")]


def register(app: Dash, context: Context) -> None:
    """Register what writes; on a page without a desk, nothing."""
    desk = context.desk
    if desk is None:
        return

    @app.callback(Output(Id.EDIT_ANSWER, "data"), Input(Id.EDIT_ASKED, "data"), prevent_initial_call=True)
    def answer_edit(asked):
        return answer(desk, asked, name_of_person())

    @app.callback(Output(Id.EDIT_PLACES, "data"), Input(Id.EDIT_PLACE_ASKED, "data"), prevent_initial_call=True)
    def answer_places(asked):
        return suggest_places(desk, asked)

    form = State(Id.EDIT_FORM, "data")
    for name, show, *also in ((Id.EDIT_ANSWER, "showEdit", form), (Id.EDIT_PLACES, "showEditPlaces")):
        app.clientside_callback(
            ClientsideFunction("atlas", show), Input(name, "data"), *also, prevent_initial_call=True
        )
