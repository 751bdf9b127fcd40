"""Events: the list of what the map shows, the card of the chosen one; table and numbers of all in the window."""

from __future__ import annotations

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.panels import numbers
from dashboard.panels.card import build_card, find_event_id
from dashboard.panels.changes import build_mark
from dashboard.panels.empty import build_note
from dashboard.view import read_cells, read_selection, read_viewport
from dashboard.words import say_days
from geo.store.event_store import ORDERS, EventStore

BLOCK_ROWS = 100
TABLE_COLUMNS = (
    ("start_day", "Day", 110), ("event_type", "Type", 170), ("sub_event_type", "Sub-type", 190),
    ("actor1", "Actor 1", 200), ("actor2", "Actor 2", 200), ("location", "Location", 150), ("admin1", "Admin 1", 110),
    ("country", "Country", 100), ("fatalities", "Fatalities", 100), ("confidence", "Confidence", 110),
    ("notes", "Notes", 420), ("source", "Source", 200), ("review", "Place to review", 260),
    ("event_id", "Event id", 160),
)  # fmt: skip


def build(context: Context) -> html.Aside:
    """Build the panel of events."""
    tabs = [
        dmc.TabsTab(["Events", html.Span(className="badge", **{"data-count": "inside"})], value="list"),
        dmc.TabsTab("Event", value="card", className="card-tab"),
        dmc.TabsTab("Table", value="table"),
        dmc.TabsTab("Numbers", value="numbers"),
    ]
    panels = [
        dmc.TabsPanel([_note(), build_note(Id.EMPTY_LIST, "in-list"), _list()], value="list"),
        dmc.TabsPanel(html.Div(id=Id.CARD, className="card-holder"), value="card"),
        dmc.TabsPanel(_table(), value="table"),
        dmc.TabsPanel(numbers.build(), value="numbers"),
    ]
    return html.Aside(
        className="panel events",
        **{"aria-label": "Events"},
        children=[
            dmc.Tabs([dmc.TabsList(tabs), *panels], id=Id.TABS, value="list", keepMounted=True),
            dcc.Store(id=Id.CHOSEN),
            dcc.Store(id=Id.SHOWN_EVENT),
            dcc.Store(id=Id.COLUMN_FILTERS, data={"col": []}),
        ],
    )


def _note() -> html.Div:
    clear = html.Button("Show all", id=Id.CLEAR_MARK, className="text-button", hidden=True, n_clicks=0)
    return html.Div([html.Span(id=Id.LIST_NOTE), clear], className="list-note")


def _grid(name: Id, columns: list[dict], row_height_px: int, header_px: int) -> dag.AgGrid:
    options = {
        "rowHeight": row_height_px, "headerHeight": header_px, "cacheBlockSize": BLOCK_ROWS, "maxBlocksInCache": 20,
        "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
        "maxConcurrentDatasourceRequests": 1, "animateRows": False,
        "localeText": {"noRowsToShow": "No event here in this window"},
    }  # fmt: skip
    return dag.AgGrid(
        id=name, columnDefs=columns, rowModelType="infinite", dashGridOptions=options, className="ag-theme-alpine grid",
        getRowId="params.data.event_id", defaultColDef={"resizable": True, "sortable": True}, style={"height": "100%"},
    )  # fmt: skip


def _list() -> dag.AgGrid:
    return _grid(Id.LIST, [{"field": "notes", "flex": 1, "cellRenderer": "EventRow", "headerName": "Event"}], 72, 0)


def _table() -> dag.AgGrid:
    columns = [
        {"field": name, "headerName": title, "width": width, "tooltipField": name if width > 180 else None}
        for name, title, width in TABLE_COLUMNS
    ]
    return _grid(Id.TABLE, columns, 34, 36)


