"""Owns DISTINCT.csv: what a person said are two events is kept whole, and never read as an event."""

import csv
import threading

import pytest

from geo.duplicates.distinct import DISTINCT_COLUMNS, NotMarked, mark_distinct, read_distinct, unmark_distinct
from geo.errors import UnreadableFile
from geo.tables.reading import read_tables
from geo.vocabulary import read_vocabulary

AB = frozenset(("a", "b"))
EVENTS = "event_id,event_date,event_type\na,2020-02-17,Battles\n"


def test_a_marked_pair_is_read_again_in_any_order(tmp_path):
    mark_distinct(tmp_path, "b", "a", "Mona")
    mark_distinct(tmp_path, "a", "b")
    mark_distinct(tmp_path, "=1+1", "c, d")
    assert read_distinct([tmp_path / "events.csv"]) == read_distinct([tmp_path]) == {AB, frozenset(("=1+1", "c, d"))}
    with (tmp_path / "DISTINCT.csv").open(encoding="utf-8", newline="") as lines:
        header, first, second = csv.reader(lines)
    assert tuple(header) == DISTINCT_COLUMNS
    assert (first[:2], first[3], first[2][-1]) == (["b", "a"], "Mona", "Z")
    assert second[0] == "'=1+1"  # A spreadsheet would run it.


def test_lines_of_others_stay_as_they_are(tmp_path):
    path = tmp_path / "DISTINCT.csv"
    path.write_bytes(b"\xef\xbb\xbfevent_id_1,event_id_2,note\r\nx,y,why")
    mark_distinct(tmp_path, "a", "b")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfevent_id_1,event_id_2,note\r\nx,y,why\n")
    assert read_distinct([tmp_path]) == {AB, frozenset(("x", "y"))}


def test_two_who_mark_at_once_lose_nothing(tmp_path):
    threads = [threading.Thread(target=mark_distinct, args=(tmp_path, "a", f"b{n}")) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read_distinct([tmp_path])) == 20


def test_where_nothing_was_marked_nothing_is_read(tmp_path):
    assert read_distinct([tmp_path, tmp_path / "none" / "events.csv"]) == frozenset()


def test_a_file_that_is_no_list_of_pairs_is_named(tmp_path):
    (tmp_path / "DISTINCT.csv").write_text("one,two\na,b\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="lacks the column event_id_1"):
        read_distinct([tmp_path])


def test_a_full_disk_loses_no_pair(tmp_path, monkeypatch):
    mark_distinct(tmp_path, "a", "b")

    def fail(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(NotMarked, match=r"No space left on device\. Nothing was changed"):
        mark_distinct(tmp_path, "c", "d")
    assert read_distinct([tmp_path]) == {AB}
    assert {path.name for path in tmp_path.iterdir()} == {"DISTINCT.csv", ".DISTINCT.csv.lock"}


@pytest.mark.parametrize("how", ["folder", "by name"])
@pytest.mark.parametrize("name", ["DISTINCT.csv", "CHANGES.csv"])
def test_what_lies_beside_the_events_is_never_read_as_events(tmp_path, how, name):
    (tmp_path / "events.csv").write_text(EVENTS, encoding="utf-8")
    (tmp_path / name).write_text("when,who,what\n", encoding="utf-8")
    paths = [tmp_path] if how == "folder" else sorted(tmp_path.glob("*.csv"))
    (report,) = read_tables(paths, read_vocabulary()).reports
    assert (report.file, report.accepted) == (str(tmp_path / "events.csv"), 1)


def test_a_mark_is_taken_back_and_other_lines_stay_as_they_are(tmp_path):
    path = tmp_path / "DISTINCT.csv"
    kept = b"\xef\xbb\xbfevent_id_1,event_id_2,note\r\nx,y,why\r\n"
    path.write_bytes(kept)
    mark_distinct(tmp_path, "a", "b")
    unmark_distinct(tmp_path, "b", "a")
    assert path.read_bytes() == kept
    unmark_distinct(tmp_path, "b", "a")
    assert path.read_bytes() == kept
