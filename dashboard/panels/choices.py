"""Choices: rows to tick, each with a sign, a name, what it would leave, and a way to keep only it."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html

from dashboard.ids import Id


def build_choice(group: Id, value: str, label: str, sign: html.Span, counted: str, class_name: str = "") -> html.Div:
    """Build one row.

    Args:
        group: The group that it belongs to.
        value: What the group's value lists when the row is ticked.
        label: Its name on screen.
        sign: What stands before the name.
        counted: The key of its count in a frame's `by`.
        class_name: Further classes.
    """
    named = [
        sign,
        html.Span(label, className="filter-name"),
        html.Span(className="count", **{"data-count": f"{counted}:{value}"}),
    ]
    only = html.Button(className="only", type="button", **{"aria-label": f"Only {label}"})
    return html.Div(
        [dmc.Checkbox(value=value, label=named), only],
        className=f"filter-row {class_name}".strip(),
        **{"data-group": str(group), "data-value": value},
    )


def build_choices(group: Id, label: str, rows: list, value: list[str]) -> dmc.CheckboxGroup:
    """Build a group of rows that says its name to a screen reader."""
    return dmc.CheckboxGroup(rows, id=group, value=value, label=label, labelProps={"className": "unseen"})


def build_list(
    group: Id, label: str, choices: dict[str, str], counted: str, are_ticked: bool = True
) -> dmc.CheckboxGroup:
    """Build a group of rows whose sign is a box: their words and labels."""
    rows = [
        build_choice(group, value, text, html.Span(className="sign bare"), counted, "" if are_ticked else "is-required")
        for value, text in choices.items()
    ]
    return build_choices(group, label, rows, list(choices) if are_ticked else [])
