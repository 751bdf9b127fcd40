"""Owns which days are set beside the window, and that both maps are drawn to one scale."""

from datetime import date

import pytest

from dashboard.context import Context
from dashboard.opening import choose_camera, choose_window
from dashboard.panels.compare import find_days, read_days, say_gap, window_of_mark
from dashboard.panels.map import draw_frame
from dashboard.settings import Settings
from dashboard.view import BEFORE
from geo.layers.folder import LayerFolder
from geo.store.merging import choose_unit_px
from geo.store.selection import Selection, Viewport
from geo.vocabulary import read_vocabulary

WEEK = (date(2020, 2, 8), date(2020, 2, 14))
THEATRE = Viewport(35.0, 34.5, 38.0, 37.0, 8.0)


@pytest.fixture(scope="module")
def context(opened):
    store = opened.store
    vocabulary = read_vocabulary()
    folder = LayerFolder(Settings().data_folder / "layers", vocabulary)
    return Context(store, vocabulary, folder, [], choose_window(store), choose_camera(store), "")


def iso(part):
    return {"from": [part[0].isoformat()], "to": [part[1].isoformat()]}


def test_the_window_before_is_as_long_and_ends_on_the_day_before():
    assert find_days(WEEK, BEFORE) == (date(2020, 2, 1), date(2020, 2, 7))
    assert find_days((WEEK[0], WEEK[0]), BEFORE) == (date(2020, 2, 7), date(2020, 2, 7))
    assert find_days(WEEK, (date(2020, 1, 1), date(2020, 1, 2))) == (date(2020, 1, 1), date(2020, 1, 2))
    assert find_days(WEEK, None) is None


def test_no_day_before_the_calendar_is_asked_for():
    assert find_days((date(1, 1, 3), date(1, 1, 9)), BEFORE) == (date(1, 1, 1), date(1, 1, 2))


@pytest.mark.parametrize("words", [["soon"], ["2020-02-01"], [""], []])
def test_what_is_no_window_sets_nothing_beside(context, words):
    assert read_days(context, iso(WEEK), {"beside": words}) is None


def test_a_mark_stands_for_the_days_of_the_map_it_was_picked_on(context):
    window, beside = iso(WEEK), {"beside": ["before"]}
    assert window_of_mark(context, window, beside, {"mark": ["8:1.1"], "of": []}) == window
    assert window_of_mark(context, window, beside, {"of": ["beside"]}) == iso((date(2020, 2, 1), date(2020, 2, 7)))
    assert window_of_mark(context, window, {"beside": []}, {"of": ["beside"]}) == window


def test_days_without_data_are_named(context):
    first, last = context.store.first_day, context.store.last_day
    assert "begins on 19 Dec 2019" in say_gap(context, (date(2019, 12, 1), last))
    assert "ends on 15 Mar 2020" in say_gap(context, (first, date(2020, 4, 1)))
    assert say_gap(context, (first, last)) == ""


def test_both_maps_are_drawn_to_one_scale(context):
    drawn = draw_frame(context, Selection(*WEEK), THEATRE, (date(2020, 1, 1), date(2020, 1, 2)))
    both = (drawn["marks"], drawn["beside"]["marks"])
    sizes = [pair for marks in both for pair in zip(marks["px"], marks["events"], strict=True)]
    unit_px = choose_unit_px(max(events for _, events in sizes))
    assert [px for px, _ in sizes] == pytest.approx([unit_px * events**0.5 for _, events in sizes], abs=0.1)
    assert max(both[0]["events"]) != max(both[1]["events"])


def test_a_mark_knows_the_events_of_the_other_window_in_its_cells(context):
    other = (date(2020, 2, 1), date(2020, 2, 7))
    drawn = draw_frame(context, Selection(*WEEK), THEATRE, other)
    here, there = drawn["marks"], drawn["beside"]["marks"]
    counted = dict(zip(there["mark"], there["events"], strict=True))
    assert here["others"] == [counted.get(mark, 0) for mark in here["mark"]]
    assert any(here["others"])
    assert sum(there["events"]) == sum(context.store.marks(Selection(*other), THEATRE).events)


def test_nothing_is_asked_for_a_second_map_or_a_density_that_is_not_there(context):
    drawn = draw_frame(context, Selection(*WEEK), THEATRE)
    assert "beside" not in drawn
    assert "others" not in drawn["marks"]
    assert drawn["density"] is None
