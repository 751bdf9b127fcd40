"""Owns that a sheet can be read: no text leaves it or lies on another, and the map has the numbers of the list."""

import itertools
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from dashboard.figures.briefing import compose, compose_map, compose_strip
from dashboard.figures.palette import LIGHT
from dashboard.figures.sheet.arrangement import Wordings, arrange
from dashboard.figures.sheet.brief import Box
from dashboard.figures.sheet.inks import choose_inks
from dashboard.figures.sheet.layouts import LAYOUTS, PARTS, find_size
from dashboard.figures.sheet.map_furniture import place_furniture
from dashboard.figures.sheet.taken import edges_of
from tests.dashboard.briefing.briefs import make_brief, make_events, make_logo
from tests.dashboard.figures.sheet.sheet_boxes import SVG, is_within, overlap, read_texts, say_overlaps

SIZES = [*LAYOUTS, "1400x500", "400x900"]
LONG = "Saraqib, Maarat al-Numan and the whole of the motorway between Aleppo and Damascus " * 4
ARABIC = "معركة سراقب وطريق حلب دمشق الدولي "
TURKISH = "İdlib gerginliği azaltma bölgesi: Şubat–Mart 2020 çatışmaları "
VIEWS = {
    "as the page opens": {},
    "forty events": {"query": "from=2020-02-01&to=2020-02-28", "top": 40},
    "long words": {"title": LONG, "subtitle": LONG * 2, "sources": LONG * 3, "marking": LONG},
    "Arabic": {"title": ARABIC * 2, "subtitle": ARABIC * 6, "sources": ARABIC * 9, "marking": ARABIC},
    "Turkish": {"title": TURKISH, "subtitle": TURKISH * 3, "sources": TURKISH * 5},
    "no events": {"query": "q=zzzzqqq"},
    "marking and logo": {"marking": "TLP:AMBER", "logo": make_logo()},
    "dark": {"query": "theme=dark", "marking": "TLP:RED"},
    "the whole world": {"query": "at=20,0,1"},
}


def edges_of_sheet(at):
    return 0, 0, at.size.width_px, at.size.height_px


def read_beside(brief, at, sheet, hidden=frozenset()):
    """List the texts that are neither on the map nor belong to what lies on it."""
    furniture = [edges_of(box) for box in place_furniture(brief.map, at.map, at.size.unit, hidden).boxes]
    texts = [one for one in read_texts(sheet.svg) if not one.is_on_map]
    return [one for one in texts if not any(is_within(one.edges, box, 3) for box in furniture)]


def assert_readable(brief, at, sheet, hidden=frozenset()):
    whole, of_map = edges_of_sheet(at), edges_of(at.map)
    assert min(at.map.width, at.map.height) > 40 * at.size.unit
    outside = [one.text for one in read_texts(sheet.svg) if not one.is_on_map and not is_within(one.edges, whole)]
    beside = read_beside(brief, at, sheet, hidden)
    assert outside == []
    assert [one.text for one in beside if overlap(one.edges, of_map)] == []
    assert say_overlaps(beside) == []
    for name, box in sheet.boxes.items():
        assert is_within(edges_of(box), whole), name


def numbers_of(text):
    """Read `1, 3–5`."""
    for part in text.split(","):
        first, _, last = part.strip().partition("–")
        yield from range(int(first), int(last or first) + 1)


def read_numbers(sheet):
    """Return the numbers on the map, and those of the list."""
    ink = choose_inks(LIGHT).badge_ink
    texts = [one for one in read_texts(sheet.svg) if one.is_bold and re.fullmatch(r"[\d ,–]+", one.text)]
    on_map = [numbers_of(one.text.rstrip(", ")) for one in texts if one.is_on_map and one.ink == ink]
    return sorted(itertools.chain.from_iterable(on_map)), [int(one.text) for one in texts if not one.is_on_map]


