"""Owns the reading of event tables: what is kept, what is refused, and how that is said."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UnreadableFile
from geo.schema import COLUMN_NAMES
from geo.tables.formulas import escape_cell
from geo.tables.reading import read_tables
from geo.vocabulary import read_vocabulary

VOCABULARY = read_vocabulary()
HEADER = "event_id,event_date,event_type,location\n"


@pytest.fixture
def write(tmp_path):
    def write_file(content, name="events.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write_file


def read(*paths):
    return read_tables(paths, VOCABULARY)


def read_rows(write, **cells):
    """Read one row with these cells besides good required ones."""
    row = {"event_id": "a", "event_date": "2020-02-17", "event_type": "Battles"} | cells
    lines = io.StringIO()
    csv.writer(lines).writerows([row.keys(), row.values()])
    return read(write(lines.getvalue()))


def faults(reading):
    return [(fault.row, fault.column) for fault in reading.reports[0].rejected]


def message(reading):
    (fault,) = reading.reports[0].rejected
    return fault.message


def test_good_rows_become_typed_events(write):
    cells = {"latitude": "35.86", "longitude": "36.8", "fatalities": "007", "notes": "NA", "end_date": "2020-02-18"}
    events = read_rows(write, **cells).events
    event = events.iloc[0]
    assert list(events.columns) == [*COLUMN_NAMES, "file", "row"]
    assert event.event_date.date() == date(2020, 2, 17)
    assert event.end_date.date() == date(2020, 2, 18)
    assert (event.latitude, event.longitude, event.fatalities, event.notes) == (35.86, 36.8, 7, "NA")
    assert (event.time_precision, event.confidence, event.actor1, event.row) == (1, "reported", "", 2)


def test_blank_numbers_are_unknown_and_not_zero(write):
    event = read_rows(write).events.iloc[0]
    assert event[["fatalities", "latitude", "longitude", "geo_precision", "end_date"]].isna().all()


def test_leading_zeros_of_text_stay(write):
    assert read_rows(write, event_id="0012").events.event_id.tolist() == ["0012"]


def test_a_byte_order_mark_is_no_part_of_the_header(write):
    assert read(write(b"\xef\xbb\xbf" + HEADER.encode() + b"a,2020-02-17,Battles,Idlib\n")).reports[0].accepted == 1


def test_rows_count_as_a_spreadsheet_does(write):
    lines = HEADER + 'a,2020-02-17,Battles,"two\nlines"\n,,,\n\nb,nonsense,Battles,Idlib\nc,2020-02-17,Battles,Hama\n'
    reading = read(write(lines))
    report = reading.reports[0]
    assert reading.events.row.tolist() == [2, 6]
    assert (report.rows, report.accepted) == (3, 2)
    assert faults(reading) == [(5, "event_date")]


def test_a_refused_row_shows_all_its_faults_and_counts_once(write):
    reading = read_rows(write, event_date="17/02/2020", event_type="Battle", latitude="95.2", longitude="1")
    assert faults(reading) == [(2, "event_date"), (2, "event_type"), (2, "latitude")]
    assert (reading.reports[0].rows, reading.reports[0].accepted) == (1, 0)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"event_date": "17/02/2020"}, '"17/02/2020" is not a date YYYY-MM-DD. Did you mean 2020-02-17?'),
        ({"event_date": "43878"}, "Did you mean 2020-02-17?"),
        ({"event_date": "3.4.2020"}, "Did you mean 2020-04-03 or 2020-03-04?"),
        ({"event_date": "17 Feb 2020"}, "Did you mean 2020-02-17?"),
        ({"event_date": "2020-02-17T10:00:00"}, "Did you mean 2020-02-17?"),
        ({"event_date": "2020-02-30"}, '"2020-02-30" is not a date'),
        ({"event_date": "1820-02-17"}, '"1820-02-17" is outside 1900…2100'),
        ({"event_date": ""}, "is blank. Every event needs its event_date."),
        ({"end_date": "2020-02-16"}, '"2020-02-16" is before event_date "2020-02-17"'),
        ({"event_type": "battels"}, '"battels" is not an event type. Did you mean "Battles"?'),
        ({"event_type": "Zebra"}, "Expected one of Battles"),
        ({"sub_event_type": "Armed clsh"}, 'Did you mean "Armed clash"?'),
        ({"sub_event_type": "Air/drone strike"}, 'belongs to "Explosions/Remote violence", not to "Battles"'),
        ({"time_precision": "4"}, '"4" is not 1, 2 or 3.'),
        ({"geo_precision": "1.0"}, '"1.0" is not 1, 2 or 3.'),
        ({"confidence": "Confirmd"}, 'Did you mean "confirmed"?'),
        ({"latitude": "abc", "longitude": "1"}, '"abc" is not a number of degrees.'),
        ({"latitude": "nan", "longitude": "1"}, '"nan" is not a number of degrees.'),
        ({"latitude": "35,5", "longitude": "1"}, "Did you mean 35.5?"),
        ({"latitude": "95.2", "longitude": "1"}, "outside -90…90. Latitude and longitude may be swapped."),
        ({"latitude": "1", "longitude": "181"}, '"181" is outside -180…180.'),
        ({"latitude": "1"}, 'is blank while latitude is "1".'),
        ({"longitude": "1"}, 'is blank while longitude is "1".'),
        ({"fatalities": "-3"}, '"-3" is negative.'),
        ({"fatalities": "1.5"}, '"1.5" is not a whole number.'),
        ({"fatalities": "ten"}, '"ten" is not a whole number.'),
        ({"fatalities": "9" * 5000}, "Check the number."),
        ({"source_url": "javascript:alert(1)"}, "begins with javascript:, and only http and https"),
        ({"source_url": "https://a.example/x;data:text/html,x"}, "begins with data:"),
        ({"source_url": "www.a.example"}, "must begin with http:// or https://"),
        ({"source_url": "https://[a"}, "is not a link"),
    ],
)
def test_a_bad_cell_is_refused_with_what_to_do(write, cells, said):
    assert said in message(read_rows(write, **cells))


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"latitude": "0", "longitude": "0.0"}, "latitude"),
        ({"source": "A;B", "source_title": "One"}, "source_title"),
        ({"source": "A", "source_date": "17.2.2020"}, "source_date"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_doubtful_cell_is_a_warning_and_the_row_stays(write, cells, column):
    report = read_rows(write, **cells).reports[0]
    assert report.accepted == 1
    assert [warning.column for warning in report.warnings] == [column]


def test_an_unknown_column_suggests_the_known_one(write):
    report = read_rows(write, sorce_title="x").reports[0]
    assert 'Did you mean "source_title"?' in report.warnings[0].message
    assert report.warnings[0].row == 1


@pytest.mark.parametrize(("row", "count"), [("a,2020-02-17", 2), ("a,2020-02-17,Battles,Idlib, Syria", 5)])
def test_a_row_of_another_length_is_refused(write, row, count):
    assert f"has {count} cells where the header has 4" in message(read(write(HEADER + row + "\n")))


def test_trailing_commas_do_no_harm(write):
    assert read(write(HEADER + "a,2020-02-17,Battles,Idlib,,,\n")).reports[0].accepted == 1


def test_a_quote_never_closed_is_named_and_hides_no_row_silently(write):
    reading = read(
        write(HEADER + 'a,2020-02-17,Battles,Idlib\nb,2020-02-17,Battles,"Hama\nc,2020-02-17,Battles,Homs\n')
    )
    assert reading.reports[0].accepted == 1
    assert "never closed" in message(reading)


def test_an_id_is_used_once_in_all_files(write):
    first = write(HEADER + "a,2020-02-17,Battles,Idlib\na,2020-02-18,Battles,Idlib\n", "one.csv")
    second = write(HEADER + "b,2020-02-17,Battles,Idlib\na,2020-02-17,Battles,Hama\n", "two.csv")
    reading = read(first, second)
    assert [report.accepted for report in reading.reports] == [1, 1]
    assert reading.events.event_id.tolist() == ["a", "b"]
    for report, column in zip(reading.reports, ("event_date", "location"), strict=True):
        assert f'"a" is already used in {first} row 2, {column} there is' in report.rejected[0].message
    assert 'location there is "Idlib", here "Hama"' in reading.reports[1].rejected[0].message


def test_a_row_that_is_said_twice_counts_once_and_is_no_fault(write):
    first = write(HEADER + "a,2020-02-17,Battles,Idlib\n", "one.csv")
    second = write(HEADER + "b,2020-02-17,Battles,Idlib\na,2020-02-17,Battles,Idlib\n", "two.csv")
    reading = read(first, second)
    assert reading.events.event_id.tolist() == ["a", "b"]
    assert [(report.rows, report.accepted) for report in reading.reports] == [(1, 1), (2, 2)]
    assert f"already used in {first} row 2, and says the same" in reading.reports[1].warnings[0].message


def test_a_retired_row_stays_in_the_file_and_is_no_event(write):
    lines = "event_id,event_date,event_type,retired\na,2020-02-17,Battles,\nb,2020-02-17,Battles,2020-03-01 a rumour\n"
    reading = read(write(lines))
    assert reading.events.event_id.tolist() == ["a"]
    assert (reading.reports[0].rows, reading.reports[0].accepted, reading.reports[0].retired) == (2, 2, 1)


def test_other_columns_are_kept(write):
    events = read_rows(write, colour="red", place_id="geonames:1").events
    assert (events.colour[0], events.place_id[0]) == ("red", "geonames:1")


def test_the_id_of_a_refused_row_is_free(write):
    assert read(write(HEADER + "a,nonsense,Battles,Idlib\na,2020-02-17,Battles,Idlib\n")).reports[0].accepted == 1


def test_a_folder_means_its_csv_files_by_name(write, tmp_path):
    for name, event_id in (("b.csv", "2"), ("a.csv", "1"), ("CHANGES.csv", "3"), ("notes.txt", "4")):
        write(HEADER + f"{event_id},2020-02-17,Battles,Idlib\n", name)
    assert read(tmp_path).events.event_id.tolist() == ["1", "2"]


def test_a_file_named_twice_is_read_once(write, tmp_path):
    path = write(HEADER + "a,2020-02-17,Battles,Idlib\n")
    assert len(read(path, tmp_path).events) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        (" \n\n", "is empty"),
        (b"PK\x03\x04junk", "a spreadsheet or zip archive"),
        (b"event_id\x00", "binary"),
        ("<!doctype html><html>", "HTML"),
        ("event_id,event_date,event_type\na,2020-02-17,caf\u00e9".encode("latin-1"), "line 2 is not UTF-8"),
        ("event_id,event_id,event_date,event_type\n", 'has the column "event_id" twice'),
        ("event_id,date,event_type\n", "lacks the column event_date"),
    ],
)
def test_a_file_that_is_no_table_is_one_clear_line(write, content, said):
    with pytest.raises(UnreadableFile) as error:
        read(write(content))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_an_empty_folder_are_one_clear_line(tmp_path):
    with pytest.raises(UnreadableFile, match="does not exist"):
        read(tmp_path / "none.csv")
    with pytest.raises(UnreadableFile, match="folder without CSV files"):
        read(tmp_path)


def test_one_unreadable_file_does_not_lose_the_others(write, tmp_path):
    good = write(HEADER + "a,2020-02-17,Battles,Idlib\n")
    reading = read(tmp_path / "none.csv", good)
    assert "does not exist" in reading.reports[0].error
    assert reading.events.event_id.tolist() == ["a"]


def test_a_file_with_a_header_only_holds_no_events(write):
    reading = read(write(HEADER))
    assert (len(reading.events), reading.reports[0].rows) == (0, 0)


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=20).map(str.strip)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "event_id": TEXT.filter(bool),
                "event_date": st.dates(date(1900, 1, 1), date(2100, 12, 31)),
                "location": TEXT,
                "notes": TEXT.map(lambda text: f'"{text},\n{text}'.strip()),
                "latitude": st.none() | st.floats(-90, 90),
                "fatalities": st.none() | st.integers(0, 10_000_000),
            }
        ),
        max_size=5,
        unique_by=lambda row: row["event_id"],
    )
)
def test_what_is_written_is_read(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "events.csv"
    columns = ["event_id", "event_date", "location", "notes", "latitude", "longitude", "fatalities", "event_type"]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(columns)
        for row in rows:
            cells = row | {"longitude": row["latitude"], "event_type": "Battles"}
            writer.writerow(["" if cells[name] is None else escape_cell(str(cells[name])) for name in columns])
    events = read(path).events
    assert events.event_id.tolist() == [row["event_id"] for row in rows]
    assert [day.date() for day in events.event_date] == [row["event_date"] for row in rows]
    assert events.location.tolist() == [row["location"] for row in rows]
    assert events.notes.tolist() == [row["notes"] for row in rows]
    assert [None if one != one else one for one in events.latitude] == [row["latitude"] for row in rows]
    assert [
        None if one is None else int(one)
        for one in events.fatalities.astype(object).where(events.fatalities.notna(), None)
    ] == [row["fatalities"] for row in rows]
