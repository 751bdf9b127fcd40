"""Owns the reading of GDELT's event files: no header, no quotes, codes of CAMEO."""

from pathlib import Path

import pytest

from geo.tables.formats.gdelt import CAMEO, HEADERS
from geo.tables.reading import read_tables
from geo.vocabulary import read_rows, read_vocabulary

EVENT = {
    "GLOBALEVENTID": "669666350", "SQLDATE": "20170704", "MonthYear": "201707", "Year": "2017",
    "FractionDate": "2017.5041", "Actor1Code": "SYRGOV", "Actor1Name": "SYRIA", "Actor2Code": "REB", "IsRootEvent": "1",
    "EventCode": "193", "EventBaseCode": "193", "EventRootCode": "19", "NumMentions": "5", "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Idlib, Idlib, Syria", "ActionGeo_CountryCode": "SY", "ActionGeo_ADM1Code": "SY12",
    "ActionGeo_Lat": "35.93", "ActionGeo_Long": "36.63", "ActionGeo_FeatureID": "-2541919",
    "DATEADDED": "20170704000000", "SOURCEURL": "http://www.example.org/news/1?a=b",
}  # fmt: skip


def file_of(*rows, width=61):
    return "".join("\t".join({**EVENT, **row}.get(name, "") for name in HEADERS[width]) + "\n" for row in rows)


@pytest.mark.parametrize("width", [57, 58, 61])
def test_every_edition_is_read_without_a_header(read, width):
    reading = read(file_of({}, {"GLOBALEVENTID": "669666351"}, width=width), "20170704.export.CSV")
    events = reading.events
    assert (reading.reports[0].format, reading.reports[0].rows) == ("gdelt", 2)
    assert events.event_id.tolist() == ["GDELT 669666350", "GDELT 669666351"]
    assert events.row.tolist() == [1, 2]
    first = events.iloc[0]
    assert (str(first.event_date.date()), first.event_type, first.sub_event_type) == (
        "2017-07-04",
        "Battles",
        "Armed clash",
    )
    assert (first.location, first.admin1, first.country, first.geo_precision) == ("Idlib", "Idlib", "Syria", 1)
    assert (first.actor1, first.actor2) == ("SYRIA", "REB")


def test_the_link_names_its_publisher(read):
    first = read(file_of({})).events.iloc[0]
    assert (first.source, first.source_url) == ("example.org", "http://www.example.org/news/1?a=b")


@pytest.mark.parametrize(
    ("cited", "source", "link"),
    [
        ("BBC Monitoring; Damascus", "BBC Monitoring, Damascus", ""),
        ("https://a.org/x;y", "a.org", "https://a.org/x%3By"),
        ("https://a.org:81/x", "a.org", "https://a.org:81/x"),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
    ],
)
def test_a_source_that_is_no_link_costs_no_event(read, cited, source, link):
    first = read(file_of({"SOURCEURL": cited})).events.iloc[0]
    assert (first.source, first.source_url, first.SOURCEURL) == (source, link, cited)


def test_codes_keep_their_leading_zeros(read):
    first = read(file_of({"EventCode": "042", "EventBaseCode": "042", "EventRootCode": "04"})).events.iloc[0]
    assert (first.EventCode, first.EventRootCode, first.event_type, first.sub_event_type) == (
        "042",
        "04",
        "Diplomacy",
        "Talks",
    )


@pytest.mark.parametrize(
    ("code", "event_type", "sub_type"),
    [
        ("010", "Diplomacy", "Statement"),
        ("0871", "Diplomacy", "Agreement"),
        ("145", "Riots", "Violent demonstration"),
        ("1411", "Protests", ""),
        ("173", "Strategic developments", "Arrests"),
        ("1822", "Violence against civilians", "Attack"),
        ("1951", "Explosions/Remote violence", "Air/drone strike"),
        ("190", "Battles", ""),
        ("203", "Violence against civilians", ""),
    ],
)
def test_a_code_is_what_its_longest_known_beginning_is(read, code, event_type, sub_type):
    first = read(file_of({"EventCode": code})).events.iloc[0]
    assert (first.event_type, first.sub_event_type) == (event_type, sub_type)


def test_a_code_that_lost_its_zero_or_is_none_is_refused(read, said):
    report = read(file_of({"EventCode": "---"}, {})).reports[0]
    assert said(report.rejected) == [
        '1 EventCode: "---" is no event code of CAMEO. Expected one that begins with 01 to 20; its leading zero may be '
        "lost."
    ]


def test_quotes_are_letters(read):
    rows = [{"Actor1Name": 'THE "A'}, {"GLOBALEVENTID": "669666351", "Actor1Name": '"B'}]
    reading = read(file_of(*rows))
    assert (reading.reports[0].rows, reading.reports[0].accepted) == (2, 2)
    assert reading.events.actor1.tolist() == ['THE "A', '"B']


def test_a_row_cut_short_is_set_aside(read):
    reading = read(file_of({}) + file_of({})[:80] + "\n" + file_of({"GLOBALEVENTID": "669666351"}))
    assert [fault.row for fault in reading.reports[0].rejected] == [2]
    assert (reading.reports[0].rows, reading.reports[0].accepted) == (3, 2)


@pytest.mark.parametrize(
    ("kind", "name", "place"),
    [
        ("1", "Syria", ("Syria", "", "Syria")),
        ("2", "Texas, United States", ("Texas", "Texas", "United States")),
        ("3", "Waco, Texas, United States", ("Waco", "Texas", "United States")),
        ("5", "Idlib, Syria", ("Idlib", "Idlib", "Syria")),
        ("", "", ("", "", "")),
    ],
)
def test_a_place_is_split_into_its_parts(read, kind, name, place):
    cells = {"ActionGeo_Type": kind, "ActionGeo_FullName": name, "ActionGeo_Lat": "", "ActionGeo_Long": ""}
    first = read(file_of(cells)).events.iloc[0]
    assert (first.location, first.admin1, first.country) == place


def test_every_word_of_the_table_of_cameo_is_in_the_vocabulary():
    vocabulary = read_vocabulary()
    types = {one.event_type for one in vocabulary.event_types}
    rows = [row for _, row in read_rows(CAMEO, ("cameo_code", "event_type", "sub_event_type"))]
    assert {row["event_type"] for row in rows} <= types
    subs = [(row["event_type"], row["sub_event_type"]) for row in rows if row["sub_event_type"]]
    assert [pair for pair in subs if pair[1] not in vocabulary.sub_types_of(pair[0])] == []
    assert {f"{root:02d}" for root in range(1, 21)} <= {row["cameo_code"] for row in rows}


def test_a_real_file_is_read_to_the_last_row():
    sample = Path(__file__).resolve().parents[5] / "shared" / "samples" / "gdelt2_events.export.CSV"
    if not sample.exists():
        pytest.skip("no sample here")
    report = read_tables([sample], read_vocabulary()).reports[0]
    assert (report.rows, report.accepted, report.format) == (50, 50, "gdelt")
