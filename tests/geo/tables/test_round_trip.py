"""Owns the promise that what is read, written and read again is the same, whatever else the file says."""

import csv
import tempfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gazetteer.gazetteer import Gazetteer
from geo.loading import DATA_FOLDER, load_events
from geo.schema import CONFIDENCE
from geo.tables.exports.batches import as_batches
from geo.tables.exports.formats import FORMATS
from geo.tables.formulas import escape_cell
from geo.vocabulary import read_vocabulary

VOCABULARY = read_vocabulary()
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12).map(str.strip)
PLACES = st.sampled_from(["", "Saraqib", "Idlib", "Zzyzx", "near Ariha", "M5"])
ROW = st.fixed_dictionaries({
    "event_id": TEXT.filter(bool),
    "event_date": st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(str),
    "event_type": st.sampled_from([one.event_type for one in VOCABULARY.event_types]),
    "time_precision": st.sampled_from(["", "1", "2", "3"]),
    "location": PLACES,
    "to_location": PLACES,
    "actor1": TEXT,
    "notes": TEXT.map(lambda text: f'"{text},\n{text}'.strip()),
    "fatalities": st.sampled_from(["", "0", "12"]),
    "confidence": st.sampled_from(["", *CONFIDENCE]),
    "geo_precision": st.sampled_from(["", "1", "3"]),
    "tags": st.lists(TEXT.map(lambda text: text.replace(";", "")).map(str.strip), max_size=2).map(";".join),
    "iso": st.sampled_from(["", "760", "00760"]),
    "=extra": TEXT,
})  # fmt: skip
ROW_NAMES = (
    "event_id", "event_date", "event_type", "time_precision", "location", "to_location", "actor1", "notes",
    "fatalities", "confidence", "geo_precision", "tags", "iso", "=extra",
)  # fmt: skip
POINTS = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.fixture(scope="module")
def atlas():
    return Gazetteer.load(DATA_FOLDER / "gazetteer")


def write_rows(path, rows, points):
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow([*map(escape_cell, ROW_NAMES), "latitude", "longitude"])
        for row, point in zip(rows, points, strict=True):
            writer.writerow([*(escape_cell(row[name]) for name in ROW_NAMES), *(point or ("", ""))])


@settings(max_examples=40)
@given(st.lists(st.tuples(ROW, POINTS), min_size=1, max_size=4, unique_by=lambda one: one[0]["event_id"]))
@pytest.mark.parametrize("name", ["csv"])
def test_import_export_import_gives_the_same_events(atlas, name, drawn):
    with tempfile.TemporaryDirectory() as folder:
        written, exported = Path(folder, "events.csv"), Path(folder, f"exported{FORMATS[name].suffix}")
        write_rows(written, [row for row, _ in drawn], [point for _, point in drawn])
        first = load_events([written], gazetteer=atlas)
        assert first.reports[0].accepted == len(drawn)
        with exported.open("wb") as file:
            FORMATS[name].write(as_batches(first.events), file, VOCABULARY)
        again = load_events([exported], gazetteer=atlas)
    left_out = ["file", "row", "geometry", "needs_review", "review", *{"=extra", "iso"} - set(first.events.columns)]
    before, after = (pd.DataFrame(one.events.drop(columns=left_out)) for one in (first, again))
    pd.testing.assert_frame_equal(before, after[before.columns])
