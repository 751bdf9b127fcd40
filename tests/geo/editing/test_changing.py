"""Owns what happens when a person adds, changes, retires or takes back: to the file, the log, the others."""

import json
import re
from dataclasses import replace

import pytest

from geo.editing.change_log import read_log
from geo.editing.changing import add_event, change_event, look_at, retire_event
from geo.editing.failures import Conflict, NotEditable, Refused, Unsaved
from geo.editing.undoing import undo_change
from geo.tables.reading import read_tables
from tests.geo.editing.tables import START, filled_rows, names_in, replay, rows_of

A, B = "IDL-2020-02-07-a", "IDL-2020-02-07-b"
NEW = {"event_date": "2020-02-07", "event_type": "Battles", "location": "Saraqib"}


def change(file, event_id, wanted, editor):
    return change_event(file, event_id, wanted, look_at(file, event_id), editor)


def test_an_event_is_appended_with_the_next_free_id_and_the_rest_stays(file, editor):
    added = add_event(file, NEW, editor)
    assert added.event_id == "IDL-2020-02-07-c"
    assert file.read_bytes() == START + b"IDL-2020-02-07-c,2020-02-07,Battles,Saraqib,,\r\n"


def test_a_change_is_logged_with_who_what_before_and_after(file, editor):
    change(file, A, {"notes": "Shells only", "event_type": "Protests", "location": "Saraqib"}, editor)
    (line,) = read_log(file.parent)
    assert (line.who, line.what, line.event_id, line.file) == ("Ada", "change", A, "idlib.csv")
    assert line.before == {"notes": "Shells, and 'smoke'", "event_type": "Battles"}
    assert line.after == {"notes": "Shells only", "event_type": "Protests"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", line.when)
    assert rows_of(file)[A]["notes"] == "Shells only"


def test_a_retired_event_stays_in_the_file_under_its_stone(file, editor):
    retire_event(file, A, "the same as  b", look_at(file, A), editor)
    row = rows_of(file)[A]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ the same as b", row["retired"])
    assert row["notes"] == "Shells, and 'smoke'"
    assert rows_of(file)[B]["retired"] == ""
    assert read_log(file.parent)[-1].what == "retire"


def test_what_the_editor_wrote_is_what_the_reader_reads(file, editor, vocabulary):
    added = add_event(file, NEW | {"notes": 'a "b",\nc', "tags": "x;y", "fatalities": "3"}, editor)
    retire_event(file, A, "", look_at(file, A), editor)
    reading = read_tables([file], vocabulary)
    (report,) = reading.reports
    assert (report.rows, report.accepted, report.retired, report.rejected) == (4, 4, 1, ())
    assert list(reading.events.event_id) == [B, "IDL-2020-02-08-a", added.event_id]
    assert list(reading.events.notes)[-1] == 'a "b",\nc'
    undo_change(file, editor)
    assert A in list(read_tables([file.parent], vocabulary).events.event_id)


def test_a_second_retirement_touches_one_record_only(file, editor):
    retire_event(file, A, "", look_at(file, A), editor)
    lines = file.read_bytes().split(b"\r\n")
    retire_event(file, "IDL-2020-02-08-a", "", look_at(file, "IDL-2020-02-08-a"), editor)
    later = file.read_bytes().split(b"\r\n")
    assert [n for n, (one, other) in enumerate(zip(lines, later, strict=True)) if one != other] == [4]


def test_changes_are_taken_back_one_after_the_other(file, editor):
    change(file, A, {"notes": "1"}, editor)
    add_event(file, NEW, editor)
    change(file, A, {"notes": "2"}, editor)
    assert undo_change(file, editor).after == {"notes": "1"}
    assert undo_change(file, editor).event_id == "IDL-2020-02-07-c"
    assert undo_change(file, editor).after == {"notes": "Shells, and 'smoke'"}
    assert undo_change(file, editor) is None
    assert rows_of(file).keys() == {A, B, "IDL-2020-02-08-a"}
    assert [line.what for line in read_log(file.parent)] == ["change", "add", "change", "undo", "undo", "undo"]
    # The first line's cell has quotes from now on only if it needs them: here it does.
    assert file.read_bytes() == START


def test_a_certain_change_is_taken_back_though_others_came_later(file, editor):
    first = change(file, A, {"notes": "1"}, editor)
    change(file, A, {"event_date": "2020-02-06"}, editor)
    undo_change(file, editor, first.when)
    assert rows_of(file)[A]["notes"] == "Shells, and 'smoke'"
    assert rows_of(file)[A]["event_date"] == "2020-02-06"


def test_what_was_taken_back_can_be_brought_back(file, editor):
    added = add_event(file, NEW, editor)
    content = file.read_bytes()
    undone = undo_change(file, editor, added.when)
    undo_change(file, editor, undone.when)
    assert file.read_bytes() == content


def test_a_change_is_not_taken_back_over_a_later_one(file, editor):
    first = change(file, A, {"notes": "1"}, editor)
    change(file, A, {"notes": "2"}, editor)
    with pytest.raises(Conflict) as conflict:
        undo_change(file, editor, first.when)
    assert conflict.value.theirs["notes"] == "2"
    assert conflict.value.mine["notes"] == "Shells, and 'smoke'"
    added = add_event(file, NEW, editor)
    change(file, added.event_id, {"notes": "more"}, editor)
    with pytest.raises(NotEditable, match="Retire it instead"):
        undo_change(file, editor, added.when)


def test_nothing_is_taken_back_of_an_event_that_went_or_came_meanwhile(file, editor):
    added = add_event(file, NEW, editor)
    changed = change(file, A, {"notes": "1"}, editor)
    content = file.read_bytes()
    file.write_bytes(content.replace(content.splitlines(keepends=True)[1], b""))
    with pytest.raises(NotEditable, match="no longer in"):
        undo_change(file, editor, changed.when)
    undone = undo_change(file, editor, added.when)
    add_event(file, NEW | {"event_id": added.event_id}, editor)
    with pytest.raises(NotEditable, match="again already"):
        undo_change(file, editor, undone.when)


def test_a_change_is_taken_back_once(file, editor):
    first = change(file, A, {"notes": "1"}, editor)
    undo_change(file, editor, first.when)
    with pytest.raises(NotEditable, match="taken back already"):
        undo_change(file, editor, first.when)


def test_two_who_save_the_same_event_get_a_conflict_with_both_versions(file, editor):
    seen = look_at(file, A)
    change(file, A, {"notes": "theirs"}, replace(editor, who="Ben"))
    content = file.read_bytes()
    with pytest.raises(Conflict) as conflict:
        change_event(file, A, {"notes": "mine", "event_date": "2020-02-06"}, seen, editor)
    assert conflict.value.columns == ["event_date", "notes"]
    assert conflict.value.seen["notes"] == "Shells, and 'smoke'"
    assert conflict.value.theirs["notes"] == "theirs"
    assert conflict.value.mine["notes"] == "mine"
    assert file.read_bytes() == content
    assert len(read_log(file.parent)) == 1


def test_a_conflict_is_resolved_by_saving_over_what_is_there_now(file, editor):
    seen = look_at(file, A)
    change(file, A, {"notes": "theirs"}, editor)
    with pytest.raises(Conflict) as conflict:
        change_event(file, A, {"notes": "mine"}, seen, editor)
    change_event(file, A, conflict.value.mine, look_at(file, A), editor)
    assert rows_of(file)[A]["notes"] == "mine"


def test_two_who_save_different_events_both_have_their_way(file, editor):
    seen = look_at(file, A)
    change(file, B, {"notes": "theirs"}, editor)
    add_event(file, NEW, editor)
    change_event(file, A, {"notes": "mine"}, seen, editor)
    assert [rows_of(file)[one]["notes"] for one in (A, B)] == ["mine", "theirs"]
    assert len(rows_of(file)) == 4


def test_an_event_that_was_taken_out_meanwhile_is_a_conflict(file, editor):
    seen = look_at(file, A)
    file.write_bytes(START.replace(START.splitlines(keepends=True)[1], b""))
    with pytest.raises(Conflict) as conflict:
        change_event(file, A, {"notes": "mine"}, seen, editor)
    assert conflict.value.theirs is None
    assert "taken out" in str(conflict.value)


def test_a_retirement_and_a_change_at_once_are_a_conflict(file, editor):
    seen = look_at(file, A)
    retire_event(file, A, "", look_at(file, A), editor)
    with pytest.raises(Conflict) as conflict:
        change_event(file, A, {"notes": "mine"}, seen, editor)
    assert conflict.value.theirs["retired"]


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"event_date": "7/2/2020"}, "event_date", "Did you mean 2020-02-07 or 2020-07-02?"),
        ({"event_type": "Batles"}, "event_type", 'Did you mean "Battles"?'),
        ({"latitude": "35"}, "longitude", 'is blank while latitude is "35"'),
        ({"event_date": ""}, "event_date", "is blank"),
    ],
)
def test_what_the_checker_would_refuse_is_refused_in_its_words(file, editor, cells, column, words):
    for act in (lambda: add_event(file, NEW | cells, editor), lambda: change(file, A, cells, editor)):
        with pytest.raises(Refused) as refused:
            act()
        assert [name for name, message in refused.value.faults if words in message] == [column]
    assert file.read_bytes() == START
    assert names_in(file.parent) == ["idlib.csv"]


