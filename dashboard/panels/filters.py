"""Filters: event type, side, place, confidence; and the switches of the map's layers."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.context import Context
from dashboard.ids import Id
from geo.schema import CONFIDENCE

MOST_PLACES = 400
AREA, PLACE = "area/", "place/"


def build(context: Context) -> html.Aside:
    """Build the panel of filters."""
    return html.Aside(
        className="panel filters",
        **{"aria-label": "Filters"},
        children=[
            _section("Event type", _types(context), reset=True),
            _section("Side", _sides(context)),
            _section("Place", _where(context)),
            _section("How sure", _confidences()),
            _section("Layers", _layers(context)),
            dcc.Store(id=Id.FILTERS),
        ],
    )


def _section(title: str, content: object, reset: bool = False) -> html.Section:
    button = dmc.Button("Reset", id=Id.RESET, variant="subtle", size="compact-xs", className="reset")
    return html.Section([html.Div([html.H2(title), *([button] if reset else [])], className="section-head"), content])


def _named(label: str) -> dict:
    return {"label": label, "labelProps": {"className": "unseen"}}


def _rows(name: Id, rows: list[tuple[str, html.Span, str, str]], label: str) -> dmc.CheckboxGroup:
    boxes = [
        dmc.Checkbox(
            value=value,
            className="filter-row",
            label=[sign, html.Span(text, className="filter-name"), html.Span(**{"data-count": f"{counted}:{value}"})],
        )
        for value, sign, text, counted in rows
    ]
    return dmc.CheckboxGroup(boxes, id=name, value=[row[0] for row in rows], **_named(label))


def _types(context: Context) -> dmc.CheckboxGroup:
    rows = [
        (one.event_type, html.Span(className=f"sign icon icon-{one.icon}"), one.label, "type")
        for one in context.vocabulary.event_types
    ]
    return _rows(Id.TYPES, rows, "Event types")


def _sides(context: Context) -> dmc.CheckboxGroup:
    rows = [
        (side.side, html.Span(className="sign dot", style={"--side": side.colour}), side.label, "side")
        for side in context.vocabulary.sides
    ]
    return _rows(Id.SIDES, rows, "Sides")


def _confidences() -> dmc.CheckboxGroup:
    names = {"confirmed": "Confirmed", "reported": "Reported", "claimed": "Claimed by a party"}
    rows = [(value, html.Span(className="sign bare"), names[value], "sure") for value in CONFIDENCE]
    return _rows(Id.CONFIDENCES, rows, "How sure")


def _where(context: Context) -> dmc.MultiSelect:
    places = context.store.places
    areas = sorted({admin1 for _, admin1, _, _ in places if admin1})
    names = list(dict.fromkeys(location for location, *_ in places if location))[:MOST_PLACES]
    groups = [
        {"group": "Provinces", "items": [{"value": AREA + area, "label": area} for area in areas]},
        {"group": "Places", "items": [{"value": PLACE + name, "label": name} for name in names]},
    ]
    return dmc.MultiSelect(
        id=Id.WHERE, data=groups, value=[], searchable=True, clearable=True, size="sm", limit=60,
        placeholder="Any province or place", inputProps={"aria-label": "Province or place"},
        nothingFoundMessage="No event is at a place of that name", hidePickedOptions=True,
    )  # fmt: skip


def _layers(context: Context) -> dmc.CheckboxGroup:
    switches = [
        dmc.Checkbox(value=name, label=[html.Span(className="switch"), title], className="filter-row switch-row")
        for name, title in context.switches.items()
    ]
    return dmc.CheckboxGroup(switches, id=Id.LAYERS, value=context.shown_at_first, **_named("Layers"))


def register(app: Dash, context: Context) -> None:
    """Register the callbacks of the filters: their controls are gathered in the browser, in the words of the URL."""
    app.clientside_callback(
        ClientsideFunction("atlas", "gatherFilters"),
        Output(Id.FILTERS, "data"),
        Input(Id.TYPES, "value"),
        Input(Id.SIDES, "value"),
        Input(Id.CONFIDENCES, "value"),
        Input(Id.WHERE, "value"),
        Input(Id.SEARCH, "value"),
        Input(Id.COLUMN_FILTERS, "data"),
        Input(Id.CHANGED_SINCE, "data"),
        State(Id.LEGEND_DATA, "data"),
        prevent_initial_call=True,
    )
