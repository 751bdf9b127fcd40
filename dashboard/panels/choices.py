"""Choices: rows to tick, each with a sign, a name and what it would leave; the browser makes them from these words.

A page with a hundred rows made here would open half a second later than one whose rows are made in the browser.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard.ids import Id

BOX = "bare"
"""Sign of a row that has no other: a box."""


def build_choices(group: Id, label: str, ticked: Sequence[str]) -> html.Div:
    """Build the place of a group's rows, and the store that lists those which are ticked."""
    rows = html.Div(className="choices", role="group", **{"aria-label": label, "data-group": str(group)})
    return html.Div([rows, dcc.Store(id=group, data=list(ticked))])


def describe_row(value: str, label: str, counted: str, sign: str = BOX, colour: str = "") -> dict:
    """Describe one row.

    Args:
        value: What the group lists when the row is ticked.
        label: Its name on screen.
        counted: The key of its count in a frame's `by`.
        sign: Classes of what stands before the name.
        colour: Of the sign, as `#rrggbb`.
    """
    return {"value": value, "label": label, "counted": counted, "sign": sign, "colour": colour, "leaves": []}


def describe_rows(labels: dict[str, str], counted: str) -> list[dict]:
    """Describe rows with boxes, by their words."""
    return [describe_row(value, label, counted) for value, label in labels.items()]
