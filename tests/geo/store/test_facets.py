"""Owns what each choice of each filter would leave, and what a summary adds up."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.schema import CONFIDENCE
from geo.store.selection import GEO_PRECISIONS, HAVING, TIME_PRECISIONS, DeathRange, Selection
from tests.geo.store.conftest import VOCABULARY, build

FACETS = {
    "by_type": ("event_types", ("event_types", "sub_event_types")),
    "by_sub": ("sub_event_types", ("event_types", "sub_event_types")),
    "by_side": ("sides", ("sides",)),
    "by_confidence": ("confidences", ("confidences",)),
    "by_time_precision": ("time_precisions", ("time_precisions",)),
    "by_geo_precision": ("geo_precisions", ("geo_precisions",)),
    "by_having": ("having", ("having",)),
}
"""Facet to the field that its choices are values of, and the fields of its filter."""

ACTORS = ("Military Forces of Syria", "Military Forces of Turkey", "somebody")
EVENTS = [
    {
        "event_date": f"2020-02-{1 + n % 9:02}",
        "end_date": f"2020-02-{3 + n % 9:02}" if n % 5 == 0 else None,
        "time_precision": (1, 2, 3, None)[n % 4],
        "event_type": ("Battles", "Protests", "Diplomacy")[n % 3],
        "sub_event_type": ("", "Armed clash", "Peaceful protest", "Talks")[n % 4],
        "actor1": ACTORS[n % 3],
        "geo_precision": (1, 2, 3)[n % 3],
        "longitude": None if n % 7 == 0 else 36.8,
        "latitude": None if n % 7 == 0 else 35.8,
        "fatalities": None if n % 2 else n,
        "confidence": tuple(CONFIDENCE)[n % 3 if n < 20 else n % 2],
        "source_url": ("", "https://x.org/a", "https://x.org/a.png")[n * 7 % 3],
        "notes": "convoy" if n % 4 else "",
    }
    for n in range(40)
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = build(tmp_path_factory.mktemp("facets") / "events.duckdb", EVENTS)
    yield store
    store.close()


def some_of(values):
    return st.just(()) | st.lists(st.sampled_from(list(values)), min_size=1, max_size=2, unique=True).map(tuple)


types = [one.event_type for one in VOCABULARY.event_types]
selections = st.builds(
    Selection,
    first_day=st.none() | st.dates(date(2020, 2, 1), date(2020, 2, 5)),
    last_day=st.none() | st.dates(date(2020, 2, 5), date(2020, 2, 9)),
    event_types=some_of(types), sub_event_types=some_of(["Battles: ", "Battles: Armed clash", "Diplomacy: Talks"]),
    sides=some_of(["government", "turkiye"]), confidences=some_of(CONFIDENCE),
    time_precisions=some_of(TIME_PRECISIONS), geo_precisions=some_of(GEO_PRECISIONS), having=some_of(HAVING),
    fatalities=st.sampled_from([None, DeathRange(least=8), DeathRange(is_unknown=True)]),
    text=st.sampled_from(["", "convoy"]),
)  # fmt: skip


@settings(max_examples=8, deadline=None)
@given(selections)
def test_each_choice_says_how_many_events_it_would_leave(store, selection):
    summary, facets = store.overview(selection)
    assert summary.events == store.count(selection)
    for name, (field, own) in FACETS.items():
        others = replace(selection, **dict.fromkeys(own, ()))
        for choice, events in getattr(facets, name).items():
            assert events == store.count(replace(others, **{field: (choice,)})), (name, choice)


def test_every_choice_is_there_even_where_it_leaves_nothing(store_of):
    facets = store_of({}).facets(Selection(text="nothing of the kind"))
    assert list(facets.by_type) == types
    assert set(facets.by_sub) >= {f"{one}: " for one in types} | {"Battles: Armed clash"}
    assert tuple(facets.by_time_precision) == tuple(TIME_PRECISIONS)
    assert tuple(facets.by_geo_precision) == tuple(GEO_PRECISIONS)
    assert tuple(facets.by_having) == tuple(HAVING)
    assert {n for name in FACETS for n in getattr(facets, name).values()} == {0}


def test_a_filter_leaves_its_own_choices_as_they_were(store):
    everything, chosen = store.facets(Selection()), store.facets(Selection(sides=("turkiye",)))
    assert chosen.by_side == everything.by_side
    assert chosen.by_type != everything.by_type


def test_deaths_are_added_up_by_side_and_type_without_what_only_a_party_claims(store_of):
    store = store_of(
        {"fatalities": 3}, {"fatalities": 4, "event_type": "Protests"}, {"fatalities": 100, "confidence": "claimed"},
        {"actor1": "Military Forces of Turkey", "confidence": "claimed"}, {"event_type": "Protests"},
    )  # fmt: skip
    summary = store.summary(Selection())
    assert {side: n for side, n in summary.fatalities_by_side.items() if n} == {"government": 7}
    assert {name: n for name, n in summary.fatalities_by_type.items() if n} == {"Battles": 3, "Protests": 4}
    silent = {side: n for side, n in summary.without_fatalities_by_side.items() if n}
    assert silent == {"government": 1, "turkiye": 1}
    assert {name: n for name, n in summary.without_fatalities_by_type.items() if n} == {"Battles": 1, "Protests": 1}


def test_several_known_days_are_a_spread_and_not_imprecise(store_of):
    several = {"end_date": "2020-02-07"}
    summary = store_of({}, several, {**several, "time_precision": 2}, {"time_precision": 3}).summary(Selection())
    assert (summary.spread, summary.imprecise) == (1, 2)
