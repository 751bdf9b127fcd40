"""Owns the address of a view: what it says, what it survives, and what is said of nonsense."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.view import BEFORE, PLAYING, Bars, Camera, Mode, Tab, View, read_selection, read_viewport
from geo.store.grid import Cells
from geo.store.histogram import Step
from geo.store.selection import Selection, Viewport

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
lists = st.lists(names, max_size=3, unique=True).map(tuple)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def hundredths(low, high, places):
    return st.floats(low, high, allow_nan=False).map(lambda number: round(number, places) + 0.0)


windows = st.one_of(
    st.tuples(days, days).map(sorted), st.tuples(st.none(), days), st.tuples(days, st.none()), st.just((None, None))
)
selections = st.builds(
    lambda window, types, sides, areas, text: Selection(
        *window, event_types=types, sides=sides, admin1s=areas, text=text.strip()
    ),
    windows, lists, lists, lists, names,
)  # fmt: skip
spans = st.tuples(days, days).map(sorted).map(tuple)
cells = st.lists(st.tuples(st.integers(0, 9_999_999), st.integers(0, 9_999_999)), min_size=1, max_size=5).map(tuple)
views = st.builds(
    View,
    selection=selections,
    step=st.sampled_from(Step),
    mode=st.sampled_from(Mode),
    playing=st.frozensets(st.sampled_from(sorted(PLAYING))),
    camera=st.none() | st.builds(Camera, hundredths(-180, 180, 4), hundredths(-85, 85, 4), hundredths(0, 16, 2)),
    event_id=names,
    mark=st.none() | st.builds(Cells, st.integers(0, 24), cells),
    is_mark_beside=st.booleans(),
    shown=st.none() | st.frozensets(names.filter(lambda name: name != "none"), max_size=3),
    theme=st.sampled_from([None, "light", "dark"]),
    bars=st.sampled_from(Bars),
    axis=st.none() | spans,
    ground=names.filter(str.strip),
    beside=st.none() | st.just(BEFORE) | spans,
    tab=st.none() | st.sampled_from(Tab),
)


@given(views)
def test_a_view_survives_the_address(view):
    assert View.from_search(view.to_search()) == (view, [])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_address_is_an_error(search):
    view, ignored = View.from_search(f"?{search}")
    assert isinstance(view, View)
    assert all(ignored)


@given(
    st.sampled_from(
        [
            "from",
            "to",
            "step",
            "mode",
            "play",
            "at",
            "mark",
            "event",
            "theme",
            "show",
            "axis",
            "beside",
            "tab",
            "in",
            "since",
            "deaths",
        ]
    ),
    names,
)
def test_no_value_is_an_error(key, value):
    from urllib.parse import urlencode

    assert isinstance(View.from_search("?" + urlencode({key: value}))[0], View)


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("?from=yesterday", '"yesterday" is not a day'),
        ("?from=2020-02-31", '"2020-02-31" is not a day'),
        ("?from=2020-03-01&to=2020-02-01", "swapped"),
        ("?step=eon", 'step="eon" was ignored'),
        ("?at=banana", '"banana" is not a place on the map'),
        ("?at=nan,nan,nan", "is not a place on the map"),
        ("?at=95,36,8", "lies off the map"),
        ("?mark=here", '"here" does not name a mark'),
        ("?" + "a=1&" * 600, "more parts"),
    ],
)
def test_what_was_ignored_is_said(search, said):
    (sentence,) = View.from_search(search)[1]
    assert said in sentence


def test_a_view_as_it_opens_needs_no_address():
    assert View().to_search() == ""


def test_parts_of_a_view_join_to_one_selection():
    window, filters = {"from": ["2020-02-05"], "to": ["2020-02-06"]}, {"type": ["Riots"], "q": ["saraqib"], "area": []}
    day = date(2020, 2, 5)
    wanted = Selection(day, date(2020, 2, 6), event_types=("Riots",), text="saraqib")
    assert read_selection(window, None, filters) == wanted


@pytest.mark.parametrize("part", [None, {}, {"edges": None}, {"edges": [1, 2]}, {"edges": ["1", 2, 3, 4, 5]}])
def test_a_viewport_that_is_none_is_none(part):
    assert read_viewport(part) is None


def test_a_viewport_is_read_from_its_edges():
    assert read_viewport({"edges": [35, 34, 38, 37, 8.5]}) == Viewport(35.0, 34.0, 38.0, 37.0, 8.5)
