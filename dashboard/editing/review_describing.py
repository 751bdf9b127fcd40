"""What the page is told of a review: its article, its drafts, and the events that they may tell again."""

from __future__ import annotations

import math
from datetime import date

from dashboard.editing.desk import Desk
from dashboard.editing.suggesting import suggest_places
from dashboard.words import say_days
from geo.duplicates.printing import say_nearness
from geo.reviewing.review import Item, Review
from geo.reviewing.shelf import NotKept
from geo.reviewing.twins import ACTORS, Twin, days_around, find_twins
from geo.store.event_store import EventStore
from geo.store.selection import Selection, Viewport

MOST_COMPARED = 200
MOST_LISTED = 30
TITLE_LETTERS = 90
REACH_DEG = 0.06
"""A little more than the five kilometres within which two events may be one, in degrees of latitude."""

_SPANS = {"2": "within that week", "3": "within that month"}
_COLUMNS = (
    "event_id", "start_day", "end_day", "event_type", "longitude", "latitude", *ACTORS, "location", "notes", "source",
)  # fmt: skip


def describe_review(review: Review, desk: Desk, store: EventStore, has_text: bool) -> dict:
    """Describe a review for the browser; offsets count characters, not the units of JavaScript.

    Args:
        review: The review.
        desk: Finds the places that a person wrote without coordinates.
        store: The events that drafts may tell again.
        has_text: Whether the page needs the text.
    """
    article = review.article
    return {
        "id": review.review_id,
        "revision": review.revision,
        "title": name_review(review),
        "published": article.published.isoformat() if article.published else "",
        "note": review.note,
        "undo": review.steps[-1].said if review.steps else "",
        "items": [_describe_item(item, review, desk, store) for item in review.items],
        **({"text": article.text} if has_text else {}),
    }


def describe_shelf(reviews: list[Review | NotKept]) -> list[dict]:
    """Describe the reviews of a shelf, those that wait first; damaged ones say what is wrong."""
    damaged = [{"said": str(one)} for one in reviews if isinstance(one, NotKept)]
    sound = [one for one in reviews if isinstance(one, Review)]
    described = [
        {
            "id": one.review_id,
            "title": name_review(one),
            "published": one.article.published.isoformat() if one.article.published else "",
            "made": one.made,
            "open": len(one.open_items),
            "settled": sum(not item.is_open for item in one.items),
        }
        for one in sorted(sound, key=lambda one: not one.open_items)
    ]
    return [*described[:MOST_LISTED], *damaged]


def name_review(review: Review) -> str:
    """Name a review by its headline, else by how its text begins."""
    words = review.article.title or " ".join(review.article.text[:400].split())
    return words if len(words) <= TITLE_LETTERS else f"{words[: TITLE_LETTERS - 1]}…"


def find_told(item: Item, review: Review, store: EventStore) -> list[tuple[Twin, dict]]:
    """Find events that a draft may tell again, those just accepted from the same article among them."""
    row = item.draft.row
    try:
        first, last = days_around(row)
    except ValueError:  # A person wrote a day that is none; the checker will say so.
        return []
    selection = Selection(first, last, event_types=(row["event_type"],))
    page = store.page(selection, _viewport(row), take=MOST_COMPARED, columns=_COLUMNS)
    there = {event["event_id"]: {**event, "event_date": event["start_day"]} for event in page.rows}
    there |= {one["event_id"]: one for one in _accepted(review, row["event_type"]) if one["event_id"] not in there}
    return [(twin, there[twin.event_id]) for twin in find_twins(row, there.values())]


def _describe_item(item: Item, review: Review, desk: Desk, store: EventStore) -> dict:
    draft = item.draft
    told = find_told(item, review, store) if item.is_open else []
    return {
        "key": item.key,
        "state": item.state,
        "said": item.said,
        "event": item.event_id,
        "status": draft.status,
        "isEvent": draft.is_event,
        "score": round(draft.score, 2),
        "reasons": list(draft.reasons),
        "missing": list(draft.missing),
        "row": dict(draft.row),
        "evidence": [[one.start, one.end, one.says] for one in draft.evidence],
        "point": _point(draft.row, desk),
        "twins": [_describe_twin(twin, event, draft.row) for twin, event in told],
    }


def _describe_twin(twin: Twin, event: dict, row: dict[str, str]) -> dict:
    said = say_nearness(twin.distance_km or 0.0, twin.days, twin.alike)
    if twin.distance_km is None:
        said = f"{said.partition(', ')[2]}; the draft has no place"
    if not twin.days and row["time_precision"] in _SPANS:
        said = said.replace("the same day", _SPANS[row["time_precision"]])
    day = say_days(event["event_date"], event.get("end_day") or event["event_date"])
    what = " · ".join(filter(None, (day, event["location"], _list_sources(event["source"]))))
    return {"event": twin.event_id, "near": said, "what": what, "notes": event["notes"] or ""}


def _list_sources(cell: str | None) -> str:
    return ", ".join(one.strip() for one in (cell or "").split(";") if one.strip())


def _point(row: dict[str, str], desk: Desk) -> list[float] | None:
    """Say where a draft stands on the map, as longitude and latitude; a name without coordinates is looked up."""
    where = row
    if not (row["latitude"] and row["longitude"]) and row["location"]:
        asked = {"name": row["location"], "country": row["country"], "admin1": row["admin1"]}
        where = next(iter(suggest_places(desk, asked)["places"]), row)
    try:
        point = [float(where["longitude"]), float(where["latitude"])]
    except ValueError:
        return None
    return point if abs(point[0]) <= 180 and abs(point[1]) <= 90 else None


def _accepted(review: Review, event_type: str) -> list[dict]:
    """Describe what was accepted a moment ago: the store may not know it yet."""
    rows = [(item.event_id, item.draft.row) for item in review.items if item.event_id]
    return [
        {
            "event_id": event_id,
            "event_date": date.fromisoformat(row["event_date"]),
            **{name: row[name] for name in ("event_type", *ACTORS, "location", "notes", "source")},
            **{name: float(row[name]) if row[name] else math.nan for name in ("longitude", "latitude")},
        }
        for event_id, row in rows
        if row["event_type"] == event_type
    ]


def _viewport(row: dict[str, str]) -> Viewport | None:
    if not (row["latitude"] and row["longitude"]):
        return None
    lat, lon = float(row["latitude"]), float(row["longitude"])
    wide = REACH_DEG / max(math.cos(math.radians(lat)), 0.05)
    return Viewport.from_edges(lon - wide, lat - REACH_DEG, lon + wide, lat + REACH_DEG, 8)
