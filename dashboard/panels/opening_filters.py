"""Opening filters: what each control shows when a link is opened, and what of the link no control can show."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dash import Output

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.panels.filters import AREA, PLACE
from dashboard.panels.type_tree import list_subs, tick_types
from dashboard.view import NOTHING
from geo.schema import CONFIDENCE
from geo.store.selection import GEO_PRECISIONS, TIME_PRECISIONS, DeathRange, Selection
from geo.store.selection_words import encode_selection

FILTER_OUTPUTS = {
    "types": Output(Id.TYPES, "data"),
    "sides": Output(Id.SIDES, "data"),
    "actors": Output(Id.ACTORS, "value"),
    "where": Output(Id.WHERE, "value"),
    "confidences": Output(Id.CONFIDENCES, "data"),
    "deaths_least": Output(Id.DEATHS_LEAST, "value"),
    "deaths_most": Output(Id.DEATHS_MOST, "value"),
    "deaths_unknown": Output(Id.DEATHS_UNKNOWN, "checked"),
    "time_precisions": Output(Id.TIME_PRECISIONS, "data"),
    "geo_precisions": Output(Id.GEO_PRECISIONS, "data"),
    "sources": Output(Id.SOURCES, "value"),
    "tags": Output(Id.TAGS, "value"),
    "having": Output(Id.HAVING, "data"),
    "drawn_area": Output(Id.DRAWN_AREA, "data"),
    "changed_since": Output(Id.CHANGED_SINCE, "data"),
    "search": Output(Id.SEARCH, "value"),
}
"""What `open_filters` answers, by the control that shows it."""


def open_filters(context: Context, selection: Selection, ignored: list[str]) -> dict:
    """Say what each control of the filters shows.

    Args:
        context: Store and vocabulary.
        selection: What the link asks for.
        ignored: One sentence is added for each part of it that is not in this atlas.
    """
    store = context.store

    def some(values: Sequence[str], known: Collection[str], what: str) -> list[str]:
        return keep_known(values, known, what, ignored, [])

    areas = some(selection.admin1s, {admin1 for _, admin1, _, _ in store.places}, "a province")
    places = some(selection.locations, {location for location, *_ in store.places}, "a place")
    return {
        "types": open_types(context, selection, ignored),
        "sides": keep_known(selection.sides, context.side_names, "a side", ignored),
        "actors": some(selection.actors, {name for name, _ in store.actors}, "an actor"),
        "where": [AREA + area for area in areas] + [PLACE + place for place in places],
        "confidences": keep_known(selection.confidences, list(CONFIDENCE), "a confidence", ignored),
        **_open_deaths(selection.fatalities or DeathRange()),
        "time_precisions": list(selection.time_precisions or TIME_PRECISIONS),
        "geo_precisions": list(selection.geo_precisions or GEO_PRECISIONS),
        "sources": some(selection.sources, {name for name, _ in store.sources}, "a source"),
        "tags": some(selection.tags, {name for name, _ in store.tags}, "a tag"),
        "having": list(selection.having),
        "drawn_area": _say_again(selection, "in"),
        "changed_since": _say_again(selection, "since"),
        "search": selection.text,
    }


def open_types(context: Context, selection: Selection, ignored: list[str]) -> list[str]:
    """List what is ticked in the tree of types; everything where nothing that is asked for is known."""
    # The space after the colon is all that follows it where no sub-type is given, and may have been lost on the way.
    subs = {word.strip(): word for one in context.vocabulary.event_types for word in list_subs(context, one)}
    wanted = [word.strip() for word in selection.sub_event_types]
    types = keep_known(selection.event_types, context.type_names, "an event type", ignored, [])
    single = [subs[word] for word in keep_known(wanted, subs, "a sub-type", ignored, [])]
    wants_none = NOTHING in selection.event_types and not selection.sub_event_types
    return tick_types(context, types if types or single or wants_none else context.type_names, single)


def _open_deaths(deaths: DeathRange) -> dict:
    return {
        "deaths_least": "" if deaths.least is None else deaths.least,
        "deaths_most": "" if deaths.most is None else deaths.most,
        "deaths_unknown": deaths.is_unknown,
    }


def _say_again(selection: Selection, key: str) -> dict:
    return {key: [value for name, value in encode_selection(selection) if name == key]}


def keep_known(
    values: Sequence[str],
    known: Collection[str],
    what: str,
    ignored: list[str],
    otherwise: Collection[str] | None = None,
) -> list[str]:
    """Keep what there is; nothing when nothing is wanted; otherwise `otherwise`, or everything."""
    unknown = [value for value in values if value not in known and value != NOTHING]
    ignored += [f'"{value[:60]}" is not {what} of this atlas.' for value in unknown]
    kept = [value for value in values if value in known]
    if kept or (NOTHING in values and not unknown):
        return kept
    return list(known if otherwise is None else otherwise)
