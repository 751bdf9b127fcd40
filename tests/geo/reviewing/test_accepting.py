"""Owns the way from a review into a file of events: ids, log, refusals, another source, and taking it back."""

import pytest

from geo.editing.change_log import read_log
from geo.editing.changing import Editor
from geo.editing.failures import Refused
from geo.editing.undoing import undo_change
from geo.reviewing.accepting import Target, accept, add_source
from geo.reviewing.acts import correct
from geo.reviewing.review import CannotAct, undo
from geo.vocabulary import read_vocabulary
from tests.geo.editing.tables import START, rows_of
from tests.geo.reviewing.reviews import review


@pytest.fixture
def target(tmp_path):
    file = tmp_path / "idlib.csv"
    file.write_bytes(START)
    return Target("idlib.csv", file, Editor(read_vocabulary(), "Ada"))


def test_an_accepted_draft_is_a_row_with_its_source_and_an_id_of_its_own(target):
    accepted = accept(review(), ["d1"], target)
    assert accepted.item("d1").event_id == "IDL-2020-02-10-a"
    row = rows_of(target.file)["IDL-2020-02-10-a"]
    said = (row["location"], row["source"], row["source_title"], row["source_date"])
    assert said == ("Saraqib", "Example Daily", "A week", "2020-02-12")
    assert target.file.read_bytes().startswith(START.split(b"\r\n")[0].rstrip())
    assert [(line.what, line.who) for line in read_log(target.file.parent)] == [("accept", "Ada")]


def test_accepting_is_taken_back_in_the_file_too(target):
    accepted = accept(review(), ["d1", "d2"], target)
    assert len(rows_of(target.file)) == 5
    undone = undo(accepted, lambda change: undo_change(target.file, target.editor, change[1]))
    assert len(rows_of(target.file)) == 3
    assert [item.is_open for item in undone.items] == [True, True, True]


def test_of_several_all_are_accepted_or_none(target):
    wrong = correct(review(), "d2", {"event_date": "yesterday"})
    with pytest.raises(Refused):
        accept(wrong, ["d1", "d2"], target)
    assert target.file.read_bytes() == START


def test_a_new_file_begins_with_our_columns(target):
    fresh = Target("new.csv", target.file.with_name("new.csv"), target.editor)
    accept(review(), ["d1"], fresh)
    (row,) = rows_of(fresh.file).values()
    assert (row["event_id"], row["actor1"]) == ("NEW-2020-02-10-a", "Rebels")


def test_a_draft_is_accepted_once(target):
    accepted = accept(review(), ["d1"], target)
    with pytest.raises(CannotAct, match="accepted already"):
        accept(accepted, ["d1"], target)
    with pytest.raises(CannotAct, match="no draft"):
        accept(accepted, [], target)


def test_another_source_changes_nothing_else_of_the_event(target):
    before = rows_of(target.file)["IDL-2020-02-07-a"]
    settled = add_source(review(), "d1", "IDL-2020-02-07-a", target)
    after = rows_of(target.file)["IDL-2020-02-07-a"]
    changed = {name for name, text in after.items() if text != before.get(name, "")}
    assert changed == {"source", "source_title", "source_date", "confidence"}
    assert (settled.item("d1").state, settled.item("d1").event_id) == ("accepted", "IDL-2020-02-07-a")
    undo(settled, lambda change: undo_change(target.file, target.editor, change[1]))
    assert rows_of(target.file)["IDL-2020-02-07-a"]["source"] == ""


def test_an_article_that_names_no_source_cannot_be_one(target):
    nameless = correct(review(), "d1", {"source": "", "source_title": ""})
    with pytest.raises(CannotAct, match="no publisher, headline or link"):
        add_source(nameless, "d1", "IDL-2020-02-07-a", target)
    assert target.file.read_bytes() == START
