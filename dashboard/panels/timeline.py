"""Timeline: the histogram on its slider, play and step, typed days."""

from __future__ import annotations

import functools

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.context import Context
from dashboard.figures.timeline import describe_bars
from dashboard.ids import Id
from dashboard.panels.signs import sign_button
from dashboard.view import PLAYING, Mode, read_selection
from geo.store.histogram import Histogram, Step
from geo.store.selection import Selection


def build(context: Context) -> html.Section:
    """Build the timeline: its buttons, and the track that the browser draws."""
    return html.Section(
        className="timeline",
        **{"aria-label": "Timeline"},
        children=[
            html.Div(
                className="timeline-bar",
                children=[
                    sign_button(Id.BACK, "back", "One step back"),
                    sign_button(Id.PLAY, "play", "Play", variant="filled"),
                    sign_button(Id.FORWARD, "forward", "One step forward"),
                    _choice(Id.SPEED, "Speed", [("0.5", "0.5×"), ("1", "1×"), ("2", "2×"), ("4", "4×")], "1"),
                    _choice(Id.STEP, "Step", [(str(step), str(step).capitalize()) for step in Step], "day"),
                    _more(),
                    html.Div([_day(Id.FROM_DAY, "First day", context), "–", _day(Id.TO_DAY, "Last day", context)],
                             className="days"),
                ],
            ),
            html.Div(id=Id.TIMELINE, className="track"),
            dcc.Store(id=Id.WINDOW),
            dcc.Store(id=Id.HISTOGRAM),
            dcc.Store(id=Id.DRAWN_HISTOGRAM),
        ],
    )  # fmt: skip


def _more() -> dmc.Popover:
    """Build the button that opens what is seldom changed: what the window is, and how it plays."""
    modes = _choice(Id.MODE, "What the window is", [(str(mode), str(mode).capitalize()) for mode in Mode], "window")
    switches = [dmc.Checkbox(label=label, value=word, size="sm") for word, label in PLAYING.items()]
    group = dmc.CheckboxGroup(id=Id.PLAYING, children=dmc.Stack(switches, gap=10), value=[])
    sign = html.Span("⋯", **{"aria-hidden": "true"})
    button = dmc.ActionIcon(sign, variant="default", size=36, **{"aria-label": "More of the timeline"})
    return dmc.Popover(
        [dmc.PopoverTarget(button), dmc.PopoverDropdown(dmc.Stack([modes, group], gap=14))],
        position="top-end", withRoles=False, withArrow=True, shadow="md", keepMounted=True,
    )  # fmt: skip


def _choice(name: Id, label: str, choices: list[tuple[str, str]], value: str) -> dmc.SegmentedControl:
    data = [{"value": one, "label": said} for one, said in choices]
    return dmc.SegmentedControl(id=name, data=data, value=value, size="sm", className=name, **{"aria-label": label})


def _day(name: Id, label: str, context: Context) -> dmc.DateInput:
    first, last = context.store.first_day, context.store.last_day
    return dmc.DateInput(
        id=name, valueFormat="D MMM YYYY", size="sm", highlightToday=False, debounce=True,
        minDate=first and first.isoformat(), maxDate=last and last.isoformat(),
        label=label, labelProps={"className": "unseen"},
    )  # fmt: skip


def register(app: Dash, context: Context) -> None:
    """Register the callbacks of the timeline; the histogram does not depend on the window."""

    @functools.cache
    def count_everything(step: Step) -> Histogram:
        return context.store.histogram(Selection(), step)

    @app.callback(
        Output(Id.HISTOGRAM, "data"), Input(Id.FILTERS, "data"), Input(Id.STEP, "value"), prevent_initial_call=True
    )
    def answer_histogram(filters, step):
        if filters is None:
            raise PreventUpdate
        step = Step(step) if step in tuple(Step) else Step.DAY
        everything = count_everything(step)
        selection = read_selection(filters)
        kept = context.store.histogram(selection, step) if selection.is_filtered else everything
        return describe_bars(everything, kept)

    app.clientside_callback(
        ClientsideFunction("atlas", "drawHistogram"),
        Output(Id.DRAWN_HISTOGRAM, "data"),
        Input(Id.HISTOGRAM, "data"),
        State(Id.STEP, "value"),
        State(Id.LEGEND_DATA, "data"),
        prevent_initial_call=True,
    )
    for name, move in ((Id.BACK, "stepBack"), (Id.FORWARD, "stepForward"), (Id.PLAY, "playOrPause")):
        app.clientside_callback(ClientsideFunction("atlas", move), Input(name, "n_clicks"), prevent_initial_call=True)
    app.clientside_callback(ClientsideFunction("atlas", "chooseSpeed"), Input(Id.SPEED, "value"))
    app.clientside_callback(
        ClientsideFunction("atlas", "choosePlaying"), Input(Id.MODE, "value"), Input(Id.PLAYING, "value")
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "typeDays"),
        Input(Id.FROM_DAY, "value"),
        Input(Id.TO_DAY, "value"),
        prevent_initial_call=True,
    )
