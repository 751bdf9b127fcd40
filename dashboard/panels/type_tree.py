"""Type tree: event types, each unfolded to its sub-types; what is ticked, and how the words of a link tick it."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.panels.choices import build_choice, build_choices
from geo.vocabulary import EventType

NOT_GIVEN = "No sub-type given"


def list_subs(context: Context, event_type: EventType) -> dict[str, str]:
    """List what a type unfolds to: the word of each sub-type, and its label.

    Events without a sub-type have a row of their own where there are any, so that the rows add up to the type.
    """
    subs = {f"{event_type.event_type}: {s.sub_event_type}": s.label for s in event_type.sub_event_types}
    if not subs or event_type.event_type in context.bare_types:
        subs[f"{event_type.event_type}: "] = NOT_GIVEN
    return subs


def build_tree(context: Context) -> dmc.CheckboxGroup:
    """Build the tree; its value lists the ticked sub-types, and every type whose sub-types are all ticked."""
    branches = [_build_branch(context, one) for one in context.vocabulary.event_types]
    return build_choices(Id.TYPES, "Event types", branches, tick_types(context, context.type_names, ()))


def _build_branch(context: Context, event_type: EventType) -> html.Div:
    sign = html.Span(className=f"sign icon icon-{event_type.icon}")
    row = build_choice(Id.TYPES, event_type.event_type, event_type.label, sign, "type")
    leaves = [
        build_choice(Id.TYPES, word, label, html.Span(className="sign bare"), "sub", "is-leaf")
        for word, label in list_subs(context, event_type).items()
    ]
    if len(leaves) < 2:
        return html.Div(row, className="branch")
    summary = html.Summary(**{"aria-label": f"Sub-types of {event_type.label}"})
    return html.Div([row, html.Details([summary, html.Div(leaves)])], className="branch")


def tick_types(context: Context, event_types: list[str], subs: tuple[str, ...] | list[str]) -> list[str]:
    """List what is ticked when whole types and single sub-types are wanted."""
    ticked = []
    for one in context.vocabulary.event_types:
        words = list_subs(context, one)
        kept = list(words) if one.event_type in event_types else [word for word in words if word in subs]
        is_whole = len(kept) == len(words)
        ticked += ([one.event_type] if is_whole else []) + (kept if len(words) > 1 else [])
    return ticked
