"""Basemap: the choice of what the marks stand on, its word in the link, and its credit on the map."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.context import Context
from dashboard.figures.ground import Ground
from dashboard.figures.palette import PRINT
from dashboard.ids import Id
from dashboard.trust.addresses import split_address
from dashboard.view import Ground as Word


def build(context: Context) -> html.Div:
    """Build the invisible parts: the choice in the words of the URL, and what the browser shows of each basemap."""
    known = {
        name: {"credit": ground.credit, "tone": _say_tone(ground)} for name, ground in context.grounds.by_name.items()
    }
    return html.Div([dcc.Store(id=Id.GROUNDS, data=known), dcc.Store(id=Id.GROUND_PART)])


def _say_tone(ground: Ground) -> str:
    """Say what the styles of what lies on a basemap are made for; blank where they follow the theme."""
    return "" if ground.palette is None else "light print" if ground.palette is PRINT else "light"


def build_grounds(context: Context) -> html.Div:
    """Build the choice of a basemap."""
    rows = [_row(name, ground) for name, ground in context.grounds.by_name.items()]
    group = dmc.RadioGroup(
        rows, id=Id.GROUND, value=str(Word.THEME), label="Basemap", labelProps={"className": "ground-label"}
    )
    return html.Div(group, className="ground-choice")


def _row(name: str, ground: Ground) -> dmc.Radio:
    leaves = f"leaves this machine: asks {ground.host}" if ground.host else None
    label = html.Span(ground.title, className="ground-name", title=ground.usage or ground.title)
    return dmc.Radio(value=name, label=label, description=leaves, size="xs", className="ground-row")


def open_ground(context: Context, wanted: str, chosen: str | None, ignored: list[str]) -> str:
    """Say which basemap is shown when a link is opened.

    A link alone never makes the page ask another machine: only the person's own choice on this page does.

    Args:
        context: The basemaps.
        wanted: What the link names.
        chosen: What is chosen on the page already.
        ignored: Where to say what of the link was ignored.
    """
    ground = context.grounds.by_name.get(wanted)
    if ground is None:
        ignored.append(f'"{wanted}" is not a basemap of this atlas: the usual one is shown.')
    elif ground.host and wanted != chosen:
        ignored.append(
            f"The link asks for the basemap {ground.title}, which leaves this machine. Nothing was asked of "
            f"{ground.host}: the usual basemap is shown. Choose {ground.title} under Basemap if it may be asked."
        )
    else:
        return wanted
    return str(Word.THEME)


def read_origin(href: str | None) -> str:
    """Return scheme, host and port of the page's address, as the browser knows it; empty for none."""
    parts = split_address(href)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else ""


def register(app: Dash, context: Context) -> None:
    """Register what follows the choice in the browser."""
    app.clientside_callback(
        ClientsideFunction("atlas", "gatherGround"),
        Output(Id.GROUND_PART, "data"),
        Output(Id.CREDIT, "children"),
        Output(Id.SHELL, "data-tone"),
        Input(Id.GROUND, "value"),
        State(Id.GROUNDS, "data"),
    )
