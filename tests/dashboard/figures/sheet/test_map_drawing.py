"""Owns the map of a sheet: what stands where, what is left out, what hides nothing."""

import itertools
import math
import re
import xml.etree.ElementTree as ET
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from dashboard.figures.palette import DARK, LIGHT, PRINT
from dashboard.figures.sheet.brief import Box
from dashboard.figures.sheet.map import draw_map
from dashboard.figures.sheet.map_numbering import place_badges, say_numbers
from dashboard.figures.sheet.map_placing import place_all
from dashboard.figures.sheet.projection import Projection
from dashboard.figures.sheet.taken import Taken, edges_of, is_inside
from dashboard.view import Camera
from tests.dashboard.figures.sheet.map_parts import ALL, BOX, CAMERA, make_event, make_layer, make_marks, make_part

SVG = "{http://www.w3.org/2000/svg}"


def parse(drawn):
    return ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>')


def texts_of(drawn):
    return [one.text for one in parse(drawn).iter(f"{SVG}text")]


def discs_of(drawn, colour="#c8452e"):
    circles = parse(drawn).iter(f"{SVG}circle")
    return [(float(one.get("cx")), float(one.get("cy"))) for one in circles if one.get("fill") == colour]


def overlap(one, other):
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def test_marks_stand_where_web_mercator_puts_them(ground):
    to_metres = Transformer.from_crs(4326, 3857, always_xy=True).transform
    metres_per_px = 2 * math.pi * 6378137 / (512 * 2**CAMERA.zoom)
    (x0, y0), (x, y) = to_metres(CAMERA.lon, CAMERA.lat), to_metres(37.1, 35.7)
    [(cx, cy)] = discs_of(draw_map(make_part(make_marks((37.1, 35.7))), BOX, ground, LIGHT))
    assert (cx, cy) == pytest.approx((400 + (x - x0) / metres_per_px, 300 - (y - y0) / metres_per_px), abs=0.06)


def test_a_box_elsewhere_on_the_sheet_moves_all_of_the_map(ground):
    part = make_part(make_marks((37.1, 35.7)))
    [(x, y)] = discs_of(draw_map(part, BOX, ground, LIGHT))
    [(moved_x, moved_y)] = discs_of(draw_map(part, Box(100, 50, 800, 600), ground, LIGHT))
    assert (moved_x - x, moved_y - y) == pytest.approx((100, 50))


def test_a_unit_of_two_is_the_same_picture_twice_as_large(real_ground):
    part = make_part(make_marks((36.8, 35.9), (37.2, 36.1)), numbered=[make_event(1, 36.8, 35.9)])
    large = make_part(part.marks, Camera(CAMERA.lon, CAMERA.lat, CAMERA.zoom + 1), numbered=part.numbered)
    small = place_all(part, real_ground, Projection(part.camera, BOX), LIGHT)
    twice = place_all(large, real_ground, Projection(large.camera, Box(0, 0, 1600, 1200)), LIGHT, 2.0)
    assert len(small.names) > 2
    assert [name.lines for name in twice.names] == [name.lines for name in small.names]
    assert [one / 2 for one in twice.badges[0].edges] == pytest.approx(small.badges[0].edges)


def test_the_same_input_gives_the_same_bytes(real_ground):
    part = make_part(make_marks((36.8, 35.9), (36.6, 35.9)), numbered=[make_event(2, 36.8, 35.9)])
    assert draw_map(part, BOX, real_ground, DARK) == draw_map(part, BOX, real_ground, DARK)


def test_names_are_data(ground):
    road = {"type": "LineString", "coordinates": [[36.3, 35.9], [37.3, 35.9]]}
    square = [[36.5, 35.6], [37.1, 35.6], [37.1, 35.8], [36.5, 35.8], [36.5, 35.6]]
    area = {"type": "Polygon", "coordinates": [square]}
    wicked = '<script>alert("1")</script>'
    layers = [
        make_layer("line", road, wicked, colour='red"/><script/>'),
        make_layer("area", area, wicked, anchor=(36.8, 35.7)),
    ]
    drawn = draw_map(make_part(layers=layers), BOX, ground, LIGHT)
    assert "<script" not in drawn
    assert wicked in texts_of(drawn)
    assert {one.tag.removeprefix(SVG) for one in parse(drawn).iter()} <= {
        "svg", "g", "defs", "clipPath", "path", "rect", "circle", "text", "symbol", "use", "line",
    }  # fmt: skip


