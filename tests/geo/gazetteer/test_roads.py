"""Owns what is known of named roads: their stretches, nearest points, middles and names."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point

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


MAARAT_AL_NUMAN, SARAQIB = (36.67693, 35.6483), (36.80591, 35.86447)


@pytest.fixture(scope="module")
def own_roads():
    return Roads.load(Path(__file__).parents[3] / "data" / "layers" / "roads.geojson")


def length_km(line):
    return sum(distance_km(one, other) for one, other in pairwise(line.coords))


def test_the_m5_leads_from_maarat_al_numan_to_saraqib(own_roads):
    stretch = own_roads.stretch("M5", MAARAT_AL_NUMAN, SARAQIB)
    # As the crow flies it is 26.7 km; the schematic line bends a little.
    assert 26.6 < length_km(stretch) < 28
    assert len(stretch.coords) > 2
    assert distance_km(stretch.coords[0], MAARAT_AL_NUMAN) < 0.5
    assert distance_km(stretch.coords[-1], SARAQIB) < 0.5


@pytest.mark.parametrize(
    "name",
    ["m5", "M-5", "M–5", "M 5", "M5 highway", "M5 motorway", "the M5", "The M5 International Highway", "Highway M5",
     "طريق M5", "الطريق الدولي M5", "طريق إم 5", "طريق M٥"],
)  # fmt: skip
def test_a_road_is_found_however_its_name_is_written(own_roads, name):
    assert name in own_roads
    assert own_roads.stretch(name, MAARAT_AL_NUMAN, SARAQIB) is not None


@pytest.mark.parametrize("name", ["M4;M5", "M55", "M", "5", "", "highway", "the road", None, 5])
def test_other_names_are_no_road(own_roads, name):
    assert name not in own_roads


def test_roads_are_listed_as_the_file_spells_them(own_roads):
    assert own_roads.names() == ("M5", "M4")


def test_a_road_without_a_line_is_unknown():
    roads = Roads({"M5": [], "M4": [LineString()]})
    assert roads.names() == ()
    assert roads.nearest("M5", SOUTH) is roads.middle("M4") is roads.stretch("M4", SOUTH, NORTH) is None


def test_a_road_called_highway_keeps_its_name():
    assert "highway" in Roads({"Highway": [LineString([SOUTH, NORTH])]})


def test_spellings_of_one_road_in_a_file_are_one_road():
    roads = Roads({"M5": [LineString([SOUTH, BEND])], "M-5 highway": [LineString([BEND, NORTH])]})
    assert roads.names() == ("M5",)
    assert list(roads.stretch("M5", SOUTH, NORTH).coords) == [SOUTH, BEND, NORTH]


@pytest.mark.parametrize("second", [[BEND, NORTH], [NORTH, BEND], [(36.702, 35.602), NORTH]])
def test_a_stretch_goes_over_several_lines_that_meet(second):
    roads = Roads({"M5": [LineString([SOUTH, BEND]), LineString(second)]})
    for start, end in ((SOUTH, NORTH), (NORTH, SOUTH)):
        corners = roads.stretch("M5", start, end).coords
        assert (corners[0], corners[-1]) == (start, end)
        assert length_km(roads.stretch("M5", start, end)) == pytest.approx(48.5, abs=0.5)


def test_a_stretch_turns_off_where_a_branch_leaves_the_road():
    branch = LineString([(36.65, 35.5), (36.9, 35.5)])
    roads = Roads({"M5": [LineString([SOUTH, BEND, NORTH]), branch]})
    assert list(roads.stretch("M5", (36.9, 35.5), (36.65, 35.5)).coords) == [(36.9, 35.5), (36.65, 35.5)]
    past = roads.stretch("M5", (36.66, 35.5), (36.8, 35.5))
    assert past.coords[-1] == (36.8, 35.5)


def test_a_stretch_stays_on_the_carriageway_that_passes_both_towns():
    other = LineString([(lon + 0.0003, lat) for lon, lat in (NORTH, BEND, SOUTH)])
    roads = Roads({"M5": [LineString([SOUTH, BEND, NORTH]), other]})
    assert length_km(roads.stretch("M5", SOUTH, NORTH)) == pytest.approx(48, abs=0.5)


def test_lines_that_do_not_meet_give_no_stretch():
    roads = Roads({"M5": [LineString([SOUTH, (36.65, 35.5)]), LineString([BEND, NORTH])]})
    assert roads.stretch("M5", SOUTH, NORTH) is None


def test_a_town_just_past_the_end_of_one_line_is_reached_over_the_next():
    start, joint, end = (36.6, 35.4), (36.6, 35.6), (36.6, 35.63)
    branch = LineString([joint, (36.3, 35.6)])
    roads = Roads({"M5": [LineString([start, joint]), LineString([joint, end]), branch]})
    assert list(roads.stretch("M5", start, end).coords) == [start, joint, end]


@pytest.mark.parametrize("away", [0.03, 0.05])
def test_towns_some_kilometres_off_the_road_still_lie_on_it(roads, away):
    beside_south, beside_north = (36.6 - away, 35.4), (36.6 - away, 35.8)
    corners = list(roads.stretch("M5", beside_south, beside_north).coords)
    assert (corners[0], corners[-1]) == (beside_south, beside_north)
    assert BEND in corners


def test_the_nearest_point_of_a_road_lies_on_it(roads):
    (lon, lat), off_km = roads.nearest("M5 highway", (36.72, 35.6))
    assert (lon, lat) == pytest.approx(BEND)
    assert off_km == pytest.approx(1.81, abs=0.01)


def test_the_nearest_point_counts_in_kilometres_not_degrees():
    # At 60° N a degree of longitude is half as long, so the foot lies elsewhere than in a plane of degrees.
    roads = Roads({"E18": [LineString([(10, 60), (11, 61)])]})
    (lon, lat), off_km = roads.nearest("E18", (10.5, 60.2))
    nearer = min(distance_km((10 + step / 1000, 60 + step / 1000), (10.5, 60.2)) for step in range(1001))
    assert lon - 10 == pytest.approx(lat - 60)
    assert off_km == pytest.approx(nearer, rel=1e-3)


@pytest.mark.parametrize("point", [(36.6, float("nan")), (float("inf"), 35.0)])
def test_no_point_is_near_no_road(roads, point):
    assert roads.nearest("M5", point) is None
    assert roads.stretch("M5", point, NORTH) is None


def test_an_unknown_road_has_no_nearest_point_and_no_middle(roads):
    assert roads.nearest("M7", SOUTH) is None
    assert roads.middle("M7") is None


def test_the_middle_of_a_road_is_half_its_length_from_both_ends(roads):
    centre, radius_km = roads.middle("the M5")
    assert centre == pytest.approx(BEND)
    assert radius_km == pytest.approx(length_km(LineString([SOUTH, BEND, NORTH])) / 2, rel=0.01)


def test_the_middle_of_a_road_in_parts_reaches_all_of_them():
    far = (37.5, 36.5)
    centre, radius_km = Roads({"M5": [LineString([SOUTH, BEND, NORTH]), LineString([(37.4, 36.5), far])]}).middle("M5")
    assert centre == pytest.approx(BEND)
    assert radius_km == pytest.approx(distance_km(BEND, far))


def test_height_in_a_file_is_ignored():
    roads = Roads({"M5": [LineString([(*SOUTH, 400), (*NORTH, 500)])]})
    assert list(roads.stretch("M5", SOUTH, NORTH).coords) == [SOUTH, NORTH]
    assert len(roads.middle("M5")[0]) == 2


@given(st.tuples(st.floats(-180, 180), st.floats(-90, 90)))
def test_any_point_of_the_world_has_a_nearest_point(point):
    road = LineString([SOUTH, BEND, NORTH])
    (lon, lat), off_km = Roads({"M5": [road]}).nearest("M5", point)
    assert road.distance(Point(lon, lat)) < 1e-6
    assert 0 <= off_km < 20_100
