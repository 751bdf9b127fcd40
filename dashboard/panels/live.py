"""Live: when files were saved, the page is told what there is now, and goes on as it stands."""

from __future__ import annotations

import itertools

from dash import ClientsideFunction, Dash, Input, Output, Patch, State, dcc, html

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.panels.filters import build_switches, list_places
from dashboard.panels.header import build_help, say_subtitle
from dashboard.panels.legend import build_parts
from dashboard.panels.link import describe_data
from dashboard.panels.more_filters import list_names
from dashboard.panels.notices import NOTICE_OUTPUTS, describe_notice

DAYS = (Id.FROM_DAY, Id.TO_DAY, Id.BESIDE_FROM, Id.BESIDE_TO)
DAY_OUTPUTS = [Output(name, end) for name, end in itertools.product(DAYS, ("minDate", "maxDate"))]
OUTPUTS = {
    **NOTICE_OUTPUTS,
    "known": Output(Id.LEGEND_DATA, "data"),
    "subtitle": Output(Id.SUBTITLE, "children"),
    "theatre": Output(Id.SUBTITLE, "title"),
    "help": Output(Id.HELP_SHEET, "children"),
    "actors": Output(Id.ACTORS, "data"),
    "where": Output(Id.WHERE, "data"),
    "sources": Output(Id.SOURCES, "data"),
    "tags": Output(Id.TAGS, "data"),
    "switches": Output(Id.LAYERS, "children"),
    "legend": Output(Id.MAP_LEGEND, "children"),
    "days": DAY_OUTPUTS,
}
"""What `describe_anew` answers, by the component that shows it: choices and words, never what a person chose."""


def build(context: Context) -> html.Div:
    """Build the invisible parts: which version of the data the map shows, and which the rest of the page."""
    return html.Div([dcc.Store(id=name, data=context.version) for name in (Id.VERSION, Id.RENEWED)])


def describe_anew(context: Context) -> dict:
    """Say everything that a page was built with and that the files may have changed."""
    store, known = context.store, Patch()
    for name, value in describe_data(context).items():
        known[name] = value
    ends = [day and day.isoformat() for day in (store.first_day, store.last_day)]
    return {
        **describe_notice(context),
        "known": known,
        "subtitle": say_subtitle(context),
        "theatre": context.title,
        "help": build_help(context),
        "actors": list_names(store.actors),
        "where": list_places(context),
        "sources": list_names(store.sources),
        "tags": list_names(store.tags),
        "switches": build_switches(context),
        "legend": build_parts(context),
        "days": ends * len(DAYS),
    }


def register(app: Dash, context: Context) -> None:
    """Register what describes the data anew; marks, bars, lists and card ask for themselves.

    The map comes first: it asks when the version grows, all else when that frame is there (`renewed`).
    """

    @app.callback(output=OUTPUTS, inputs={"_version": Input(Id.RENEWED, "data")}, prevent_initial_call=True)
    def answer_version(_version):
        return describe_anew(context)

    app.clientside_callback(
        ClientsideFunction("atlas", "followData"), Input(Id.LEGEND_DATA, "data"), State(Id.LAYERS, "value")
    )
