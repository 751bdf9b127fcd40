"""Owns that a table gives the same events, whichever kind of file it is kept in."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.tables.reading import read_tables
from geo.vocabulary import read_vocabulary
from tests.geo.tables.sheets.containers import WRITERS, write_csv, write_ods, write_xlsx

VOCABULARY = read_vocabulary()
HEADER = [
    "event_id", "event_date", "end_date", "event_type", "location", "latitude", "longitude", "fatalities", "notes",
    "time_precision", "seen",
]  # fmt: skip
ROWS = [
    HEADER,
    ["00123", dt.date(2020, 2, 17), None, "Battles", "Ariha", 35.8645, 36.8, 5, "two\nlines, a comma", 1, True],
    ["b", dt.date(2020, 2, 18), dt.date(2020, 2, 19), "Protests", "أريحا", 35.0, -0.5, None, 'a "quote"', 2, False],
    ["NA", dt.date(1995, 1, 1), None, "Riots", "None", None, None, 0, "  NaN  ", None, None],
]


def events_of(path):
    reading = read_tables([path], VOCABULARY)
    report = reading.reports[0]
    assert (report.error, report.rejected) == (None, ())
    frame = reading.events.drop(columns="file")
    return frame[sorted(frame.columns)]


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_container_gives_the_events_of_the_csv(tmp_path, suffix):
    write_csv(tmp_path / "a.csv", ROWS)
    WRITERS[suffix](tmp_path / f"a{suffix}", ROWS)
    pd.testing.assert_frame_equal(events_of(tmp_path / f"a{suffix}"), events_of(tmp_path / "a.csv"))


CELL = st.text(st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="'=+-@\ufffe\uffff"), max_size=12)
NOTES = st.lists(
    st.tuples(CELL, st.floats(-90, 90), st.one_of(st.none(), st.integers(0, 10**6))), min_size=1, max_size=4
)


@settings(max_examples=30)
@given(NOTES, st.integers(0, 4), st.integers(0, 4))
def test_any_text_and_number_reads_the_same_from_workbooks(tmp_path_factory, cells, row, column):
    folder = tmp_path_factory.mktemp("any")
    table = [["event_id", "event_date", "event_type", "notes", "latitude", "longitude", "fatalities"]]
    for number, (text, degrees, deaths) in enumerate(cells):
        table.append([f"e{number}", dt.date(2020, 1, 1 + number), "Battles", text, degrees, degrees, deaths])
    write_csv(folder / "a.csv", table)
    write_xlsx(folder / "a.xlsx", table)
    write_ods(folder / "a.ods", table)
    from_csv = events_of(folder / "a.csv")
    pd.testing.assert_frame_equal(events_of(folder / "a.xlsx"), from_csv)
    pd.testing.assert_frame_equal(events_of(folder / "a.ods"), from_csv)
    write_xlsx(folder / "moved.xlsx", table, row, column)
    moved = events_of(folder / "moved.xlsx")
    assert moved.pop("row").tolist() == (from_csv.pop("row") + row).tolist()
    pd.testing.assert_frame_equal(moved, from_csv)


def test_a_folder_takes_every_kind_of_file(tmp_path):
    for number, (suffix, write) in enumerate(WRITERS.items()):
        rows = [HEADER, *([f"{number}-{place}", *row[1:]] for place, row in enumerate(ROWS[1:]))]
        write(tmp_path / f"a{suffix}", rows)
    reading = read_tables([tmp_path], VOCABULARY)
    assert [report.accepted for report in reading.reports] == [3] * len(WRITERS)
    assert len(reading.events) == 3 * len(WRITERS)