def test_an_id_in_use_is_refused_whatever_its_case_and_its_file(file, editor):
    others = replace(editor, where_used=lambda one: "hama.csv" if one == "HAM-1" else "")
    for event_id, where in ((A, "idlib.csv"), (A.lower(), "idlib.csv"), ("HAM-1", "hama.csv")):
        with pytest.raises(Refused, match=f"already used in {where}"):
            add_event(file, NEW | {"event_id": event_id}, others)


def test_an_id_that_was_ever_given_is_never_proposed_again(file, editor):
    add_event(file, NEW, editor)
    undo_change(file, editor)
    assert add_event(file, NEW, editor).event_id == "IDL-2020-02-07-d"


def test_an_id_stays_for_good(file, editor):
    with pytest.raises(Refused, match="for good"):
        change(file, A, {"event_id": "other"}, editor)


@pytest.mark.parametrize(
    ("name", "event_id"), [("idlib-2020.csv", "IDL-2020-02-07-a"), ("2020.csv", "EV-2020-02-07-a")]
)
def test_a_file_without_events_gives_ids_its_name(tmp_path, editor, name, event_id):
    file = tmp_path / name
    file.write_text("event_id,event_date,event_type,location\n")
    assert add_event(file, NEW, editor).event_id == event_id


def test_after_z_comes_aa(file, editor):
    ids = [add_event(file, NEW | {"event_date": "2020-03-01"}, editor).event_id[15:] for _ in range(28)]
    assert ids[0] == "a"
    assert ids[24:] == ["y", "z", "aa", "ab"]


