"""Owns which events a selection keeps, what a summary counts, and how a URL says a selection."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.store.selection import (
    GEO_PRECISIONS,
    HAVING,
    SEARCHABLE_COLUMNS,
    TIME_PRECISIONS,
    DeathRange,
    Selection,
    Viewport,
)
from geo.store.selection_words import decode_selection, encode_selection


def ids(store, **wanted):
    return [row["event_id"] for row in store.page(Selection(**wanted)).rows]


def test_blank_fatalities_are_unknown_and_not_nought(store_of):
    store = store_of({"fatalities": None}, {"fatalities": 0}, {"fatalities": 3})
    assert [store.event(f"e{n}")["fatalities"] for n in range(3)] == [None, 0, 3]
    summary = store.summary(Selection())
    assert (summary.fatalities, summary.without_fatalities) == (3, 1)


def test_what_only_a_party_claims_stays_out_of_the_total(store_of):
    store = store_of({"fatalities": 3}, {"fatalities": 100, "confidence": "claimed"}, {"confidence": "claimed"})
    summary = store.summary(Selection())
    assert summary.fatalities == 3
    assert summary.events == 3


def test_days_that_are_not_known_are_counted_as_imprecise(store_of):
    assert store_of({}, {"time_precision": 2}, {"time_precision": 3}).summary(Selection()).imprecise == 2


def test_filters_of_one_kind_widen_and_of_several_kinds_narrow(store_of):
    store = store_of({}, {"event_type": "Protests"}, {"event_type": "Riots", "confidence": "claimed"})
    assert ids(store, event_types=("Protests", "Riots")) == ["e1", "e2"]
    assert ids(store, event_types=("Protests", "Riots"), confidences=("claimed",)) == ["e2"]
    assert ids(store, event_types=("no such type",)) == []


def test_an_area_or_a_place_is_enough(store_of):
    store = store_of({}, {"location": "Ariha"}, {"location": "Aleppo", "admin1": "Aleppo"})
    assert ids(store, admin1s=("Aleppo",), locations=("Ariha",)) == ["e1", "e2"]


def test_sides_follow_the_actor(store_of):
    store = store_of({}, {"actor1": "Military Forces of Turkey"}, {"actor1": "somebody new"})
    assert ids(store, sides=("turkiye",)) == ["e1"]
    assert ids(store, sides=("others",)) == ["e2"]


@pytest.mark.parametrize(
    "text", ["Türkiye convoy", "CONVOY turkiye", "  turkiye\u0327  convoy ", "conv saraqib", "Ma'arrat convoy"]
)
def test_search_knows_no_accents_and_no_order_of_words(store_of, text):
    store = store_of({"notes": "A convoy from Turkıye reached Maʿarrat."}, {"notes": "Nothing of the kind."})
    assert ids(store, text=text) == ["e0"]


def test_search_wants_every_word_and_takes_signs_as_they_are(store_of):
    store = store_of({"notes": "A convoy."}, {"notes": "100% of_it"})
    assert ids(store, text="convoy tank") == []
    assert ids(store, text="%") == ids(store)
    assert ids(store, text="'; DROP TABLE event; --") == []
    assert store.page(Selection()).total == 2


def test_pages_follow_one_another_in_order(store_of):
    store = store_of(*({"event_date": f"2020-02-0{9 - n}", "location": f"p{n % 2}"} for n in range(5)))
    assert ids(store) == ["e4", "e3", "e2", "e1", "e0"]
    pages = [store.page(Selection(), skip=skip, take=2) for skip in (0, 2, 4, 6)]
    assert [row["event_id"] for page in pages for row in page.rows] == ids(store)
    assert {page.total for page in pages} == {5}
    by_place = store.page(Selection(), order="location", is_descending=True).rows
    assert [row["event_id"] for row in by_place] == ["e3", "e1", "e4", "e2", "e0"]
    assert store.page(Selection(), take=0).rows == []


def test_an_unknown_event_is_none(store_of):
    store = store_of({})
    assert store.event("e0")["location"] == "Saraqib"
    assert store.event("nobody") is None
    assert store.event("' OR '1'='1") is None


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
lists = st.lists(words, max_size=3, unique=True).map(tuple)
days = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))


corners = st.tuples(st.floats(-180, 180), st.floats(-85, 85)).map(lambda p: tuple(round(n, 4) + 0.0 for n in p))
counts = st.none() | st.integers(0, 999_999_999)
ranges = st.builds(
    lambda least, most: DeathRange(*sorted((least, most))) if None not in (least, most) else DeathRange(least, most),
    counts, counts,
).filter(lambda one: one != DeathRange()) | st.just(DeathRange(is_unknown=True))  # fmt: skip
moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
texts = words.map(str.strip).filter(bool)


def some_of(known):
    return st.lists(st.sampled_from(sorted(known)), unique=True, max_size=3).map(tuple)


selections = st.builds(
    Selection,
    event_types=lists, sub_event_types=lists, sides=lists, actors=lists, confidences=lists, admin1s=lists,
    locations=lists, sources=lists, tags=lists, text=words.map(str.strip),
    shape=st.just(()) | st.lists(corners, min_size=3, max_size=6).map(tuple),
    fatalities=st.none() | ranges, changed_since=st.none() | moments,
    time_precisions=some_of(TIME_PRECISIONS), geo_precisions=some_of(GEO_PRECISIONS), having=some_of(HAVING),
    columns=st.dictionaries(st.sampled_from(SEARCHABLE_COLUMNS), texts, max_size=3).map(lambda d: tuple(d.items())),
)  # fmt: skip


@given(days, days, selections)
def test_a_selection_survives_the_url(first, last, selection):
    if first and last:
        first, last = sorted((first, last))
    selection = selection.within(first, last)
    assert decode_selection(parse_qs(urlencode(encode_selection(selection)))) == (selection, [])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"deaths": ["many"]}, '"many" is no number of deaths'),
        ({"deaths": [".."]}, '".." is no number of deaths'),
        ({"in": ["35,36 36,37"]}, "three or more corners"),
        ({"in": ["35,36 36,37 nan,36"]}, "three or more corners"),
        ({"in": ["95,36 36,37 35,36"]}, "three or more corners"),
        ({"when": ["4"]}, 'when="4" was ignored'),
        ({"col": ["colour:red"]}, "is no filter of a column"),
        ({"since": ["last week"]}, "is not a time"),
    ],
)
def test_what_a_url_says_wrongly_is_ignored_and_said(query, said):
    selection, (sentence,) = decode_selection(query)
    assert selection == Selection()
    assert said in sentence


@given(*[st.floats(allow_nan=True, allow_infinity=True)] * 5)
def test_any_edges_make_a_viewport_on_the_map(west, south, east, north, zoom):
    seen = Viewport.from_edges(west, south, east, north, zoom)
    assert -180 <= seen.west <= 180
    assert -180 <= seen.east <= 180
    assert -90 < seen.south <= seen.north < 90
    assert 0 <= seen.zoom <= 22
