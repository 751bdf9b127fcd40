"""Owns the reading of TimeMap: its JSON in both layouts, and its sheet."""

import json

import pytest

from geo.errors import UnreadableFile

EVENT = {
    "id": "CIV0017",
    "date": "02/24/2022",
    "time": "10:15",
    "location": "Vuhledar",
    "latitude": "47.7788",
    "longitude": "37.2492",
    "description": "A hospital was hit.",
    "category": "Shelling",
    "sources": ["https://www.example.org/a;b", "SRC2"],
    "associations": ["Healthcare", "Kill; injured"],
    "graphic": False,
}
EXPORTED = {
    "id": "CIV0018",
    "date": "02/25/2022",
    "latitude": 50.0,
    "longitude": 36.25,
    "place_desc": "Kharkiv",
    "description": "A school was hit.",
    "sources": [{"path": "https://t.me/x/1", "id": "SRC1", "description": "Video; north side"}, {"id": "SRC2"}],
    "filters": [{"key": "Type of area affected", "value": "School or childcare"}],
}
SHEET = "id,description,date,time,location,latitude,longitude,category,filter0,filter1,source1,source2\n"


@pytest.fixture
def read_json(read):
    return lambda document: read(json.dumps(document), "timemap.json")


def test_a_list_of_events_is_read(read_json):
    reading = read_json([EVENT])
    first = reading.events.iloc[0]
    assert (reading.reports[0].format, first.event_id, str(first.event_date.date())) == (
        "timemap",
        "CIV0017",
        "2022-02-24",
    )
    assert (first.location, first.latitude, first.notes) == ("Vuhledar", 47.7788, "A hospital was hit.")
    assert (first.event_type, first.sub_event_type) == (
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
    )
    assert (first.source, first.source_url) == ("example.org;SRC2", "https://www.example.org/a%3Bb;")
    assert first.tags == "Healthcare;Kill, injured"


def test_what_ours_has_not_is_kept(read_json):
    first = read_json([EVENT]).events.iloc[0]
    assert (first.time, first.graphic, first.category) == ("10:15", "false", "Shelling")
    assert json.loads(first.sources) == EVENT["sources"]
    assert json.loads(first.associations) == EVENT["associations"]


def test_exported_events_bring_their_sources_and_filters_as_objects(read_json):
    first = read_json([EXPORTED]).events.iloc[0]
    assert (first.location, first.latitude) == ("Kharkiv", 50.0)
    assert (first.source, first.source_title, first.source_url) == (
        "t.me;SRC2",
        "Video, north side;",
        "https://t.me/x/1;",
    )
    assert first.tags == "School or childcare"
    assert json.loads(first.filters) == EXPORTED["filters"]


@pytest.mark.parametrize(
    "document",
    [
        {"7": {key: value for key, value in EVENT.items() if key != "id"}},
        {"events": {"7": EVENT | {"id": "7"}}},
        {"events": [EVENT | {"id": "7"}], "associations": [], "sites": []},
    ],
)
def test_the_older_layout_keys_events_by_their_ids(read_json, document):
    assert read_json(document).events.event_id.tolist() == ["7"]


def test_sources_of_the_file_stand_in_place_of_their_ids(read_json):
    sources = {"SRC2": {"id": "SRC2", "title": "Report", "paths": ["https://b.org/r.pdf"]}}
    first = read_json({"events": [EVENT], "sources": sources}).events.iloc[0]
    assert (first.source, first.source_title) == ("example.org;b.org", ";Report")


def test_rows_without_a_date_are_refused_by_name_and_ids_stay(read_json, said):
    reading = read_json([EVENT, EVENT | {"id": "CIV0020", "date": ""}, EVENT | {"id": "CIV0021"}])
    assert said(reading.reports[0].rejected) == ["3 date: is blank. Every event needs its event_date."]
    assert reading.events.event_id.tolist() == ["CIV0017", "CIV0021"]
    assert reading.events.row.tolist() == [2, 4]


def test_keys_of_json_have_no_letter_of_a_spreadsheet(read_json):
    report = read_json([EVENT, EVENT | {"id": "CIV0020", "date": ""}]).reports[0]
    assert report.rejected[0].letter == ""


def test_an_entry_that_is_no_object_is_set_aside(read_json):
    report = read_json([EVENT, "text", 7]).reports[0]
    assert (report.rows, report.accepted, [fault.row for fault in report.rejected]) == (3, 1, [3, 4])


def test_events_of_no_kind_that_we_know_are_counted(read_json, said):
    reading = read_json([EXPORTED, EXPORTED | {"id": "b"}])
    assert set(reading.events.event_type) == {"Strategic developments"}
    assert said(reading.reports[0].warnings)[-1].startswith("0 : 2 rows name no type of event that we know.")


def test_slashed_dates_are_month_first_as_timemap_documents(read_json, said):
    reading = read_json([EVENT | {"date": "03/04/2022"}])
    assert str(reading.events.event_date[0].date()) == "2022-03-04"
    assert "the form that TimeMap documents" in said(reading.reports[0].warnings)[0]


def test_the_sheet_is_read(read):
    row = 'e1,"Text, long",2014-08-01,12:00,Rafah,"31,2965","34,2435",Air strike,Houses,,https://a.org/1,https://b.org/2\n'
    reading = read(SHEET + row)
    first = reading.events.iloc[0]
    assert (reading.reports[0].format, first.latitude, first.longitude) == ("timemap", 31.2965, 34.2435)
    assert (first.source, first.source_url) == ("a.org;b.org", "https://a.org/1;https://b.org/2")
    assert (first.tags, first.filter0, first.sub_event_type) == ("Houses", "Houses", "Air/drone strike")


def test_a_plain_table_with_an_id_and_a_description_is_not_taken_for_timemap(read):
    with pytest.raises(UnreadableFile, match="lacks the column"):
        read("id,date,description,type\n1,2020-01-01,x,y\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "line 1 is no JSON"),
        ("[]", "holds no events"),
        ("7", "holds no list of events"),
        ('{"a": 1}', "holds no list of events"),
        ('{"1": {"date": "2020-01-01"}, "1": {}}', 'has the key "1" twice'),
        ("[" * 200_000, "nested too deeply"),
        ('{"type": "FeatureCollection", "features": []}', "is GeoJSON"),
    ],
)
def test_json_that_holds_no_events_is_one_clear_line(read, text, expected):
    with pytest.raises(UnreadableFile, match=expected):
        read(text, "timemap.json")
