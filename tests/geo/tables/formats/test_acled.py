"""Owns the reading of ACLED's tables, era by era."""

import csv
import io
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from geo.errors import UnreadableFile

HEADER_2016 = [
    "GWNO", "EVENT_ID_CNTY", "EVENT_ID_NO_CNTY", "EVENT_DATE", "YEAR", "TIME_PRECISION", "EVENT_TYPE", "ACTOR1",
    "ALLY_ACTOR_1", "INTER1", "ACTOR2", "ALLY_ACTOR_2", "INTER2", "INTERACTION", "COUNTRY", "ADMIN1", "ADMIN2",
    "ADMIN3", "LOCATION", "LATITUDE", "LONGITUDE", "GEO_PRECISION", "SOURCE", "NOTES", "FATALITIES",
]  # fmt: skip
HEADER_2020 = [
    "data_id", "iso", "event_id_cnty", "event_id_no_cnty", "event_date", "year", "time_precision", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "timestamp", "iso3",
]  # fmt: skip
HEADER_2025 = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
]  # fmt: skip
OLD = {
    "GWNO": "652", "EVENT_ID_CNTY": "12SYR", "EVENT_ID_NO_CNTY": "12", "EVENT_DATE": "25/12/2016", "YEAR": "2016",
    "TIME_PRECISION": "1", "EVENT_TYPE": "Battle-No change of territory", "ACTOR1": "A", "ALLY_ACTOR_1": "A2",
    "INTER1": "1", "ACTOR2": "B", "INTER2": "2", "INTERACTION": "12", "COUNTRY": "Syria", "ADMIN1": "Idlib",
    "ADMIN2": "Ariha", "LOCATION": "Ariha", "LATITUDE": "35.8136", "LONGITUDE": "36.6104", "GEO_PRECISION": "1",
    "SOURCE": "One; Two", "NOTES": "Fought.", "FATALITIES": "0",
}  # fmt: skip
NEW = {
    "event_id_cnty": "SYR1", "event_date": "2025-01-02", "year": "2025", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "A",
    "inter1": "State forces", "actor2": "B", "inter2": "Rebel group", "interaction": "State forces-Rebel group",
    "civilian_targeting": "", "iso": "760", "country": "Syria", "admin1": "Idleb", "location": "Ariha",
    "latitude": "35.8136", "longitude": "36.6104", "geo_precision": "2", "source": "SOHR", "fatalities": "3",
    "tags": "", "timestamp": "1735948800",
}  # fmt: skip


def table(header, *rows, separator=","):
    lines = io.StringIO()
    csv.writer(lines, delimiter=separator).writerows(
        [header, *([row.get(name, "") for name in header] for row in rows)]
    )
    return lines.getvalue()


def old(**cells):
    return OLD | cells


def new(**cells):
    return NEW | cells


def test_the_capitals_of_2016_are_read(read):
    reading = read(table(HEADER_2016, OLD))
    event = reading.events.iloc[0]
    assert reading.reports[0].format == "acled"
    assert (event.event_id, str(event.event_date.date()), event.fatalities) == ("12SYR", "2016-12-25", 0)
    assert (event.event_type, event.sub_event_type) == ("Battles", "Armed clash")
    assert (event.actor1, event.assoc_actor_1, event.source, event.admin1) == ("A", "A2", "One;Two", "Idlib")
    assert (event.acled_event_type, event.GWNO, event.ADMIN2) == ("Battle-No change of territory", "652", "Ariha")


def test_older_tables_that_are_cp1252_are_read_as_that_and_it_is_said(read):
    content = table(HEADER_2016, old(LOCATION="Béjaïa", NOTES="“Clashes”")).encode("cp1252")
    reading = read(content)
    assert reading.events.location.tolist() == ["Béjaïa"]
    said = [warning.message for warning in reading.reports[0].warnings if "cp1252" in warning.message]
    assert said == [
        "The text is not UTF-8. Older tables of ACLED are cp1252, so it is read as that; if names look wrong, declare "
        "its encoding with --encoding."
    ]


def test_a_table_that_reads_as_arabic_must_say_its_encoding(read):
    content = table(HEADER_2016, old(LOCATION="سراقب", NOTES="اشتباكات")).encode("cp1256")
    with pytest.raises(UnreadableFile, match=r'As cp1256 it reads ".*سراقب'):
        read(content)
    assert read(content, encoding="cp1256").events.location.tolist() == ["سراقب"]


