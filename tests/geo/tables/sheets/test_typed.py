"""Owns how typed values become text: of Parquet, GeoPackage and JSON."""

import datetime as dt
import json
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.tables.options import ReadingOptions
from geo.tables.sheets.opening import open_sheet
from geo.tables.sheets.typed import column_text
from geo.tables.sheets.values import number_text, value_text

NOON = dt.datetime(2020, 2, 17, 12, 30)
MIDNIGHT = dt.datetime(2020, 2, 17)


@pytest.mark.parametrize(
    ("values", "kind", "texts"),
    [
        ([5.0, 35.8645, None, float("nan")], pa.float64(), ["5", "35.8645", "", ""]),
        ([1e20, 1e-7, -0.0, 1e400], pa.float64(), ["100000000000000000000", "0.0000001", "0", "inf"]),
        ([35.8645, 5.0], pa.float32(), ["35.8645", "5"]),
        ([7, None], pa.int64(), ["7", ""]),
        ([True, False, None], pa.bool_(), ["TRUE", "FALSE", ""]),
        ([Decimal("5.00"), Decimal("35.86")], pa.decimal128(9, 4), ["5", "35.86"]),
        ([dt.date(2020, 2, 17), None], pa.date32(), ["2020-02-17", ""]),
        ([MIDNIGHT, NOON], pa.timestamp("us"), ["2020-02-17", "2020-02-17 12:30:00"]),
        ([MIDNIGHT, NOON], pa.timestamp("ns", "UTC"), ["2020-02-17", "2020-02-17 12:30:00Z"]),
        ([dt.datetime(2020, 2, 16, 22)], pa.timestamp("s", "Asia/Damascus"), ["2020-02-17"]),
        ([NOON.replace(microsecond=250_000)], pa.timestamp("us"), ["2020-02-17 12:30:00.25"]),
        ([dt.time(6, 0)], pa.time64("us"), ["06:00:00"]),
        ([dt.timedelta(hours=36)], pa.duration("ns"), ["36:00:00"]),
        ([" NA ", None], pa.string(), ["NA", ""]),
        ([b"caf\xc3\xa9", None], pa.binary(), ["café", ""]),
        ([b"\xff\x00"], pa.binary(), ["ff00"]),
        ([["a", "b"], None], pa.list_(pa.string()), ['["a", "b"]', ""]),
        ([{"a": 1}], pa.struct([("a", pa.int64())]), ['{"a": 1}']),
        ([None, None], pa.null(), ["", ""]),
    ],
)
def test_a_column_is_the_text_a_person_would_have_typed(values, kind, texts):
    assert column_text(pa.array(values, kind)).to_pylist() == texts


def test_an_encoded_column_is_the_column(tmp_path):
    encoded = pa.array(["a", None, "b", "a"]).dictionary_encode()
    assert column_text(encoded).to_pylist() == ["a", "", "b", "a"]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_the_same_number_as_text(number):
    assert float(number_text(number)) == number
    assert column_text(pa.array([number])).to_pylist() == [number_text(number)]


@given(st.one_of(st.text(), st.integers(), st.booleans(), st.none(), st.lists(st.integers())))
def test_any_value_of_json_has_a_text(value):
    text = value_text(value)
    assert isinstance(text, str)
    assert text == value if isinstance(value, str) else text == "" or json.loads(text.lower()) == value


def read(path):
    return open_sheet(path, ReadingOptions())


def test_points_of_a_parquet_file_without_geo_are_read_from_its_geometry(tmp_path):
    import shapely

    points = [shapely.Point(36.8, 35.8).wkb, None]
    pq.write_table(
        pa.table({"event_id": ["a", "b"], "geometry": pa.array(points, pa.binary())}), tmp_path / "a.parquet"
    )
    sheet = read(tmp_path / "a.parquet")
    assert sheet.header == ("event_id", "latitude", "longitude")
    assert sheet.column("latitude").to_pylist() == ["35.8", ""]
    assert sheet.letter_of("event_id") == ""


def test_geometries_that_are_not_wkb_are_said_to_be_left_out(tmp_path):
    about = {"primary_column": "geometry", "columns": {"geometry": {"encoding": "point"}}}
    points = pa.array([{"x": 36.8, "y": 35.8}], pa.struct([("x", pa.float64()), ("y", pa.float64())]))
    table = pa.table({"event_id": ["a"], "geometry": points}).replace_schema_metadata({"geo": json.dumps(about)})
    pq.write_table(table, tmp_path / "a.parquet")
    (remark,) = read(tmp_path / "a.parquet").remarks
    assert 'not WKB but "point"' in remark.message
