"""Owns `diff`: what was added, changed or removed between two states of the events."""

import json

import numpy as np
import pandas as pd
import pytest

import run
from geo.errors import UnreadableFile
from geo.tables.differences import find_differences, read_events
from geo.vocabulary import read_vocabulary

HEADER = "event_id,event_date,event_type,location,latitude,longitude,fatalities,confidence\n"
A, B, C = (
    f"{name},2020-02-17,Battles,{place},35.5,36.5,,\n"
    for name, place in (("a", "Saraqib"), ("b", "Idlib"), ("c", "Harim"))
)


@pytest.fixture
def compare(tmp_path):
    """Compare two tables that are written as given."""

    def compare(old, new):
        read = []
        for name, text in (("old", old), ("new", new)):
            path = tmp_path / f"{name}.csv"
            path.write_text(text, encoding="utf-8")
            read.append(read_events(path, read_vocabulary())[0])
        return find_differences(*read)

    return compare


def test_events_are_added_changed_and_removed_by_their_id(compare):
    found = compare(HEADER + A + B, HEADER + B.replace("Idlib", "Idlib city").replace(",,\n", ",3,\n") + C)
    assert found.added["event_id"].tolist() == ["c"]
    assert found.removed["event_id"].tolist() == ["a"]
    assert found.changed == {"b": {"location": ("Idlib", "Idlib city"), "fatalities": ("", "3")}}
    assert (found.unchanged, found.are_none) == (0, False)


def test_rows_that_moved_and_cells_that_mean_the_same_are_no_change(compare):
    new = HEADER + B + A.replace("35.5,36.5,,", "35.50,+36.5,,reported").replace("Saraqib", "  Saraqib ")
    found = compare(HEADER + A + B, new)
    assert found.are_none
    assert found.unchanged == 2


def test_a_blank_number_of_deaths_is_not_none(compare):
    assert compare(HEADER + A, HEADER + A.replace(",,\n", ",0,\n")).changed == {"a": {"fatalities": ("", "0")}}


def test_a_column_of_ones_own_is_compared_and_one_that_is_missing_is_blank(compare):
    old = "event_id,event_date,event_type,weather\na,2020-02-17,Battles,rain\nb,2020-02-17,Battles,\n"
    new = "event_id,event_date,event_type,unit\na,2020-02-17,Battles,\nb,2020-02-17,Battles,25th\n"
    assert compare(old, new).changed == {"a": {"weather": ("rain", "")}, "b": {"unit": ("", "25th")}}


def test_a_change_of_the_day_is_said_as_it_is_written(compare):
    found = compare(HEADER + A, HEADER + A.replace("-17", "-18"))
    assert found.changed == {"a": {"event_date": ("2020-02-17", "2020-02-18")}}


def test_tables_without_events_can_be_compared(compare):
    assert compare(HEADER, HEADER).are_none
    assert compare(HEADER, HEADER + A).added["event_id"].tolist() == ["a"]
    assert compare(HEADER + A, HEADER).removed["event_id"].tolist() == ["a"]


def test_a_folder_with_an_unreadable_file_is_not_compared(tmp_path):
    (tmp_path / "good.csv").write_text(HEADER + A, encoding="utf-8")
    (tmp_path / "bad.csv").write_text("", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"bad\.csv is empty"):
        read_events(tmp_path, read_vocabulary())


def test_the_command_says_it_and_leaves_with_0_1_or_2(tmp_path, capsys):
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(HEADER + A + B, encoding="utf-8")
    new.write_text(HEADER + A.replace("Saraqib", "\x1b[31mSarmin") + C, encoding="utf-8")
    assert run.main(["diff", str(old), str(old)]) == 0
    assert capsys.readouterr().out == "0 added, 0 changed, 0 removed, 2 unchanged\n"
    assert run.main(["diff", str(old), str(new)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "1 added, 1 changed, 1 removed, 0 unchanged",
        "  + c: 2020-02-17, Battles, Harim",
        "  ~ a",
        '      location: "Saraqib" -> "\\x1b[31mSarmin"',
        "  - b: 2020-02-17, Battles, Idlib",
    ]
    assert run.main(["diff", str(old), str(tmp_path / "none.csv")]) == 2
    assert "none.csv does not exist" in capsys.readouterr().err


def test_json_has_every_cell_and_the_rows_that_were_not_compared(tmp_path, capsys):
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(HEADER + A + B, encoding="utf-8")
    new.write_text(HEADER + A.replace("Saraqib", "Sarmin") + C.replace("2020-02-17", "soon"), encoding="utf-8")
    assert run.main(["diff", str(old), str(new), "--json"]) == 1
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["changed"] == [{"event_id": "a", "columns": {"location": {"old": "Saraqib", "new": "Sarmin"}}}]
    assert [event["event_id"] for event in found["removed"]] == ["b"]
    assert (found["added"], found["refused_rows"]) == ([], {"old": 0, "new": 1})
    assert "1 refused rows are not compared" in err


def test_people_are_shown_the_first_fifty(tmp_path, capsys):
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(HEADER, encoding="utf-8")
    new.write_text(HEADER + "".join(A.replace("a,", f"a{n},", 1) for n in range(60)), encoding="utf-8")
    run.main(["diff", str(old), str(new)])
    lines = capsys.readouterr().out.splitlines()
    assert (len(lines), lines[-1]) == (52, "    and 10 more; --all lists them")
    run.main(["diff", str(old), str(new), "--all"])
    assert len(capsys.readouterr().out.splitlines()) == 61


def test_differences_of_many_events_are_found_by_columns():
    ids = [f"e{number}" for number in range(1_000)]
    old = pd.DataFrame({"event_id": ids, "notes": ["x"] * 1_000, "latitude": np.arange(1_000.0)})
    new = old.iloc[::-1].reset_index(drop=True)
    new.loc[10, "notes"] = "y"
    assert find_differences(old, new).changed == {"e989": {"notes": ("x", "y")}}
