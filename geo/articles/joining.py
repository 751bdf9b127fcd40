"""Drafts of several articles that tell of the same event, as one with all their sources and evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from geo.articles.drafts import CLAIMED, CONFIRMED, REPORTED, Draft
from geo.articles.noting import write_note
from geo.gazetteer.roads import distance_km
from geo.schema import TIME_PRECISION_DAYS

SAME_KM = 10.0
MOST_OPEN = 2_000
"""Drafts that a new one is compared with: the last ones, so that an archive costs what it is long."""

_SOURCES = ("source", "source_title", "source_date", "source_url")


def join_drafts(found: Iterable[tuple[str, Draft]]) -> list[Draft]:
    """Join the drafts of several articles: same type, days that meet, places within 10 km, no other actors.

    Args:
        found: File and draft; drafts of one file are never joined with each other.

    Returns:
        Drafts whose evidence names its file, in the order in which each was first told.
    """
    joined: list[Draft] = []
    files: list[set[str]] = []
    open_by_type: dict[tuple[str, str], list[int]] = {}
    for file, draft in found:
        draft = replace(draft, evidence=tuple(replace(one, file=file) for one in draft.evidence))
        key = (draft.status, draft.row["event_type"])
        same = [n for n in open_by_type.get(key, ())[-MOST_OPEN:] if file not in files[n] and is_same(joined[n], draft)]
        if same:
            joined[same[-1]] = _join(joined[same[-1]], draft)
            files[same[-1]].add(file)
        else:
            open_by_type.setdefault(key, []).append(len(joined))
            joined.append(draft)
            files.append({file})
    return joined


def is_same(one: Draft, other: Draft) -> bool:
    """Whether two drafts of different articles tell of the same event."""
    a, b = one.row, other.row
    if a["event_type"] != b["event_type"] or not a["latitude"] or not b["latitude"]:
        return False
    if a["sub_event_type"] != b["sub_event_type"] or not _days_meet(one, other):
        return False
    if any(a[name] and b[name] and a[name] != b[name] for name in ("actor1", "actor2")):
        return False
    points = [(float(row["longitude"]), float(row["latitude"])) for row in (a, b)]
    return a["geo_precision"] == b["geo_precision"] and distance_km(*points) <= SAME_KM


def _days_meet(one: Draft, other: Draft) -> bool:
    first, second = _span(one), _span(other)
    return first[0] <= second[1] and second[0] <= first[1]


def _span(draft: Draft) -> tuple[date, date]:
    day = date.fromisoformat(draft.row["event_date"])
    last = date.fromisoformat(draft.row["end_date"] or draft.row["event_date"])
    off = timedelta(days=TIME_PRECISION_DAYS[int(draft.row["time_precision"] or 1)])
    return day - off, last + off


def _join(one: Draft, other: Draft) -> Draft:
    """Keep what the surer of two days says, fill blanks, and put sources side by side."""
    first, second = sorted((one, other), key=lambda draft: draft.row["time_precision"])
    row = {name: cell or second.row[name] for name, cell in first.row.items()}
    row["end_date"] = first.row["end_date"]
    for name in _SOURCES:
        row[name] = f"{one.row[name]};{other.row[name]}"
    row["confidence"] = _join_confidence(one, other)
    row["notes"] = write_note(row)
    return replace(
        one,
        row=row,
        score=max(one.score, other.score),
        evidence=one.evidence + other.evidence,
        missing=tuple(dict.fromkeys([*one.missing, *other.missing])),
        reasons=tuple(dict.fromkeys([*one.reasons, *other.reasons, "told by several articles"])),
    )


def _join_confidence(one: Draft, other: Draft) -> str:
    """Take an event for confirmed where another publisher tells it in words of its own, and not as a claim."""
    said = {one.row["confidence"], other.row["confidence"]}
    if CLAIMED in said:
        return next(iter(said - {CLAIMED}), CLAIMED)
    if CONFIRMED in said or (_publishers(other) - _publishers(one) and _publishers(one) and not _is_copy(one, other)):
        return CONFIRMED
    return REPORTED


def _publishers(draft: Draft) -> set[str]:
    return {name.strip().casefold() for name in draft.row["source"].split(";")} - {""}


def _is_copy(one: Draft, other: Draft) -> bool:
    """Whether both rest on the very same words, as the same report of an agency does in two papers."""
    files = {evidence.file for evidence in one.evidence}
    told = [[evidence.text for evidence in one.evidence if evidence.file == file] for file in files]
    return [evidence.text for evidence in other.evidence] in told
