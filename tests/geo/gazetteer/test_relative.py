"""Owns how places told by other places are understood and where they are put."""

import subprocess
import sys
from itertools import product
from math import inf, isnan, nan
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyproj import Geod

from geo.gazetteer.phrases import LONGEST_PHRASE, Relative, parse_relative
from geo.gazetteer.relative import Anchor, place_relative
from geo.gazetteer.roads import distance_km

SARAQIB = Anchor(35.86447, 36.80591, 3.0, False)
MAARAT_AL_NUMAN = Anchor(35.6483, 36.67693, 3.0, False)
ALEPPO = Anchor(36.20124, 37.16117, 8.0, False)
IDLIB_PROVINCE = Anchor(35.8, 36.7, 60.0, True)
SYRIA = Anchor(35.0, 38.0, 300.0, True)


def said(text):
    relative = parse_relative(text)
    assert relative is not None, text
    assert tuple(text[start:end] for start, end in relative.spans) == relative.anchors
    return relative.kind, relative.anchors, relative.bearing_deg, relative.distance_km


def put(text, *anchors):
    return place_relative(parse_relative(text), anchors)


@pytest.mark.parametrize(
    ("text", "bearing_deg", "distance_km"),
    [
        ("10 km south of Saraqib", 180, 10),
        ("10 KM South Of Saraqib", 180, 10),
        ("  10  km\n south  of  Saraqib . ", 180, 10),
        ("about 10 kilometres (six miles) south-east of Saraqib", 135, 10),
        ("some ten miles (16km) north of Saraqib", 0, 16.09344),
        ("15km SE of Saraqib", 135, 15),
        ("15 km S.E. of Saraqib", 135, 15),
        ("5 km to the NNW of Saraqib", 337.5, 5),
        ("5 km west-south-west of Saraqib", 247.5, 5),
        ("ten miles north of Saraqib", 0, 16.09344),
        ("a village 3 km east of Saraqib", 90, 3),
        ("5 km from Saraqib", None, 5),
        ("within 5 km of Saraqib", None, 5),
        ("5 km away from Saraqib", None, 5),
        ("3 nautical miles off Saraqib", None, 5.556),
        ("800 metres west of Saraqib", 270, 0.8),
        ("1,500 m west of Saraqib", 270, 1.5),
        ("1,5 kilometers west of Saraqib", 270, 1.5),
        ("1.5 km west of Saraqib", 270, 1.5),
        ("half a mile west of Saraqib", 270, 0.804672),
        ("a kilometre west of Saraqib", 270, 1),
        ("twenty-five km west of Saraqib", 270, 25),
        ("fifty km west of Saraqib", 270, 50),
        ("a hundred km west of Saraqib", 270, 100),
        ("one hundred and twenty km west of Saraqib", 270, 120),
        ("10-15 km west of Saraqib", 270, 12.5),
        ("between 10 and 15 km west of Saraqib", 270, 12.5),
        ("ten to fifteen km west of Saraqib", 270, 12.5),
        ("1000 km west of Saraqib", 270, 1000),
        ("Saraqib town (4 kilometres north of)", 0, 4),
        ("a few kilometres west of Saraqib", 270, None),
        ("south of Saraqib", 180, None),
        ("South of Saraqib", 180, None),
        ("just south of Saraqib", 180, None),
        ("to the south of Saraqib", 180, None),
        ("the area south of Saraqib", 180, None),
    ],
)
def test_a_distance_and_a_direction_are_understood(text, bearing_deg, distance_km):
    kind, anchors, bearing, distance = said(text)
    assert (kind, anchors, bearing) == ("offset", ("Saraqib",), bearing_deg)
    assert distance == (distance_km if distance_km is None else pytest.approx(distance_km))


NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
NUMBERS += "eighteen nineteen twenty thirty forty fifty hundred"


@pytest.mark.parametrize(("word", "number"), list(zip(NUMBERS.split(), [*range(1, 21), 30, 40, 50, 100], strict=True)))
def test_numbers_may_be_words(word, number):
    assert said(f"{word} km east of Saraqib")[3] == number


def test_the_compass_has_sixteen_points():
    points = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW"
    assert [said(f"5 km {point} of Saraqib")[2] / 22.5 for point in points.split()] == list(range(16))


@pytest.mark.parametrize("way", ["north-west", "northwest", "north west", "north‑west", "north–west", "North-West"])
def test_a_compound_direction_is_written_in_many_ways(way):
    assert said(f"5 km {way} of Saraqib")[2] == 315


