"""Table: every column of every event that the window and the filters keep, read from the store as one scrolls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, html

from dashboard.ids import Id
from dashboard.panels.acts import act_button
from dashboard.panels.duplicates import build_button
from dashboard.view import read_cells, read_selection, read_viewport
from dashboard.words import say_days
from geo.schema import COLUMNS
from geo.store.event_store import ORDERS, ROW_COLUMNS, EventStore
from geo.store.selection import SEARCHABLE_COLUMNS
from geo.tables.exports.formats import FORMATS

BLOCK_ROWS = 100
KEPT_BLOCKS = 5
SHOWN, OFFERED = True, False
TABLE_COLUMNS = (
    ("event_date", "Day", 110, SHOWN), ("end_date", "Last day", 110, OFFERED),
    ("time_precision", "Time precision", 130, OFFERED), ("event_type", "Type", 170, SHOWN),
    ("sub_event_type", "Sub-type", 190, SHOWN), ("actor1", "Actor 1", 200, SHOWN),
    ("assoc_actor_1", "With actor 1", 180, OFFERED), ("actor2", "Actor 2", 200, SHOWN),
    ("assoc_actor_2", "With actor 2", 180, OFFERED), ("location", "Location", 150, SHOWN),
    ("to_location", "Bound for", 150, OFFERED), ("road", "Road", 90, OFFERED), ("admin1", "Admin 1", 120, SHOWN),
    ("country", "Country", 110, SHOWN), ("latitude", "Latitude", 105, OFFERED),
    ("longitude", "Longitude", 110, OFFERED), ("geo_precision", "Geo precision", 130, OFFERED),
    ("fatalities", "Fatalities", 110, SHOWN), ("confidence", "Confidence", 120, SHOWN), ("notes", "Notes", 420, SHOWN),
    ("source", "Source", 200, SHOWN), ("source_title", "Headline", 260, OFFERED),
    ("source_date", "Published", 120, OFFERED), ("source_url", "Link", 260, OFFERED), ("tags", "Tags", 150, OFFERED),
    ("review", "Place to review", 260, SHOWN), ("event_id", "Event id", 160, SHOWN), ("file", "File", 200, OFFERED),
    ("file_row", "Row", 90, OFFERED),
)  # fmt: skip
"""Field, title, width (px), and whether it shows before anybody chose."""

NUMBERS = ("latitude", "longitude", "fatalities", "time_precision", "geo_precision", "file_row")
DAYS = {"event_date": "start_day", "end_date": "end_day"}
"""Days as the store keeps them: it orders by these."""

OPENED_BY = {
    "csv": "what the atlas reads",
    "xlsx": "spreadsheets",
    "acled": "tools made for ACLED",
    "geojson": "web maps",
    "gpkg": "QGIS and other GIS",
    "parquet": "Python, R, DuckDB",
    "kml": "Google Earth",
}
"""What a format is for, beside its name in the menu."""

READ_COLUMNS = tuple(dict.fromkeys((*ROW_COLUMNS, *(name for name, *_ in TABLE_COLUMNS if name not in DAYS))))
MEANINGS = {column.name: column.meaning for column in COLUMNS} | {
    "review": "Why a person should look at the place",
    "file": "The file that the event comes from",
    "file_row": "Its row there, the header being row 1",
}


def build() -> html.Div:
    """Build the table with its head: what is in it, which columns show, and the export."""
    boxes = [dmc.Checkbox(value=name, label=title, size="xs") for name, title, *_ in TABLE_COLUMNS]
    shown = [name for name, _, _, is_shown in TABLE_COLUMNS if is_shown]
    columns = dmc.CheckboxGroup(
        boxes, id=Id.TABLE_COLUMNS, value=shown, persistence=True, label="Columns", labelProps={"className": "unseen"}
    )
    head = [
        html.Span(id=Id.TABLE_NOTE, className="table-note"),
        act_button("every-mark", "Show all", className="text-button every-mark"),
        act_button("clear-columns", "Clear column filters", className="text-button clear-columns"),
        html.Details([html.Summary("Columns"), html.Div(columns, className="menu")], className="head-menu column-menu"),
        build_button(),
        _export_menu(),
    ]
    return html.Div([html.Div(head, className="table-head"), _grid_of_all()], className="table-holder")


EXPORT_TITLE = "Download these rows, all columns"


def _export_menu() -> html.Details:
    """Build a menu of links: the first is the format that the atlas reads, and each says what opens it."""
    links = [
        html.A([html.B(one.label), html.Span(OPENED_BY[one.name])], href=f"export/events.{one.name}")
        for one in FORMATS.values()
    ]
    menu = [html.Summary("Export", title=EXPORT_TITLE), html.Div(links, className="menu export-links")]
    return html.Details(menu, id=Id.EXPORT, className="head-menu export-menu")


def build_grid(name: Id, columns: list[dict], row_height_px: int, header_px: int, **options: object) -> dag.AgGrid:
    """Build a grid that asks the server for its rows as one scrolls."""
    options = {
        "rowHeight": row_height_px, "headerHeight": header_px, "cacheBlockSize": BLOCK_ROWS,
        "maxBlocksInCache": KEPT_BLOCKS, "blockLoadDebounceMillis": 60,
        "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
        "maxConcurrentDatasourceRequests": 1, "animateRows": False,
        "localeText": {"noRowsToShow": "No event here in this window"}, **options,
    }  # fmt: skip
    return dag.AgGrid(
        id=name, columnDefs=columns, rowModelType="infinite", dashGridOptions=options, className="ag-theme-alpine grid",
        getRowId="params.data.event_id", defaultColDef={"resizable": True, "sortable": True}, style={"height": "100%"},
    )  # fmt: skip


def _grid_of_all() -> dag.AgGrid:
    columns = [_column(*described) for described in TABLE_COLUMNS]
    return build_grid(Id.TABLE, columns, 34, 36, floatingFiltersHeight=38, suppressMultiSort=True)


def _column(name: str, title: str, width: int, is_shown: bool) -> dict:
    searched = {
        "filter": "agTextColumnFilter", "floatingFilter": True, "suppressHeaderMenuButton": True,
        "suppressFloatingFilterButton": True, "suppressHeaderFilterButton": True,
        "filterParams": {"filterOptions": ["contains"], "maxNumConditions": 1, "debounceMs": 350},
    }  # fmt: skip
    return {
        "field": name, "headerName": title, "width": width, "hide": not is_shown,
        "headerTooltip": f"{name}: {MEANINGS[name]}", "tooltipField": name if width >= 150 else None,
        **({"type": "rightAligned"} if name in NUMBERS else {}), **(searched if name in SEARCHABLE_COLUMNS else {}),
    }  # fmt: skip


def write_filter_model(columns: Sequence[tuple[str, str]]) -> dict:
    """Write filters of columns as the grid's own filter model."""
    return {name: {"filterType": "text", "type": "contains", "filter": text} for name, text in columns}