def test_what_ours_has_not_is_kept_under_acleds_own_names(read):
    taken = {
        "EVENT_ID_CNTY", "EVENT_DATE", "TIME_PRECISION", "EVENT_TYPE", "ACTOR1", "ALLY_ACTOR_1", "ACTOR2",
        "ALLY_ACTOR_2", "COUNTRY", "ADMIN1", "LOCATION", "LATITUDE", "LONGITUDE", "GEO_PRECISION", "SOURCE", "NOTES",
        "FATALITIES",
    }  # fmt: skip
    events = read(table(HEADER_2016, OLD)).events
    assert set(HEADER_2016) - taken <= set(events.columns)


@pytest.mark.parametrize(
    ("written", "event_type", "sub_type"),
    [
        ("Battle-Government regains territory", "Battles", "Government regains territory"),
        ("Battle-Non-state actors overtake territory", "Battles", "Non-state actor overtakes territory"),
        ("battle - no change of  territory", "Battles", "Armed clash"),
        ("Remote violence", "Explosions/Remote violence", ""),
        ("Violence against civilians", "Violence against civilians", ""),
        ("Strategic Development", "Strategic developments", ""),
        ("Headquarters or base established", "Strategic developments", "Headquarters or base established"),
        ("Non-violent transfer of territory", "Strategic developments", "Non-violent transfer of territory"),
    ],
)
def test_former_types_become_those_that_acled_made_of_them(read, written, event_type, sub_type):
    event = read(table(HEADER_2016, old(EVENT_TYPE=written))).events.iloc[0]
    assert (event.event_type, event.sub_event_type) == (event_type, sub_type)


@pytest.mark.parametrize(
    ("who", "event_type"),
    [
        ({"INTER1": "5"}, "Riots"),
        ({"INTER1": "6"}, "Protests"),
        ({"INTER1": "6.0"}, "Protests"),
        ({"INTER1": "6", "INTER2": "5"}, "Riots"),
        ({"INTER1": "", "ACTOR1": "Protesters (Algeria)"}, "Protests"),
    ],
)
def test_who_acted_tells_riots_from_protests(read, who, event_type):
    assert read(table(HEADER_2016, old(EVENT_TYPE="Riots/Protests", **who))).events.event_type.tolist() == [event_type]


def test_riots_or_protests_of_nobody_are_refused_by_their_column(read):
    report = read(table(HEADER_2016, old(EVENT_TYPE="Riots/Protests", INTER1="1"), old(EVENT_ID_CNTY="13SYR"))).reports[
        0
    ]
    assert [(fault.row, fault.column) for fault in report.rejected] == [(2, "EVENT_TYPE")]


def test_an_unknown_type_is_refused_with_a_suggestion(read, said):
    report = read(table(HEADER_2025, new(event_type="Batles"), new(event_id_cnty="SYR2"))).reports[0]
    assert said(report.rejected) == ['2 event_type: "Batles" is not an event type. Did you mean "Battles"?']


def test_an_unknown_sub_type_is_kept_and_said_once(read, said):
    rows = [new(event_id_cnty=f"SYR{n}", sub_event_type="Cyber attack") for n in range(3)]
    reading = read(table(HEADER_2025, *rows))
    assert reading.events.acled_sub_event_type.tolist() == ["Cyber attack"] * 3
    assert reading.events.sub_event_type.tolist() == [""] * 3
    assert said(reading.reports[0].warnings) == [
        '2 sub_event_type: "Cyber attack" is not a sub-type of ours. It is kept as acled_sub_event_type. '
        "(3 rows, the first is 2.)"
    ]


def test_the_table_of_2020_is_read(read):
    row = new(event_date="31 December 2020", year="2020", data_id="7", iso3="SYR", event_id_no_cnty="1")
    reading = read(table(HEADER_2020, row, separator=";"))
    event = reading.events.iloc[0]
    assert (str(event.event_date.date()), event.data_id, event.iso3) == ("2020-12-31", "7", "SYR")
    assert reading.reports[0].warnings == ()


