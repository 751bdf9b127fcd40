"""Owns that an address opens the same sheet again, and that a choice that cannot be followed is refused in words."""

import re
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefing.choices import KEYS, MOST_LISTED, Choices
from dashboard.figures.sheet.layouts import LAYOUTS, PARTS
from dashboard.view import KEYS as VIEW_KEYS
from geo.errors import BadBrief

WORDS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=100)
IDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
CHOICES = st.builds(
    Choices,
    layout=st.sampled_from([*LAYOUTS, "1400x500", "500×900"]),
    title=WORDS,
    subtitle=WORDS,
    sources=WORDS,
    marking=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    top=st.integers(0, MOST_LISTED),
    keys=st.lists(IDS, unique=True, max_size=MOST_LISTED).map(tuple),
    hidden=st.frozensets(st.sampled_from(list(PARTS))),
    seen=st.none() | st.tuples(st.integers(1, 99_999), st.integers(1, 99_999)),
)


def read(address):
    return Choices.from_query(parse_qs(address, keep_blank_values=True))


@given(CHOICES)
def test_choices_come_back_from_an_address(choices):
    pairs = choices.to_pairs()
    assert {key for key, _ in pairs} <= set(KEYS)
    assert read(urlencode(pairs)) == choices


def test_the_usual_sheet_needs_no_words_in_an_address():
    assert Choices().to_pairs() == []
    assert Choices.from_query({}) == Choices()


def test_no_word_of_a_sheet_is_a_word_of_a_view():
    assert set(KEYS) & set(VIEW_KEYS) == set()


def test_an_empty_text_is_a_choice_and_no_text_is_none():
    assert (read("title=").title, read("").title) == ("", None)


def test_the_last_of_several_counts_and_events_keep_their_order():
    choices = read("layout=a4&layout=web&top=3&top=5&key=b&key=a&key=b&key=")
    assert (choices.layout, choices.top, choices.keys) == ("web", 5, ("b", "a"))


@pytest.mark.parametrize("top", ["-1", "41", "4.5", "eight", "٨", "00400000", "1" * 5000, "²"])
def test_a_number_that_cannot_be_listed_is_refused(top):
    with pytest.raises(BadBrief) as refused:
        Choices.from_query({"top": [top]})
    assert str(refused.value) == f'"{top[:60]}" is no number of events to list. Expected 0 to 40.'


@pytest.mark.parametrize(("top", "number"), [("0", 0), ("40", 40), ("008", 8), ("", 8)])
def test_a_number_of_events_is_read(top, number):
    assert Choices.from_query({"top": [top]}).top == number


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"layout": ["poster"]}, '"poster" is no layout. Expected slide, slide-4-3, a4'),
        ({"without": ["title", "map"]}, '"map" is no part of a sheet. Expected title, subtitle, list, legend'),
    ],
)
def test_a_refusal_names_the_word_and_what_is_expected(query, said):
    with pytest.raises(BadBrief, match=re.escape(said)):
        Choices.from_query(query)


@pytest.mark.parametrize("seen", ["", "x", "0x500", "500", "-5x5", "1e3x500", "100000x5", "5x5x5"])
def test_an_odd_size_of_what_was_seen_is_as_if_nobody_had_seen_it(seen):
    assert Choices.from_query({"seen": [seen]}).seen is None


def test_a_very_long_text_is_cut():
    assert len(read(urlencode({"title": "x" * 5000, "marking": "y" * 5000})).title) == 400
