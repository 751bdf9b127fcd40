"""Timeline: the histogram on its slider, play and step, typed days, zoom of the time axis."""

from __future__ import annotations

import functools

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dashboard.context import Context
from dashboard.figures.timeline import BarsAsked, describe_bars
from dashboard.ids import Id
from dashboard.panels.signs import sign_button
from dashboard.view import PLAYING, Bars, Days, Mode, read_selection
from dashboard.words import say_days
from geo.store.histogram import Histogram, Step
from geo.store.selection import Selection

NO_DAYS = "No events are loaded, so there are no days to show."
SPEEDS = [("0.5", "0.5×"), ("1", "1×"), ("2", "2×"), ("4", "4×")]
"""Steps a second: the value and what is said of it."""


def build(context: Context) -> html.Section:
    """Build the timeline: its buttons, and the track that the browser draws."""
    is_empty = not context.store.total
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
                    _choice(Id.SPEED, "Speed", SPEEDS, "1"),
                    _choice(Id.STEP, "Step", [(str(step), str(step).capitalize()) for step in Step], "day"),
                    _more(),
                    html.Div([_day(Id.FROM_DAY, "First day", context), "–", _day(Id.TO_DAY, "Last day", context)],
                             className="days"),
                ],
            ),
            html.Div(
                [
                    html.Div([html.P(NO_DAYS, className="empty")] * is_empty, id=Id.TIMELINE, className="track"),
                    *([] if is_empty else [_zoom("axis-zoom", "All", 26)]),
                ],
                className="track-row",
            ),
            html.Div(className="timeline-said unseen", role="status", **{"aria-live": "polite"}),
            *(dcc.Store(id=name) for name in (Id.WINDOW, Id.HISTOGRAM, Id.DRAWN_HISTOGRAM)),
            *(dcc.Store(id=name) for name in (Id.AXIS, Id.BARS_ASKED, Id.BARS_PART)),
        ],
    )  # fmt: skip


def _more() -> dmc.Popover:
    """Build the button that opens what is seldom changed: what the window and the bars are, and how it plays."""
    modes = _choice(Id.MODE, "What the window is", [(str(mode), str(mode).capitalize()) for mode in Mode], "window")
    bars = _choice(Id.BARS, "Colours of the bars", [(str(bars), f"By {bars}") for bars in Bars], str(Bars.SIDE))
    switches = [dmc.Checkbox(label=label, value=word, size="sm") for word, label in PLAYING.items()]
    group = dmc.CheckboxGroup(id=Id.PLAYING, children=dmc.Stack(switches, gap=10), value=[])
    sign = html.Span("⋯", **{"aria-hidden": "true"})
    button = dmc.ActionIcon(sign, variant="default", size=36, **{"aria-label": "More of the timeline"})
    parts = [
        html.Div(_titled("Speed", _choice(Id.SPEED_ON_PHONE, "Speed", SPEEDS, "1")), className="on-phone"),
        _titled("Window", modes),
        _titled("Bars", bars),
        html.Div(_titled("Days shown", _zoom("axis-row", "All days", 36)), className="on-phone"),
        group,
    ]
    return dmc.Popover(
        [dmc.PopoverTarget(button), dmc.PopoverDropdown(dmc.Stack(parts, gap=14, className="timeline-more"))],
        position="top-end", withRoles=False, withArrow=True, shadow="md", keepMounted=True,
    )  # fmt: skip


def _titled(title: str, content: object) -> html.Div:
    return html.Div([html.H3(title), content])


def _zoom(class_name: str, all_days: str, size_px: int) -> html.Div:
    """Build the buttons that zoom the time axis; `data-axis` says to the browser what each does."""
    signs = (("in", "+", "Fewer days"), ("out", "−", "More days"), ("all", all_days, "All days"))
    return html.Div(
        [
            dmc.ActionIcon(sign, variant="default", size=size_px, **{"data-axis": way, "aria-label": label})
            for way, sign, label in signs
        ],
        className=class_name, role="group", **{"aria-label": "Zoom of the time axis"},
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


def open_axis(context: Context, axis: Days | None, ignored: list[str]) -> list[str] | None:
    """Say which days the time axis opens with, within those of the data; None for all; a link may be wrong."""
    first, last = context.store.first_day, context.store.last_day
    if axis is None or first is None or last is None:
        return None
    if axis[0] > last or axis[1] < first:
        ignored.append(f"The time axis cannot show {say_days(*axis)}. The data is of {say_days(first, last)}.")
        return None
    return [max(axis[0], first).isoformat(), min(axis[1], last).isoformat()]


def register(app: Dash, context: Context) -> None:
    """Register the callbacks of the timeline; the histogram does not depend on the window."""

    def count(selection: Selection, asked: BarsAsked) -> Histogram:
        return context.store.histogram(selection, asked.step, str(asked.by), asked.first_day, asked.last_day)

    @functools.lru_cache(maxsize=32)
    def count_everything(version: int, asked: BarsAsked) -> Histogram:
        return count(Selection(), asked)

    @app.callback(
        Output(Id.HISTOGRAM, "data"),
        Input(Id.FILTERS, "data"),
        Input(Id.BARS, "value"),
        Input(Id.BARS_ASKED, "data"),
        Input(Id.RENEWED, "data"),
        prevent_initial_call=True,
    )
    def answer_histogram(filters, bars, asked, _version):
        if filters is None or not asked:
            raise PreventUpdate
        asked = BarsAsked.read(asked, bars).within(context.store.first_day, context.store.last_day)
        everything = count_everything(context.version, asked)
        selection = read_selection(filters)
        kept = count(selection, asked) if selection.is_filtered else everything
        return {**describe_bars(everything, kept), "by": asked.by}

    app.clientside_callback(
        ClientsideFunction("atlas", "openAxis"),
        Output(Id.AXIS, "data"),
        Output(Id.BARS_ASKED, "data"),
        Input(Id.OPENED, "data"),
        Input(Id.STEP, "value"),
        Input(Id.PLAYING, "value"),
        State(Id.LEGEND_DATA, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "sayBars"), Output(Id.BARS_PART, "data"), Input(Id.BARS, "value")
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "drawHistogram"),
        Output(Id.DRAWN_HISTOGRAM, "data"),
        Input(Id.HISTOGRAM, "data"),
        State(Id.LEGEND_DATA, "data"),
        prevent_initial_call=True,
    )
    for name, move in ((Id.BACK, "stepBack"), (Id.FORWARD, "stepForward"), (Id.PLAY, "playOrPause")):
        app.clientside_callback(ClientsideFunction("atlas", move), Input(name, "n_clicks"), prevent_initial_call=True)
    app.clientside_callback(
        ClientsideFunction("atlas", "chooseSpeed"), Input(Id.SPEED, "value"), Input(Id.SPEED_ON_PHONE, "value")
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "choosePlaying"), Input(Id.MODE, "value"), Input(Id.PLAYING, "value")
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "typeDays"),
        Input(Id.FROM_DAY, "value"),
        Input(Id.TO_DAY, "value"),
        prevent_initial_call=True,
    )
