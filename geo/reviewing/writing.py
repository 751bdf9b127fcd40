"""Reviews as JSON and back: every word that a file may hold is checked before it is believed."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

from geo.articles.drafts import STATUSES, Draft, Evidence
from geo.articles.texts.article import Article
from geo.reviewing.review import STATES, Item, Review, Step
from geo.schema import COLUMN_NAMES

VERSION = 1


def write_review(review: Review) -> dict:
    """Describe a review as JSON; offsets count characters of `article.text`."""
    article = asdict(review.article)
    article["published"] = review.article.published.isoformat() if review.article.published else None
    return {
        "version": VERSION,
        "revision": review.revision,
        "made": review.made,
        "countries": list(review.countries),
        "note": review.note,
        "items": [_write_item(item) for item in review.items],
        "steps": [
            {
                "said": step.said,
                "before": [_write_item(item) for item in step.before],
                "added": list(step.added),
                "changes": [list(change) for change in step.changes],
            }
            for step in review.steps
        ],
        "article": article,
    }


def read_review(said: dict) -> Review:
    """Read what `write_review` wrote; its name is that of the file.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: If it is anything else.
    """
    if said["version"] != VERSION:
        raise ValueError(said["version"])
    fields = dict(said["article"])
    published = fields.pop("published")
    article = Article(**{name: _text_or_number(value) for name, value in fields.items()})
    article = replace(article, published=date.fromisoformat(published) if published else None)
    return Review(
        review_id="",
        article=article,
        items=tuple(_read_item(one, article.text) for one in said["items"]),
        countries=tuple(_text(one) for one in said["countries"]),
        note=_text(said["note"]),
        steps=tuple(_read_step(one, article.text) for one in said["steps"]),
        revision=int(said["revision"]),
        made=_text(said["made"]),
    )


def _write_item(item: Item) -> dict:
    draft = item.draft
    return {
        "key": item.key,
        "state": item.state,
        "said": item.said,
        "event_id": item.event_id,
        "status": draft.status,
        "score": draft.score,
        "radius_km": draft.radius_km,
        "place_id": draft.place_id,
        "row": {name: cell for name, cell in draft.row.items() if cell},
        "evidence": [[one.start, one.end, one.says] for one in draft.evidence],
        "missing": list(draft.missing),
        "reasons": list(draft.reasons),
    }


def _read_item(said: dict, text: str) -> Item:
    if said["state"] not in STATES or said["status"] not in STATUSES or not said["key"][1:].isdecimal():
        raise ValueError(said["key"])
    cells = {name: _text(said["row"].get(name, "")) for name in COLUMN_NAMES}
    draft = Draft(
        row=cells,
        status=said["status"],
        score=float(said["score"]),
        radius_km=None if said["radius_km"] is None else float(said["radius_km"]),
        evidence=tuple(_read_evidence(one, text) for one in said["evidence"]),
        missing=tuple(_text(one) for one in said["missing"]),
        reasons=tuple(_text(one) for one in said["reasons"]),
        place_id=_text(said["place_id"]),
    )
    return Item(_text(said["key"]), draft, said["state"], _text(said["said"]), _text(said["event_id"]))


def _read_evidence(said: list, text: str) -> Evidence:
    start, end, says = said
    if not 0 <= int(start) <= int(end) <= len(text):
        raise ValueError(said)
    return Evidence(int(start), int(end), text[int(start) : int(end)], _text(says))


def _read_step(said: dict, text: str) -> Step:
    changes = tuple((_text(name), _text(when)) for name, when in said["changes"])
    before = tuple(_read_item(one, text) for one in said["before"])
    return Step(_text(said["said"]), before, tuple(_text(one) for one in said["added"]), changes)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _text_or_number(value: object) -> str | int:
    return value if isinstance(value, int) else _text(value)
