"""Owns the formats of maps, as other libraries read them: GeoJSON, GeoPackage, GeoParquet, KML."""

import json

import geopandas as gpd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from geo.schema import COLUMN_NAMES
from tests.geo.tables.exports.conftest import NOWHERE, ROAD, events_of

NASTY = "<script>alert('x')</script> & \"y\""
ROWS = ({"fatalities": 3, "end_date": "2020-02-09", "iso": "760"}, {"geometry": ROAD, "notes": NASTY}, NOWHERE)
NAMES = [*COLUMN_NAMES, "iso", "is_geocoded", "radius_km", "place_id", "geometry"]


@pytest.mark.parametrize("name", ["geojson", "gpkg", "parquet"])
def test_geopandas_reads_every_event_with_its_place_and_its_types(write, name):
    path = write(name, events_of(*ROWS))
    read = gpd.read_parquet(path) if name == "parquet" else gpd.read_file(path)
    assert sorted(read.columns) == sorted(NAMES)
    assert read.crs.to_epsg() == 4326
    point, line, nothing = read.geometry
    assert (point.x, point.y) == (36.80591, 35.8643)
    assert shapely.equals_exact(line, ROAD, 1e-9)
    assert nothing is None
    assert read["event_id"].tolist() == ["e0", "e1", "e2"]
    assert read["fatalities"].isna().tolist() == [False, True, True]
    assert (read["fatalities"][0], read["iso"][0], read["notes"][1]) == (3, "760", NASTY)
    assert [str(day)[:10] for day in read["event_date"]] == ["2020-02-08"] * 3
    assert read["is_geocoded"].dtype == bool


def test_geojson_is_as_its_standard_wants_it(write):
    collection = json.loads(write("geojson", events_of(*ROWS)).read_text(encoding="utf-8"))
    assert set(collection) == {"type", "features"}
    first, line, nowhere = collection["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [36.80591, 35.8643]}
    assert (line["geometry"]["type"], nowhere["geometry"]) == ("LineString", None)
    said = first["properties"]
    assert (said["event_date"], said["fatalities"], said["road"], said["is_geocoded"]) == ("2020-02-08", 3, None, True)
    assert json.loads(write("geojson", events_of({}).iloc[:0]).read_text())["features"] == []


def test_a_geopackage_has_days_numbers_and_names_that_a_database_can_tell_apart(write):
    path = write("gpkg", events_of({"fid": "7", "ISO": "A", "iso": "B", "geom": "x", "Notes": "y", "notes": "z"}))
    told = dict(zip(*(pyogrio.read_info(path)[key].tolist() for key in ("fields", "dtypes")), strict=True))
    assert told["event_date"] == "datetime64[D]"
    assert (told["fatalities"], told["is_geocoded"], told["latitude"]) == ("int64", "bool", "float64")
    (row,) = gpd.read_file(path).to_dict("records")
    assert [row[name] for name in ("fid_2", "ISO", "iso_2", "geom_2", "notes", "Notes_2")] == list("7ABxzy")
    assert pyogrio.list_layers(path).tolist() == [["events", "Unknown"]]


def test_a_geoparquet_says_what_its_geometry_is(write):
    path = write("parquet", events_of(*ROWS))
    about = json.loads(pq.read_metadata(path).metadata[b"geo"])
    assert (about["version"], about["primary_column"]) == ("1.1.0", "geometry")
    assert about["columns"]["geometry"]["geometry_types"] == ["LineString", "Point"]
    types = {field.name: str(field.type) for field in pq.read_schema(path)}
    assert (types["event_date"], types["geo_precision"], types["notes"]) == ("date32[day]", "int16", "string")


def test_kml_is_read_with_its_words_days_and_shapes(write):
    path = write("kml", events_of(*ROWS))
    read = gpd.read_file(path)
    assert read.crs.to_epsg() == 4326
    assert read["Name"].tolist() == ["Armed clash, Saraqib"] * 3
    assert read["event_id"].tolist() == ["e0", "e1", "e2"]
    assert read["notes"].tolist()[1] == NASTY
    # A description is shown as HTML, so that its text must have been escaped for that as well.
    assert read["description"].tolist()[1] == "&lt;script&gt;alert('x')&lt;/script&gt; &amp; \"y\""
    assert [str(read["begin"][0])[:10], str(read["end"][0])[:10]] == ["2020-02-08", "2020-02-09"]
    assert str(read["timestamp"][1])[:10] == "2020-02-08"
    assert (read.geometry[0].x, read.geometry[0].y, read.geometry[2]) == (36.80591, 35.8643, None)
    assert shapely.equals_exact(read.geometry[1], ROAD, 1e-9)


def test_kml_holds_no_letter_that_xml_forbids(write):
    (row,) = gpd.read_file(write("kml", events_of({"notes": "a\x00b\x1bc\ufffed", "]]>": "<x>"}))).to_dict("records")
    assert row["notes"] == "a\ufffdb\ufffdc\ufffdd"
