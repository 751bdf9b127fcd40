"""Duplicates: events that may be told twice, listed when somebody asks; with `--edit` they are merged or told apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.context import Context
from dashboard.editing.twins import answer_twins
from dashboard.ids import Id
from dashboard.trust.people import name_of_person
from dashboard.words import say_days, say_number
from geo.duplicates.distinct import read_distinct
from geo.duplicates.finding import RULE
from geo.duplicates.printing import say_nearness
from geo.errors import AtlasError
from geo.store.twins import Twin

MOST_SHOWN = 100
TITLE = "Possible duplicates"


def build(context: Context) -> html.Div:
    """Build the sheet; what is in it is only looked for when it is opened."""
    holder = html.Div(html.P("Looking…", className="quiet"), id=Id.DUPLICATES, **{"aria-live": "polite"})
    sheet = dmc.Modal(
        holder, id=Id.DUPLICATES_SHEET, title=TITLE, size="lg", keepMounted=True,
        closeButtonProps={"aria-label": "Close"},
    )  # fmt: skip
    stores = (Id.DUPLICATES_ASKED, Id.DUPLICATES_ANSWER) if context.desk else ()
    return html.Div([sheet, *(dcc.Store(id=name) for name in stores)])


def build_button() -> html.Button:
    """Build what opens the sheet, for the head of the table."""
    return html.Button(
        "Duplicates", id=Id.DUPLICATES_OPEN, type="button", className="head-button", n_clicks=0,
        title="Events that may be told twice",
    )  # fmt: skip


def list_duplicates(context: Context) -> list:
    """List the pairs that may be one event, the likeliest first, but for those that a person marked distinct."""
    try:
        twins, total = context.store.twins
        distinct = read_distinct(Path(report["file"]) for report in context.reports)
    except AtlasError as error:
        return [html.P(str(error), className="quiet")]
    left = [twin for twin in twins if frozenset((twin.first, twin.second)) not in distinct]
    count = total - (len(twins) - len(left))
    if not left:
        return [html.P(f"No events are {RULE}.", className="quiet")]
    pairs = list(islice(_pairs(context, left), MOST_SHOWN))
    more = f" The likeliest {len(pairs)} are here; python run.py check --duplicates --all lists them all."
    said = f"{say_number(count)} {'pair is' if count == 1 else 'pairs are'} {RULE}.{more if count > len(pairs) else ''}"
    return [html.P(said, className="quiet"), *pairs]


def _pairs(context: Context, twins: list[Twin]) -> Iterator[html.Section]:
    for twin in twins:
        both = [context.store.event(event_id) for event_id in (twin.first, twin.second)]
        if all(both):
            near = say_nearness(twin.distance_km, twin.days, twin.alike)
            head = html.H3(near[0].upper() + near[1:])
            parts = [head, *(_event(context, event) for event in both), *_acts(context)]
            ids = {"data-one": twin.first, "data-other": twin.second}
            yield html.Section(parts, className="twins", **ids)


def _acts(context: Context) -> list[html.Div]:
    """Build what settles a pair, where events may be changed."""
    if context.desk is None:
        return []
    acts = (("propose", "Merge…"), ("distinct", "Two events"))
    buttons = [html.Button(label, type="button", className="act", **{"data-twins": act}) for act, label in acts]
    return [html.Div(buttons, className="twin-acts")]


def _event(context: Context, event: dict) -> html.Button:
    """Build what says enough of an event to tell it from another, and opens it."""
    colour = context.vocabulary.sides[event["side_code"]].colour
    actors = " / ".join(name for name in (event["actor1"], event["actor2"]) if name)
    sources = ", ".join(dict.fromkeys(name.strip() for name in event["source"].split(";") if name.strip()))
    lines = [
        html.Span([html.B(say_days(event["start_day"], event["end_day"])), f" {event['location']}"]),
        html.Span(actors),
        html.Span(event["notes"] or event["sub_event_type"] or event["event_type"]),
        html.Span(" · ".join(part for part in (sources or "no source", event["event_id"]) if part), className="quiet"),
    ]
    return html.Button(
        [html.Span(className="dot", style={"--side": colour}), html.Span(lines, className="twin-lines")],
        type="button", className="event-link twin",
        **{"data-event": event["event_id"], **_where(event)},
    )  # fmt: skip


def _where(event: dict) -> dict[str, str]:
    """Say for the browser where the map has to look, and at which days."""
    days = {"data-first": event["start_day"].isoformat(), "data-last": event["end_day"].isoformat()}
    place = {f"data-{name}": str(event[name]) for name in ("longitude", "latitude")}
    return {**days, **place, "data-geo-precision": str(event["geo_precision"] or 1)}


def register(app: Dash, context: Context) -> None:
    """Register what opens the sheet, and what looks for duplicates then."""
    app.clientside_callback(
        ClientsideFunction("atlas", "isPressed"),
        Output(Id.DUPLICATES_SHEET, "opened"),
        Input(Id.DUPLICATES_OPEN, "n_clicks"),
        prevent_initial_call=True,
    )

    @app.callback(Output(Id.DUPLICATES, "children"), Input(Id.DUPLICATES_OPEN, "n_clicks"), prevent_initial_call=True)
    def answer_duplicates(pressed):
        if not pressed:
            raise PreventUpdate
        return list_duplicates(context)

    if context.desk is not None:
        _register_settling(app, context)


def _register_settling(app: Dash, context: Context) -> None:
    @app.callback(Output(Id.DUPLICATES_ANSWER, "data"), Input(Id.DUPLICATES_ASKED, "data"), prevent_initial_call=True)
    def answer_settling(asked):
        return answer_twins(context.desk, asked, name_of_person())

    app.clientside_callback(
        ClientsideFunction("atlas", "showTwins"), Input(Id.DUPLICATES_ANSWER, "data"), prevent_initial_call=True
    )
