"""Card: what, when, where, who, how sure, and who says so, of one event."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import PurePath

from dash import html

from dashboard.context import Context, days_of
from dashboard.ids import Id
from dashboard.words import say_days, say_events, say_fatalities, say_towards, say_when, say_where
from geo.schema import CONFIDENCE
from geo.store.grid import Cells
from geo.store.selection import Selection
from geo.tables.cells import split_list

MOST_OTHERS = 30


def find_event_id(context: Context, mark: Cells | None, selection: Selection) -> str:
    """Find the event whose card opens when a mark is picked: its first; empty when it has none."""
    rows = context.store.page(selection, cells=mark, take=1).rows if mark else []
    return rows[0]["event_id"] if rows else ""


def build_card(context: Context, event_id: str, mark: Cells | None, selection: Selection) -> list:
    """Build the card of an event, with the others of its mark below.

    Args:
        context: Store and vocabulary.
        event_id: The event; empty for none.
        mark: The mark that was picked; None for none.
        selection: What the others must match.
    """
    event = context.store.event(event_id) if event_id else None
    if event is None:
        missing = f'No event has the id "{event_id}".' if event_id else "Pick a mark or an event to read about it here."
        return [html.P(missing, className="empty")]
    article = html.Article([*_headline(event), _facts(event), *_sources(event), _home(event)])
    return [article, *_others(context, event_id, mark, selection)]


def _headline(event: dict) -> list:
    days, _ = say_when(event)
    kind = " · ".join(part for part in (event["event_type"], event["sub_event_type"]) if part)
    sure = html.Span(event["confidence"], className="pill", title=CONFIDENCE.get(event["confidence"], ""))
    return [
        html.P(kind, className="quiet kind"),
        html.H2(event["notes"] or kind),
        html.P([html.Span(days, className="pill"), sure], className="pills"),
    ]


def _facts(event: dict) -> html.Dl:
    days, day_doubt = say_when(event)
    place, place_doubt = say_where(event)
    with1 = [f"with {event['assoc_actor_1']}"] if event["assoc_actor_1"] else []
    against = [html.Span(f"{say_towards(event)} {event['actor2']}")] if event["actor2"] else []
    bound = [html.Span(f"bound for {event['to_location']}")] if event["to_location"] else []
    road = [html.Span("on the " + event["road"].replace(";", " and "))] if event["road"] else []
    review = [html.Span(["Place needs review. ", event["review"]], className="review")] if event["review"] else []
    facts = [
        ("Who", [event["actor1"] or "not given", *map(html.Span, with1), *against]),
        ("Where", [place, *bound, *road, html.Span(place_doubt), *review]),
        ("When", [days, html.Span(day_doubt)]),
        ("Fatalities", [say_fatalities(event)]),
        ("How sure", [event["confidence"], html.Span(CONFIDENCE.get(event["confidence"], ""))]),
        *([("Tags", [event["tags"].replace(";", ", ")])] if event["tags"] else []),
    ]
    return html.Dl([part for name, said in facts for part in (html.Dt(name), html.Dd(said))])


def _sources(event: dict) -> list:
    columns = (split_list(event[name]) for name in ("source", "source_title", "source_date", "source_url"))
    return [_source(*said) for said in zip_longest(*columns, fillvalue="") if any(said)]


def _source(publisher: str, title: str, day: str, url: str) -> html.Div:
    head = [html.B(publisher or "Source"), html.Span(f" · {day}", className="quiet") if day else ""]
    words = title or ("Open the report" if url else "No headline given")
    # Only web addresses become links; anything else that a table may hold stays text.
    is_link = url.lower().startswith(("http://", "https://"))
    link = html.A([words, " ↗"], href=url, target="_blank", rel="noopener noreferrer nofollow")
    return html.Div([html.Div(head), link if is_link else html.Div(words)], className="source")


def _home(event: dict) -> html.P:
    home = f"{event['event_id']} · {PurePath(event['file']).name} row {event['file_row']}"
    return html.P(home, className="quiet home")


def _others(context: Context, event_id: str, mark: Cells | None, selection: Selection) -> list:
    here = context.store.page(selection, cells=mark, take=MOST_OTHERS) if mark else None
    links = [_link(context, row) for row in here.rows if row["event_id"] != event_id] if here else []
    if not here or not links:
        return []
    others = here.total - (len(here.rows) - len(links))
    more = others - len(links)
    tail = [html.P(f"and {say_events(more)} more: see the list", className="quiet")] if more > 0 else []
    days = say_days(*days_of(context, selection))
    return [html.H3(f"{others} more here, {days}"), *links, *tail]


def _link(context: Context, row: dict) -> html.Button:
    colour = context.vocabulary.sides[row["side_code"]].colour
    return html.Button(
        [
            html.Span(className="dot", style={"--side": colour}),
            html.Span(f"{row['start_day'].day} {row['start_day']:%b}", className="quiet day"),
            html.Span(row["notes"] or row["event_type"]),
        ],
        id={"type": Id.EVENT_LINK, "event": row["event_id"]},
        className="event-link",
        n_clicks=0,
    )
