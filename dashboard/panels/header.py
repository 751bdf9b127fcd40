"""Header: what the data is about, search, link to this view, theme, help."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, html

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.panels import brief, review
from dashboard.panels.editing import build_buttons
from dashboard.panels.signs import sign_button
from dashboard.trust.people import find_person
from dashboard.words import say_days

KEYS = (
    ("Space", "play or pause"),
    ("← →", "one step back or forward"),
    ("Page ↑ ↓", "seven days, four weeks or three months at once"),
    ("Shift ← →", "move the whole window"),
    ("Home End", "first or last day"),
    ("[ ]", "the named day before or after"),
    ("+ − 0", "fewer days on the timeline, more, all"),
    ("/", "search"),
    ("F", "the map without its controls, to present it; F or Esc ends"),
    ("?", "this page"),
    ("J K", "next or previous event of the list"),
    ("Esc", "leave the search, close the event or this page"),
)


def build(context: Context) -> html.Header:
    """Build the header and the help that it opens."""
    search = dmc.TextInput(
        id=Id.SEARCH, placeholder="Search notes, actors, places…", debounce=250, size="sm", className="search",
        inputProps={"aria-label": "Search notes, actors, places and sources", "type": "search"},
        rightSection=[
            html.Span("/", className="key"),
            html.Button(
                "×", id=Id.CLEAR_SEARCH, type="button", className="clear-search", **{"aria-label": "Clear the search"}
            ),
        ],
    )  # fmt: skip
    return html.Header(
        className="header",
        children=[
            html.H1("Conflict Atlas"),
            html.Div(say_subtitle(context), id=Id.SUBTITLE, className="subtitle", title=context.title),
            search,
            *build_buttons(context),
            *review.build_button(context),
            brief.build_button(),
            dmc.Button("Copy link", id=Id.COPY_LINK, variant="default", size="sm", className="copy-link"),
            sign_button(Id.THEME, "theme", "Light or dark"),
            dmc.ActionIcon(
                "?", id=Id.HELP, variant="default", size=36, **{"aria-label": "How to read the map, and keys"}
            ),
            dmc.Modal(
                build_help(context),
                id=Id.HELP_SHEET,
                title="How to read the map",
                size="lg",
                closeButtonProps={"aria-label": "Close"},
            ),
            *build_way_out(),
        ],
    )


def build_way_out(is_explained: bool = False) -> list[html.Form]:
    """Build the button that signs out, for whoever has signed in; a phone has room for it in the help alone."""
    person = find_person()
    if person is None or not person.has_session:
        return []
    said = f"Signed in as {person.name}, {person.role}"
    words = [html.Span(f"{said}.", className="quiet")] if is_explained else []
    button = html.Button("Sign out", type="submit", className="sign-out", title=said)
    return [html.Form([*words, button], method="post", action="logout", className="way-out")]


def say_subtitle(context: Context) -> str:
    """Say what the data is about and which days it is of."""
    store = context.store
    span = f" · {say_days(store.first_day, store.last_day)}" if store.first_day and store.last_day else ""
    return f"{context.title}{span}"


def build_help(context: Context) -> html.Div:
    """Build the page that says how to read the map."""
    reading = [
        "A mark is a place with its events: its area grows with their number, its colour is the side that acted in "
        "most of them, its sign the most frequent type. A ring in several colours shows the shares of the sides.",
        "A dashed mark means that only the region is known. Uncertainty rings show how far off a place may be.",
        "An arrow is a movement, from where it was seen to where it was bound.",
        "The timeline's bars count events: pale for all, strong for what the filters keep. "
        "Drag its handles, or the window between them; the wheel shows fewer or more days. Hatched are events whose "
        "day is not known or that lasted several days: they count on each day on which they may have happened.",
        "Blank fatalities are unknown, which is not nought.",
    ]
    notes = [html.Li([html.B(f"{layer.title}. "), layer.note]) for layer in context.layers if layer.note]
    keys = [html.Div([html.Kbd(key), html.Span(meaning)]) for key, meaning in KEYS]
    credit = (
        "Boundaries and water: Natural Earth (public domain). Places: GeoNames (CC BY 4.0). "
        "Boundaries are those in fact, and say nothing of claims."
    )
    return html.Div(
        [
            html.Ul([html.Li(line) for line in reading]),
            html.Ul(notes),
            html.H2("Keys"),
            html.Div(keys, className="keys"),
            html.P(credit, className="quiet"),
            *build_way_out(is_explained=True),
        ],
        className="help",
    )


def register(app: Dash, context: Context) -> None:
    """Register the header's callbacks, all of them in the browser."""
    app.clientside_callback(
        ClientsideFunction("atlas", "copyLink"),
        Output(Id.COPY_LINK, "children"),
        Input(Id.COPY_LINK, "n_clicks"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "isPressed"),
        Output(Id.HELP_SHEET, "opened"),
        Input(Id.HELP, "n_clicks"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "chooseTheme"),
        Output(Id.PROVIDER, "forceColorScheme"),
        Input(Id.THEME, "n_clicks"),
        Input(Id.OPENED, "data"),
        prevent_initial_call=True,
    )
