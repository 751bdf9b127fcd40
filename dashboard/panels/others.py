"""Others: the events of the mark that was picked, of the same place at any time, and of the same day nearby."""

from __future__ import annotations

from dataclasses import replace

from dash import html

from dashboard.context import Context, days_of
from dashboard.panels.acts import act_button
from dashboard.words import say_days, say_events
from geo.store.grid import Cells
from geo.store.nearby import NEARBY_KM
from geo.store.selection import Selection

MOST_OTHERS = 30
SHOWN_AROUND = 8
SENT_AROUND = 30
"""What the mark's own list says is left out in the browser, so that a step of the timeline need not ask anew."""


def list_others(context: Context, event_id: str, mark: Cells | None, selection: Selection) -> list:
    """List the other events of a mark in the window; nothing when no mark was picked."""
    here = context.store.page(selection, cells=mark, take=MOST_OTHERS) if mark else None
    links = [_link(context, row) for row in here.rows if row["event_id"] != event_id] if here else []
    if not here or not links:
        return []
    others = here.total - (len(here.rows) - len(links))
    more = others - len(links)
    tail = [html.P(f"and {say_events(more)} more: see the list", className="quiet")] if more > 0 else []
    days = say_days(*days_of(context, selection))
    return [html.H3(f"{others} more here, {days}"), *links, *tail]


def list_around(context: Context, event_id: str, selection: Selection) -> list:
    """List the events of the same place at any time, and those of the same days nearby.

    Args:
        context: Store and vocabulary.
        event_id: The event they are around; empty for none.
        selection: What they must match; its window, places and area do not matter.
    """
    event = context.store.event(event_id) if event_id else None
    if event is None:
        return []
    anywhere = replace(selection.whole_time(), admin1s=(), locations=(), shape=())
    return [*_list_here(context, event, anywhere), *_list_nearby(context, event, anywhere)]


def _list_here(context: Context, event: dict, selection: Selection) -> list:
    if not event["location"]:
        return []
    here = context.store.others_here(event, selection, most=SENT_AROUND)
    if not here.rows:
        return []
    links = [_link(context, row, f"{_say_day(row)} {row['start_day']:%Y}") for row in here.rows]
    every = act_button("place", f"All {here.total:,} at this place", className="text-button more")
    return [_section("Also here, at any time", *links, every)]


def _list_nearby(context: Context, event: dict, selection: Selection) -> list:
    if event["geo_precision"] == 3:
        return []  # The middle of a region is nowhere in particular: what lies around it says nothing.
    near = context.store.same_days_nearby(event, selection, most=SENT_AROUND)
    if not near.rows:
        return []
    links = [_link(context, row, _say_away(row), row["location"]) for row in near.rows]
    day = "The same day" if event["start_day"] == event["end_day"] else "The same days"
    which = f": the nearest of {near.total:,}" if near.total > SHOWN_AROUND else ""
    return [_section(f"{day} within {NEARBY_KM} km{which}", *links)]


def _section(title: str, *content: html.Button) -> html.Section:
    return html.Section([html.H3(title), *content], className="around", **{"data-shown": str(SHOWN_AROUND)})


def _say_away(row: dict) -> str:
    """Say a distance; `≈` where the place itself is not exactly known."""
    doubt = "" if row["geo_precision"] == 1 else "≈\u202f"
    return f"{doubt}{row['distance_km']:.0f}\u202fkm" if row["distance_km"] >= 1 else f"{doubt}<\u202f1\u202fkm"


def _say_day(row: dict) -> str:
    return f"{row['start_day'].day} {row['start_day']:%b}"


def _link(context: Context, row: dict, lead: str = "", where: str = "") -> html.Button:
    colour = context.vocabulary.sides[row["side_code"]].colour
    place = [html.Span(f" {where}", className="quiet")] if where else []
    return html.Button(
        [
            html.Span(className="dot", style={"--side": colour}),
            html.Span(lead or _say_day(row), className="quiet day"),
            html.Span([row["notes"] or row["event_type"], *place]),
        ],
        type="button",
        className="event-link",
        **{"data-event": row["event_id"]},
    )
