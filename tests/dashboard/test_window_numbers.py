"""Owns the numbers beside the map: the window against the one before, and what is not known."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures.numbers import Line, Tally, count_numbers, find_window_before
from dashboard.panels.numbers import draw_numbers
from dashboard.words import say_change, say_gap, say_imprecise, say_left_out
from geo.store.selection import Selection
from tests.geo.store.conftest import VOCABULARY, build

FEBRUARY = date(2020, 2, 1), date(2020, 2, 7)
RUSSIA = {"actor1": "Military Forces of Russia"}
EVENTS = (
    {"event_date": "2020-01-20"},
    {"event_date": "2020-01-31", "fatalities": 4},
    {"event_date": "2020-02-01", "fatalities": 6},
    {"event_date": "2020-02-07"},
    {"event_date": "2020-02-03", **RUSSIA},
    {"event_date": "2020-02-04", "fatalities": 90, "confidence": "claimed", "event_type": "Riots"},
    {"event_date": "2020-02-28", "fatalities": 50},
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = build(tmp_path_factory.mktemp("store") / "events.duckdb", EVENTS)
    yield store
    store.close()


def count(store, days=FEBRUARY, **filters):
    return count_numbers(store, Selection(**filters), days, store.summary(Selection()))


def lines_of(numbers):
    return {line.name: line for line in (*numbers.sides, *numbers.types)}


def draw(store, days=FEBRUARY, **filters):
    context = SimpleNamespace(store=store, vocabulary=VOCABULARY, window=FEBRUARY)
    return draw_numbers(context, Selection(*days, **filters), store.summary(Selection()))


def words_of(component):
    """Every word of a component, with nothing of its form."""
    if component is None or isinstance(component, (str, int)):
        return [str(component or "")]
    children = component if isinstance(component, (list, tuple)) else [getattr(component, "children", None)]
    return [word for child in children for word in words_of(child) if word]


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 2000))
def test_the_window_before_is_as_long_and_ends_on_the_day_before(first, more_days):
    last = first + timedelta(days=more_days)
    begun, ended = find_window_before((first, last))
    assert ended - begun == last - first
    assert ended + timedelta(days=1) == first


def test_each_side_and_type_is_compared_with_the_window_before(store):
    numbers = count(store)
    assert numbers.before == (date(2020, 1, 25), date(2020, 1, 31))
    assert (numbers.total.now.events, numbers.total.event_change) == (4, +3)
    assert (numbers.total.now.fatalities, numbers.total.fatality_change) == (6, +2)
    lines = lines_of(numbers)
    assert (lines["government"].now.events, lines["government"].event_change) == (3, +2)
    assert (lines["russia"].now.events, lines["russia"].event_change) == (1, +1)
    assert (lines["Riots"].now.events, lines["Riots"].event_change) == (1, +1)


def test_events_that_do_not_say_are_counted_and_are_not_nought_deaths(store):
    lines = lines_of(count(store))
    assert lines["government"].now.silent == 1
    assert lines["russia"].now == Tally(events=1, silent=1)
    assert not lines["russia"].now.has_fatalities
    assert lines["russia"].fatality_change is None


def test_deaths_that_only_a_party_claims_are_left_out_and_the_page_says_so(store):
    numbers = count(store)
    assert numbers.total.now.claimed == 1
    assert not lines_of(numbers)["Riots"].now.has_fatalities
    assert "Deaths that only a party claims are left out: 1 event." in words_of(draw(store)["body"])
    confirmed = draw(store, confidences=("reported",))["body"]
    assert not any("claims" in word for word in words_of(confirmed))


@settings(deadline=None)
@given(st.dates(date(2020, 1, 20), date(2020, 2, 28)), st.dates(date(2020, 1, 20), date(2020, 2, 28)))
def test_lines_add_up_to_the_total(store, one, other):
    numbers = count(store, (min(one, other), max(one, other)))
    for lines in (numbers.sides, numbers.types):
        for what in ("events", "fatalities", "silent", "claimed"):
            assert sum(getattr(line.now, what) for line in lines) == getattr(numbers.total.now, what)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2020-01-20", "2020-01-26"), "the days before, 13–19 Jan 2020, lie before the data (20 Jan 2020)."),
        (("2020-01-23", "2020-01-30"), "the days before, 15–22 Jan 2020, begin before the data (20 Jan 2020)."),
        (("2020-02-25", "2020-03-02"), "the data ends on 28 Feb 2020, within the window."),
    ],
)
def test_a_window_without_one_before_says_so_instead_of_a_false_change(store, days, said):
    days = tuple(map(date.fromisoformat, days))
    assert count(store, days).total.event_change is None
    drawn = draw(store, days)
    assert f"No change is given: {said}" in words_of(drawn["days"])
    assert not any("against before" in word for word in words_of(drawn["body"]))


def test_filters_leave_only_the_lines_they_keep(store):
    numbers = count(store, sides=("russia",), sub_event_types=("Battles: Armed clash",), event_types=("Riots",))
    assert [line.name for line in numbers.sides] == ["russia"]
    assert [line.name for line in numbers.types] == ["Battles", "Riots"]


def test_a_side_without_events_stays_so_that_lines_do_not_jump_in_a_playback(store):
    names = [line.name for line in count(store, (date(2020, 2, 28), date(2020, 2, 28))).sides]
    assert names == ["government", "russia"]


def test_nothing_that_matches_is_said(store):
    drawn = draw(store, text="nothing says this")
    (said,) = words_of(drawn["body"])
    assert said.startswith("No event matches in this window or the one before.")
    assert said in drawn["text"]


def test_the_text_is_a_table_for_a_spreadsheet(store):
    rows = [row.split("\t") for row in draw(store)["text"].split("\n")]
    assert rows[0] == ["1–7 Feb 2020", "Change against 25–31 Jan 2020"]
    assert rows[1] == ["", "Events", "Change", "Fatalities reported", "Change", "Do not say"]
    assert ["All", "4", "+3", "6", "+2", "2"] in rows
    assert ["Russia", "1", "+1", "unknown", "", "1"] in rows


def test_a_table_has_a_caption_and_heads_for_rows_and_columns(store):
    table = next(part for part in draw(store)["body"] if type(part).__name__ == "Table")
    caption, sides, types = table.children
    assert caption.children == "Events and reported fatalities of 1–7 Feb 2020, with the change against 25–31 Jan 2020"
    for group, title in ((sides, "Side"), (types, "Event type")):
        head, *rows = group.children
        assert [cell.scope for cell in head.children] == ["col"] * 4
        assert head.children[0].children == title
        assert [row.children[0].scope for row in rows] == ["row"] * len(rows)


@pytest.mark.parametrize(("change", "said"), [(5, "+5"), (-3, "−3"), (0, "="), (None, ""), (-12_345, "−12,345")])
def test_a_change_is_said_by_its_sign(change, said):
    assert say_change(change) == said


def test_notes_are_said_only_when_there_is_something_to_note():
    assert say_left_out(0) == say_imprecise(0) == say_gap("", FEBRUARY, *FEBRUARY) == ""
    assert say_imprecise(1) == "1 event may belong to another window: its day is not known."


def test_no_events_are_no_deaths_but_silent_ones_are_unknown():
    assert Line("", Tally(), Tally(events=1, fatalities=3)).fatality_change == -3
    assert Line("", Tally(events=2, silent=2), Tally(events=1, fatalities=3)).fatality_change is None
