"""Owns the table of formats: which one is meant, where it may be written, and that files are replaced whole."""

import errno
from pathlib import Path

import pyarrow as pa
import pytest

from dashboard.commands import ABOUT_EXPORTS, EXPORT_FORMATS
from geo.errors import CannotExport
from geo.tables.exports.batches import as_batches, export_schema
from geo.tables.exports.formats import FORMATS, check_target, choose_format, write_file
from geo.vocabulary import read_vocabulary
from tests.geo.tables.exports.conftest import events_of

VOCABULARY = read_vocabulary()


def test_the_suffix_says_the_format():
    named = {"a.csv": "csv", "a.GEOJSON": "geojson", "a.gpkg": "gpkg", "a.parquet": "parquet", "a.kml": "kml"}
    assert {path: choose_format(Path(path)).name for path in named} == named
    assert choose_format(Path("a.xlsx")).name == "xlsx"
    assert choose_format(Path("a.csv"), "acled").name == "acled"


def test_an_unknown_suffix_is_said_with_the_known_ones():
    with pytest.raises(CannotExport, match=r'"a.doc" does not say its format\. Expected a name in \.csv, \.xlsx'):
        choose_format(Path("a.doc"))


def test_the_command_line_offers_every_format():
    assert tuple(FORMATS) == EXPORT_FORMATS
    assert all(f"  {name} " in ABOUT_EXPORTS for name in FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_holds_no_events_as_well_as_some(write, name):
    assert write(name, events_of({}).iloc[:0]).stat().st_size > 0


def test_a_target_may_not_be_one_of_the_inputs_by_any_name(tmp_path):
    mine = tmp_path / "mine.csv"
    mine.touch()
    (tmp_path / "link.csv").symlink_to(mine)
    (tmp_path / "twin.csv").hardlink_to(mine)
    for name in ("mine.csv", "link.csv", "twin.csv", "sub/../mine.csv"):
        (tmp_path / "sub").mkdir(exist_ok=True)
        with pytest.raises(CannotExport, match="one of the files that the events are read from"):
            check_target(tmp_path / name, [mine])
    check_target(tmp_path / "other.csv", [mine])


def test_a_target_that_cannot_be_written_is_said_before_anything_is_read(tmp_path):
    with pytest.raises(CannotExport, match="is not a file"):
        check_target(tmp_path, [])
    with pytest.raises(CannotExport, match=r"does not exist\. Make it first"):
        check_target(tmp_path / "none" / "a.csv", [])


@pytest.mark.parametrize("name", FORMATS)
def test_what_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path, name):
    path = tmp_path / f"events{FORMATS[name].suffix}"
    path.write_text("old")
    good = as_batches(events_of({}))

    def broken():
        yield good.read_next_batch()
        raise OSError(errno.ENOSPC, "No space left on device")

    events = pa.RecordBatchReader.from_batches(export_schema(), broken())
    with pytest.raises((CannotExport, OSError)):
        write_file(path, FORMATS[name], events, VOCABULARY)
    assert (path.read_text(), list(tmp_path.iterdir())) == ("old", [path])


def test_a_full_disk_is_said_in_one_line(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("geo.atomic.os.fsync", full)
    with pytest.raises(CannotExport, match=r"a\.csv cannot be written: No space left on device\. Free some room"):
        write_file(tmp_path / "a.csv", FORMATS["csv"], as_batches(events_of({})), VOCABULARY)
    assert list(tmp_path.iterdir()) == []
