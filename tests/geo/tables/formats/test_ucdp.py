"""Owns the reading of UCDP's events: codes, spans, citations."""

import csv
import io
from pathlib import Path

import pytest

from geo.tables.formats.ucdp_sources import parse_citation
from geo.tables.reading import read_tables
from geo.vocabulary import read_vocabulary

HEADER_49 = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
]  # fmt: skip
HEADER_41 = [name for name in HEADER_49 if not name.endswith("_dset_id") and name not in ("code_status", "relid",
    "source_office", "source_date")]  # fmt: skip
EVENT = {
    "id": "7", "relid": "SYR-7", "year": "2013", "type_of_violence": "1", "side_a": "Government", "side_b": "Rebels",
    "source_article": '"SOHR,2013-01-04,Shells; one house hit";"VDC,2013-01-05,Names"', "source_office": "SOHR;VDC",
    "source_date": "2013-01-04;2013-01-05", "source_headline": "Shells; one house hit;Names", "where_prec": "2",
    "where_coordinates": "Rami village", "adm_1": "Idlib governorate", "latitude": "35.76", "longitude": "36.55",
    "country": "Syria", "date_prec": "1", "date_start": "2013-01-03", "date_end": "2013-01-03", "best": "2",
    "high": "5", "low": "0", "deaths_unknown": "2",
}  # fmt: skip


def table(*rows, header=HEADER_49):
    lines = io.StringIO()
    csv.writer(lines).writerows([header, *([row.get(name, "") for name in header] for row in rows)])
    return lines.getvalue()


def event(**cells):
    return EVENT | cells


@pytest.mark.parametrize("header", [HEADER_41, HEADER_49, [*HEADER_49, "gwab"]])
def test_every_edition_is_read(read, header):
    reading = read(table(EVENT, header=header))
    first = reading.events.iloc[0]
    assert (reading.reports[0].format, first.event_id, first.id) == ("ucdp-ged", "UCDP 7", "7")
    assert (first.actor1, first.actor2, first.location, first.admin1) == (
        "Government",
        "Rebels",
        "Rami village",
        "Idlib governorate",
    )
    assert (first.fatalities, first.best, first.high, first.low) == (2, "2", "5", "0")


@pytest.mark.parametrize(
    ("code", "event_type"), [("1", "Battles"), ("2", "Battles"), ("3", "Violence against civilians")]
)
def test_the_kind_of_violence_is_the_type(read, code, event_type):
    assert read(table(event(type_of_violence=code))).events.event_type.tolist() == [event_type]


@pytest.mark.parametrize(("code", "precision"), [("1", 1), ("2", 2), ("3", 2), ("4", 3), ("5", 3), ("4.0", 3)])
def test_date_prec_becomes_time_precision(read, code, precision):
    first = read(table(event(date_prec=code))).events.iloc[0]
    assert (first.time_precision, first.date_prec) == (precision, code)


@pytest.mark.parametrize(("code", "precision"), [("1", 1), ("2", 2), ("3", 2), ("4", 3), ("5", 3), ("6", 3), ("7", 3)])
def test_where_prec_becomes_geo_precision(read, code, precision):
    assert read(table(event(where_prec=code))).events.geo_precision.tolist() == [precision]


def test_codes_that_ucdp_has_not_are_refused_by_its_columns(read, said):
    rows = [event(where_prec="9"), event(id="8", type_of_violence="4"), event(id="9")]
    report = read(table(*rows)).reports[0]
    assert said(report.rejected) == [
        '2 where_prec: "9" is no code of where_prec. Expected 1, 2, 3, 4, 5, 6 or 7.',
        '3 type_of_violence: "4" is no code of type_of_violence. Expected 1, 2 or 3.',
    ]


def test_an_event_of_several_days_is_a_span(read):
    events = read(table(EVENT, event(id="8", date_end="2013-01-09"))).events
    assert events.end_date.isna().tolist() == [True, False]
    assert str(events.end_date[1].date()) == "2013-01-09"


def test_an_end_before_the_start_is_refused_by_the_name_of_ucdps_column(read):
    report = read(table(event(date_end="2013-01-01"), event(id="8"))).reports[0]
    assert [(fault.row, fault.column) for fault in report.rejected] == [(2, "date_end")]


def test_days_with_a_time_of_day_are_days(read):
    cells = {"date_start": "2013-01-03 00:00:00.000", "date_end": "2013-01-03 00:00:00.000"}
    first = read(table(event(**cells))).events.iloc[0]
    assert str(first.event_date.date()) == "2013-01-03"
    assert str(first.end_date) == "NaT"


def test_citations_stand_in_step_and_whole(read):
    reading = read(table(EVENT))
    first = reading.events.iloc[0]
    assert first.source.split(";") == ["SOHR", "VDC"]
    assert first.source_title.split(";") == ["Shells, one house hit", "Names"]
    assert first.source_date.split(";") == ["2013-01-04", "2013-01-05"]
    assert (first.source_article, first.source_headline, first.ucdp_source_date) == (
        EVENT["source_article"],
        EVENT["source_headline"],
        EVENT["source_date"],
    )
    assert reading.reports[0].warnings == ()


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ('"Bakhtar, News,2021-05-29,More, dead"', ("Bakhtar, News", "More, dead", "2021-05-29")),
        ('Reuters 1989-05-17 "REBELS BLOW UP LINES', ("Reuters", "REBELS BLOW UP LINES", "1989-05-17")),
        ('BBC Monitoring, 2003-04-29, "Killed.', ("BBC Monitoring", "Killed.", "2003-04-29")),
        ("Kashmir Times via BBC, 2008-01-18", ("Kashmir Times via BBC", "", "2008-01-18")),
        ("Reuters2/5/1990 ONE KILLED", ("", "", "")),
        ("Tolo TV, Kabul, 0630 gmt 14 Aug 11", ("", "", "")),
        ('"A,2021-02-30,No such day"', ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_a_citation_is_understood_or_left_alone(cited, expected):
    assert parse_citation(cited) == expected


def test_a_citation_of_blanks_is_soon_understood():
    assert parse_citation(f"Reuters{' ' * 100_000}in 2006") == ("", "", "")
    assert parse_citation(f"Reuters{' ,' * 50_000} 2006-04-12 Two killed") == ("Reuters", "Two killed", "2006-04-12")


def test_a_row_of_hxl_tags_is_no_event(read):
    tags = dict.fromkeys(HEADER_49, "") | {"id": "#event+id", "date_start": "#date+start", "latitude": "#geo+lat"}
    report = read(table(tags, EVENT)).reports[0]
    assert (report.rows, report.accepted, report.format) == (1, 1, "ucdp-ged")


def test_places_are_named_by_the_best_description_there_is(read):
    rows = [
        event(where_coordinates="", where_description="near Rami"),
        event(id="8", where_coordinates="", adm_2="Ariha"),
    ]
    assert read(table(*rows)).events.location.tolist() == ["near Rami", "Ariha"]


def test_a_real_export_is_read_to_the_last_row():
    sample = Path(__file__).resolve().parents[5] / "shared" / "samples" / "ucdpged.csv"
    if not sample.exists():
        pytest.skip("no sample here")
    reading = read_tables([sample], read_vocabulary())
    assert (reading.reports[0].rows, reading.reports[0].accepted) == (1000, 1000)
