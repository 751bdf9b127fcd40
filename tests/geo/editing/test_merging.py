"""Owns the merging of two events: one keeps what both know, the other is retired, and never only half of it."""

import pytest

from geo.editing.change_log import read_log
from geo.editing.changing import Editor, change_event, look_at, retire_event
from geo.editing.failures import Conflict, NotEditable
from geo.editing.merging import Told, merge_events, propose_merge
from geo.editing.undoing import undo_change
from geo.tables.reading import read_tables
from geo.vocabulary import read_vocabulary

HEADER = "event_id,event_date,event_type,actor1,location,source,source_title,source_url,tags,confidence\n"
A = "a,2020-02-07,Battles,Syrian Army,Saraqib,SOHR,One,https://sohr.example/1,M5,\n"
B = "b,2020-02-08,Battles,Syrian Arab Army,Saraqib,Reuters,Two,https://reuters.example/2,m5;tanks,\n"


@pytest.fixture
def both(tmp_path):
    """Two tellings of one battle, each in a file of its own."""
    editor = Editor(read_vocabulary(), "Mona")
    told = []
    for event_id, row in (("a", A), ("b", B)):
        file = tmp_path / f"{event_id}.csv"
        file.write_text(HEADER + row, encoding="utf-8")
        told.append(Told(file, event_id, editor))
    return told


def test_one_event_stays_with_the_sources_of_both(both, tmp_path):
    merge_events(*both)
    events = read_tables([tmp_path], read_vocabulary()).events
    assert events["event_id"].tolist() == ["a"]
    assert events["source"].tolist() == ["SOHR;Reuters"]
    assert events["confidence"].tolist() == ["confirmed"]
    assert (events["event_date"][0].date().isoformat(), events["tags"][0]) == ("2020-02-07", "M5;tanks")
    assert look_at(both[1].file, "b").row["retired"].endswith("the same as a")
    assert [(change.who, change.what, change.event_id) for change in read_log(tmp_path)] == [
        ("Mona", "change", "a"),
        ("Mona", "retire", "b"),
    ]


def test_a_merge_is_taken_back_change_by_change(both):
    before = [told.file.read_bytes() for told in both]
    for told, change in reversed(merge_events(*both)):
        undo_change(told.file, told.editor, change.when)
    assert [look_at(told.file, told.event_id).row.get("retired", "") for told in both] == ["", ""]
    assert both[0].file.read_bytes() == before[0]


def test_what_is_proposed_changes_nothing(both):
    before = [told.file.read_bytes() for told in both]
    assert propose_merge(*both).row["source"] == "SOHR;Reuters"
    assert propose_merge(*reversed(both)).row["event_id"] == "b"
    assert [told.file.read_bytes() for told in both] == before


def test_two_events_of_one_file_are_merged(tmp_path):
    file = tmp_path / "both.csv"
    file.write_text(HEADER + A + B, encoding="utf-8")
    editor = Editor(read_vocabulary())
    merge_events(Told(file, "b", editor), Told(file, "a", editor))
    assert read_tables([file], read_vocabulary()).events["event_id"].tolist() == ["b"]


def test_where_the_other_cannot_be_retired_the_kept_one_is_put_back(both, monkeypatch):
    before = both[0].file.read_bytes()

    def change_in_between(file, event_id, reason, seen, editor):
        change_event(file, event_id, {"location": "Sarmin"}, look_at(file, event_id), editor)
        return retire_event(file, event_id, reason, seen, editor)

    monkeypatch.setattr("geo.editing.merging.retire_event", change_in_between)
    with pytest.raises(Conflict):
        merge_events(*both)
    assert both[0].file.read_bytes() == before
    assert "retired" not in look_at(both[1].file, "b").row


def test_an_event_that_is_retired_is_not_merged_again(both):
    merge_events(*both)
    with pytest.raises(NotEditable, match="b was retired on"):
        merge_events(*reversed(both))
