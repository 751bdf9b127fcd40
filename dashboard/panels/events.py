"""Events: list, card, table and numbers of the window; and which event is chosen."""

from __future__ import annotations

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.panels import card, numbers, table
from dashboard.panels.card import build_card, find_event_id
from dashboard.panels.changes import build_mark
from dashboard.panels.compare import window_of_mark
from dashboard.panels.empty import build_note
from dashboard.panels.others import list_around
from dashboard.panels.table import build_grid, list_rows, read_filter_model
from dashboard.panels.walking import find_row
from dashboard.view import Tab, read_cells, read_selection

STORES = (Id.CHOSEN, Id.SHOWN_EVENT, Id.ASKED_EVENT, Id.SOUGHT, Id.FOUND, Id.TAB_PART)


GRID_PANELS = {Tab.LIST: Id.LIST_PANEL, Tab.TABLE: Id.TABLE_PANEL}
"""Parts that are grids. They are half of what the page is made of, so each is made when it is first opened."""


def build(context: Context) -> html.Aside:
    """Build the panel of events."""
    tabs = _tabs()
    heads = [dmc.TabsTab(label, value=str(tab), className=f"{tab}-tab") for tab, label, _ in tabs]
    panels = [_panel(tab, content) for tab, _, content in tabs]
    return html.Aside(
        className="panel events",
        **{"aria-label": "Events"},
        children=[
            dmc.Tabs([dmc.TabsList(heads), *panels], id=Id.TABS, value=None, keepMounted=False),
            *(dcc.Store(id=name) for name in STORES),
            dcc.Store(id=Id.COLUMN_FILTERS, data={"col": []}),
        ],
    )


def _tabs() -> list[tuple[Tab, list | str, object]]:
    """List the parts of the panel: their word in the URL, their title and what is in them."""
    return [
        (Tab.LIST, ["Events", html.Span(className="badge", **{"data-count": "inside"})],
         [_note(), build_note(Id.EMPTY_LIST, "in-list"), _list()]),
        (Tab.CARD, "Event", card.build()),
        (Tab.TABLE, "Table", table.build()),
        (Tab.NUMBERS, "Numbers", numbers.build()),
    ]  # fmt: skip


def _panel(tab: Tab, content: object) -> dmc.TabsPanel:
    grid = GRID_PANELS.get(tab)
    return dmc.TabsPanel(content, value=str(tab), keepMounted=grid is None, **({"id": grid} if grid else {}))


def _note() -> html.Div:
    clear = html.Button("Show all", id=Id.CLEAR_MARK, className="text-button", hidden=True, n_clicks=0)
    return html.Div([html.Span(id=Id.LIST_NOTE), clear], className="list-note")


def _list() -> dag.AgGrid:
    columns = [{"field": "notes", "flex": 1, "cellRenderer": "EventRow", "headerName": "Event"}]
    return build_grid(Id.LIST, columns, 72, 0)


def _register_grid(app: Dash, context: Context, grid: Id, is_map_only: bool) -> None:
    @app.callback(
        Output(grid, "getRowsResponse"),
        Input(grid, "getRowsRequest"),
        State(Id.WINDOW, "data"),
        State(Id.FILTERS, "data"),
        State(Id.VIEWPORT, "data"),
        State(Id.CHOSEN, "data"),
        State(Id.BESIDE, "data"),
        prevent_initial_call=True,
    )
    def answer_rows(request, window, filters, here, chosen, beside):
        if not request:
            raise PreventUpdate
        if not window or filters is None:
            # A grid has one question open at a time: one that stays without an answer would be its last.
            return {"rowData": [], "rowCount": 0}
        window = window_of_mark(context, window, beside, chosen)
        # The table's own filters come with its question before they are among the others.
        filters = filters if is_map_only else {**filters, **read_filter_model(request.get("filterModel"))}
        return list_rows(context.store, request, window, filters, here if is_map_only else None, chosen)


