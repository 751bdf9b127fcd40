"""Owns that a sheet says what its view shows: the same events, the same place or more of it, all of the data's time."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefing.choices import Choices
from dashboard.briefing.gathering import MOST_BARS, Wanted, fit_camera, gather_brief, name_brief
from dashboard.briefing.keys import join_signs
from dashboard.briefing.series import MOST_SHEETS, split
from dashboard.figures.sheet.brief import Box, LegendRow
from dashboard.figures.sheet.projection import visible_bounds
from dashboard.view import Camera, View
from geo.errors import BadBrief
from geo.store.histogram import Step
from tests.geo.store.conftest import build

AS_OF = datetime(2020, 3, 1, 9, tzinfo=UTC)
SIDES_PX = st.integers(100, 4000)


def want(query="", **choices):
    return Wanted(View.from_search(query)[0], Choices(**choices), AS_OF, "?" + query)


@given(
    st.builds(Camera, st.floats(-180, 180), st.floats(-75, 75), st.floats(6, 18)),
    st.tuples(SIDES_PX, SIDES_PX),
    st.builds(Box, st.floats(0, 100), st.floats(0, 100), st.floats(100, 4000), st.floats(100, 4000)),
)
def test_the_map_of_a_sheet_shows_at_least_what_was_seen(camera, seen, box):
    west, south, east, north = visible_bounds(camera, Box(0, 0, *seen))
    fitted = fit_camera(camera, seen, box)
    left, bottom, right, top = visible_bounds(fitted, box)
    assert (fitted.lon, fitted.lat) == (camera.lon, camera.lat)
    assert left <= west + 1e-9
    assert right >= east - 1e-9
    assert bottom <= south + 1e-9
    assert top >= north - 1e-9


def test_a_sheet_of_the_same_shape_shows_the_same():
    assert fit_camera(Camera(36, 35, 8), (800, 600), Box(9, 9, 1600, 1200)) == Camera(36, 35, 9)


def test_an_event_that_is_not_there_is_named(context):
    with pytest.raises(BadBrief) as refused:
        gather_brief(context, want(keys=("no-such-event",)))
    assert str(refused.value) == (
        'There is no event "no-such-event". Expected the id of one that is loaded: choose it anew.'
    )


def test_events_chosen_by_hand_stand_in_the_order_of_the_choice(context):
    ids = [event.event_id for event in gather_brief(context, want())[0].key_events[:3]]
    brief, _ = gather_brief(context, want(keys=tuple(ids[::-1])))
    assert [event.event_id for event in brief.key_events] == ids[::-1]
    assert [event.number for event in brief.key_events] == [1, 2, 3]
    assert brief.rule.startswith("3 of ")
    assert brief.rule.endswith(" chosen by hand")


def test_a_brief_says_what_the_filters_keep(context):
    brief, _ = gather_brief(context, want("from=2020-02-07&to=2020-02-09&type=Battles", top=40))
    assert brief.days == "7–9 Feb 2020"
    assert brief.title.endswith(", 7–9 February 2020")
    assert brief.subtitle.endswith("only Battles")
    assert 0 < len(brief.key_events) <= brief.events
    assert all(event.kind.startswith("Battles") for event in brief.key_events)


def test_words_of_the_briefer_take_the_place_of_proposed_ones(context):
    brief, _ = gather_brief(context, want(title="Ours", subtitle="", sources="Us", marking=" tlp:red "))
    assert (brief.title, brief.subtitle, brief.sources, brief.marking) == ("Ours", "", "Us", "tlp:red")
    assert brief.marking_ink == "#ff2b2b"


def test_a_hidden_list_has_no_numbers_on_the_map(context):
    brief, _ = gather_brief(context, want(hidden=frozenset({"list"})))
    assert (brief.key_events, brief.map.numbered) == ([], [])


def test_a_view_without_events_is_still_a_brief(context):
    brief, _ = gather_brief(context, want("q=zzzzqqq"))
    assert (brief.events, brief.key_events, brief.rule, brief.deaths) == (0, [], "", "")
    assert all(not sum(counts) for counts in brief.strip.counts)


@pytest.fixture(scope="module")
def centuries(tmp_path_factory, context):
    """The committed context with events of three hundred years instead of its own."""
    rows = [{"event_date": f"{year}-06-0{1 + year % 3}"} for year in range(1720, 2021, 3)]
    store = build(tmp_path_factory.mktemp("centuries") / "events.duckdb", rows)
    yield replace(context, store=store, window=(date(1914, 7, 28), date(1918, 11, 11))), len(rows)
    store.close()


def test_a_timeline_of_centuries_has_a_bar_for_each_year(centuries):
    context, events = centuries
    strip = gather_brief(context, want())[0].strip
    assert strip.step == "year"
    assert len(strip.starts) == len(strip.counts) == 2020 - 1720 + 1 > MOST_BARS
    assert strip.starts[1:] == [date(year, 1, 1) for year in range(1721, 2021)]
    assert strip.starts[-1] < strip.after
    assert sum(map(sum, strip.counts)) == events
    counts = dict(zip((day.year for day in strip.starts), map(sum, strip.counts), strict=True))
    assert (counts[1720], counts[1721], counts[1723], counts[2020]) == (1, 0, 1, 1)


def test_a_file_is_named_by_its_title_and_days(context):
    query = "from=2020-02-07&to=2020-02-09"
    assert name_brief(context, want(query)) == "conflict-atlas-2020-02-07-to-2020-02-09"
    assert name_brief(context, want("from=2020-02-07&to=2020-02-07", title="M5")) == "M5-2020-02-07"


def days_of(pieces):
    return [(piece.view.selection.first_day, piece.view.selection.last_day) for piece in pieces]


@given(
    st.dates(date(2019, 1, 1), date(2021, 1, 1)),
    st.integers(0, 300),
    st.sampled_from([Step.DAY, Step.WEEK, Step.MONTH]),
)
def test_a_series_has_every_day_of_its_window_once(context, first, more, step):
    last = first + timedelta(days=more)
    pieces = days_of(split(context, want(f"from={first}&to={last}&type=Battles"), step))
    assert (pieces[0][0], pieces[-1][1]) == (first, last)
    assert all(begin <= end for begin, end in pieces)
    assert all(begin == before + timedelta(days=1) for (_, before), (begin, _) in itertools.pairwise(pieces))


def test_weeks_begin_on_monday_and_months_on_their_first(context):
    wanted = want("from=2020-01-30&to=2020-02-11&type=Battles")
    weeks = [(30, 2), (3, 9), (10, 11)]
    assert [(begin.day, end.day) for begin, end in days_of(split(context, wanted, Step.WEEK))] == weeks
    assert [(begin.day, end.day) for begin, end in days_of(split(context, wanted, Step.MONTH))] == [(30, 31), (1, 11)]
    assert len(split(context, wanted, Step.DAY)) == 13
    assert all(piece.view.selection.event_types == ("Battles",) for piece in split(context, wanted, Step.DAY))


@pytest.mark.parametrize("days", [MOST_SHEETS + 1, 3_000_000])
def test_too_long_a_series_is_refused_in_words(context, days):
    last = date(2, 1, 1) + timedelta(days=days - 1)
    with pytest.raises(BadBrief, match=r"A sheet for each day from .* would be more than 400 sheets\. Choose a longer"):
        split(context, want(f"from=0002-01-01&to={last}"), Step.DAY)
    assert len(split(context, want("from=2020-01-01&to=2021-02-03"), Step.DAY)) == MOST_SHEETS


def test_legends_of_a_film_are_joined_in_the_order_of_one(context):
    government, russia = (LegendRow("side", context.vocabulary.sides[n].label) for n in (0, 3))
    movement, roads, posts = LegendRow("movement", "Movement"), LegendRow("line", "Roads"), LegendRow("point", "Posts")
    joined = join_signs(context, [[russia, movement, roads], [government, posts, roads]])
    assert joined == [government, russia, movement, posts, roads]
