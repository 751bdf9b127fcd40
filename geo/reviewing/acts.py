"""What a person can do to a draft within its review: mend it, reject it, bring it back, split it, merge two."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from geo.articles.drafts import HAPPENED, Draft, Evidence
from geo.articles.noting import write_note
from geo.duplicates.merging import merge_rows
from geo.reviewing.review import MERGED, OPEN, REASONS, REJECTED, CannotAct, Item, Review

Row = Mapping[str, str]
Locate = Callable[[str, str], Mapping[str, str]]
"""The cells of a place by its name and the country it may be in; blank ones where it is not known."""

DOUBTED_COLUMNS = {
    "day": ("event_date", "end_date", "time_precision"),
    "location": ("location", "latitude", "longitude", "admin1", "country", "geo_precision"),
    "split": (),
}
"""What a doubt speaks of, where it does not begin with the name of a column."""

RENAMED_DOUBT = "location: it was renamed, not moved; choose the place again, or clear its coordinates"
SPLIT_DOUBT = "split: look at who, where and when again"
_VEHICLES = re.compile(r"; vehicles: (\d+)")
MOST_LETTERS_OF_REASON = 500


def correct(review: Review, key: str, row: Row) -> Review:
    """Write what a person says instead of what was read; doubts about the columns that they changed are gone.

    A note that was made from the old cells is made anew from the new ones.
    """
    item = review.open_item(key)
    old, new = item.draft.row, {**item.draft.row, **row}
    if new == dict(old):
        return review
    if new["notes"] == old["notes"]:
        new["notes"] = _note_anew(old, new)
    missing = tuple(one for one in item.draft.missing if not _is_settled(one, old, new))
    if old["location"] and new["location"] != old["location"] and old["latitude"] and _is_where_it_was(old, new):
        missing += (RENAMED_DOUBT,)
    return review.with_step("corrected", [replace(item, draft=replace(item.draft, row=new, missing=missing))])


def reject(review: Review, key: str, reason: str, words: str = "") -> Review:
    """Reject a draft.

    Raises:
        CannotAct: If it is settled already, or there is no reason.
    """
    if reason not in REASONS and not words.strip():
        raise CannotAct(f"A rejected draft needs a reason: {', '.join(REASONS)}, or words of your own.")
    said = ": ".join(filter(None, (reason if reason in REASONS else "", " ".join(words.split()))))
    item = review.open_item(key)
    return review.with_step("rejected", [replace(item, state=REJECTED, said=said[:MOST_LETTERS_OF_REASON])])


def reopen(review: Review, key: str) -> Review:
    """Bring a rejected draft back, whatever was done since.

    Raises:
        CannotAct: If it is not rejected.
    """
    item = review.item(key)
    if item.state != REJECTED:
        raise CannotAct("Only a rejected draft can be brought back by itself. Undo goes back step by step.")
    return review.with_step("brought back", [replace(item, state=OPEN, said="")])


def split(review: Review, key: str, moved: Collection[int], locate: Locate) -> Review:
    """Make two drafts of one.

    Args:
        review: The review.
        key: The draft.
        moved: Which of its evidence, by position, tells of the other event.
        locate: Finds the place that a half names, where it is another one.

    Raises:
        CannotAct: If one half would rest on nothing.
    """
    item = review.open_item(key)
    evidence = item.draft.evidence
    halves = [[one for n, one in enumerate(evidence) if (n in moved) is is_moved] for is_moved in (False, True)]
    if not all(halves):
        raise CannotAct("Each of the two drafts has to rest on some words. Choose some of them, and not all.")
    first, second = (_half(item.draft, spans, locate) for spans in halves)
    added = Item(_new_key(review), second)
    return review.with_step("split", [replace(item, draft=first)], {key: added})


def merge(review: Review, key: str, other_key: str) -> Review:
    """Make one draft of two: the first stays, with what both know and all their evidence.

    Raises:
        CannotAct: If one of them is settled, or both are the same.
    """
    kept, other = review.open_item(key), review.open_item(other_key)
    if kept.key == other.key:
        raise CannotAct("A draft cannot be merged with itself. Choose another one.")
    joined = replace(kept, draft=merge_drafts(kept.draft, other.draft))
    return review.with_step("merged", [joined, replace(other, state=MERGED, said=kept.key)])


def merge_drafts(kept: Draft, other: Draft) -> Draft:
    """Join two drafts of one article; see `geo.duplicates.merging` for what becomes of each cell."""
    row = merge_rows(kept.row, other.row).row | {"confidence": kept.row["confidence"]}
    row["notes"] = _note_anew(kept.row, row)
    missing = [one for draft in (kept, other) for one in draft.missing if not _is_settled(one, draft.row, row)]
    is_from_other = row["latitude"] != kept.row["latitude"]
    return replace(
        kept,
        row=row,
        status=HAPPENED if HAPPENED in (kept.status, other.status) else kept.status,
        score=max(kept.score, other.score),
        radius_km=other.radius_km if is_from_other else kept.radius_km,
        place_id=other.place_id if is_from_other else kept.place_id,
        evidence=tuple(sorted({*kept.evidence, *other.evidence}, key=lambda one: (one.start, one.end, one.says))),
        missing=tuple(dict.fromkeys(missing)),
        reasons=tuple(dict.fromkeys([*kept.reasons, *other.reasons])),
    )


def _is_where_it_was(old: Row, new: Row) -> bool:
    return all(old[name] == new[name] for name in ("latitude", "longitude"))


def _is_settled(doubt: str, old: Row, new: Row) -> bool:
    """Whether what a doubt speaks of is no longer what was read."""
    about = doubt.partition(":")[0]
    columns = DOUBTED_COLUMNS.get(about, (about,) if about in old else ())
    return about == "split" or any(old[name] != new[name] for name in columns)


def _note_anew(old: Row, new: Row) -> str:
    vehicles = _VEHICLES.search(old["notes"])
    number = int(vehicles[1]) if vehicles else 0
    return write_note(new, number) if old["notes"] in (write_note(old, number), write_note(old)) else old["notes"]


def _half(draft: Draft, spans: Sequence[Evidence], locate: Locate) -> Draft:
    row = dict(draft.row)
    for says, names in (("count", ("fatalities",)), ("destination", ("to_location",)), ("road", ("road",))):
        if any(one.says == says for one in draft.evidence) and not any(one.says == says for one in spans):
            row |= dict.fromkeys(names, "")
    places = [" ".join(one.text.split()) for one in spans if one.says == "place"]
    is_elsewhere = bool(places) and not any(_is_part(place, row["location"]) for place in places)
    if is_elsewhere:
        row |= {"location": places[0], **locate(places[0], row["country"])}
    row["notes"] = _note_anew(draft.row, row)
    missing = tuple(dict.fromkeys([*draft.missing, SPLIT_DOUBT]))
    radius_km = None if is_elsewhere else draft.radius_km
    place_id = "" if is_elsewhere else draft.place_id
    return replace(draft, row=row, evidence=tuple(spans), missing=missing, radius_km=radius_km, place_id=place_id)


def _is_part(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return one in other or (bool(other) and other in one)


def _new_key(review: Review) -> str:
    return f"d{max(int(item.key[1:]) for item in review.items) + 1}"
