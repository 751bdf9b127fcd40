"""Numbers: events and deaths of the window by side and by type, beside those of the window before."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.context import Context, days_of
from dashboard.figures.numbers import Line, Numbers, count_numbers
from dashboard.figures.numbers_text import UNKNOWN, write_numbers
from dashboard.ids import Id
from dashboard.view import read_selection
from dashboard.words import say_change, say_days, say_gap, say_imprecise, say_left_out, say_number
from geo.store.event_store import Summary
from geo.store.selection import Selection

COPY = "Copy as text"
SILENT = "Events that do not say how many died: unknown, which is not 0."


def build() -> html.Div:
    """Build the part that the browser fills while it is open."""
    return html.Div(
        className="numbers",
        children=[
            html.Div(
                [
                    html.Div(id=Id.NUMBERS_DAYS, className="numbers-days"),
                    html.Button(COPY, id=Id.COPY_NUMBERS, className="text-button", n_clicks=0),
                ],
                className="list-note",
            ),
            html.Div(id=Id.NUMBERS, className="numbers-body", tabIndex=0, role="region", **{"aria-label": "Numbers"}),
            dcc.Store(id=Id.NUMBERS_ASKED),
            dcc.Store(id=Id.NUMBERS_TEXT),
        ],
    )


def draw_numbers(context: Context, selection: Selection, everything: Summary) -> dict:
    """Count a window and the one before, and say it as a table and as text.

    Args:
        context: Store and vocabulary.
        selection: Which events, in which window.
        everything: The summary of all events.
    """
    numbers = count_numbers(context.store, selection, days_of(context, selection), everything)
    store = context.store
    gap = say_gap(numbers.gap, numbers.before, store.first_day, store.last_day)
    days = [html.B(say_days(*numbers.days)), html.Span(gap or f"before: {say_days(*numbers.before)}")]
    before = numbers.total.before
    if not numbers.total.now.events and not (before and before.events):
        where = "in this window" if gap else "in this window or the one before"
        nothing = f"No event matches {where}. Move the window on the timeline, or take filters away."
        return {
            "days": days,
            "body": html.P(nothing, className="empty"),
            "text": f"{say_days(*numbers.days)}: {nothing}",
        }
    notes = [say_left_out(numbers.total.now.claimed), say_imprecise(numbers.imprecise)]
    body = [
        _total(numbers.total),
        _table(context, numbers),
        *(html.P(note, className="quiet") for note in notes if note),
    ]
    return {"days": days, "body": body, "text": write_numbers(numbers, _labels(context))}


def _labels(context: Context) -> dict[str, str]:
    sides = {side.side: side.label for side in context.vocabulary.sides}
    return sides | {one.event_type: one.label for one in context.vocabulary.event_types}


def _total(line: Line) -> html.Dl:
    figures = [
        ("Events", say_number(line.now.events), say_change(line.event_change)),
        ("Fatalities reported", _say_deaths(line), say_change(line.fatality_change)),
        ("Events do not say", say_number(line.now.silent), ""),
    ]
    return html.Dl(
        [html.Div([html.Dt(name), html.Dd([html.B(said), *_change(change)])]) for name, said, change in figures],
        className="totals",
    )


def _table(context: Context, numbers: Numbers) -> html.Table:
    against = "" if numbers.gap else f", with the change against {say_days(*numbers.before)}"
    caption = f"Events and reported fatalities of {say_days(*numbers.days)}{against}"
    sides = {side.side: (side.label, side.colour, "") for side in context.vocabulary.sides}
    types = {one.event_type: (one.label, "", one.icon) for one in context.vocabulary.event_types}
    return html.Table(
        [
            html.Caption(caption, className="unseen"),
            *_group("Side", numbers.sides, sides, numbers.total.now.events),
            *_group("Event type", numbers.types, types, numbers.total.now.events),
        ],
        className="numbers-table",
    )


def _group(title: str, lines: tuple[Line, ...], known: dict[str, tuple[str, str, str]], events: int) -> list:
    heads = [(title, ""), ("Events", ""), ("Fatalities", "Deaths reported"), ("Do\u00a0not say", SILENT)]
    head = html.Tr([html.Th(name, scope="col", title=said) for name, said in heads])
    return [html.Tbody([head, *(_row(line, *known[line.name], events) for line in lines)])] if lines else []


def _row(line: Line, label: str, colour: str, icon: str, events: int) -> html.Tr:
    sign = (
        html.Span(className=f"sign icon icon-{icon}")
        if icon
        else html.Span(className="sign dot", style={"--side": colour})
    )
    share = {"--share": f"{line.now.events / events:.1%}" if events else "0%", **({"--side": colour} if colour else {})}
    name = html.Div([sign, html.Span(label)], className="numbers-name")
    deaths = [_say_deaths(line), *_change(say_change(line.fatality_change))]
    return html.Tr(
        [
            html.Th([name, html.I(className="share", style=share)], scope="row"),
            html.Td([say_number(line.now.events), *_change(say_change(line.event_change))]),
            html.Td(deaths, className="" if line.now.has_fatalities else "is-unknown"),
            html.Td(say_number(line.now.silent)),
        ],
        className="" if line.now.events else "is-none",
    )


def _change(said: str) -> list[html.Span]:
    return [html.Span([said, html.Span(" against before", className="unseen")], className="change")] if said else []


def _say_deaths(line: Line) -> str:
    return say_number(line.now.fatalities) if line.now.has_fatalities else UNKNOWN


def register(app: Dash, context: Context) -> None:
    """Register what asks for the numbers, only while they are open, and what copies them."""

    @app.callback(
        output={
            "days": Output(Id.NUMBERS_DAYS, "children"),
            "body": Output(Id.NUMBERS, "children"),
            "text": Output(Id.NUMBERS_TEXT, "data"),
        },
        inputs={"asked": Input(Id.NUMBERS_ASKED, "data")},
        prevent_initial_call=True,
    )
    def answer_numbers(asked):
        return draw_numbers(context, read_selection(asked.get("window"), asked.get("filters")), context.summary)

    app.clientside_callback(
        ClientsideFunction("atlas", "askNumbers"),
        Input(Id.DRAWN_FRAME, "data"),
        Input(Id.TABS, "value"),
        State(Id.WINDOW, "data"),
        State(Id.FILTERS, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "numbersCame"), Input(Id.NUMBERS_TEXT, "data"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "copyNumbers"),
        Output(Id.COPY_NUMBERS, "children"),
        Input(Id.COPY_NUMBERS, "n_clicks"),
        State(Id.NUMBERS_TEXT, "data"),
        prevent_initial_call=True,
    )
