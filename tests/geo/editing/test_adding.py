"""Owns what becomes of a file of new events: good rows appended once, others named."""

import csv
import json

import pytest

import run
from geo.editing.adding import add_file, choose_target
from geo.editing.change_log import read_log
from geo.editing.failures import NotEditable
from tests.geo.editing.tables import START, rows_of

HEADER = "event_id,event_date,event_type,location,notes\n"
GOOD = ",2020-02-07,Battles,Saraqib,new\n"


@pytest.fixture
def add(tmp_path, vocabulary):
    def add_text(text, target, others=()):
        drafts = tmp_path / "new.csv"
        drafts.write_text(HEADER + text)
        return add_file(drafts, target, others, vocabulary)

    return add_text


def test_good_rows_are_appended_and_logged_and_wrong_ones_named(add, file):
    result = add(GOOD + "x,2020-02-30,Battles,Saraqib,\n\nHAM-1,2020-02-09,Protests,Hama,\n", file)
    assert result.added == ("IDL-2020-02-07-c", "HAM-1")
    assert [(fault.row, fault.column, fault.value) for fault in result.rejected] == [(3, "event_date", "2020-02-30")]
    assert result.rows == 3
    assert file.read_bytes().startswith(START)
    assert list(rows_of(file))[-2:] == ["IDL-2020-02-07-c", "HAM-1"]
    assert [(line.what, line.event_id) for line in read_log(file.parent)] == [("add", one) for one in result.added]


def test_the_same_file_is_added_once(add, file):
    text = GOOD + "HAM-1,2020-02-09,Protests,Hama,\n"
    add(text, file)
    content = file.read_bytes()
    result = add(text, file)
    assert result.added == ()
    assert result.skipped == ("IDL-2020-02-07-c", "HAM-1")
    assert file.read_bytes() == content


def test_an_id_with_other_content_is_an_error_that_shows_both(add, file):
    result = add("IDL-2020-02-08-a,2020-02-08,Battles,Idlib,\n", file)
    (fault,) = result.rejected
    assert 'location "معرة النعمان" there, "Idlib" here' in fault.message
    assert file.read_bytes() == START


def test_an_id_of_another_file_is_known_too(add, file, tmp_path):
    other = tmp_path / "hama.csv"
    other.write_text(HEADER + "HAM-1,2020-02-09,Protests,Hama,\n")
    result = add("HAM-1,2020-02-09,Protests,Hama,\nham-1,2020-02-09,Protests,Salamiyah,\n", file, [file, other])
    assert result.skipped == ("HAM-1",)
    assert "already used in hama.csv" in result.rejected[0].message


def test_two_rows_of_one_file_with_one_id_are_told_apart(add, file):
    result = add("H,2020-02-09,Protests,Hama,\nH,2020-02-09,Protests,Hama,\nH,2020-02-09,Protests,Homs,\n", file)
    assert (result.added, result.skipped) == (("H",), ("H",))
    assert 'location "Hama" there, "Homs" here' in result.rejected[0].message


def test_a_row_that_does_not_fit_the_header_is_named(add, file):
    result = add("H,2020-02-09,Protests,Hama,a, b\n", file)
    assert "6 cells where the header has 5" in result.rejected[0].message


def test_a_file_is_begun_with_every_column(add, tmp_path):
    add(GOOD, tmp_path / "homs.csv")
    (row,) = rows_of(tmp_path / "homs.csv").values()
    assert row["event_id"] == "HOM-2020-02-07-a"
    assert "confidence" in row


def test_columns_that_are_nobodys_are_said_to_be_left_out(tmp_path, file, vocabulary):
    drafts = tmp_path / "new.csv"
    drafts.write_text("event_id,event_date,event_type,mine,score\nH,2020-02-09,Protests,kept,0.7\n")
    assert add_file(drafts, file, [], vocabulary).left_out == ("score",)
    assert rows_of(file)["H"]["mine"] == "kept"


def test_the_only_file_is_the_target_and_several_are_asked_about(file):
    (file.parent / "CHANGES.csv").touch()
    assert choose_target(None, file.parent) == file
    (file.parent / "hama.csv").touch()
    with pytest.raises(NotEditable) as asked:
        choose_target(None, file.parent)
    assert f"--to {file}" in str(asked.value)
    assert f"--to {file.parent / 'hama.csv'}" in str(asked.value)
    assert choose_target(file.relative_to(file.parent), file.parent) == file


@pytest.mark.parametrize("name", ["CHANGES.csv", "new.xlsx", "nowhere/new.csv"])
def test_a_target_that_cannot_be_begun_is_refused(file, name):
    with pytest.raises(NotEditable, match="cannot be begun"):
        choose_target(file.parent / name, file.parent)


def test_the_command_says_what_it_did_and_ends_with_the_code_of_refused_rows(tmp_path, file, capsys):
    drafts = tmp_path / "new.csv"
    drafts.write_text(HEADER + GOOD + "x,2020-02-30,Battles,Sara\x1bqib,\n")
    assert run.main(["add", str(drafts), "--to", str(file)]) == 1
    said = capsys.readouterr().out
    assert "2 rows, 1 added, 0 there already, 1 refused" in said
    assert "row 3, event_date" in said
    drafts.write_text(HEADER + GOOD)
    assert run.main(["add", str(drafts), "--to", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["skipped"] == ["IDL-2020-02-07-c"]
    assert run.main(["add", str(tmp_path / "none.csv"), "--to", str(file)]) == 2


def test_blank_cells_beyond_the_header_cost_no_row(add, file):
    result = add("HAM-1,2020-02-09,Protests,Hama,,,\n", file)
    assert result.added == ("HAM-1",)
    assert rows_of(file)["HAM-1"]["location"] == "Hama"


def test_an_event_longer_than_any_cell_leaves_the_log_readable(add, file):
    csv.field_size_limit(131_072)  # as Python starts with
    add(f"HAM-1,2020-02-09,Protests,{'h' * 100_000},{'n' * 100_000}\n", file)
    add("HAM-2,2020-02-09,Protests,Hama,\n", file)
    assert [line.event_id for line in read_log(file.parent)] == ["HAM-1", "HAM-2"]


def test_a_cell_that_the_reader_would_refuse_is_refused(add, file):
    result = add(f"HAM-1,2020-02-09,Protests,Hama,{'n' * 131_073}\n", file)
    assert [(fault.column, fault.message) for fault in result.rejected] == [
        ("notes", "holds 131,073 letters, and at most 131,072 are read. Shorten it.")
    ]
    assert file.read_bytes() == START
