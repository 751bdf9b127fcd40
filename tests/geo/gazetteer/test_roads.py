"""Owns stretches of road as lines."""

import json

import pytest

from geo.errors import UnreadableFile
from geo.gazetteer.roads import Roads, distance_km

SOUTH, BEND, NORTH = (36.6, 35.4), (36.7, 35.6), (36.6, 35.8)


@pytest.fixture
def roads(tmp_path):
    path = tmp_path / "roads.geojson"
    line = {"type": "LineString", "coordinates": [SOUTH, BEND, NORTH]}
    feature = {"type": "Feature", "properties": {"name": "M5"}, "geometry": line}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return Roads.load(path)


def test_a_stretch_follows_the_bend(roads):
    assert list(roads.stretch("m5", SOUTH, NORTH).coords) == [SOUTH, BEND, NORTH]


def test_a_stretch_runs_from_start_to_end(roads):
    assert list(roads.stretch("M5", NORTH, SOUTH).coords) == [NORTH, BEND, SOUTH]


def test_a_place_beside_the_road_is_joined_to_it(roads):
    beside = (36.73, 35.6)
    assert roads.stretch("M5", beside, NORTH).coords[0] == beside


@pytest.mark.parametrize("road", ["M7", "", "M4;M5"])
def test_an_unknown_road_has_no_stretch(roads, road):
    assert roads.stretch(road, SOUTH, NORTH) is None


def test_a_place_far_from_the_road_is_not_on_it(roads):
    assert roads.stretch("M5", (37.2, 36.2), NORTH) is None


def test_no_stretch_from_a_place_to_itself(roads):
    assert roads.stretch("M5", BEND, BEND) is None


def test_no_file_means_no_roads(tmp_path):
    assert Roads.load(tmp_path / "none.geojson").stretch("M5", SOUTH, NORTH) is None


def test_a_damaged_file_is_named(tmp_path):
    path = tmp_path / "roads.geojson"
    path.write_text("{}")
    with pytest.raises(UnreadableFile, match=r"roads\.geojson is not GeoJSON of named roads"):
        Roads.load(path)


def test_a_degree_of_latitude_is_111_km():
    assert distance_km((36, 35), (36, 36)) == pytest.approx(111.2, abs=0.1)
