"""Owns what stands beside a map of a sheet: the scale bar is true, the locator says where the map lies."""

import math
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from dashboard.figures.palette import LIGHT
from dashboard.figures.sheet.brief import Box
from dashboard.figures.sheet.furniture import draw_north_arrow, draw_scale_bar, measure_scale
from dashboard.figures.sheet.locator import draw_locator
from dashboard.figures.sheet.projection import Projection, visible_bounds
from dashboard.view import Camera

MAIN, INSET = Box(0, 0, 1000, 600), Box(800, 20, 160, 120)


@pytest.mark.parametrize("lat", [0, 36, 60, -60])
@pytest.mark.parametrize("zoom", [1.5, 4.0, 8.3, 12.0, 15.7])
def test_the_scale_bar_is_as_long_as_the_ground_between_its_ends(lat, zoom):
    camera = Camera(36.9, lat, zoom)
    drawn = draw_scale_bar(camera, 700, 580, 150, LIGHT)
    left, right = map(float, re.search(r'd="M([\d.]+) [\d.]+V[\d.]+H([\d.]+)', drawn).groups())
    length, word = re.search(r">([\d,]+) (k?m)\b", drawn).groups()
    said_m = float(length.replace(",", "")) * (1000 if word == "km" else 1)
    px_per_deg = 512 * 2**zoom / 360
    lons = [camera.lon + (x - 500) / px_per_deg for x in (left, right)]
    _, _, true_m = Geod(ellps="WGS84").inv(lons[0], lat, lons[1], lat)
    assert said_m == pytest.approx(true_m, rel=0.01)


@given(lat=st.floats(-84, 84), zoom=st.floats(0, 16), most_px=st.floats(20, 400))
def test_the_scale_bar_is_round_and_as_long_as_it_may_be(lat, zoom, most_px):
    scale = measure_scale(Camera(0, lat, zoom), lat, most_px)
    assert 0 < scale.width_px <= most_px
    digits = f"{scale.length_km:e}".split("e")[0].rstrip("0.")
    assert digits in ("1", "2", "5")
    # On a map of the world a bar is longer in the middle than at its ends.
    assert scale.width_px > most_px / 2.6 or zoom < 5


def test_a_bar_that_ends_at_a_place_lies_to_its_left():
    drawn = draw_scale_bar(Camera(36.9, 35.8, 8.3), 700, 580, 150, LIGHT, anchor="end")
    left, right = map(float, re.search(r'd="M([\d.]+) [\d.]+V[\d.]+H([\d.]+)', drawn).groups())
    assert left < right == 700


def test_a_bar_on_a_map_of_the_world_says_where_it_is_true():
    assert "at 36° N" in draw_scale_bar(Camera(0, 36, 1.5), 0, 0, 150, LIGHT)
    assert "at 20° S" in draw_scale_bar(Camera(0, 36, 1.5), 0, 0, 150, LIGHT, lat=-20)
    assert "°" not in draw_scale_bar(Camera(0, 36, 8), 0, 0, 150, LIGHT)


def test_the_arrow_points_up():
    tip, *feet = re.findall(r"[ML]([\d.]+) ([\d.]+)", draw_north_arrow(100, 50, LIGHT).split('d="')[1])[:4]
    assert float(tip[0]) == 100
    assert all(float(tip[1]) < float(foot[1]) for foot in feet)


@given(lon=st.floats(-180, 180), lat=st.floats(-70, 70), zoom=st.floats(3, 14))
def test_the_bounds_are_what_stands_at_the_edges_of_the_box(lon, lat, zoom):
    camera = Camera(lon, lat, zoom)
    west, south, east, north = visible_bounds(camera, MAIN)
    x, y = Projection(camera, MAIN).project([west, east], [north, south])
    assert x == pytest.approx([0, 1000], abs=0.01)
    if south > -85 and north < 85:
        assert y == pytest.approx([0, 600], abs=0.01)


def _frame_of(drawn):
    """Edges of the frame of a locator."""
    root = ET.fromstring(f"<svg>{drawn}</svg>")
    [frame] = [one for one in root.iter("rect") if one.get("fill-opacity") == "0.14"]
    x, y, width, height = (float(frame.get(name)) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def test_the_locator_frames_what_the_map_shows(real_ground):
    left, top, right, bottom = _frame_of(draw_locator(Camera(36.9, 35.8, 8.3), MAIN, INSET, real_ground, LIGHT))
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((880, 80), abs=1.5)
    assert (right - left) / (bottom - top) == pytest.approx(1000 / 600, rel=0.02)
    assert 15 < right - left < INSET.width / 3


def test_a_tiny_map_is_a_dot_in_its_locator(real_ground):
    long = Box(0, 0, 1000, 30)
    drawn = draw_locator(Camera(36.9, 35.8, 12), long, Box(0, 0, 40, 120), real_ground, LIGHT)
    assert 'cx="20.0" cy="60.0"' in drawn
    assert 'fill-opacity="0.14"' not in drawn


def test_a_map_of_half_the_world_has_no_locator(real_ground):
    assert draw_locator(Camera(20, 25, 1.5), MAIN, INSET, real_ground, LIGHT) == ""


@pytest.mark.parametrize("lat", [-84, 84])
def test_a_locator_never_looks_beyond_the_edge_of_the_world(real_ground, lat):
    camera = Camera(36.9, lat, 4)
    left, top, right, bottom = _frame_of(draw_locator(camera, MAIN, INSET, real_ground, LIGHT))
    assert left > 800 and right < 960
    middle = (top + bottom) / 2
    assert (middle < 80) if lat > 0 else (middle > 80)
    assert math.isfinite(middle)
