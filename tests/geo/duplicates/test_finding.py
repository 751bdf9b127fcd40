"""Owns which events are taken for possible duplicates, and how quickly."""

import math
import time
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.duplicates.beside import find_beside
from geo.duplicates.finding import find_pairs
from geo.gazetteer.roads import distance_km

DEGREES_OF_A_KM = 1 / 111.195
BATTLE = {"event_type": "Battles", "actor1": "Syrian Army", "actor2": "HTS", "latitude": 35.86, "longitude": 36.80}


def table(*rows):
    events = pd.DataFrame(
        [{"event_id": f"e{n}", "event_date": "2020-02-07", **BATTLE, **row} for n, row in enumerate(rows)]
    )
    return events.assign(event_date=pd.to_datetime(events["event_date"]).astype("datetime64[s]"))


def pairs_of(*rows, distinct=()):
    events = table(*rows)
    found = find_pairs(events, distinct).table
    return [
        (events["event_id"][a], events["event_id"][b]) for a, b in zip(found["first"], found["second"], strict=True)
    ]


def test_the_same_battle_told_by_two_is_a_pair():
    assert pairs_of({}, {"actor1": "the Syrian Arab Army", "actor2": "Hts"}) == [("e0", "e1")]


@pytest.mark.parametrize(("km", "is_pair"), [(0, True), (4.9, True), (5.1, False), (60, False)])
@pytest.mark.parametrize("towards", ["north", "east"])
def test_five_kilometres_are_near(km, is_pair, towards):
    degrees = km * DEGREES_OF_A_KM
    there = {"latitude": 35.86 + degrees} if towards == "north" else {
        "longitude": 36.80 + degrees / math.cos(math.radians(35.86))
    }  # fmt: skip
    assert pairs_of({}, there) == [("e0", "e1")] * is_pair


@pytest.mark.parametrize(("day", "is_pair"), [("2020-02-05", True), ("2020-02-09", True), ("2020-02-10", False)])
def test_two_days_are_near(day, is_pair):
    pair = ("e1", "e0") if day < "2020-02-07" else ("e0", "e1")
    assert pairs_of({}, {"event_date": day}) == [pair] * is_pair


def test_another_type_is_another_event():
    assert pairs_of({}, {"event_type": "Protests"}) == []


@pytest.mark.parametrize(
    ("actors", "is_similar"),
    [
        ({"actor1": "HTS", "actor2": "SYRIAN ARMY"}, True),
        ({"actor1": "Military Forces of Syria (2000-2024)"}, True),
        ({"actor2": ""}, True),
        ({"actor1": "HTS", "actor2": "", "assoc_actor_1": "Syrian Army"}, True),
        ({"actor1": "Syrian Democratic Forces", "actor2": "Islamic State"}, False),
        ({"actor1": "Iraqi Army", "actor2": "Islamic State"}, False),
        ({"actor1": "", "actor2": ""}, True),
    ],
)
def test_actors_are_similar_by_the_words_of_their_names(actors, is_similar):
    assert pairs_of({}, actors) == [("e0", "e1")] * is_similar


def test_accents_do_not_tell_actors_apart():
    assert find_pairs(table({"actor1": "Jaysh al-Islām"}, {"actor1": "jaysh al islam"})).table["alike"].tolist() == [1]


def test_an_event_that_names_nobody_comes_after_those_that_are_alike():
    table_of = find_pairs(table({}, {"actor1": "", "actor2": ""}, {})).table
    assert table_of[["first", "second"]].to_numpy().tolist()[0] == [0, 2]
    assert np.isnan(table_of["alike"]).tolist() == [False, True, True]


def test_an_event_without_a_place_has_no_duplicate():
    assert pairs_of({"latitude": math.nan, "longitude": math.nan}, {"latitude": math.nan, "longitude": math.nan}) == []
    assert find_pairs(table({}).iloc[:0]).total == 0


@pytest.mark.parametrize(
    ("here", "there"),
    [((179.99, 10.0), (-179.99, 10.0)), ((10.0, 89.99), (-170.0, 89.99)), ((0.0, -90.0), (77.0, -90.0))],
)
def test_the_poles_and_the_180th_meridian_are_places_like_others(here, there):
    one, other = ({"longitude": lon, "latitude": lat} for lon, lat in (here, there))
    assert pairs_of(one, other) == [("e0", "e1")]


def test_what_a_person_said_are_two_events_is_not_asked_again():
    assert pairs_of({}, {}, {}, distinct=[frozenset(("e2", "e0")), frozenset(("gone", "e1"))]) == [
        ("e0", "e1"),
        ("e1", "e2"),
    ]


POINTS = st.tuples(st.floats(-0.12, 0.12), st.floats(-0.12, 0.12), st.integers(0, 5), st.integers(0, 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(POINTS, max_size=40), st.sampled_from([(0, 0), (179.95, 0), (36.8, 35.9), (20, 89.9), (-70, -60)]))
def test_the_grid_finds_what_comparing_all_with_all_finds(points, around):
    lonlat = np.array([((around[0] + x + 180) % 360 - 180, min(around[1] + y, 90)) for x, y, _, _ in points]).reshape(
        -1, 2
    )
    days, types = (np.array([point[place] for point in points], "int64") for place in (2, 3))
    found = [
        frozenset(pair)
        for piece in find_beside(lonlat, days, types, 5.0, 2)
        for pair in zip(piece.one.tolist(), piece.other.tolist(), strict=True)
    ]
    expected, doubtful = set(), set()
    for a, b in combinations(range(len(points)), 2):
        if types[a] == types[b] and abs(days[a] - days[b]) <= 2:
            km = distance_km(tuple(lonlat[a]), tuple(lonlat[b]))
            (doubtful if abs(km - 5) < 1e-6 else expected if km <= 5 else set()).add(frozenset((a, b)))
    assert len(found) == len(set(found))
    assert set(found) - doubtful == expected


def test_ten_thousand_events_are_compared_within_a_second():
    rng = np.random.default_rng(1)
    lonlat = rng.normal(36, 0.5, (10_000, 2))
    events = table(*({"longitude": lon, "latitude": lat} for lon, lat in lonlat.tolist()))
    events["event_date"] += pd.to_timedelta(rng.integers(0, 100, len(events)), unit="D")
    find_pairs(events)
    began = time.perf_counter()
    assert find_pairs(events).total > 500
    assert time.perf_counter() - began < 1


def test_thousands_on_one_spot_and_day_are_cut_and_said_to_be(monkeypatch):
    monkeypatch.setattr("geo.duplicates.beside.MOST_IN_CELL", 50)
    pairs = find_pairs(table(*[{}] * 200))
    assert (pairs.is_whole, pairs.total) == (False, 50 * 150 + sum(range(50)))
    assert find_pairs(table(*[{}] * 20)).is_whole
