"""Owns the parts beside the map: days of the axis, rows of the legend, columns of the list, sizes, markings."""

import math
import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.sheet.brief import Box, LegendRow, Strip
from dashboard.figures.sheet.key_events import _flow, draw_list
from dashboard.figures.sheet.layouts import LAYOUT_LABELS, LAYOUTS, find_size
from dashboard.figures.sheet.legend import draw_legend, measure_legend
from dashboard.figures.sheet.marking import MARKINGS, OTHER_MARKING, colour_marking
from dashboard.figures.sheet.page_inks import choose_inks
from dashboard.figures.sheet.strip import choose_ticks, draw_strip
from geo.errors import BadBrief
from tests.dashboard.briefing.briefs import make_event, make_events
from tests.dashboard.figures.sheet.sheet_boxes import SVG, is_within, read_texts, say_overlaps

INKS = choose_inks(False)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 1))


def parse(drawn):
    return f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'


def texts_of(drawn):
    return [one.text for one in read_texts(parse(drawn))]


@given(DAYS, st.integers(1, 4_000_000), st.integers(1, 30))
def test_days_of_the_axis_are_in_order_on_it_and_not_too_many(first, days, most):
    after = min(first + timedelta(days=min(days, (date.max - first).days)), date.max)
    ticks = choose_ticks(first, after, most)
    chosen = [day for day, _ in ticks]
    assert 1 <= len(chosen) <= most
    assert chosen == sorted(set(chosen))
    assert all(first <= day < after for day in chosen)
    assert len({words for _, words in ticks}) == len(ticks)


@given(DAYS.filter(lambda day: day.year < 9000), st.integers(60, 200_000), st.integers(4, 20))
def test_an_axis_has_about_as_many_days_as_there_is_room_for(first, days, most):
    assert len(choose_ticks(first, first + timedelta(days=days), most)) >= most / 5


@pytest.mark.parametrize(
    ("after", "most", "words"),
    [
        (date(2020, 2, 5), 8, ["1 Feb", "2 Feb", "3 Feb", "4 Feb"]),
        (date(2020, 3, 1), 5, ["1 Feb", "8 Feb", "15 Feb", "22 Feb", "29 Feb"]),
        (date(2020, 8, 1), 6, ["Feb 2020", "Mar 2020", "Apr 2020", "May 2020", "Jun 2020", "Jul 2020"]),
        (date(2025, 1, 1), 4, ["2021", "2022", "2023", "2024"]),
        (date(2320, 1, 1), 4, ["2100", "2200", "2300"]),
    ],
)
def test_an_axis_says_days_then_months_then_years(after, most, words):
    assert [said for _, said in choose_ticks(date(2020, 2, 1), after, most)] == words


def make_strip(years):
    starts = [date(1700 + year, 1, 1) for year in range(years)]
    return Strip(starts, date(1700 + years, 1, 1), [[1, year % 5] for year in range(years)], ["#111111", "#222222"],
                 (date(1750, 1, 1), date(1759, 12, 31)), [(date(1789, 7, 14), "Bastille"), (date(900, 1, 1), "Before")],
                 "year")  # fmt: skip


def test_bars_of_the_window_have_the_colours_of_the_sides_and_others_are_grey():
    box = Box(10, 20, 900, 92)
    root = ET.fromstring(parse(draw_strip(make_strip(300), box, 1.0, INKS)))
    fills = [one.get("fill") for one in root.iter(f"{SVG}rect")]
    assert (fills.count("#111111"), fills.count("#222222"), fills.count(INKS.idle)) == (10, 8, 290)
    for one in root.iter(f"{SVG}rect"):
        x, width = float(one.get("x")), float(one.get("width"))
        assert width > 0
        assert 8.5 <= x <= x + width <= 911.5


def test_only_days_with_a_name_that_lie_on_the_axis_are_named():
    said = texts_of(draw_strip(make_strip(300), Box(0, 0, 900, 92), 1.0, INKS))
    assert "Bastille" in said
    assert "Before" not in said


def test_a_timeline_without_any_event_is_drawn():
    strip = Strip([date(2020, 1, 1)], date(2020, 1, 2), [[0]], ["#111111"], (date(2020, 1, 1), date(2020, 1, 1)))
    assert texts_of(draw_strip(strip, Box(0, 0, 300, 92), 1.0, INKS)) == ["1 Jan"]


def make_rows(count):
    return [LegendRow("side", f"Side {n}", "#123456") for n in range(count)]


@given(st.integers(1, 60), st.floats(250, 900), st.floats(0.3, 2))
def test_a_legend_as_high_as_it_measures_says_every_row(count, width_px, unit):
    rows = make_rows(count)
    box = Box(5, 7, width_px, measure_legend(rows, width_px, unit))
    drawn = draw_legend(rows, box, unit, INKS)
    texts = read_texts(parse(drawn))
    assert [one.text for one in texts] == ["LEGEND", *(row.label for row in rows)]
    assert all(is_within(one.edges, (5, 7, 5 + box.width, 7 + box.height), unit) for one in texts)
    assert say_overlaps(texts) == []


