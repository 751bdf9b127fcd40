"""Owns the reading of GeoJSON: properties to columns, points to coordinates, and layers told from events."""

import json

import pytest

from geo.tables.options import ReadingOptions
from geo.tables.sheets.geojson import holds_events
from geo.tables.sheets.opening import open_sheet

POINT = {"type": "Point", "coordinates": [36.8, 35.8, 900]}
LINE = {"type": "LineString", "coordinates": [[36.8, 35.8], [37, 36]]}


def write(tmp_path, *features, **members):
    path = tmp_path / "a.geojson"
    made = [{"type": "Feature", "geometry": geometry, "properties": said} for geometry, said in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": made} | members))
    return path


def read(path):
    sheet = open_sheet(path, ReadingOptions())
    return dict(zip(sheet.header, (column.to_pylist() for column in sheet.columns), strict=True)), sheet


def test_columns_are_the_properties_in_the_order_in_which_they_come(tmp_path):
    columns, sheet = read(write(tmp_path, (None, {"b": 1}), (None, {"a": "x", "b": 2.0}), (None, None)))
    assert columns == {"b": ["1", "2"], "a": ["", "x"]}
    assert sheet.numbers.tolist() == [2, 3]


def test_a_point_fills_blank_coordinates_and_written_ones_count(tmp_path):
    blank, written = {"Latitude": None, "longitude": ""}, {"Latitude": 35.8, "longitude": 36.8}
    columns, sheet = read(write(tmp_path, (POINT, blank), (POINT, written), (LINE, written)))
    assert columns == {"Latitude": ["35.8"] * 3, "longitude": ["36.8"] * 3}
    assert sheet.remarks == ()


def test_midnight_of_a_program_is_the_day(tmp_path):
    columns, _ = read(write(tmp_path, (None, {"a": "2020-02-17T00:00:00Z", "b": "2020-02-17T08:00:00"})))
    assert columns == {"a": ["2020-02-17"], "b": ["2020-02-17T08:00:00"]}


def test_a_broken_geometry_sets_only_its_row_aside(tmp_path):
    broken = {"type": "LineString", "coordinates": [[1]]}
    columns, sheet = read(write(tmp_path, (POINT, {"a": "1"}), (broken, {"a": "2"}), (POINT, {"a": "3"})))
    assert columns["a"] == ["1", "3"]
    assert [remark.row for remark in sheet.set_aside] == [3]


def test_other_projections_are_turned_into_degrees(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    point = {"type": "Point", "coordinates": [4096557.3, 4279867.1]}
    columns, _ = read(write(tmp_path, (point, {"a": 1}), crs=crs))
    assert float(columns["latitude"][0]) == pytest.approx(35.83, abs=0.1)
    assert float(columns["longitude"][0]) == pytest.approx(36.8, abs=0.01)


@pytest.mark.parametrize(
    ("said", "members", "is_table"),
    [
        ({"event_id": "a"}, {}, True),
        ({"Event_Date": "2020-02-17"}, {}, True),
        ({"valid_from": "2020-02-17", "status": "active"}, {}, False),
        ({"event_id": "a"}, {"layer": {"id": "x"}}, False),
        ({"event_id": float("nan")}, {}, True),
    ],
)
def test_events_are_told_from_layers_by_what_is_in_the_file(tmp_path, said, members, is_table):
    assert holds_events(write(tmp_path, (None, said), **members)) is is_table


def test_a_file_that_is_not_there_holds_no_events(tmp_path):
    assert not holds_events(tmp_path / "a.geojson")
