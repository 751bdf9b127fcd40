"""Changes: which events are new or changed since a person's last visit; only their browser knows when that was."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.view import Query, read_selection
from dashboard.words import say_changes
from geo.store.selection import Selection

NEW = "New or changed since your last visit"


def build(context: Context) -> html.Div:
    """Build the invisible parts: the last visit, and what changed since."""
    return html.Div(
        [
            dcc.Store(id=Id.VISIT),
            dcc.Store(id=Id.CHANGES),
        ]
    )


def build_notice() -> html.Div:
    """Build the notice, which is hidden until something changed."""
    return html.Div(
        [
            html.P(id=Id.CHANGES_SAID, role="status"),
            html.Button("Show", id=Id.CHANGES_SHOW, className="text-button", n_clicks=0),
            html.Button("×", id=Id.CHANGES_HIDE, className="text-button", n_clicks=0, **{"aria-label": "Dismiss"}),
        ],
        id=Id.CHANGES_NOTICE, className="notice visit", hidden=True,
    )  # fmt: skip


def count_changes(context: Context, visit: Query | None) -> dict:
    """Count the events, of all days, that are new or changed since a visit.

    Args:
        context: The store.
        visit: `{"since": ["2026-11-20T14:02Z"]}`.

    Returns:
        `said`: how many, in words, empty for none; `since`: since when; `window`: the first and last day that one of
        them begins, ISO.
    """
    selection = read_selection(visit)
    events = context.store.count(selection) if selection.changed_since else 0
    if not events:
        return {"said": "", "since": [], "window": []}
    return {"said": say_changes(events), "since": list(visit["since"]), "window": _find_days(context, selection)}


def _find_days(context: Context, selection: Selection) -> list[str]:
    ends = (context.store.page(selection, take=1, is_descending=down).rows for down in (False, True))
    return [rows[0]["start_day"].isoformat() for rows in ends if rows]


def build_mark(context: Context, event_id: str, visit: Query | None) -> list[html.P]:
    """Build the mark above the card of an event that is new or changed since a visit; nothing for any other."""
    since = read_selection(visit).changed_since
    event = context.store.event(event_id) if event_id and since else None
    is_new = event is not None and since is not None and event["changed_at"] > since.timestamp()
    return [html.P([html.Span("New", className="new-mark"), NEW], className="quiet new-line")] if is_new else []


def register(app: Dash, context: Context) -> None:
    """Register what asks once per visit, what says the answer, and what shows only the changes."""
    app.clientside_callback(
        ClientsideFunction("atlas", "beginVisit"),
        Output(Id.VISIT, "data"),
        Input(Id.OPENED, "data"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(Id.CHANGES, "data"), Input(Id.VISIT, "data"), Input(Id.RENEWED, "data"), prevent_initial_call=True
    )
    def answer_changes(visit, _version):
        return count_changes(context, visit)

    app.clientside_callback(
        ClientsideFunction("atlas", "sayChanges"),
        Output(Id.CHANGES_SAID, "children"),
        Output(Id.CHANGES_NOTICE, "hidden"),
        Input(Id.CHANGES, "data"),
        Input(Id.CHANGED_SINCE, "data"),
        Input(Id.CHANGES_HIDE, "n_clicks"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "showChanges"),
        Input(Id.CHANGES_SHOW, "n_clicks"),
        State(Id.CHANGES, "data"),
        prevent_initial_call=True,
    )
