"""Filters: type, side, actor, place, confidence and the seldom used ones; and the switches of the map's layers."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.panels.choices import build_choices, describe_row, describe_rows
from dashboard.panels.drawing import build_buttons, register_drawing
from dashboard.panels.ground import build_grounds
from dashboard.panels.more_filters import build_more, build_select
from dashboard.panels.type_tree import describe_tree, list_subs, tick_types
from geo.schema import CONFIDENCE
from geo.store.selection import GEO_PRECISIONS, HAVING, TIME_PRECISIONS

MOST_PLACES = 400
AREA, PLACE = "area/", "place/"
CONFIDENCES = {"confirmed": "Confirmed", "reported": "Reported", "claimed": "Claimed by a party"}
CHOICES = (Id.TYPES, Id.SIDES, Id.CONFIDENCES, Id.TIME_PRECISIONS, Id.GEO_PRECISIONS, Id.HAVING)
"""Groups of rows: their stores list what is ticked."""

VALUES = (Id.ACTORS, Id.WHERE, Id.DEATHS_LEAST, Id.DEATHS_MOST, Id.SOURCES, Id.TAGS, Id.SEARCH)
"""Controls whose `value` is a filter."""

PARTS = (Id.DRAWN_AREA, Id.CHANGED_SINCE, Id.COLUMN_FILTERS)
"""Filters that are kept in the words of the URL already."""


def build(context: Context) -> html.Aside:
    """Build the panel of filters."""
    return html.Aside(
        className="panel filters",
        **{"aria-label": "Filters"},
        children=[
            _section("Event type", build_choices(
                Id.TYPES, "Event types", tick_types(context, context.type_names, ()))),
            _section("Side and actor", build_choices(Id.SIDES, "Sides", context.side_names), build_select(
                Id.ACTORS, context.store.actors, "actor", "Any actor")),
            _section("Place", _where(context), build_buttons()),
            _section("How sure", build_choices(Id.CONFIDENCES, "How sure", list(CONFIDENCE))),
            build_more(context),
            _section("Layers", _layers(context), build_grounds(context)),
            dcc.Store(id=Id.FILTERS),
            dcc.Store(id=Id.CHANGED_SINCE, data={"since": []}),
        ],
    )  # fmt: skip


def describe_filters(context: Context) -> dict:
    """Say what the browser has to know of the choices: the rows of each group, and the sub-types of each type."""
    sides = [describe_row(side.side, side.label, "side", "dot", side.colour) for side in context.vocabulary.sides]
    return {
        "subs": {one.event_type: list_subs(context, one) for one in context.vocabulary.event_types},
        "choices": {
            Id.TYPES: describe_tree(context),
            Id.SIDES: sides,
            Id.CONFIDENCES: describe_rows(CONFIDENCES, "sure"),
            Id.TIME_PRECISIONS: describe_rows(TIME_PRECISIONS, "when"),
            Id.GEO_PRECISIONS: describe_rows(GEO_PRECISIONS, "exact"),
            Id.HAVING: describe_rows(HAVING, "has"),
        },
    }


def _section(title: str, *content: object) -> html.Section:
    return html.Section([html.Div(html.H2(title), className="section-head"), *content])


def list_places(context: Context) -> list[dict]:
    """List the provinces and the most eventful places to choose from."""
    places = context.store.places
    areas = sorted({admin1 for _, admin1, _, _ in places if admin1})
    names = list(dict.fromkeys(location for location, *_ in places if location))[:MOST_PLACES]
    return [
        {"group": "Provinces", "items": [{"value": AREA + area, "label": area} for area in areas]},
        {"group": "Places", "items": [{"value": PLACE + name, "label": name} for name in names]},
    ]


def _where(context: Context) -> dmc.MultiSelect:
    return dmc.MultiSelect(
        id=Id.WHERE, data=list_places(context), value=[], searchable=True, clearable=True, size="sm", limit=60,
        placeholder="Any area or place", inputProps={"aria-label": "Province or place"},
        nothingFoundMessage="No event is at a place of that name", hidePickedOptions=True,
    )  # fmt: skip


def build_switches(context: Context) -> list[dmc.Checkbox]:
    """Build a switch for everything that can be switched on and off on the map."""
    return [
        dmc.Checkbox(value=name, label=[html.Span(className="switch"), title], className="filter-row switch-row")
        for name, title in context.switches.items()
    ]


def _layers(context: Context) -> dmc.CheckboxGroup:
    switches = build_switches(context)
    return dmc.CheckboxGroup(
        switches, id=Id.LAYERS, value=context.shown_at_first, label="Layers", labelProps={"className": "unseen"}
    )


def register(app: Dash, context: Context) -> None:
    """Register the callbacks of the filters: their controls are gathered in the browser, in the words of the URL."""
    app.clientside_callback(
        ClientsideFunction("atlas", "gatherFilters"),
        Output(Id.FILTERS, "data"),
        *(Input(name, "data") for name in CHOICES),
        *(Input(name, "value") for name in VALUES),
        Input(Id.DEATHS_UNKNOWN, "checked"),
        *(Input(name, "data") for name in PARTS),
        State(Id.LEGEND_DATA, "data"),
    )
    register_drawing(app)
