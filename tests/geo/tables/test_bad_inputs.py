"""Owns the promise that every kind of bad input is named, with its tier and what to do, and hides no other row."""

import os

import pytest

from geo.errors import UnreadableFile
from geo.loading import load_events
from geo.tables.reading import read_tables
from geo.vocabulary import read_vocabulary
from tests.geo.tables.bad_inputs import BAD_INPUTS

VOCABULARY = read_vocabulary()
OF_KIND = {tier: [bad for bad in BAD_INPUTS if bad.tier == tier] for tier in ("file", "row", "warning", "read")}


@pytest.fixture
def put(tmp_path):
    def put_file(bad):
        path = tmp_path / "events.csv"
        path.write_bytes(bad.content)
        return path

    return put_file


def named(bad):
    return bad.name


def test_there_are_sixty_kinds():
    assert len({bad.name for bad in BAD_INPUTS}) == len(BAD_INPUTS) >= 60


@pytest.mark.parametrize("bad", OF_KIND["file"], ids=named)
def test_a_file_that_cannot_be_read_is_one_clear_line(put, bad):
    path = put(bad)
    with pytest.raises(UnreadableFile) as error:
        read_tables([path], VOCABULARY)
    said = str(error.value)
    assert said.startswith(str(path))
    assert bad.said in said
    assert bad.suggestion in said
    assert "\n" not in said


@pytest.mark.parametrize("bad", OF_KIND["row"], ids=named)
def test_a_row_is_set_aside_and_the_others_stay(put, bad):
    reading = read_tables([put(bad)], VOCABULARY)
    (report,) = reading.reports
    first = report.rejected[0]
    assert (first.row, first.column) == (3, bad.column)
    assert bad.said in first.message
    assert bad.suggestion in first.message
    assert bool(first.letter) == bool(bad.column)
    assert len(first.message) <= 800
    assert reading.events.event_id[0] == "good"
    assert report.rows == report.accepted + len({fault.row for fault in report.rejected})


@pytest.mark.parametrize("bad", OF_KIND["warning"], ids=named)
def test_a_doubt_is_said_and_the_row_stays(put, bad):
    loaded = load_events([put(bad)])
    (report,) = loaded.reports
    assert not report.rejected
    assert report.rows == report.accepted == 2
    doubts = [one for one in report.warnings if bad.said in one.message and bad.suggestion in one.message]
    assert [one.column for one in doubts] == [bad.column]
    assert loaded.events.event_id[0] == "good"


@pytest.mark.parametrize("bad", OF_KIND["read"], ids=named)
def test_what_is_no_fault_is_read_as_it_is_meant(put, bad):
    reading = read_tables([put(bad)], VOCABULARY)
    (report,) = reading.reports
    assert (report.rows, report.accepted, report.rejected) == (2, 2, ())
    assert reading.events.event_type.tolist() == ["Battles", "Battles"]
    assert reading.events.event_date.dt.strftime("%Y-%m-%d").tolist() == ["2020-02-17"] * 2


def test_a_file_that_was_deleted_is_one_clear_line(tmp_path):
    with pytest.raises(UnreadableFile, match="does not exist"):
        read_tables([tmp_path / "none.csv"], VOCABULARY)


def test_a_link_to_nothing_is_named_with_what_it_means(tmp_path):
    link = tmp_path / "events.csv"
    link.symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(UnreadableFile, match=r"is a link to .*elsewhere\.csv, which does not exist"):
        read_tables([link], VOCABULARY)


def test_links_that_go_round_are_one_clear_line(tmp_path):
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(UnreadableFile, match=r"one\.csv"):
        read_tables([one], VOCABULARY)


def test_a_device_is_no_file():
    with pytest.raises(UnreadableFile, match="is not a file"):
        read_tables([os.devnull], VOCABULARY)


def test_a_file_that_is_deleted_while_it_is_read_is_read_or_named(tmp_path, monkeypatch):
    """An open file stays readable when its name goes; one that goes before is opened is named."""
    from geo.tables.sheets import delimited

    path = tmp_path / "events.csv"
    path.write_bytes(OF_KIND["read"][0].content)
    parse = delimited._parse

    def parse_and_delete(*arguments):
        path.unlink()
        return parse(*arguments)

    monkeypatch.setattr(delimited, "_parse", parse_and_delete)
    assert read_tables([path], VOCABULARY).reports[0].accepted == 2