def test_all_that_is_drawn_is_cut_off_at_the_box(ground):
    drawn = draw_map(make_part(make_marks((36.8, 35.9))), Box(10, 20, 300, 200), ground, LIGHT, id_prefix="left")
    [outer] = parse(drawn)
    assert outer.get("clip-path") == "url(#left-clip)"
    assert next(outer.iter(f"{SVG}path")).get("d") == "M10 20H310V220H10Z"


def test_two_maps_on_a_sheet_share_no_id(ground):
    part = make_part(make_marks((36.8, 35.9)))
    drawn = draw_map(part, BOX, ground, LIGHT, id_prefix="a") + draw_map(part, BOX, ground, LIGHT, id_prefix="b")
    ids = re.findall(r' id="([^"]+)"', drawn)
    assert len(ids) == len(set(ids)) == 4
    assert set(re.findall(r'href="#([^"]+)"', drawn)) <= set(ids)


def test_far_marks_and_marks_of_the_other_side_of_the_world_are_left_out(ground):
    part = make_part(make_marks((36.8, 35.9), (-120.0, 35.9), (36.8, 60.0)))
    assert len(discs_of(draw_map(part, BOX, ground, LIGHT))) == 1


def test_across_the_antimeridian_both_sides_are_drawn(ground):
    camera = Camera(179.9, 0.0, 6.0)
    line = {"line": [[179.0, 1.0], [-179.0, 1.0]], "side_code": 0, "is_stretch": False}
    part = make_part(make_marks((179.5, 0.0), (-179.5, 0.0)), camera, lines=[line])
    placed = place_all(part, ground, Projection(camera, BOX), LIGHT)
    px_per_deg = 512 * 64 / 360
    assert [mark.x for mark in placed.marks] == pytest.approx([400 - 0.4 * px_per_deg, 400 + 0.6 * px_per_deg])
    [(_, way)] = placed.lines
    assert way[1, 0] - way[0, 0] == pytest.approx(2 * px_per_deg, abs=1)
    [land, *_] = [one.get("d") for one in parse(draw_map(part, BOX, ground, LIGHT)).iter(f"{SVG}path")][2:]
    x = [float(pair.split(" ")[0]) for pair in re.split("[MLZ]+", land) if pair]
    assert min(x) <= 0 and max(x) >= 800, "land of both copies of the world"


def test_only_features_of_the_window_and_of_layers_switched_on_are_drawn(ground):
    point = {"type": "Point", "coordinates": [36.8, 35.9]}
    ended = make_layer("point", point, valid_to=date(2020, 2, 4), colour="#123456")
    there = make_layer("point", point, valid_to=date(2020, 2, 5), colour="#123456")
    assert "#123456" not in draw_map(make_part(layers=[ended]), BOX, ground, LIGHT)
    assert "#123456" in draw_map(make_part(layers=[there]), BOX, ground, LIGHT)
    assert "#123456" not in draw_map(make_part(layers=[there], shown=ALL - {"things"}), BOX, ground, LIGHT)


def test_the_status_of_a_post_is_seen(ground):
    point = {"type": "Point", "coordinates": [36.8, 35.9]}
    drawn = {}
    for status in ("active", "surrounded", "evacuated", "claimed"):
        layer = make_layer("point", point, status=status, colour="#123456")
        drawn[status] = draw_map(make_part(layers=[layer], shown=frozenset({"things"})), BOX, ground, LIGHT)
    assert len(set(drawn.values())) == 4
    assert [drawn[status].count("<circle") for status in drawn] == [2, 2, 1, 2]


