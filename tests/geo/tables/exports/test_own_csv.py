"""Owns our own CSV: what another program reads in it, and that the atlas reads back what it wrote."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.schema import COLUMN_NAMES
from geo.tables.exports.batches import as_batches
from geo.tables.exports.formats import FORMATS
from geo.tables.exports.own_csv import stream_own_csv
from geo.tables.formulas import escape_cell, unescape_cell
from geo.tables.reading import read_tables
from geo.vocabulary import read_vocabulary
from tests.geo.tables.exports.conftest import NOWHERE, events_of

VOCABULARY = read_vocabulary()
ADDED = ["is_geocoded", "radius_km", "place_id"]
INJECTIONS = ['=HYPERLINK("http://x","y")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "'=1"]
LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
CELLS = st.text(alphabet=st.one_of(LETTERS, st.sampled_from("'=+-@,\";\n"))).map(str.strip)


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_columns_are_those_of_the_table_then_those_of_the_file_then_where_the_place_comes_from(write):
    (row,) = rows_of(write("csv", events_of({"iso": "760", "best": "12"})))
    assert list(row) == [*COLUMN_NAMES, "iso", "best", *ADDED]
    assert (row["iso"], row["best"], row["is_geocoded"], row["radius_km"]) == ("760", "12", "true", "1.5")
    assert row["place_id"] == "geonames:164816"


def test_blank_stays_blank_and_a_zero_a_zero(write):
    first, last = rows_of(write("csv", events_of({"fatalities": 0, "iso": "0"}, {**NOWHERE})))
    assert (first["fatalities"], first["iso"], first["end_date"]) == ("0", "0", "")
    assert [last[name] for name in ("fatalities", "iso", "latitude", "radius_km", "place_id")] == [""] * 5


def test_texts_that_look_like_numbers_or_nothing_stay_texts(write):
    (row,) = rows_of(write("csv", events_of({"event_id": "00123", "location": "None", "admin1": "NA"})))
    assert (row["event_id"], row["location"], row["admin1"]) == ("00123", "None", "NA")


@pytest.mark.parametrize("cell", INJECTIONS)
def test_no_cell_and_no_header_is_a_formula(write, cell):
    (row,) = rows_of(write("csv", events_of({"notes": cell, "actor1": cell, cell: cell})))
    assert row["notes"] == row["actor1"] == row[f"'{cell}"] == f"'{cell}"
    assert [text for text in (*row, *row.values()) if text[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
    assert unescape_cell(row["notes"]) == cell


def test_numbers_below_nought_stay_numbers(write):
    (row,) = rows_of(write("csv", events_of({"latitude": -35.2, "longitude": -71.0, "notes": "-3", "tags": "+3"})))
    assert (row["latitude"], float(row["longitude"]), row["notes"], row["tags"]) == ("-35.2", -71, "-3", "+3")


def test_it_is_written_batch_by_batch():
    pieces = stream_own_csv(as_batches(events_of({}, {}, {}), 2), VOCABULARY)
    assert [piece.decode("utf-8-sig").count("\n") for piece in pieces] == [1, 2, 1]


def test_without_events_there_is_a_header(write):
    path = write("csv", events_of({}).iloc[:0])
    assert path.read_text(encoding="utf-8-sig") == ",".join([*COLUMN_NAMES, *ADDED]) + "\n"


EVENTS = st.fixed_dictionaries(
    {"event_date": st.dates(pd.Timestamp("1900-01-01").date(), pd.Timestamp("2100-12-31").date()).map(str)},
    optional={
        "time_precision": st.sampled_from([1, 2, 3]),
        "geo_precision": st.sampled_from([1, 2, 3, None]),
        "latitude": st.floats(-90, 90),
        "longitude": st.floats(-180, 180),
        "fatalities": st.one_of(st.none(), st.integers(0, 10_000_000)),
        "confidence": st.sampled_from(["confirmed", "reported", "claimed"]),
        "source_url": st.just("https://example.org/a?b=1;http://example.org"),
        **dict.fromkeys(("actor1", "actor2", "location", "to_location", "admin1", "country", "notes"), CELLS),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(EVENTS, min_size=1, max_size=5))
def test_every_cell_of_every_event_is_there_as_it_was(rows):
    events = events_of(*rows)
    written = b"".join(FORMATS["csv"].stream(as_batches(events, 2), VOCABULARY)).decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(written, newline="")))
    for name in ("event_id", "actor1", "actor2", "location", "notes", "country"):
        assert [unescape_cell(row[name]) for row in read] == events[name].tolist()
    assert [float(row["latitude"]) for row in read] == events["latitude"].tolist()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(rows=st.lists(EVENTS, min_size=1, max_size=5))
def test_the_atlas_reads_the_events_it_wrote(tmp_path, rows):
    tame = [{name: f"a{c}" if isinstance(c, str) and escape_cell(c) != c else c for name, c in r.items()} for r in rows]
    events = events_of(*tame)
    path = tmp_path / "written.csv"
    path.write_bytes(b"".join(FORMATS["csv"].stream(as_batches(events, 2), VOCABULARY)))
    read = read_tables([path], VOCABULARY)
    assert (read.reports[0].accepted, read.reports[0].rejected) == (len(events), ())
    pd.testing.assert_frame_equal(
        read.events[list(COLUMN_NAMES)], pd.DataFrame(events[list(COLUMN_NAMES)]), check_dtype=False
    )
