"""Owns what the filters show when a link is opened, and what is said of what this atlas does not have."""

from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.context import Context
from dashboard.opening import choose_camera, choose_window
from dashboard.panels.empty import find_extent
from dashboard.panels.link import open_view
from dashboard.panels.map import draw_frame
from dashboard.panels.opening_filters import FILTER_OUTPUTS
from dashboard.panels.type_tree import list_subs, tick_types
from dashboard.settings import Settings
from geo.layers.folder import LayerFolder
from geo.store.selection import Selection, Viewport
from geo.vocabulary import read_vocabulary

FEBRUARY = Selection(date(2020, 2, 5), date(2020, 2, 17))


@pytest.fixture(scope="module")
def context(opened):
    store, vocabulary = opened.store, read_vocabulary()
    folder = LayerFolder(Settings().data_folder / "layers", vocabulary)
    return Context(store, vocabulary, folder, [], choose_window(store), choose_camera(store), "")


def opened_with(context, **parts):
    return open_view(context, "?" + urlencode(parts, doseq=True))


def test_a_plain_link_ticks_everything_and_ignores_nothing(context):
    shown = opened_with(context)
    assert set(shown) >= set(FILTER_OUTPUTS)
    assert shown["types"] == tick_types(context, context.type_names, ())
    assert shown["ignored"] == ""
    assert shown["drawn_area"] == {"in": []}
    assert (shown["deaths_least"], shown["deaths_most"], shown["deaths_unknown"]) == ("", "", False)


@pytest.mark.parametrize(
    ("key", "value", "said", "control"),
    [
        ("type", "Wars", '"Wars" is not an event type of this atlas.', "types"),
        ("sub", "Battles: Duel", '"Battles: Duel" is not a sub-type of this atlas.', "types"),
        ("side", "martians", '"martians" is not a side of this atlas.', "sides"),
        ("actor", "Nobody", '"Nobody" is not an actor of this atlas.', "actors"),
        ("source", "The Moon", '"The Moon" is not a source of this atlas.', "sources"),
        ("tag", "unheard", '"unheard" is not a tag of this atlas.', "tags"),
        ("place", "Atlantis", '"Atlantis" is not a place of this atlas.', "where"),
        ("has", "smell", 'has="smell" was ignored.', "having"),
        ("when", "9", 'when="9" was ignored.', "time_precisions"),
        ("deaths", "many", '"many" is no number of deaths.', "deaths_least"),
        ("in", "1,2", '"1,2" is not an area.', "drawn_area"),
    ],
)
def test_what_is_unknown_is_named_and_the_control_stays_as_it_was(context, key, value, said, control):
    shown = opened_with(context, **{key: value})
    assert said in shown["ignored"]
    assert shown[control] == opened_with(context)[control]


def test_a_known_name_beside_an_unknown_one_is_kept(context):
    actor = context.store.actors[0][0]
    shown = opened_with(context, actor=[actor, "Nobody"], type=["Battles", "Wars"])
    assert shown["actors"] == [actor]
    assert shown["types"] == tick_types(context, ["Battles"], ())
    assert shown["ignored"].count("is not") == 2


def test_sub_types_tick_their_rows_and_a_whole_type_only_where_all_are_there(context):
    battles = context.vocabulary.event_types[0]
    every = list(list_subs(context, battles))
    assert opened_with(context, sub=every[:1])["types"] == every[:1]
    assert opened_with(context, sub=every)["types"] == [battles.event_type, *every]


def test_no_type_at_all_can_be_wanted(context):
    assert opened_with(context, type="none")["types"] == []


@pytest.mark.parametrize(
    ("word", "shown"), [("5..20", (5, 20, False)), ("5..", (5, "", False)), ("unknown", ("", "", True))]
)
def test_deaths_come_back_into_their_boxes(context, word, shown):
    opened = opened_with(context, deaths=word)
    assert (opened["deaths_least"], opened["deaths_most"], opened["deaths_unknown"]) == shown


def test_area_and_moment_come_back_in_the_words_of_the_link(context):
    area = "35.9000,36.6000 36.1000,36.9000 35.7000,36.9000"
    shown = opened_with(context, **{"in": area, "since": "2019-11-20T14:02Z"})
    assert shown["drawn_area"] == {"in": [area]}
    assert shown["changed_since"] == {"since": ["2019-11-20T14:02Z"]}


@given(st.sampled_from(["type", "sub", "actor", "source", "tag", "area", "place"]), st.text(max_size=20))
def test_no_value_of_a_filter_is_an_error(context, key, value):
    assert set(opened_with(context, **{key: value})) >= set(FILTER_OUTPUTS)


def test_a_frame_counts_every_choice_that_the_panel_shows(context):
    by = draw_frame(context, FEBRUARY, Viewport())["by"]
    assert set(by["type"]) >= set(context.type_names)
    assert sum(by["side"].values()) == sum(by["sure"].values()) == context.store.summary(FEBRUARY).events
    for one in context.vocabulary.event_types:
        subs = sum(by["sub"].get(word, 0) for word in list_subs(context, one))
        assert subs == by["type"][one.event_type], one.event_type


def test_a_choice_counts_what_it_would_leave_whatever_else_of_its_kind_is_chosen(context):
    plain = draw_frame(context, FEBRUARY, Viewport())["by"]
    battles = Selection(FEBRUARY.first_day, FEBRUARY.last_day, event_types=("Battles",))
    chosen = draw_frame(context, battles, Viewport())["by"]
    assert chosen["type"] == plain["type"]
    assert sum(chosen["side"].values()) == plain["type"]["Battles"] < sum(plain["side"].values())


def test_the_extent_holds_every_placed_event(context):
    west, south, east, north = find_extent(context.store, FEBRUARY)
    inside = context.store.count(FEBRUARY, Viewport(west, south, east, north, 8))
    assert inside == context.store.count(FEBRUARY) - context.store.summary(FEBRUARY).unplaced > 0


def test_nothing_has_no_extent(context):
    assert find_extent(context.store, Selection(text="nobody ever wrote this")) is None