@pytest.mark.parametrize(
    ("text", "bearing_deg"),
    [
        ("just outside Saraqib", None),
        ("near Saraqib", None),
        ("an area near Saraqib", None),
        ("close to Saraqib", None),
        ("outskirts of Saraqib", None),
        ("on the outskirts of Saraqib", None),
        ("eastern outskirts of Saraqib", 90),
        ("Saraqib's eastern outskirts", 90),
        ("in the vicinity of Saraqib", None),
        ("around Saraqib", None),
        ("the area of Saraqib", None),
        ("the Saraqib area", None),
        ("Saraqib town (near), Idlib province", None),
        ("several miles from Saraqib", None),
    ],
)
def test_nearness_is_understood(text, bearing_deg):
    assert said(text) == ("near", ("Saraqib",), bearing_deg, None)


@pytest.mark.parametrize(
    ("text", "bearing_deg"),
    [
        ("countryside of western Aleppo", 270),
        ("western Aleppo countryside", 270),
        ("west Aleppo countryside", 270),
        ("western countryside of Aleppo", 270),
        ("the western countryside of Aleppo city", 270),
        ("Aleppo's western countryside", 270),
        ("Aleppo’s western countryside", 270),
        ("Aleppo countryside", None),
        ("the countryside of Aleppo", None),
        ("rural Aleppo", None),
        ("rural western Aleppo", 270),
        ("western rural Aleppo", 270),
    ],
)
def test_countryside_is_understood(text, bearing_deg):
    assert said(text) == ("countryside", ("Aleppo",), bearing_deg, None)


@pytest.mark.parametrize(
    ("text", "anchor", "bearing_deg"),
    [
        ("western Aleppo", "Aleppo", 270),
        ("Western Aleppo", "Aleppo", 270),
        ("south of Idlib province", "Idlib province", 180),
        ("the south of Idlib", "Idlib", 180),
        ("southern Idlib province", "Idlib province", 180),
        ("north-western Syria", "Syria", 315),
        ("northwest Syria", "Syria", 315),
        ("NW Syria", "Syria", 315),
        ("Syria's north-west", "Syria", 315),
        ("south-east Idlib", "Idlib", 135),
        ("north Idlib", "Idlib", 0),
        ("in southern Idlib", "Idlib", 180),
        ("the southern parts of Idlib", "Idlib", 180),
    ],
)
def test_a_part_of_an_area_is_understood(text, anchor, bearing_deg):
    assert said(text) == ("part", (anchor,), bearing_deg, None)


def test_just_south_of_a_province_is_not_in_it():
    assert said("just south of Idlib province")[0] == "offset"


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("between Saraqib and Maarat al-Numan", ("Saraqib", "Maarat al-Numan")),
        ("Between Saraqib and Maarat al-Numan, Idlib", ("Saraqib", "Maarat al-Numan")),
        ("halfway between Saraqib and Ariha", ("Saraqib", "Ariha")),
        ("on the road from Saraqib to Ariha", ("Saraqib", "Ariha")),
        ("the road linking Saraqib with Ariha", ("Saraqib", "Ariha")),
        ("the Saraqib-Ariha road", ("Saraqib", "Ariha")),
        ("the Saraqib - Ariha road", ("Saraqib", "Ariha")),
        ("Aleppo–Damascus highway", ("Aleppo", "Damascus")),
        ("the Aleppo to Damascus international highway", ("Aleppo", "Damascus")),
        ("the M5 highway between Saraqib and Khan Sheikhoun", ("Saraqib", "Khan Sheikhoun")),
        ("al-Bab-Aleppo road", ("al-Bab", "Aleppo")),
        ("Aleppo-al-Bab road", ("Aleppo", "al-Bab")),
        ("Deir ez-Zor–Raqqa road", ("Deir ez-Zor", "Raqqa")),
        ("Deir ez-Zor-Raqqa road", ("Deir ez-Zor", "Raqqa")),
    ],
)
def test_a_place_between_two_is_understood(text, anchors):
    assert said(text) == ("between", anchors, None, None)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("near the town of Saraqib", "Saraqib"),
        ("near the rebel-held village of al-Nayrab", "al-Nayrab"),
        ("near Saraqib city", "Saraqib"),
        ("near Cape Town", "Cape Town"),
        ("near Saraqib, Idlib", "Saraqib"),
        ("near Saraqib (Idlib)", "Saraqib"),
        ("near Saraqib in Idlib province", "Saraqib"),
        ("near Saraqib city south-east of Idlib", "Saraqib"),
        ("area of \u200b\u200bthe town of Saraqib", "Saraqib"),
        ("near سراقب", "سراقب"),
        ("near Southsea", "Southsea"),
        ("south of the M4", "M4"),
    ],
)
def test_an_anchor_is_the_bare_name(text, anchor):
    assert said(text)[1] == (anchor,)