def list_rows(
    store: EventStore, request: dict, window: dict, filters: dict, here: dict | None, chosen: dict | None
) -> dict:
    """Answer one block of a grid: rows as plain text, and how many there are in all."""
    sort = (request.get("sortModel") or [{}])[0]
    order = sort.get("colId") if sort.get("colId") in ORDERS else "start_day"
    cells = read_cells({"mark": (chosen or {}).get("mark", [])})
    first = max(0, int(request.get("startRow") or 0))
    page = store.page(
        read_selection(window, filters),
        read_viewport(here),
        cells,
        first,
        BLOCK_ROWS,
        order,
        sort.get("sort") == "desc",
    )
    return {"rowData": [_say_row(row) for row in page.rows], "rowCount": page.total}


def _say_row(row: dict) -> dict:
    said = {name: row[name] for name, *_ in TABLE_COLUMNS if name != "start_day"}
    killed = row["fatalities"]
    return {
        **said,
        "start_day": row["start_day"].isoformat(),
        "days": say_days(row["start_day"], row["end_day"]),
        "fatalities": None if killed is None else int(killed),
        "side": int(row["side_code"]),
        "changed_at": int(row["changed_at"]),
    }


def _register_grid(app: Dash, context: Context, grid: Id, is_map_only: bool) -> None:
    @app.callback(
        Output(grid, "getRowsResponse"),
        Input(grid, "getRowsRequest"),
        State(Id.WINDOW, "data"),
        State(Id.FILTERS, "data"),
        State(Id.VIEWPORT, "data"),
        State(Id.CHOSEN, "data"),
        prevent_initial_call=True,
    )
    def answer_rows(request, window, filters, here, chosen):
        if not request:
            raise PreventUpdate
        if not window or filters is None:
            # A grid has one question open at a time: one that stays without an answer would be its last.
            return {"rowData": [], "rowCount": 0}
        return list_rows(context.store, request, window, filters, here if is_map_only else None, chosen)


def register(app: Dash, context: Context) -> None:
    """Register the callbacks of list, card, table and numbers."""
    numbers.register(app, context)
    _register_grid(app, context, Id.LIST, is_map_only=True)
    _register_grid(app, context, Id.TABLE, is_map_only=False)

    @app.callback(
        Output(Id.CARD, "children"),
        Output(Id.SHOWN_EVENT, "data"),
        Input(Id.CHOSEN, "data"),
        Input(Id.DRAWN_FRAME, "data"),
        State(Id.SHOWN_EVENT, "data"),
        State(Id.WINDOW, "data"),
        State(Id.FILTERS, "data"),
        State(Id.VISIT, "data"),
        prevent_initial_call=True,
    )
    def answer_card(chosen, drawn, shown, window, filters, visit):
        mark, selection = read_cells(chosen), read_selection(window, filters)
        is_step = ctx.triggered_id == Id.DRAWN_FRAME
        if is_step and not mark:
            raise PreventUpdate  # Only what else is at a mark depends on the window.
        event_id = str(((chosen or {}).get("event") or [""])[0]) or (shown if is_step else "")
        event_id = event_id or find_event_id(context, mark, selection)
        return [*build_mark(context, event_id, visit), *build_card(context, event_id, mark, selection)], event_id

    app.clientside_callback(
        ClientsideFunction("atlas", "chooseEvent"),
        Output(Id.CHOSEN, "data"),
        Input(Id.OPENED, "data"),
        Input(Id.PICKED, "data"),
        Input(Id.LIST, "selectedRows"),
        Input(Id.TABLE, "selectedRows"),
        Input({"type": Id.EVENT_LINK, "event": ALL}, "n_clicks"),
        Input(Id.CLEAR_MARK, "n_clicks"),
        State(Id.CHOSEN, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "showTab"),
        Output(Id.TABS, "value"),
        Input(Id.CHOSEN, "data"),
        State(Id.TABS, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "refreshLists"),
        Output(Id.LIST_NOTE, "children"),
        Output(Id.CLEAR_MARK, "hidden"),
        Input(Id.FRAME, "data"),
        Input(Id.CHOSEN, "data"),
        Input(Id.TABS, "value"),
        prevent_initial_call=True,
    )
