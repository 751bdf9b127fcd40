"""Owns how one written place becomes a point: a name, a phrase that tells it by others, or a road."""

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.gazetteer.locating import locate
from geo.gazetteer.roads import Roads, distance_km

M5 = shapely.LineString([(36.67693, 35.6483), (36.75603, 35.75525), (36.80591, 35.86447)])
ROADS = Roads({"M5": [M5]})
SARAQIB = (36.80591, 35.86447)
MAARAT_AL_NUMAN = (36.67693, 35.6483)


def find(gazetteer, text, country="", admin1=""):
    return locate(text, gazetteer, ROADS, gazetteer.context(country, admin1))


def point(location):
    return location.longitude, location.latitude


def test_a_known_name_is_that_place(gazetteer):
    location = find(gazetteer, "Saraqib")
    assert (point(location), location.place_id) == (SARAQIB, "geonames:164816")
    assert (location.geo_precision, location.radius_km, location.doubt) == (1, 3.0, "")


def test_a_distance_and_a_direction_are_gone_from_the_place(gazetteer):
    location = find(gazetteer, "10 km south of Saraqib")
    assert distance_km(point(location), SARAQIB) == pytest.approx(10, abs=0.1)
    assert location.latitude < SARAQIB[1]
    assert location.place_id == f"point:{location.latitude:.5f},{location.longitude:.5f}"
    assert (location.admin1, location.country, location.geo_precision) == ("Idlib", "Syria", 2)


def test_near_a_place_is_that_point_with_a_wider_circle(gazetteer):
    location = find(gazetteer, "near Saraqib")
    assert point(location) == SARAQIB
    assert location.geo_precision == 2
    assert location.radius_km > find(gazetteer, "Saraqib").radius_km


def test_between_two_places_is_their_middle_with_a_circle_that_holds_both(gazetteer):
    location = find(gazetteer, "between Saraqib and Maarat al-Numan")
    apart = [distance_km(point(location), end) for end in (SARAQIB, MAARAT_AL_NUMAN)]
    assert apart[0] == pytest.approx(apart[1], abs=0.5)
    assert location.radius_km == pytest.approx(max(apart), abs=0.1)


def test_a_part_of_a_governorate_is_no_part_of_its_city(gazetteer):
    location, governorate = find(gazetteer, "southern Idlib"), find(gazetteer, "Idlib governorate")
    assert location.geo_precision == 3
    assert location.latitude < governorate.latitude
    assert location.radius_km < governorate.radius_km
    assert distance_km(point(location), point(governorate)) < governorate.radius_km


def test_the_countryside_of_a_city_is_its_governorate(gazetteer):
    location = find(gazetteer, "Aleppo countryside")
    assert (location.geo_precision, location.admin1) == (3, "Aleppo")


@pytest.mark.parametrize("name", ["West Bank", "North Lebanon", "East Jerusalem"])
def test_a_name_that_looks_like_a_direction_is_that_place(gazetteer, name):
    assert not find(gazetteer, name).place_id.startswith("point:")


def test_a_road_alone_is_its_middle_with_a_circle_that_holds_it(gazetteer):
    location = find(gazetteer, "M5")
    assert shapely.Point(point(location)).distance(M5) < 0.01
    assert location.geo_precision == 3
    assert location.radius_km >= max(distance_km(point(location), end) for end in (SARAQIB, MAARAT_AL_NUMAN))


@pytest.mark.parametrize("text", ["", " ", "Zzyzxqqq", "5 km north of Zzyzxqqq", "between Saraqib and Zzyzxqqq", "M77"])
def test_what_is_no_place_is_nothing(gazetteer, text):
    assert find(gazetteer, text) is None


def test_the_doubt_about_an_anchor_is_the_doubt_about_the_phrase(gazetteer):
    assert "it may also be" in find(gazetteer, "5 km south of Valencia").doubt
    assert find(gazetteer, "5 km south of Valencia", country="Spain").doubt == ""


def test_a_country_chooses_the_anchor(gazetteer):
    assert find(gazetteer, "5 km south of Tripoli", country="Lebanon").country == "Lebanon"


def test_a_phrase_comes_before_a_name_that_only_sounds_alike(gazetteer):
    assert find(gazetteer, "east of Ariha").place_id.startswith("point:")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["10 km", "south of ", "between ", " and ", "near ", "Saraqib", "Idlib", "M5", "southern ", "of "]
        )
        | st.text(max_size=4),
        max_size=8,
    ).map("".join)
)
def test_any_text_is_nothing_or_a_point_on_the_earth(gazetteer, text):
    location = find(gazetteer, text)
    if location is not None:
        assert -90 <= location.latitude <= 90
        assert -180 <= location.longitude <= 180
        assert location.geo_precision in (1, 2, 3)
        assert location.radius_km > 0
