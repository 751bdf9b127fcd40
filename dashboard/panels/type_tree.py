"""Type tree: event types, each unfolded to its sub-types; what is ticked, and how the words of a link tick it."""

from __future__ import annotations

from collections.abc import Collection

from dashboard.context import Context
from dashboard.panels.choices import describe_row, describe_rows
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


def describe_tree(context: Context) -> list[dict]:
    """Describe the rows of the tree; a type with one kind of events only does not unfold."""
    rows = []
    for one in context.vocabulary.event_types:
        subs = list_subs(context, one)
        row = describe_row(one.event_type, one.label, "type", f"icon icon-{one.icon}")
        rows.append({**row, "leaves": describe_rows(subs, "sub") if len(subs) > 1 else []})
    return rows


def tick_types(context: Context, event_types: Collection[str], subs: Collection[str]) -> list[str]:
    """List what is ticked when whole types and single sub-types are wanted: a type where all of its sub-types are."""
    ticked = []
    for one in context.vocabulary.event_types:
        words = list_subs(context, one)
        kept = list(words) if one.event_type in event_types else [word for word in words if word in subs]
        is_whole = len(kept) == len(words)
        ticked += ([one.event_type] if is_whole else []) + (kept if len(words) > 1 else [])
    return ticked