def test_an_anchor_may_be_a_phrase_again():
    (anchor,) = said("near the western countryside of Aleppo")[1]
    assert said(anchor) == ("countryside", ("Aleppo",), 270, None)


@pytest.mark.parametrize(
    "text",
    ["Saraqib", "Maarat al-Numan", "West Bank", "west bank", "East Timor", "South Sudan", "south sudan", "North Korea",
     "Near East", "Middle East", "North Dakota", "Western Sahara", "western Sahara", "South Ossetia", "East Jerusalem",
     "Northern Ireland", "eastern Ghouta", "Southern Province", "Northwest Territories", "North Idlib",
     "New South Wales", "Southampton", "Eastleigh", "Rostov-on-Don", "Newcastle upon Tyne", "Nearby", "al-Bab road",
     "the M5", "M-5 highway", "the northern city of Aleppo", "north-western province of Idlib",
     "Damascus and its countryside"],
)  # fmt: skip
def test_a_plain_name_is_not_relative(text):
    assert parse_relative(text) is None


@pytest.mark.parametrize(
    "text",
    ["", " ", "north", "10 km", "south of", "near", "between", "between A and B", "near the border", "the countryside",
     "surrounding countryside", "eastern borders", "rural areas", "industrial area", "10 km south of it",
     "southern front"],
)  # fmt: skip
def test_a_phrase_without_a_name_is_not_understood(text):
    assert parse_relative(text) is None


@pytest.mark.parametrize(
    "text",
    ["1e9 km south of Saraqib", "around 1e9 km south of Saraqib", "1001 km south of Saraqib", "5000 km from Saraqib",
     "around 5000 km south of Saraqib", "700 miles south of Saraqib", "nan km south of Saraqib", "-5 km from Saraqib",
     "9" * 150 + " km south of Saraqib"],
)  # fmt: skip
def test_an_absurd_distance_is_refused(text):
    assert parse_relative(text) is None


@pytest.mark.parametrize(
    "text", ["near " + "x" * 10_000_000, " " * LONGEST_PHRASE, "the " * 50, "10 km" + " " * 190, "a-" * 100]
)
def test_no_text_takes_long(text):
    parse_relative("near Saraqib")
    start = perf_counter()
    assert parse_relative(text) is None
    assert perf_counter() - start < 0.1


WORDS = "the 10 -5 1e9 ١٠ km mİles sıx ſix of from near in and between south-east NW Idlib al- 's countryside road , ("
phrases = st.lists(st.sampled_from([*WORDS.split(), " ", "–", "-"]), max_size=14).map(" ".join)


@given(st.text(max_size=250) | phrases)
@example("ſix km south of Idlib")
@example("0A ' COUNTRYSIDE")
@example("sİx mİles south of Idlib")
@example("10 Kilometres SOUTH of Idlib")
def test_any_text_is_understood_or_not_but_never_raises(text):
    relative = parse_relative(text)
    if relative is None:
        return
    assert len(relative.anchors) == len(relative.spans) == (2 if relative.kind == "between" else 1)
    assert tuple(text[start:end] for start, end in relative.spans) == relative.anchors
    assert all(anchor.strip() == anchor != "" for anchor in relative.anchors)
    assert relative.bearing_deg is None or relative.bearing_deg / 22.5 in range(16)
    assert relative.distance_km is None or 0 <= relative.distance_km <= 1000


def test_ten_kilometres_south_is_a_tenth_of_a_degree():
    point = put("10 km south of Saraqib", SARAQIB)
    assert point.latitude == pytest.approx(35.7743, abs=1e-4)
    assert point.longitude == pytest.approx(36.80591, abs=1e-9)
    assert (point.radius_km, point.geo_precision) == (2.5, 2)


@pytest.mark.parametrize("way", ["north", "ENE", "southeast", "SSW", "west"])
def test_an_offset_is_geodesic(way):
    relative = parse_relative(f"120 km {way} of Saraqib")
    point = place_relative(relative, [SARAQIB])
    azimuth, _, metres = Geod(ellps="WGS84").inv(SARAQIB.longitude, SARAQIB.latitude, point.longitude, point.latitude)
    assert metres == pytest.approx(120_000, abs=1)
    assert azimuth % 360 == pytest.approx(relative.bearing_deg, abs=1e-6)
    assert point.radius_km == 30


