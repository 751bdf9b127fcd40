"""Owns which events a draft is said to tell again."""

from datetime import date

import pytest

from geo.reviewing.twins import days_around, find_twins
from tests.geo.reviewing.reviews import SARAQIB, draft

EVENT = {
    "event_id": "E1", "event_date": date(2020, 2, 10), "event_type": "Battles", "longitude": 36.81, "latitude": 35.87,
    "actor1": "Rebels", "assoc_actor_1": "", "actor2": "", "assoc_actor_2": "",
}  # fmt: skip


def ids(row, *events):
    return [twin.event_id for twin in find_twins(row, events)]


def row(**cells):
    return draft([], **{**SARAQIB, "actor1": "Rebels", **cells}).row


def test_an_event_of_that_place_day_type_and_actors_is_told_already():
    assert ids(row(), EVENT) == ["E1"]


@pytest.mark.parametrize(
    "other",
    [{"event_type": "Riots"}, {"event_date": date(2020, 2, 14)}, {"latitude": 36.2}, {"actor1": "Police of Peru"}],
    ids=["type", "day", "place", "actors"],
)
def test_what_differs_is_another_event(other):
    assert ids(row(), EVENT | other) == []


def test_a_day_known_to_the_week_meets_every_day_of_it():
    later = EVENT | {"event_date": date(2020, 2, 13)}
    assert ids(row(), later) == []
    assert ids(row(time_precision="2"), later) == ["E1"]
    assert days_around(row(time_precision="2")) == (date(2020, 2, 5), date(2020, 2, 15))


def test_without_a_place_both_must_name_like_actors():
    nowhere = row(latitude="", longitude="", location="")
    assert ids(nowhere, EVENT) == ["E1"]
    assert find_twins(nowhere, [EVENT])[0].distance_km is None
    assert ids(nowhere, EVENT | {"actor1": ""}) == []


def test_an_event_that_stands_nowhere_is_no_twin_of_one_that_does():
    assert ids(row(), EVENT | {"longitude": None, "latitude": None}) == []


def test_events_are_never_paired_with_each_other():
    assert sorted(ids(row(), EVENT, EVENT | {"event_id": "E2"})) == ["E1", "E2"]