def test_what_is_claimed_is_dashed(ground):
    road = {"type": "LineString", "coordinates": [[36.3, 35.9], [37.3, 35.9]]}
    sure, claimed = (
        draw_map(make_part(layers=[make_layer("line", road, status=status)]), BOX, ground, LIGHT)
        for status in ("assessed", "claimed")
    )
    assert "dasharray" in claimed
    assert "dasharray" not in sure


@pytest.mark.parametrize(
    ("name", "sign"),
    [("rings", 'fill-opacity="0.06"'), ("movements", 'stroke-width="4.20"'), ("names", ">Saraqib<")],
)
def test_what_is_switched_off_is_not_drawn(ground, name, sign):
    line = {"line": [[36.5, 36.0], [37.0, 36.0]], "side_code": 0, "is_stretch": False}
    marks = make_marks((36.7, 35.7), km=20)
    on = draw_map(make_part(marks, lines=[line], shown=frozenset({name})), BOX, ground, LIGHT)
    off = draw_map(make_part(marks, lines=[line], shown=frozenset()), BOX, ground, LIGHT)
    assert sign in on
    assert sign not in off


def test_a_movement_stops_where_a_mark_would_hide_its_head(ground):
    line = {"line": [[36.4, 35.9], [36.8, 35.9]], "side_code": 0, "is_stretch": False}
    placed = place_all(make_part(make_marks((36.8, 35.9)), lines=[line]), ground, Projection(CAMERA, BOX), LIGHT)
    [(_, way)] = placed.lines
    assert 386 - 5 < way[-1, 0] < 386


def test_a_short_name_of_a_road_stands_upright_on_a_shield(ground):
    slant = {"type": "LineString", "coordinates": [[36.4, 35.6], [37.2, 36.2]]}
    short = draw_map(make_part(layers=[make_layer("line", slant, "M5")]), BOX, ground, LIGHT)
    long = draw_map(make_part(layers=[make_layer("line", slant, "Line of contact")]), BOX, ground, LIGHT)
    assert "M5" in texts_of(short) and "rotate(" not in short
    assert "Line of contact" in texts_of(long) and "rotate(" in long


def test_names_cover_no_mark_no_badge_and_nothing_reserved(real_ground):
    places = [(36.3 + 0.07 * n, 35.6 + 0.041 * (n * 7 % 12)) for n in range(14)]
    part = make_part(make_marks(*places), numbered=[make_event(n + 1, *place) for n, place in enumerate(places)])
    reserved = Box(20, 380, 200, 200)
    free = place_all(part, real_ground, Projection(CAMERA, BOX), LIGHT)
    placed = place_all(part, real_ground, Projection(CAMERA, BOX), LIGHT, reserved=[reserved])
    others = [mark.edges for mark in placed.marks] + [badge.edges for badge in placed.badges] + [edges_of(reserved)]
    names = [name.edges for name in placed.names]
    assert len(names) > 5
    assert any(overlap(name.edges, edges_of(reserved)) for name in free.names)
    assert not any(overlap(name, other) for name in names for other in others)
    assert not any(overlap(*pair) for pair in itertools.combinations(names, 2))
    assert all(is_inside(name, edges_of(BOX)) for name in names)


def test_a_place_under_a_mark_is_named_beside_it_without_a_dot(ground):
    bare = place_all(make_part(), ground, Projection(CAMERA, BOX), LIGHT).names
    marked = place_all(make_part(make_marks((36.8, 35.86))), ground, Projection(CAMERA, BOX), LIGHT).names
    assert {name.lines[0]: bool(name.dot) for name in bare} == {"Idlib": True, "Saraqib": True}
    assert {name.lines[0]: bool(name.dot) for name in marked} == {"Idlib": True, "Saraqib": False}


def test_numbers_are_joined():
    assert say_numbers([5, 1, 3, 4]) == "1, 3–5"
    assert say_numbers([1, 2]) == "1, 2"


