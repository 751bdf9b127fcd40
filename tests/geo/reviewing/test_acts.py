"""Owns what can be done to drafts within a review, and that each of it can be taken back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reviewing.acts import RENAMED_DOUBT, SPLIT_DOUBT, correct, merge, reject, reopen, split
from geo.reviewing.review import CannotAct, undo
from tests.geo.reviewing.reviews import ARIHA, SARAQIB, draft, evidence, review

NOWHERE = dict.fromkeys(("admin1", "country", "latitude", "longitude", "geo_precision"), "")


def locate(name, country):
    return (
        {**NOWHERE, **{cell: text for cell, text in ARIHA.items() if cell != "location"}}
        if name == "Ariha"
        else NOWHERE
    )


def take_nothing_back(change):
    raise AssertionError(change)


def states(one):
    return [(item.key, item.state) for item in one.items]


def test_a_corrected_cell_settles_the_doubt_about_it_and_the_note_follows():
    corrected = correct(review(), "d2", {"actor1": "Military Forces of Syria"}).item("d2").draft
    assert corrected.missing == ()
    assert corrected.row["notes"] == "Battles: Military Forces of Syria at Ariha; reported deaths: 3."


def test_a_place_that_is_called_otherwise_but_not_moved_is_doubted_until_it_is():
    renamed = correct(review(), "d1", {"location": "Kassala"})
    assert renamed.item("d1").draft.missing[-1] == RENAMED_DOUBT
    moved = correct(renamed, "d1", {"latitude": "15.46", "longitude": "36.40"})
    assert RENAMED_DOUBT not in moved.item("d1").draft.missing
    assert RENAMED_DOUBT not in correct(review(), "d1", {"location": "Kassala", **NOWHERE}).item("d1").draft.missing


def test_a_note_in_words_of_ones_own_stays():
    said = correct(review(), "d2", {"notes": "My words."})
    assert correct(said, "d2", {"actor1": "HTS"}).item("d2").draft.row["notes"] == "My words."


def test_a_correction_that_changes_nothing_is_no_step():
    begun = review()
    assert correct(begun, "d1", {"actor1": "Rebels"}) is begun


def test_a_draft_is_rejected_with_a_reason_and_brought_back():
    rejected = reject(review(), "d1", "old news", "  told \n in May ")
    assert rejected.item("d1").said == "old news: told in May"
    assert [item.key for item in rejected.open_items] == ["d2"]
    assert reopen(rejected, "d1").item("d1").is_open


@pytest.mark.parametrize("reason", ["", "because"])
def test_without_a_reason_nothing_is_rejected(reason):
    with pytest.raises(CannotAct, match="needs a reason: no event, twice"):
        reject(review(), "d1", reason)


def test_what_is_settled_is_not_acted_on_again():
    rejected = reject(review(), "d1", "wrong")
    for act in (lambda: reject(rejected, "d1", "wrong"), lambda: correct(rejected, "d1", {"notes": "x"})):
        with pytest.raises(CannotAct, match="rejected already"):
            act()
    with pytest.raises(CannotAct, match="not in the review"):
        reject(rejected, "d9", "wrong")


def test_a_split_half_that_names_another_place_stands_there():
    spans = [
        evidence("attacked"), evidence("Saraqib", "place"), evidence("shelled"), evidence("Ariha", "place"),
        evidence("killing 3", "count"),
    ]  # fmt: skip
    both = review(found=[draft(spans, fatalities="3", **SARAQIB)])
    parted = split(both, "d1", {2, 3, 4}, locate)
    first, second = (item.draft for item in parted.items)
    assert (first.row["location"], second.row["location"]) == ("Saraqib", "Ariha")
    assert (first.row["fatalities"], second.row["fatalities"]) == ("", "3")
    assert second.row["latitude"] == ARIHA["latitude"]
    assert [one.text for one in second.evidence] == ["shelled", "Ariha", "killing 3"]
    assert SPLIT_DOUBT in first.missing
    assert "Ariha" in second.row["notes"]


@pytest.mark.parametrize("moved", [set(), {0, 1, 2}, {7}])
def test_a_half_without_words_is_no_draft(moved):
    with pytest.raises(CannotAct, match="rest on some words"):
        split(review(), "d1", moved, locate)


def test_merged_drafts_keep_what_both_know():
    spans = [evidence("shelled")]
    one = draft(spans, missing=["actor1: not told"], time_precision="2", **SARAQIB)
    other = draft([evidence("attacked")], missing=["location: not told"], actor1="Rebels", fatalities="3")
    merged = merge(review(found=[one, other]), "d1", "d2")
    kept = merged.item("d1").draft
    assert (kept.row["actor1"], kept.row["fatalities"], kept.row["location"]) == ("Rebels", "3", "Saraqib")
    assert kept.row["time_precision"] == "1"
    assert kept.row["source"] == "Example Daily"
    assert kept.row["confidence"] == "reported"
    assert kept.missing == ()
    assert [span.text for span in kept.evidence] == ["attacked", "shelled"]
    assert (merged.item("d2").state, merged.item("d2").said) == ("merged", "d1")


def test_a_draft_is_not_merged_with_itself():
    with pytest.raises(CannotAct, match="with itself"):
        merge(review(), "d1", "d1")


def test_what_files_were_changed_is_taken_back_last_first():
    begun = reject(review(), "d1", "wrong").with_changes([("a.csv", "1"), ("a.csv", "2")])
    taken = []
    undo(begun, taken.append)
    assert taken == [("a.csv", "2"), ("a.csv", "1")]


def test_when_nothing_was_done_nothing_is_undone():
    with pytest.raises(CannotAct, match="Nothing was done"):
        undo(review(), take_nothing_back)


ACTS = {
    "correct": lambda one, key: correct(one, key, {"notes": f"{one.item(key).draft.row['notes']}!"}),
    "reject": lambda one, key: reject(one, key, "wrong"),
    "reopen": reopen,
    "split": lambda one, key: split(one, key, {0}, locate),
    "merge": lambda one, key: merge(one, key, "d1"),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(["d1", "d2", "d3", "d4"])), max_size=8))
def test_undoing_every_act_gives_the_review_as_it_was(acts):
    begun = now = review()
    for name, key in acts:
        try:
            now = ACTS[name](now, key)
        except CannotAct:
            continue
    while now.steps:
        now = undo(now, take_nothing_back)
    assert replace(now, made="") == replace(begun, made="")
    assert states(now) == states(begun)
