"""Owns how the page says days, counts, places and doubts."""

from dataclasses import fields
from datetime import date

import pytest

from dashboard.words import say_counts, say_days, say_deaths, say_events, say_fatalities, say_when, say_where
from geo.store.event_store import Summary


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2020-02-07", "2020-02-07", "7 Feb 2020"),
        ("2020-02-07", "2020-02-09", "7–9 Feb 2020"),
        ("2020-01-30", "2020-02-02", "30 Jan – 2 Feb 2020"),
        ("2019-12-19", "2020-03-15", "19 Dec 2019 – 15 Mar 2020"),
        ("2019-02-07", "2020-02-07", "7 Feb 2019 – 7 Feb 2020"),
    ],
)
def test_days_are_said_as_short_as_they_can_be(first, last, said):
    assert say_days(date.fromisoformat(first), date.fromisoformat(last)) == said


@pytest.mark.parametrize(
    ("events", "fatalities", "silent", "said"),
    [
        (23, 212, 5, "212 deaths reported · 5 events do not say"),
        (2, 1, 1, "1 death reported · 1 event does not say"),
        (2, 0, 0, "0 deaths reported"),
        (3, 0, 3, "No event here says how many died"),
        (0, 0, 0, ""),
    ],
)
def test_deaths_are_said_with_the_events_that_do_not_say(events, fatalities, silent, said):
    nothing = dict.fromkeys(field.name for field in fields(Summary))
    known = {"events": events, "fatalities": fatalities, "without_fatalities": silent}
    assert say_deaths(Summary(**{**nothing, **known})) == said


def test_counts_say_what_is_imprecise_or_spread_and_only_then():
    def summary(events, imprecise, spread=0):
        nothing = dict.fromkeys(field.name for field in fields(Summary))
        return Summary(**{**nothing, "events": events, "imprecise": imprecise, "spread": spread})

    assert say_counts(summary(23, 4), 141) == "23 of 141 events · 4 imprecise"
    assert say_counts(summary(23, 4, 2), 141) == "23 of 141 events · 4 imprecise · 2 over several days"
    assert say_counts(summary(23, 0, 1), 141) == "23 of 141 events · 1 over several days"
    assert say_counts(summary(1, 0), 1) == "1 of 1 event"
    assert say_events(3_000_000) == "3,000,000 events"


@pytest.mark.parametrize(
    ("fatalities", "confidence", "said"),
    [(None, "reported", "unknown"), (None, "claimed", "unknown"), (0, "reported", "0 reported"),
     (12, "confirmed", "12 reported"), (40, "claimed", "40 (claimed by a party)")],
)  # fmt: skip
def test_unknown_deaths_are_not_nought(fatalities, confidence, said):
    assert say_fatalities({"fatalities": fatalities, "confidence": confidence}) == said


def place(**cells):
    usual = {"location": "Saraqib", "admin1": "Idlib", "country": "Syria", "latitude": 35.9, "geo_precision": 1}
    return {**usual, "radius_km": 2.0, **cells}


def test_a_place_is_said_with_its_area_and_its_doubt():
    assert say_where(place()) == ("Saraqib, Idlib, Syria", "the named place, ±2 km")
    assert say_where(place(location="Idlib", geo_precision=3, radius_km=40.0)) == (
        "Idlib, Syria",
        "somewhere in this region, ±40 km",
    )
    assert say_where(place(latitude=None))[1].startswith("not on the map")
    assert say_where(place(location="", admin1="", country=""))[0] == "Place not given"


def test_a_day_is_said_with_its_doubt():
    day = date(2020, 2, 7)
    said = [say_when({"start_day": day, "end_day": day, "time_precision": n})[1] for n in (1, 2, 3)]
    assert said == ["day known", "within the week around this day", "within the month around this day"]
