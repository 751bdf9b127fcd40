"""Comparing: a second map beside the first, which shows another window with the same filters, layers and camera."""

from __future__ import annotations

from datetime import date

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.context import Context, days_of
from dashboard.ids import Id
from dashboard.view import BEFORE, Days, Query, View, read_selection, write_days
from dashboard.words import say_day


def build(context: Context) -> html.Section:
    """Build the map beside; the browser makes the map in it when it is opened."""
    close = html.Button("×", id=Id.BESIDE_CLOSE, className="beside-close", n_clicks=0, **{"aria-label": "Show one map"})
    label = [html.B(), html.Span(), html.Span(className="deaths"), html.Span(className="beside-note"), _days(context)]
    return html.Section(
        className="map beside",
        **{"aria-label": "The window to compare with"},
        children=[
            html.Div(id=Id.MAP_BESIDE, className="map-graph"),
            html.Canvas(id=Id.MARKS_BESIDE, className="marks"),
            html.Div([html.Div(label, id=Id.LABEL_BESIDE), close], className="card-on-map map-label beside-label"),
            html.Div(id=Id.TOOLTIP_BESIDE, className="tooltip", hidden=True),
            dcc.Store(id=Id.BESIDE),
        ],
    )


def _days(context: Context) -> dmc.Popover:
    """Build the button that says which window this is, and opens the choice of another."""
    choice = [
        html.Div([_day(Id.BESIDE_FROM, "First day to compare with", context), "–",
                  _day(Id.BESIDE_TO, "Last day to compare with", context)], className="beside-days"),
        dmc.Button("Always the window before", id=Id.BESIDE_BEFORE, variant="default", size="xs", n_clicks=0),
    ]  # fmt: skip
    button = html.Button("Window before", className="text-button beside-kind", title="Compare with other days")
    return dmc.Popover(
        [dmc.PopoverTarget(button, boxWrapperProps={"className": "beside-target"}),
         dmc.PopoverDropdown(dmc.Stack(choice, gap=10))],
        position="bottom-start", withRoles=False, withArrow=True, shadow="md", keepMounted=True,
    )  # fmt: skip


def _day(name: Id, label: str, context: Context) -> dmc.DateInput:
    first, last = context.store.first_day, context.store.last_day
    return dmc.DateInput(
        id=name, valueFormat="D MMM YYYY", size="xs", highlightToday=False, debounce=True,
        minDate=first and first.isoformat(), maxDate=last and last.isoformat(), popoverProps={"withinPortal": False},
        label=label, labelProps={"className": "unseen"},
    )  # fmt: skip


def find_days(days: Days, beside: Days | str | None) -> Days | None:
    """Return the days of the map beside; the window before is as long as the window and ends on the day before it."""
    if beside != BEFORE:
        return beside
    first, last = (day.toordinal() for day in days)
    return date.fromordinal(max(1, 2 * first - last - 1)), date.fromordinal(max(1, first - 1))


def read_days(context: Context, window: Query | None, part: Query | None) -> Days | None:
    """Read the days of the map beside from the parts of the view; None when there is none."""
    beside = View.from_search("?beside=" + str(((part or {}).get("beside") or [""])[0]))[0].beside
    return find_days(days_of(context, read_selection(window)), beside)


def window_of_mark(context: Context, window: Query | None, part: Query | None, chosen: Query | None) -> Query | None:
    """Return the window whose events the picked mark stands for: that of the map it was picked on."""
    days = read_days(context, window, part) if (chosen or {}).get("of") else None
    return {"from": [days[0].isoformat()], "to": [days[1].isoformat()]} if days else window


def say_gap(context: Context, days: Days) -> str:
    """Say what a window to compare with lacks because the data does not reach so far; empty when it lacks nothing."""
    first, last = context.store.first_day, context.store.last_day
    if not first or not last:
        return ""
    if days[0] < first:
        return f"The data begins on {say_day(first)}"
    return f"The data ends on {say_day(last)}" if days[1] > last else ""


def say_beside(view: View) -> list[str]:
    """Write the map beside in the words of the URL."""
    return [write_days(view.beside)] if view.beside else []


def register(app: Dash, context: Context) -> None:
    """Register what opens, changes and closes the map beside."""
    app.clientside_callback(
        ClientsideFunction("atlas", "chooseBeside"),
        Output(Id.BESIDE, "data"),
        Input(Id.OPENED, "data"),
        Input(Id.COMPARE, "n_clicks"),
        Input(Id.BESIDE_CLOSE, "n_clicks"),
        Input(Id.BESIDE_BEFORE, "n_clicks"),
        Input(Id.BESIDE_FROM, "value"),
        Input(Id.BESIDE_TO, "value"),
        State(Id.BESIDE, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(ClientsideFunction("atlas", "showBeside"), Input(Id.BESIDE, "data"))
