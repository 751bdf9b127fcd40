"""More filters: the less used ones, folded away: deaths, how well day and place are known, sources, tags, links."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.panels.choices import build_choices
from geo.store.selection import GEO_PRECISIONS, TIME_PRECISIONS

MOST_NAMES = 1000
"""Names that a select offers; a page with all of a large data set would be slow to open."""


def build_more(context: Context) -> html.Details:
    """Build the folded section; its head says how many of its filters are active."""
    store = context.store
    return html.Details(
        [
            html.Summary([html.H2("More filters"), html.Span(id=Id.MORE_ACTIVE, className="badge", hidden=True)]),
            _part("Fatalities", _deaths()),
            _part("Day", build_choices(Id.TIME_PRECISIONS, "How well the day is known", list(TIME_PRECISIONS))),
            _part("Place", build_choices(Id.GEO_PRECISIONS, "How well the place is known", list(GEO_PRECISIONS))),
            _part("Has", build_choices(Id.HAVING, "What an event must have", [])),
            _part("Source", build_select(Id.SOURCES, store.sources, "source", "Any source")),
            _part("Tags", build_select(Id.TAGS, store.tags, "tag", "Any tag")),
        ],
        className="more-filters",
    )


def _part(title: str, content: object) -> html.Div:
    return html.Div([html.H3(title), content], className="more-part")


def build_select(name: Id, counted: list[tuple[str, int]], noun: str, placeholder: str) -> dmc.MultiSelect:
    """Build a select with a search over names, the most frequent first.

    Args:
        name: Its id.
        counted: Each name, and how many events it has.
        noun: What the names are.
        placeholder: What it says while nothing is chosen.
    """
    beyond = f" among the {MOST_NAMES:,} most frequent: search finds the others" if len(counted) > MOST_NAMES else ""
    return dmc.MultiSelect(
        id=name, data=list_names(counted), value=[], searchable=True, clearable=True,
        size="sm", limit=60, placeholder=placeholder, inputProps={"aria-label": noun.capitalize()},
        nothingFoundMessage=f"No {noun} of that name{beyond}", hidePickedOptions=True,
        comboboxProps={"withinPortal": True}, className="name-select",
    )  # fmt: skip


def list_names(counted: list[tuple[str, int]]) -> list[str]:
    """List the names that a select offers."""
    return [value for value, _ in counted[:MOST_NAMES]]


def _deaths() -> html.Div:
    def number(name: Id, label: str) -> dmc.NumberInput:
        return dmc.NumberInput(
            id=name, value="", placeholder=label, min=0, max=999_999_999, allowDecimal=False, allowNegative=False,
            hideControls=True, debounce=300, size="sm", inputProps={"aria-label": f"{label} so many deaths"},
        )  # fmt: skip

    unknown = html.Div(
        dmc.Checkbox(id=Id.DEATHS_UNKNOWN, checked=False, label=[html.Span(className="sign bare"), "Unknown only"]),
        className="filter-row is-required",
    )
    return html.Div([html.Div([number(Id.DEATHS_LEAST, "At least"), number(Id.DEATHS_MOST, "At most")],
                              className="deaths-range"), unknown], className="deaths-filter")  # fmt: skip
