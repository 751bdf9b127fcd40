"""Owns that reviews survive: files replaced whole, damage named, and nobody acting on what is no longer so."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles.drafts import Evidence
from geo.editing.drafts import list_drafts
from geo.reviewing.acts import correct, merge, reject, split
from geo.reviewing.review import CannotAct
from geo.reviewing.shelf import Behind, NotKept, Shelf
from geo.reviewing.writing import read_review, write_review
from tests.geo.reviewing.reviews import TEXT, draft, review
from tests.geo.reviewing.test_acts import locate

HOSTILE = "</script><img src=x onerror=alert(1)> \u202e=cmd|' /C calc'!A0 \u200b\u0007 😀 صراع {{7*7}}\u2028"


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "drafts" / "reviews")


def test_a_review_is_the_same_after_a_restart(shelf):
    begun = shelf.add(review())
    done = shelf.change(begun.review_id, 1, lambda one: reject(one, "d1", "twice", "in their own words"))
    done = shelf.change(done.review_id, 2, lambda one: split(one, "d2", {1}, locate))
    done = shelf.change(done.review_id, 3, lambda one: merge(one, "d2", "d4"))
    assert shelf.read(begun.review_id) == done
    assert done.revision == 4
    assert [one.text for one in done.item("d2").draft.evidence] == ["shelled", "Ariha", "killing 3"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), st.text(max_size=20))
def test_whatever_a_text_holds_comes_back(text, words):
    spans = [Evidence(0, len(text), text)]
    begun = reject(review(text, [draft(spans)]), "d1", "wrong", words)
    said = json.loads(json.dumps(write_review(begun), ensure_ascii=False))
    assert replace(read_review(said), review_id=begun.review_id) == begun


def test_a_hostile_text_is_only_a_text(shelf):
    begun = shelf.add(review(HOSTILE, [draft([Evidence(2, 8, HOSTILE[2:8])], notes=HOSTILE)]))
    assert shelf.read(begun.review_id) == begun


def test_who_acts_on_an_older_revision_is_shown_the_newer_one_and_changes_nothing(shelf):
    begun = shelf.add(review())
    newer = shelf.change(begun.review_id, 1, lambda one: reject(one, "d1", "wrong"))
    acted = []
    with pytest.raises(Behind, match="Another window") as raised:
        shelf.change(begun.review_id, 1, acted.append)
    assert raised.value.review == newer
    assert acted == []


def test_of_many_who_settle_one_draft_at_once_one_does(shelf):
    begun = shelf.add(review())

    def settle(number):
        try:
            shelf.change(begun.review_id, 1, lambda one: reject(one, "d1", "wrong", str(number)))
        except Behind:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(settle, range(8))) == 1


def test_an_act_that_is_refused_leaves_the_file_as_it_was(shelf):
    begun = shelf.add(review())
    file = shelf.folder / f"{begun.review_id}.json"
    before = file.read_bytes()
    with pytest.raises(CannotAct):
        shelf.change(begun.review_id, 1, lambda one: reject(one, "d1", ""))
    assert file.read_bytes() == before
    unchanged = shelf.change(begun.review_id, 1, lambda one: correct(one, "d1", {}))
    assert unchanged.revision == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"version": 9}', b"\xff", b"[" * 100_000],
    ids=["empty", "cut", "list", "blank", "later", "no text", "deep"],
)
def test_a_damaged_review_is_named_and_the_others_are_listed(shelf, content):
    begun = shelf.add(review())
    (shelf.folder / "20200101-damaged.json").write_bytes(content)
    sound, damaged = shelf.list()
    assert sound == begun
    assert "20200101-damaged.json is damaged" in str(damaged)
    shelf.remove("20200101-damaged")
    assert shelf.list() == [begun]


def test_offsets_beyond_the_text_are_damage(shelf):
    begun = shelf.add(review())
    file = shelf.folder / f"{begun.review_id}.json"
    file.write_text(file.read_text().replace(json.dumps(TEXT, ensure_ascii=False), '"short"'))
    with pytest.raises(NotKept, match="is damaged"):
        shelf.read(begun.review_id)


@pytest.mark.parametrize("name", ["../../events/x", "a/b", "", ".reviews", "x" * 99, "20200101-..", "20200101-a\n"])
def test_a_name_never_leads_out_of_the_folder(shelf, name):
    with pytest.raises(NotKept, match="is no review"):
        shelf.read(name)


def test_a_review_that_was_deleted_is_said(shelf):
    begun = shelf.add(review())
    shelf.remove(begun.review_id)
    with pytest.raises(NotKept, match="somebody has deleted it"):
        shelf.change(begun.review_id, 1, lambda one: one)


def test_reviews_are_never_listed_as_drafts(shelf):
    shelf.add(review())
    assert list_drafts(shelf.folder.parent) == ([], [])