def read_filter_model(model: Mapping | None) -> dict[str, list[str]]:
    """Read filters of columns from the grid's filter model, in the words of the URL."""
    asked = {name: str(one.get("filter") or "").strip() for name, one in (model or {}).items() if isinstance(one, dict)}
    return {"col": [f"{name}:{text}" for name, text in asked.items() if text]}


def read_order(request: Mapping) -> tuple[str, bool]:
    """Read what a grid sorts by, as the store calls it, and whether the last comes first."""
    sort = (request.get("sortModel") or [{}])[0]
    order = DAYS.get(sort.get("colId"), sort.get("colId"))
    return (order, sort.get("sort") == "desc") if order in ORDERS else ("start_day", False)


def list_rows(
    store: EventStore, request: dict, window: dict, filters: dict, here: dict | None, chosen: dict | None
) -> dict:
    """Answer one block of a grid: rows as plain text, and how many there are in all."""
    order, is_descending = read_order(request)
    page = store.page(
        read_selection(window, filters),
        read_viewport(here),
        read_cells({"mark": (chosen or {}).get("mark", [])}),
        skip=max(0, int(request.get("startRow") or 0)),
        take=BLOCK_ROWS,
        order=order,
        is_descending=is_descending,
        columns=READ_COLUMNS,
    )
    return {"rowData": [_say_row(row) for row in page.rows], "rowCount": page.total}


def _say_row(row: dict) -> dict:
    said = {name: row[name] for name, *_ in TABLE_COLUMNS if name not in DAYS}
    counts = {
        name: None if row[name] is None else int(row[name]) for name in NUMBERS if name not in ("latitude", "longitude")
    }
    return {
        **said,
        **counts,
        "event_date": row["start_day"].isoformat(),
        "end_date": "" if row["end_day"] == row["start_day"] else row["end_day"].isoformat(),
        "days": say_days(row["start_day"], row["end_day"]),
        "side": int(row["side_code"]),
        "changed_at": int(row["changed_at"]),
    }


def register(app: Dash) -> None:
    """Register what only the table has; its rows are answered where those of the list are."""
    app.clientside_callback(
        ClientsideFunction("atlas", "gatherColumnFilters"),
        Output(Id.COLUMN_FILTERS, "data"),
        Input(Id.TABLE, "filterModel"),
        State(Id.COLUMN_FILTERS, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "showColumns"), Input(Id.TABLE_COLUMNS, "value"), Input(Id.TABS, "value")
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "sayTable"),
        Output(Id.TABLE_NOTE, "children"),
        Input(Id.FRAME, "data"),
        Input(Id.CHOSEN, "data"),
        Input(Id.FOUND, "data"),
        prevent_initial_call=True,
    )