def test_events_of_one_mark_share_a_badge_that_touches_it(ground):
    events = [make_event(number, 36.8, 35.9) for number in (1, 3, 4, 5)] + [make_event(2, 37.2, 36.0)]
    part = make_part(make_marks((36.801, 35.901), (37.2, 36.0)), numbered=events)
    placed = place_all(part, ground, Projection(CAMERA, BOX), LIGHT)
    assert [badge.lines for badge in placed.badges] == [("1, 3–5",), ("2",)]
    for badge, mark in zip(placed.badges, placed.marks, strict=True):
        left, top, right, bottom = badge.edges
        nearest = (min(max(mark.x, left), right), min(max(mark.y, top), bottom))
        assert mark.radius - 3 < math.dist(nearest, (mark.x, mark.y)) <= mark.reach


def test_events_that_the_map_does_not_show_have_no_badge(ground):
    numbered = [make_event(1, 50.0, 35.9), make_event(2, None, None), make_event(3, 36.8, 35.9)]
    placed = place_all(make_part(numbered=numbered), ground, Projection(CAMERA, BOX), LIGHT)
    assert [badge.lines for badge in placed.badges] == [("3",)]


@given(
    places=st.lists(st.tuples(st.floats(-60, 460), st.floats(-60, 360)), max_size=40),
    size=st.tuples(st.floats(20, 400), st.floats(20, 300)),
    unit=st.sampled_from([0.5, 1.0, 2.0]),
)
def test_no_badge_overlaps_another_or_leaves_the_box(places, size, unit):
    box = Box(13, 7, *size)
    projection = Projection(CAMERA, box)
    at = [_unproject(projection, x, y) for x, y in places]
    events = [make_event(n + 1, *place) for n, place in enumerate(at)]
    badges = place_badges(events, [], projection, Taken(), [], unit)
    assert all(is_inside(badge.edges, edges_of(box)) for badge in badges)
    assert not any(overlap(one.edges, other.edges) for one, other in itertools.combinations(badges, 2))


def _unproject(projection, x, y):
    lon = projection.camera.lon + (x - projection.box.x - projection.box.width / 2) / projection.world_px * 360
    return lon, projection.latitude_at(y)


def test_a_crowd_of_events_all_find_room_for_their_numbers(ground):
    rng = np.random.default_rng(1)
    places = np.column_stack([rng.uniform(36.6, 37.0, 40), rng.uniform(35.8, 36.0, 40)]).tolist()
    numbered = [make_event(n + 1, *place) for n, place in enumerate(places)]
    placed = place_all(make_part(numbered=numbered), ground, Projection(CAMERA, BOX), LIGHT)
    assert len(placed.badges) == 40


@pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_the_number_of_a_badge_is_seen_on_it_and_the_badge_on_the_land(ground, palette):
    part = make_part(make_marks((36.8, 35.9)), numbered=[make_event(88, 36.8, 35.9)])
    drawn = draw_map(part, BOX, ground, palette)
    fill = re.search(r'<rect [^>]*rx="5" fill="(#\w{6})"', drawn)[1]
    [ink] = [one.get("fill") for one in parse(drawn).iter(f"{SVG}text") if one.text == "88"]
    assert _contrast(ink, fill) > 7
    assert _contrast(fill, palette.land) > 7


def _contrast(one, other):
    """Contrast of two colours, WCAG 2.2."""
    lights = []
    for colour in (one, other):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        lights.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def test_a_drawn_area_is_left_bright(ground):
    area = [(36.7, 35.8), (36.9, 35.8), (36.9, 36.0)]
    assert "evenodd" in draw_map(make_part(area=area), BOX, ground, LIGHT).split("#28323c")[1][:80]
    assert "#28323c" not in draw_map(make_part(), BOX, ground, LIGHT)


def test_the_world_is_drawn_from_the_real_ground_whole_and_small(real_ground):
    drawn = draw_map(make_part(camera=Camera(20, 25, 1.5)), BOX, real_ground, LIGHT)
    assert {"CHINA", "ALGERIA"} <= set(texts_of(drawn))
    assert len(drawn) < 600_000


def test_the_ground_is_loaded_once(real_ground):
    from dashboard.briefing.ground import load_ground
    from tests.dashboard.figures.sheet.conftest import DATA

    assert load_ground(DATA) is real_ground
    assert "battle" in real_ground.icons
