"""Card: what, when, where, who, how sure, and who says so, of one event; and what else happened there and then."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from dash import html

from dashboard.citing import cite_event, list_sources
from dashboard.context import Context
from dashboard.ids import Id
from dashboard.panels.acts import act_button
from dashboard.panels.editing import build_acts
from dashboard.panels.others import list_others
from dashboard.words import say_fatalities, say_towards, say_when, say_where
from geo.schema import CONFIDENCE
from geo.store.extras import read_extra
from geo.store.grid import Cells
from geo.store.selection import Selection

ACTS = (("citation", "Copy citation"), ("link", "Copy link"), ("table", "Show in table"), ("map", "Show on map"))
"""What the buttons of a card do; `assets/card.js` does it."""


def build() -> html.Div:
    """Build the place of the card, with the buttons that stay when another event is shown."""
    bar = [
        act_button("previous", "‹", **{"aria-label": "Previous event (K)", "title": "Previous event (K)"}),
        act_button("next", "›", **{"aria-label": "Next event (J)", "title": "Next event (J)"}),
        html.Span(id=Id.CARD_PLACE, className="quiet", **{"aria-live": "polite"}),
        act_button("close", "×", **{"aria-label": "Close this event (Esc)", "title": "Close (Esc)"}),
    ]
    card = [html.Div(id=Id.CARD), html.Div(id=Id.CARD_AROUND)]
    return html.Div(
        [html.Div(bar, className="card-bar"), html.Div(card, className="card-holder")], className="card-panel"
    )


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
    acts = [_acts(event), *build_acts(context)]
    parts = [*_headline(event), _facts(event), *_sources(event), *acts, *_more(event), _home(event)]
    article = html.Article(parts, **_described(event))
    return [article, *list_others(context, event_id, mark, selection)]


def _described(event: dict) -> dict:
    """Say what the browser needs to act on the card: where it lies on the grid and the map, and on which days."""
    said = {name: event[name] for name in ("x", "y", "longitude", "latitude", "geo_precision")}
    days = {"first": event["start_day"].isoformat(), "last": event["end_day"].isoformat()}
    cited = {"event": event["event_id"], "location": event["location"], "citation": cite_event(event, date.today())}
    written = {**said, **days, **cited}
    return {f"data-{name.replace('_', '-')}": str(value) for name, value in written.items() if value is not None}


def _headline(event: dict) -> list:
    days, _ = say_when(event)
    kind = " · ".join(part for part in (event["event_type"], event["sub_event_type"]) if part)
    sure = html.Span(event["confidence"], className="pill", title=CONFIDENCE.get(event["confidence"], ""))
    outside = [html.Span("Not in the window of days."), act_button("days", "Show its days", className="text-button")]
    return [
        html.P(kind, className="quiet kind"),
        html.H2(event["notes"] or kind),
        html.P([html.Span(days, className="pill"), sure], className="pills"),
        html.P(outside, className="outside", hidden=True),
    ]


def _facts(event: dict) -> html.Dl:
    days, day_doubt = say_when(event)
    place, place_doubt = say_where(event)
    with1 = [f"with {event['assoc_actor_1']}"] if event["assoc_actor_1"] else []
    against = [html.Span(f"{say_towards(event)} {event['actor2']}")] if event["actor2"] else []
    with2 = [html.Span(f"with {event['assoc_actor_2']}")] if event["assoc_actor_2"] else []
    bound = [html.Span(f"bound for {event['to_location']}")] if event["to_location"] else []
    road = [html.Span("on the " + event["road"].replace(";", " and "))] if event["road"] else []
    review = [html.Span(["Place needs review. ", event["review"]], className="review")] if event["review"] else []
    facts = [
        ("Who", [event["actor1"] or "not given", *map(html.Span, with1), *against, *with2]),
        ("Where", [place, *bound, *road, html.Span(place_doubt), *review]),
        ("When", [days, html.Span(day_doubt)]),
        ("Fatalities", [say_fatalities(event)]),
        ("How sure", [event["confidence"], html.Span(CONFIDENCE.get(event["confidence"], ""))]),
        *([("Tags", [event["tags"].replace(";", ", ")])] if event["tags"] else []),
    ]
    return html.Dl([part for name, said in facts for part in (html.Dt(name), html.Dd(said))])


def _sources(event: dict) -> list:
    return [_source(*said) for said in list_sources(event)]


def _source(publisher: str, title: str, day: str, url: str) -> html.Div:
    head = [html.B(publisher or "Source"), html.Span(f" · {day}", className="quiet") if day else ""]
    words = title or ("Open the report" if url else "No headline given")
    # Only web addresses become links; anything else that a table may hold stays text.
    is_link = url.lower().startswith(("http://", "https://"))
    link = html.A([words, " ↗"], href=url, target="_blank", rel="noopener noreferrer nofollow")
    return html.Div([html.Div(head), link if is_link else html.Div(words)], className="source")


def _acts(event: dict) -> html.Div:
    off = {} if event["latitude"] is not None else {"map": {"disabled": True, "title": "Its place is not known"}}
    buttons = [act_button(act, label, **off.get(act, {})) for act, label in ACTS]
    field = html.Div(className="copy-field", hidden=True)
    return html.Div([html.Div(buttons, className="acts"), field], className="acts-holder")


def _more(event: dict) -> list:
    """Fold away what the file says and the event table has no column for."""
    said = read_extra(event["extra"])
    facts = [part for name, text in said.items() for part in (html.Dt(name), html.Dd(text))]
    return [html.Details([html.Summary("More from the file"), html.Dl(facts)], className="more-said")] if said else []


def _home(event: dict) -> html.P:
    home = f"{event['event_id']} · {PurePath(event['file']).name} row {event['file_row']}"
    return html.P(home, className="quiet home")