@pytest.mark.parametrize("layout", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_no_text_lies_on_another_or_leaves_the_sheet(compose_view, layout, view):
    assert_readable(*compose_view(layout=layout, **VIEWS[view]))


@pytest.mark.parametrize("layout", ["slide", "a4-portrait", "1400x500", "400x900"])
@pytest.mark.parametrize("part", [*PARTS, "all of them"])
def test_a_part_that_is_switched_off_leaves_a_whole_sheet(compose_view, layout, part):
    hidden = frozenset(PARTS) if part == "all of them" else frozenset([part])
    assert_readable(*compose_view(layout=layout, hidden=hidden, marking="UNCLASSIFIED"), hidden)


@pytest.mark.parametrize("layout", ["320x320", "320x1600", "1600x320", "4000x4000"])
@pytest.mark.parametrize("view", ["forty events", "long words", "no events"])
def test_the_smallest_and_longest_sheets_are_whole(compose_view, layout, view):
    assert_readable(*compose_view(layout=layout, **VIEWS[view]))


@pytest.mark.parametrize("layout", SIZES)
def test_what_is_switched_off_is_not_drawn(compose_view, layout):
    said = {"title": "Named so", "subtitle": "Below it", "sources": "At its foot"}
    _, _, whole = compose_view(layout=layout, **said)
    _, _, bare = compose_view(layout=layout, **said, hidden=frozenset(PARTS))
    words, left = ({one.text for one in read_texts(sheet.svg)} for sheet in (whole, bare))
    assert {"Named so", "Below it", "At its foot", "KEY EVENTS", "LEGEND", "N"} <= words
    assert left & {"Named so", "Below it", "At its foot", "KEY EVENTS", "LEGEND", "N"} == set()
    assert set(whole.boxes) == {"map", "strip", "list", "legend"}
    assert set(bare.boxes) == {"map"}


@pytest.mark.parametrize("layout", SIZES)
def test_each_number_of_the_map_stands_once_and_in_the_list(compose_view, layout):
    _, _, sheet = compose_view(layout=layout, query="from=2020-02-01&to=2020-02-28", top=40)
    on_map, listed = read_numbers(sheet)
    assert sorted(listed) == list(range(1, sheet.listed + 1))
    assert len(on_map) == len(set(on_map))
    assert set(on_map) <= set(listed)
    assert len(on_map) > 25  # Most of them lie on this map.


def compose_low(ground, events, rule="120 of 130 events on this map: most deaths reported", height_px=330):
    """Compose a sheet whose list has too little room."""
    size = find_size(f"1600x{height_px}")
    at = arrange(size, Wordings("Title", "", "", "", listed=len(events)), frozenset({"legend"}))
    brief = make_brief(key_events=events, rule=rule)
    brief = replace(brief, map=replace(brief.map, numbered=events, marks=make_marks(), icons=["battle"]))
    return compose(brief, at, ground, frozenset({"legend"}))


def make_marks():
    return {name: [] for name in ("lon", "lat", "events", "px", "side", "icon", "sides", "types", "km", "region")}


def test_events_without_room_have_no_number_and_the_rule_counts_the_others(ground):
    events = make_events(120)
    for number, event in enumerate(events):
        events[number] = replace(event, lon=36.0 + 0.01 * number, lat=35.9)
    sheet = compose_low(ground, events)
    on_map, listed = read_numbers(sheet)
    assert 0 < sheet.listed < 120
    assert listed == list(range(1, sheet.listed + 1))
    assert on_map
    assert set(on_map) <= set(listed)
    words = " ".join(one.text for one in read_texts(sheet.svg))
    assert f"and {120 - sheet.listed} more" in words
    assert f"{sheet.listed} of them find room here" in words


def test_a_list_of_all_events_says_how_many_found_room(ground):
    sheet = compose_low(ground, make_events(120), rule="")
    words = " ".join(one.text for one in read_texts(sheet.svg))
    assert 0 < sheet.listed < 120
    assert f"{sheet.listed} of 120 events find room here" in words


def test_an_empty_list_tells_an_empty_view_from_a_list_nobody_wants(compose_view):
    for view, said in (({"query": "q=zzzzqqq"}, "No events in this view."), ({"top": 0}, "No events are listed.")):
        texts = [one.text for one in read_texts(compose_view(**view)[2].svg)]
        assert said in texts
        assert not any("0 of" in text and "most deaths" in text for text in texts)


@pytest.mark.parametrize("view", ["as the page opens", "Arabic", "dark"])
def test_the_same_brief_is_the_same_picture(compose_view, view):
    assert compose_view(**VIEWS[view])[2].svg == compose_view(**VIEWS[view])[2].svg


def test_a_sheet_has_its_size_and_its_name(compose_view):
    _, _, sheet = compose_view(layout="a4", title="Saraqib & the M5")
    root = ET.fromstring(sheet.svg)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("1123", "794", "0 0 1123 794")
    assert root.find(f"{SVG}title").text == "Saraqib & the M5"


def test_arabic_lines_end_at_the_right_edge_of_their_part(compose_view):
    _, at, sheet = compose_view(layout="slide", title=ARABIC, subtitle=ARABIC, sources=ARABIC)
    written = [one for one in read_texts(sheet.svg) if one.text == ARABIC.strip()]
    assert len(written) == 3
    assert [one.edges[2] for one in written] == pytest.approx([at.map.x + 1600 - 2 * at.map.x] * 3, abs=1)


def test_map_and_timeline_are_drawn_alone_as_large_as_a_box(compose_view, real_ground):
    brief, _, _ = compose_view(layout="slide")
    box = Box(0, 0, 640, 360)
    for svg in (compose_map(brief, box, 1.0, real_ground), compose_strip(brief, box, 1.0)):
        root = ET.fromstring(svg)
        assert (root.get("width"), root.get("height")) == ("640", "360")
        texts = [one for one in read_texts(svg) if not one.is_on_map]
        assert texts
        assert all(is_within(one.edges, (0, 0, 640, 360)) for one in texts)
    assert compose_strip(replace(brief, strip=None), box, 1.0) == ""