def test_a_change_to_what_is_there_already_writes_nothing(file, editor):
    assert change(file, A, {"location": " Saraqib "}, editor) is None
    assert names_in(file.parent) == ["idlib.csv"]


def test_the_log_leads_from_the_first_content_to_the_last(file, editor):
    start = rows_of(file)
    added = add_event(file, NEW | {"notes": "a\nb, c"}, editor)
    change(file, added.event_id, {"notes": "", "tags": "x;y"}, editor)
    retire_event(file, A, "double", look_at(file, A), editor)
    undo_change(file, editor)
    undo_change(file, editor)
    assert replay(file.parent, start, file) == filled_rows(file)


def test_two_changes_never_share_a_moment_even_if_the_clock_is_set_back(file, editor, monkeypatch):
    first = change(file, A, {"notes": "1"}, editor)
    ahead = json.dumps(first.when)[1:-1].replace(first.when[:4], "2999")
    log = file.parent / "CHANGES.csv"
    log.write_text(log.read_text().replace(first.when, ahead))
    second = change(file, A, {"notes": "2"}, editor)
    assert second.when > ahead


def test_a_damaged_log_is_named_and_nothing_is_written(file, editor):
    (file.parent / "CHANGES.csv").write_text("when,who,what,event_id,file,before,after,undoes\nnow,,,,,{,,\n")
    with pytest.raises(NotEditable, match=r"CHANGES\.csv row 2 is damaged"):
        add_event(file, NEW, editor)
    assert file.read_bytes() == START


def test_a_file_that_another_program_saves_at_this_moment_is_left_to_it(file, editor, monkeypatch):
    from geo.editing import journal

    append = journal._append

    def append_while_a_spreadsheet_saves(log, lines):
        append(log, lines)
        file.write_bytes(START.replace(b"two", b"2"))

    monkeypatch.setattr(journal, "_append", append_while_a_spreadsheet_saves)
    with pytest.raises(Unsaved, match="another program"):
        add_event(file, NEW, editor)
    assert file.read_bytes() == START.replace(b"two", b"2")
    assert read_log(file.parent) == []
    assert names_in(file.parent) == ["idlib.csv"]
