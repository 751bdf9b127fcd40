"""Owns the workbook, as two other libraries read it: types, safety, and what a sheet cannot hold."""

from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from geo.errors import CannotExport
from geo.schema import COLUMN_NAMES
from geo.tables.exports import xlsx
from tests.geo.tables.exports.conftest import NOWHERE, events_of

INJECTIONS = ['=HYPERLINK("http://x","y")', "+49 30", "-2+3", "@SUM(1)", "'=1", "{=1}", "https://example.org", "00123"]


def read(path):
    return pd.read_excel(path, engine="calamine", dtype=str, keep_default_na=False)


def cells_of(path):
    sheet = openpyxl.load_workbook(path)["events"]
    header, *rows = sheet.iter_rows()
    return [dict(zip([cell.value for cell in header], row, strict=True)) for row in rows]


def test_days_are_days_numbers_numbers_and_texts_texts(write):
    path = write("xlsx", events_of({"fatalities": 3, "event_id": "00123", "iso": "008", "latitude": -35.2}))
    (row,) = cells_of(path)
    assert row["event_date"].value == datetime(2020, 2, 8)
    assert row["event_date"].is_date
    assert (row["fatalities"].value, row["latitude"].value, row["is_geocoded"].value) == (3, -35.2, True)
    assert (row["event_id"].value, row["iso"].value, row["iso"].data_type) == ("00123", "008", "s")
    assert (row["end_date"].value, row["road"].value) == (None, None)
    assert read(path)["event_id"].tolist() == ["00123"]


def test_columns_and_rows_are_all_there_under_a_header_that_stays(write):
    path = write("xlsx", events_of({"best": "1"}, NOWHERE, {"notes": "حلب\nzwei"}))
    assert list(read(path).columns) == [*COLUMN_NAMES, "best", "is_geocoded", "radius_km", "place_id"]
    assert read(path)["notes"].tolist() == ["", "", "حلب\nzwei"]
    sheet = openpyxl.load_workbook(path)["events"]
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width > 15
    assert sheet.auto_filter.ref.startswith("A1:")


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_text_becomes_a_formula_a_link_or_a_number(write, text):
    path = write("xlsx", events_of({"notes": text, text: text}))
    (row,) = cells_of(path)
    assert [cell.data_type for cell in (row["notes"], row[text])] == ["s", "s"]
    assert (row["notes"].value, row["notes"].hyperlink, row["notes"].number_format) == (text, None, "@")
    assert read(path)["notes"].tolist() == [text]


def test_what_looks_like_a_formula_stays_text_also_when_it_is_edited(write):
    first, last = cells_of(write("xlsx", events_of({"notes": "=1+1"}, {"notes": "plain"})))
    assert (first["notes"].quotePrefix, last["notes"].quotePrefix) == (True, False)


def test_more_events_than_a_sheet_has_rows_are_refused_with_another_way(write, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_EVENTS", 2)
    with pytest.raises(CannotExport, match=r"3 events are more than the 2 .* choose CSV"):
        write("xlsx", events_of({}, {}, {}), rows=1)
    assert list(tmp_path.iterdir()) == []


def test_a_text_longer_than_a_cell_is_refused_and_not_cut(write, tmp_path):
    with pytest.raises(CannotExport, match=r"Event e0, column notes: 32,768 letters are more than the 32,767"):
        write("xlsx", events_of({"notes": "a" * 32_768}))
    assert list(tmp_path.iterdir()) == []
    assert len(read(write("xlsx", events_of({"notes": "a" * 32_767})))["notes"][0]) == 32_767