@given(st.integers(2, 60), st.floats(45, 400))
def test_rows_without_room_in_a_legend_are_counted(count, height_px):
    said = texts_of(draw_legend(make_rows(count), Box(0, 0, 300, height_px), 1.0, INKS))
    counted = re.fullmatch(r"and (\d+) more", said[-1])
    shown = len(said) - (2 if counted else 1)
    assert shown + (int(counted[1]) if counted else 0) == count


def test_an_empty_legend_takes_no_room():
    assert measure_legend([], 300, 1.0) == 0
    assert draw_legend([], Box(0, 0, 300, 100), 1.0, INKS) == ""


def test_long_words_of_a_legend_are_cut_within_its_column():
    drawn = draw_legend([LegendRow("heading", "Very long " * 20), *make_rows(3)], Box(0, 0, 200, 200), 1.0, INKS)
    assert all(one.edges[2] <= 200 for one in read_texts(parse(drawn)))


@pytest.mark.parametrize("sign", ["side", "type", "region", "ring", "movement", "stretch", "area", "line", "point"])
def test_each_sign_of_a_legend_is_drawn_in_its_own_way(sign):
    others = [one for one in ("side", "region", "ring", "movement", "stretch", "area", "line", "point") if one != sign]
    draw = {
        one: draw_legend([LegendRow(one, "It", "#123456")], Box(0, 0, 200, 60), 1.0, INKS) for one in [sign, *others]
    }
    assert len(set(draw.values())) == len(draw)


@given(st.lists(st.floats(5, 120), min_size=1, max_size=40), st.floats(60, 900), st.integers(1, 4))
def test_blocks_of_the_list_stay_in_their_columns_and_in_order(heights, room, columns):
    places = _flow(heights, Box(0, 0, 900, room), columns)
    if places is None:
        assert sum(heights) > room - max(heights) * (columns > 1)  # Never refused where one column would hold them.
        return
    assert places == sorted(places)
    for (column, down), height, following in zip(places, heights, [*places[1:], None], strict=True):
        assert 0 <= column < columns
        assert down + height <= room + 1e-6
        if following and following[0] == column:
            assert following[1] == pytest.approx(down + height)
        elif following:
            assert following == (column + 1, 0)


@given(st.integers(1, 40), st.floats(250, 1200), st.floats(90, 900))
def test_a_list_stays_in_its_box(count, width_px, height_px):
    drawn = draw_list(make_events(count), "How they were chosen", Box(3, 4, width_px, height_px), 1.0, INKS)
    texts = read_texts(parse(drawn.svg))
    assert say_overlaps(texts) == []
    assert all(is_within(one.edges, (3, 4, 3 + width_px, 4 + height_px), 1) for one in texts)
    numbers = [int(one.text) for one in texts if one.is_bold and one.text.isdigit()]
    assert numbers == list(range(1, drawn.shown + 1))


def test_a_list_with_room_says_all_of_an_event():
    event = make_event(2)
    words = " ".join(texts_of(draw_list([event], "", Box(0, 0, 500, 400), 1.0, INKS).svg))
    for said in (event.days, event.place, event.what, event.deaths, event.confidence, event.sources):
        assert said in words


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_a_name_and_the_shape_of_its_paper(layout):
    size = find_size(layout)
    assert LAYOUT_LABELS[layout]
    assert size.width_px / size.height_px == pytest.approx(size.mm[0] / size.mm[1], rel=0.002)


def test_a_size_is_read_in_pixels():
    size = find_size("1400x500")
    assert (size.width_px, size.height_px, size.paper_mm, size.is_wide) == (1400, 500, None, True)
    assert size.unit == pytest.approx(math.sqrt(700_000 / 1_440_000))
    assert find_size("500×1400") == find_size("500X1400")


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ("poster", '"poster" is no layout. Expected slide, '),
        ("", '"" is no layout'),
        ("1400x", '"1400x" is no layout'),
        ("-1400x500", "is no layout"),
        ("١٤٠٠x500", "is no layout"),
        ("1400x500x2", "is no layout"),
        ("319x500", "Expected 320 to 4000 pixels a side."),
        ("4001x900", "Expected 320 to 4000 pixels a side."),
        ("99999x99999", "Expected 320 to 4000 pixels a side."),
        ("4000x320", "Expected no side longer than 5 times the other."),
        ("320x1601", "Expected no side longer than 5 times the other."),
    ],
)
def test_a_size_that_cannot_be_drawn_is_refused_in_words(layout, said):
    with pytest.raises(BadBrief, match=re.escape(said)):
        find_size(layout)


def contrast(one, other):
    """Contrast of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("marking", [*MARKINGS, "Our own words"])
def test_letters_of_a_marking_can_be_read(marking):
    assert contrast(*colour_marking(marking)) >= 4.5


def test_usual_markings_are_known_however_they_are_written():
    assert colour_marking(" tlp:amber ") == ("#ffc000", "#000000")
    assert colour_marking("Unclassified") == MARKINGS["UNCLASSIFIED"]
    assert colour_marking("TLP:AMBER, not for the press") == colour_marking("") == OTHER_MARKING