@pytest.mark.parametrize(
    ("text", "anchor", "shift_km", "radius_km", "precision"),
    [
        ("1 km south of X1", SARAQIB, 1, 2, 2),
        ("south of X1", SARAQIB, 5, 5, 2),
        ("south of X1", ALEPPO, 12, 12, 2),
        ("south of X1", SYRIA, 300, 300, 3),
        ("10 km south of X1", IDLIB_PROVINCE, 10, 60, 3),
        ("5 km from X1", SARAQIB, 0, 6, 2),
        ("near X1", SARAQIB, 0, 6, 2),
        ("near X1", Anchor(35.8, 36.8, 1.5, False), 0, 5, 2),
        ("outskirts of X1", ALEPPO, 0, 16, 2),
        ("eastern outskirts of X1", ALEPPO, 8, 16, 2),
        ("southern X1", IDLIB_PROVINCE, 30, 36, 3),
        ("northwest X1", SYRIA, 150, 180, 3),
        ("western X1", ALEPPO, 4, 4.8, 2),
        ("western X1", Anchor(35.8, 36.7, 25.0, True), 12.5, 15, 2),
        ("rural X1", ALEPPO, 0, 20, 2),
        ("western X1 countryside", ALEPPO, 15, 20, 2),
        ("western X1 countryside", IDLIB_PROVINCE, 30, 36, 3),
        ("X1 countryside", IDLIB_PROVINCE, 0, 60, 3),
    ],
)
def test_each_kind_has_its_shift_and_radius(text, anchor, shift_km, radius_km, precision):
    point = put(text, anchor)
    shifted_km = distance_km((anchor.longitude, anchor.latitude), (point.longitude, point.latitude))
    assert shifted_km == pytest.approx(shift_km, rel=0.005)
    assert (point.radius_km, point.geo_precision) == (pytest.approx(radius_km), precision)


def test_between_is_the_middle_and_reaches_both():
    point = put("between Saraqib and Maarat al-Numan", SARAQIB, MAARAT_AL_NUMAN)
    ends_km = [
        distance_km((one.longitude, one.latitude), (point.longitude, point.latitude))
        for one in (SARAQIB, MAARAT_AL_NUMAN)
    ]
    assert ends_km == pytest.approx([point.radius_km] * 2, rel=0.005)
    assert point.radius_km == pytest.approx(13.3, abs=0.1)
    assert point.geo_precision == 2


def test_between_a_place_and_itself_is_that_place():
    point = put("between Saraqib and Seraqeb", SARAQIB, SARAQIB)
    assert (point.latitude, point.longitude) == pytest.approx((SARAQIB.latitude, SARAQIB.longitude))
    assert point.radius_km == 2


def test_the_180th_meridian_is_crossed():
    taveuni, west_of_it = Anchor(-16.8, 179.98, 3.0, False), Anchor(-16.8, -179.9, 3.0, False)
    assert put("10 km east of Taveuni", taveuni).longitude == pytest.approx(-179.926, abs=0.001)
    assert abs(put("between Taveuni and Yasawa", taveuni, west_of_it).longitude) > 179.9
    assert put("near Taveuni", Anchor(-16.8, 181.0, 3.0, False)).longitude == -179


def test_an_anchor_without_position_gives_none():
    for latitude, longitude in product((nan, 35.0, 91.0), (nan, inf, 36.0)):
        if (latitude, longitude) != (35.0, 36.0):
            point = put("near Saraqib", Anchor(latitude, longitude, 3.0, False))
            assert isnan(point.latitude)
            assert isnan(point.longitude)
            assert isnan(point.radius_km)


def test_an_anchor_without_radius_counts_as_a_point():
    assert put("near Saraqib", Anchor(35.8, 36.8, nan, False)).radius_km == 5


def test_names_and_places_must_be_as_many():
    with pytest.raises(ValueError, match="1 places for"):
        put("between Saraqib and Ariha", SARAQIB)


anchors = st.builds(Anchor, st.floats(-90, 90), st.floats(-360, 360), st.floats(0, 3000) | st.just(nan), st.booleans())


@given(
    st.sampled_from(["offset", "near", "part", "countryside", "between"]),
    st.sampled_from([None, *(22.5 * point for point in range(16))]),
    st.none() | st.floats(0, 1000),
    anchors,
    anchors,
)
def test_every_place_told_is_on_earth(kind, bearing_deg, distance_km, first, second):
    names = ("A", "B") if kind == "between" else ("A",)
    relative = Relative(kind, names, tuple((0, 1) for _ in names), bearing_deg, distance_km)
    point = place_relative(relative, [first, second][: len(names)])
    assert -90 <= point.latitude <= 90
    assert -180 <= point.longitude <= 180
    assert 0 <= point.radius_km < 20_100
    assert point.geo_precision in (2, 3)


def test_start_up_does_not_wait_for_geodesy():
    code = "import sys, geo.gazetteer.relative; print('pyproj' in sys.modules)"
    project = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