def test_words_instead_of_codes_are_kept(read):
    event = read(table(HEADER_2025, NEW)).events.iloc[0]
    assert (event.inter1, event.interaction) == ("State forces", "State forces-Rebel group")
    assert (event.disorder_type, event.iso) == ("Political violence", "760")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("31-Dec-16", "2016-12-31"),
        ("16-Feb-19", "2019-02-16"),
        ("01-Jan-97", "1997-01-01"),
        ("December 5, 2016", "2016-12-05"),
        ("2016-12-05 00:00:00", "2016-12-05"),
        ("5 Sept. 2016", "2016-09-05"),
    ],
)
def test_dates_with_the_name_of_the_month_are_read(read, written, day):
    assert str(read(table(HEADER_2016, old(EVENT_DATE=written, YEAR=""))).events.event_date[0].date()) == day


def test_slashed_dates_are_read_as_the_file_shows(read, said):
    rows = [old(EVENT_DATE="02/01/2016"), old(EVENT_DATE="25/12/2016", EVENT_ID_CNTY="b")]
    reading = read(table(HEADER_2016, *rows))
    assert [str(day.date()) for day in reading.events.event_date] == ["2016-01-02", "2016-12-25"]
    (warning,) = said(reading.reports[0].warnings)
    assert warning.startswith(
        '0 EVENT_DATE: Dates such as "02/01/2016" are read as day/month/year: "25/12/2016" can be'
    )


def test_slashed_dates_that_show_nothing_are_read_day_first_as_acled_documents(read, said):
    reading = read(table(HEADER_2016, old(EVENT_DATE="02/01/2016")))
    assert str(reading.events.event_date[0].date()) == "2016-01-02"
    assert "the form that ACLED documents" in said(reading.reports[0].warnings)[0]


def test_slashed_dates_that_show_the_month_first_are_read_so(read):
    reading = read(table(HEADER_2016, old(EVENT_DATE="02/01/2016"), old(EVENT_DATE="12/25/2016", EVENT_ID_CNTY="b")))
    assert [str(day.date()) for day in reading.events.event_date] == ["2016-02-01", "2016-12-25"]


def test_slashed_dates_that_contradict_each_other_are_refused_with_both_readings(read, said):
    days = ("02/01/2016", "25/12/2016", "12/25/2016", "03/03/2016")
    reading = read(table(HEADER_2016, *(old(EVENT_DATE=day, EVENT_ID_CNTY=str(n)) for n, day in enumerate(days))))
    assert said(reading.reports[0].rejected) == [
        '2 EVENT_DATE: "02/01/2016" is not a date YYYY-MM-DD. Did you mean 2016-01-02 or 2016-02-01?'
    ]
    assert [str(day.date()) for day in reading.events.event_date] == ["2016-12-25", "2016-12-25", "2016-03-03"]


def test_days_that_a_spreadsheet_may_have_exchanged_are_doubted(read, said):
    made = [f"2016-{month:02}-07" for month in range(1, 6)]
    days = [*made, "28/07/2016"]
    reading = read(table(HEADER_2016, *(old(EVENT_ID_CNTY=str(n), EVENT_DATE=day) for n, day in enumerate(days))))
    assert reading.reports[0].accepted == 6
    assert said(reading.reports[0].warnings)[1] == (
        '0 EVENT_DATE: "28/07/2016" and all like it have a number above 12, and "2016-01-07" and all like it have no '
        "day above 12. A spreadsheet may have exchanged day and month in these. Compare them with the file as it was "
        "downloaded."
    )
    whole = [*made, "2016-06-13", "28/07/2016"]
    reading = read(table(HEADER_2016, *(old(EVENT_ID_CNTY=str(n), EVENT_DATE=day) for n, day in enumerate(whole))))
    assert len(reading.reports[0].warnings) == 1


@pytest.mark.parametrize("written", ["2016", "31/12/68", "30/02/2016", "42729", "unknown"])
def test_other_dates_are_refused_by_acleds_column(read, written):
    report = read(table(HEADER_2016, old(EVENT_DATE=written), old(EVENT_ID_CNTY="b", EVENT_DATE="2016-12-25"))).reports[
        0
    ]
    assert [(fault.row, fault.column, fault.value) for fault in report.rejected] == [(2, "EVENT_DATE", written)]