def register(app: Dash, context: Context) -> None:
    """Register the callbacks of list, card, table and numbers."""
    numbers.register(app, context)
    _register_grid(app, context, Id.LIST, is_map_only=True)
    _register_grid(app, context, Id.TABLE, is_map_only=False)
    _register_card(app, context)
    _register_choice(app)
    table.register(app)


def _register_card(app: Dash, context: Context) -> None:
    @app.callback(
        Output(Id.CARD, "children"),
        Output(Id.SHOWN_EVENT, "data"),
        Input(Id.CHOSEN, "data"),
        Input(Id.DRAWN_FRAME, "data"),
        Input(Id.RENEWED, "data"),
        State(Id.SHOWN_EVENT, "data"),
        State(Id.WINDOW, "data"),
        State(Id.FILTERS, "data"),
        State(Id.BESIDE, "data"),
        State(Id.VISIT, "data"),
        prevent_initial_call=True,
    )
    def answer_card(chosen, drawn, _version, shown, window, filters, beside, visit):
        window = window_of_mark(context, window, beside, chosen)
        mark, selection = read_cells(chosen), read_selection(window, filters)
        is_step = ctx.triggered_id == Id.DRAWN_FRAME
        if is_step and not mark:
            raise PreventUpdate  # Only what else is at a mark depends on the window.
        is_kept = is_step or ctx.triggered_id == Id.RENEWED
        event_id = str(((chosen or {}).get("event") or [""])[0]) or (shown if is_kept else "")
        event_id = event_id or find_event_id(context, mark, selection)
        return [*build_mark(context, event_id, visit), *build_card(context, event_id, mark, selection)], event_id

    @app.callback(
        Output(Id.CARD_AROUND, "children"),
        Input(Id.SHOWN_EVENT, "data"),
        Input(Id.FILTERS, "data"),
        Input(Id.RENEWED, "data"),
        prevent_initial_call=True,
    )
    def answer_around(shown, filters, _version):
        return list_around(context, shown or "", read_selection(filters))

    @app.callback(
        Output(Id.FOUND, "data"),
        Input(Id.SOUGHT, "data"),
        State(Id.WINDOW, "data"),
        State(Id.FILTERS, "data"),
        State(Id.VIEWPORT, "data"),
        State(Id.CHOSEN, "data"),
        prevent_initial_call=True,
    )
    def answer_sought(sought, window, filters, here, chosen):
        return find_row(context.store, sought, window, filters, here, chosen)


def _register_choice(app: Dash) -> None:
    app.clientside_callback(
        ClientsideFunction("atlas", "chooseEvent"),
        Output(Id.CHOSEN, "data"),
        Input(Id.OPENED, "data"),
        Input(Id.PICKED, "data"),
        Input(Id.LIST, "selectedRows"),
        Input(Id.TABLE, "selectedRows"),
        Input(Id.ASKED_EVENT, "data"),
        Input(Id.FOUND, "data"),
        Input(Id.CLEAR_MARK, "n_clicks"),
        State(Id.CHOSEN, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "showTab"),
        Output(Id.TABS, "value"),
        Input(Id.OPENED, "data"),
        Input(Id.CHOSEN, "data"),
        State(Id.TABS, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "keepPanels"),
        *(Output(name, "keepMounted") for name in GRID_PANELS.values()),
        Input(Id.TABS, "value"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "sayTab"),
        Output(Id.TAB_PART, "data"),
        Input(Id.TABS, "value"),
        Input(Id.CHOSEN, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "sayPlace"),
        Output(Id.CARD_PLACE, "children"),
        Input(Id.FOUND, "data"),
        Input(Id.SHOWN_EVENT, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "refreshLists"),
        Output(Id.LIST_NOTE, "children"),
        Output(Id.CLEAR_MARK, "hidden"),
        Input(Id.FRAME, "data"),
        Input(Id.CHOSEN, "data"),
        Input(Id.TABS, "value"),
        State(Id.WINDOW, "data"),
        State(Id.FILTERS, "data"),
        State(Id.VIEWPORT, "data"),
        prevent_initial_call=True,
    )
