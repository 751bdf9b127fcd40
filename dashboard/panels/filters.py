"""Filters: type, side, actor, place, confidence and the seldom used ones; and the switches of the map's layers."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.panels.choices import build_choice, build_choices, build_list
from dashboard.panels.drawing import build_buttons, register_drawing
from dashboard.panels.more_filters import build_more, build_select
from dashboard.panels.type_tree import build_tree, list_subs
from geo.store.selection import GEO_PRECISIONS, HAVING, TIME_PRECISIONS

MOST_PLACES = 400
AREA, PLACE = "area/", "place/"
CONFIDENCES = {"confirmed": "Confirmed", "reported": "Reported", "claimed": "Claimed by a party"}
VALUES = (
    Id.TYPES, Id.SIDES, Id.CONFIDENCES, Id.ACTORS, Id.WHERE, Id.TIME_PRECISIONS, Id.GEO_PRECISIONS, Id.HAVING,
    Id.DEATHS_LEAST, Id.DEATHS_MOST, Id.SOURCES, Id.TAGS, Id.SEARCH,
)  # fmt: skip
"""Controls whose `value` is a filter."""

PARTS = (Id.DRAWN_AREA, Id.CHANGED_SINCE, Id.COLUMN_FILTERS)
"""Filters that are kept in the words of the URL already."""


def build(context: Context) -> html.Aside:
    """Build the panel of filters."""
    return html.Aside(
        className="panel filters",
        **{"aria-label": "Filters"},
        children=[
            _section("Event type", build_tree(context)),
            _section("Side and actor", _sides(context), build_select(
                Id.ACTORS, context.store.actors, "actor", "Any actor")),
            _section("Place", _where(context), build_buttons()),
            _section("How sure", build_list(Id.CONFIDENCES, "How sure", CONFIDENCES, "sure")),
            build_more(context),
            _section("Layers", _layers(context)),
            dcc.Store(id=Id.FILTERS),
            dcc.Store(id=Id.CHANGED_SINCE, data={"since": []}),
        ],
    )  # fmt: skip


def describe_filters(context: Context) -> dict:
    """Say what the browser has to know of the choices: their words in order, and how they are said."""
    types = context.vocabulary.event_types
    return {
        "subs": {one.event_type: list_subs(context, one) for one in types},
        "said": {"sure": CONFIDENCES, "when": TIME_PRECISIONS, "exact": GEO_PRECISIONS, "has": HAVING},
    }


def _section(title: str, *content: object) -> html.Section:
    return html.Section([html.Div(html.H2(title), className="section-head"), *content])


def _sides(context: Context) -> dmc.CheckboxGroup:
    rows = [
        build_choice(
            Id.SIDES, side.side, side.label, html.Span(className="sign dot", style={"--side": side.colour}), "side"
        )
        for side in context.vocabulary.sides
    ]
    return build_choices(Id.SIDES, "Sides", rows, context.side_names)


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
    return dmc.CheckboxGroup(
        switches, id=Id.LAYERS, value=context.shown_at_first, label="Layers", labelProps={"className": "unseen"}
    )


def register(app: Dash, context: Context) -> None:
    """Register the callbacks of the filters: their controls are gathered in the browser, in the words of the URL."""
    app.clientside_callback(
        ClientsideFunction("atlas", "gatherFilters"),
        Output(Id.FILTERS, "data"),
        *(Input(name, "value") for name in VALUES),
        Input(Id.DEATHS_UNKNOWN, "checked"),
        *(Input(name, "data") for name in PARTS),
        State(Id.LEGEND_DATA, "data"),
        prevent_initial_call=True,
    )
    register_drawing(app)