def test_a_year_that_is_not_that_of_the_date_is_said(read, said):
    reading = read(table(HEADER_2025, new(year="2024")))
    assert said(reading.reports[0].warnings) == [
        '2 year: "2024" is said to be the year of 2025-01-02. The date is taken; check both.'
    ]


def test_numbers_that_a_spreadsheet_made_whole_are_whole(read):
    cells = {"FATALITIES": "4.0", "TIME_PRECISION": "2.0", "GEO_PRECISION": "3.0", "EVENT_DATE": "2016-12-25T00:00:00"}
    event = read(table(HEADER_2016, old(**cells))).events.iloc[0]
    assert (event.fatalities, event.time_precision, event.geo_precision) == (4, 2, 3)


def test_rows_without_coordinates_are_accepted_for_the_geocoder(read):
    event = read(table(HEADER_2016, old(LATITUDE="", LONGITUDE=""))).events.iloc[0]
    assert (event.location, str(event.latitude)) == ("Ariha", "nan")


def test_names_cut_by_a_shapefile_are_known(read):
    renamed = {
        "EVENT_ID_CNTY": "EVENT_ID_C", "EVENT_ID_NO_CNTY": "EVENT_ID_N", "TIME_PRECISION": "TIME_PRECI",
        "ALLY_ACTOR_1": "ALLY_ACTOR", "ALLY_ACTOR_2": "ALLY_ACT_1", "GEO_PRECISION": "GEO_PRECIS",
        "INTERACTION": "INTERACTIO",
    }  # fmt: skip
    row = {renamed.get(name, name): text for name, text in old(ALLY_ACTOR_2="B2").items()}
    event = read(table([renamed.get(name, name) for name in HEADER_2016], row)).events.iloc[0]
    assert (event.event_id, event.assoc_actor_1, event.assoc_actor_2, event.geo_precision) == ("12SYR", "A2", "B2", 1)
    assert event.INTERACTIO == "12"


def test_the_monadic_form_is_refused_where_it_says_an_event_again(read, said):
    rows = [OLD, old(ACTOR1="B", ACTOR2="A"), old(EVENT_ID_CNTY="13SYR")]
    report = read(table(HEADER_2016, *rows)).reports[0]
    assert (report.rows, report.accepted) == (3, 2)
    assert said(report.rejected) == [
        '3 ACTOR1: says the event "12SYR" of row 2 again with other actors: the monadic form of ACLED has each event '
        "once per actor. Import the dyadic form."
    ]


def test_the_same_id_for_another_event_is_still_an_error(read):
    report = read(table(HEADER_2025, NEW, new(event_date="2025-01-03"))).reports[0]
    assert [(fault.row, fault.column) for fault in report.rejected] == [(3, "event_id_cnty")]
    assert "already used" in report.rejected[0].message


def test_unnamed_columns_at_the_end_are_left_out(read):
    events = read(table([*HEADER_2025, "", ""], NEW)).events
    assert not [name for name in events.columns if name.startswith("(column")]


def test_a_spreadsheet_says_the_same_as_the_text(read, tmp_path):
    rows = [
        old(FATALITIES="4", NOTES="Café – “here”"),
        old(EVENT_ID_CNTY="13SYR", EVENT_DATE="01/02/2016", FATALITIES=""),
    ]
    book = openpyxl.Workbook()
    book.active.append(HEADER_2016)
    numbers = {"GWNO": int, "YEAR": int, "TIME_PRECISION": int, "INTER1": int, "INTER2": int, "INTERACTION": int,
               "LATITUDE": float, "LONGITUDE": float, "GEO_PRECISION": int, "FATALITIES": float,
               "EVENT_DATE": lambda text: datetime.strptime(text, "%d/%m/%Y"), "EVENT_ID_NO_CNTY": int}  # fmt: skip
    for row in rows:
        book.active.append([numbers.get(name, str)(row[name]) if row.get(name) else None for name in HEADER_2016])
    book.save(tmp_path / "acled.xlsx")
    text = read(table(HEADER_2016, *rows)).events.drop(columns="file")
    sheet = read((tmp_path / "acled.xlsx").read_bytes(), "acled.xlsx").events.drop(columns="file")
    pd.testing.assert_frame_equal(text, sheet)
