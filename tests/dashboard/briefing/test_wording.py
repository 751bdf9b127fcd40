"""Owns what a sheet says by itself: its title, its filters, its sources, and which events matter most."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from dashboard.briefing.wording import (
    choose_events,
    describe_event,
    propose_sources,
    propose_title,
    say_filters,
    say_rule,
)
from geo.store.selection import DeathRange, Selection

AS_OF = datetime(2020, 3, 1, 9, 5, tzinfo=UTC)


def make_row(event_id, day=1, fatalities=None, confidence="reported", source="A"):
    start = date(2020, 2, day)
    return {
        "event_id": event_id, "start_day": start, "end_day": start, "admin1": "Idlib", "country": "Syria",
        "fatalities": fatalities, "confidence": confidence, "source": source,
    }  # fmt: skip


def choose(rows, top):
    return [row["event_id"] for row in choose_events(rows, top)]


def test_events_with_most_deaths_are_chosen_and_stand_in_the_order_of_their_days():
    rows = [make_row("late", 9, 5), make_row("few", 3, 1), make_row("early", 2, 7), make_row("unknown", 4)]
    assert choose(rows, 2) == ["early", "late"]
    assert choose(rows, 3) == ["early", "few", "late"]
    assert choose(rows, 0) == []
    assert choose(rows, 40) == ["early", "few", "unknown", "late"]


def test_deaths_that_only_a_party_claims_count_as_unknown():
    rows = [make_row("claimed", 1, 500, "claimed"), make_row("reported", 2, 1), make_row("silent", 3)]
    assert choose(rows, 1) == ["reported"]
    assert choose(rows, 2) == ["reported", "silent"]


def test_of_equal_deaths_the_best_confirmed_come_first_then_most_sources_then_the_latest():
    rows = [make_row("reported", 9, 2), make_row("confirmed", 1, 2, "confirmed")]
    assert choose(rows, 1) == ["confirmed"]
    rows = [make_row("one", 9, 2), make_row("two", 1, 2, source="A; B")]
    assert choose(rows, 1) == ["two"]
    rows = [make_row("old", 1, 2), make_row("new", 9, 2)]
    assert choose(rows, 1) == ["new"]


def test_the_choice_does_not_depend_on_the_order_of_the_rows():
    rows = [make_row(name, 1, 2) for name in "abcdef"]
    assert choose(rows, 3) == choose(rows[::-1], 3) == ["a", "b", "c"]


def test_the_rule_says_how_many_of_how_many():
    assert say_rule(8, 1234, False) == (
        "8 of 1,234 events on this map: most deaths reported, then best confirmed, then latest"
    )
    assert say_rule(3, 9, True) == "3 of 9 events on this map, chosen by hand"
    assert say_rule(9, 9, False) == say_rule(0, 9, False) == ""


def test_a_title_names_the_place_and_the_days():
    days = (date(2020, 2, 7), date(2020, 2, 9))
    assert propose_title("Idlib, Syria", days) == "Idlib, Syria, 7–9 February 2020"
    assert propose_title("", days) == "No events, 7–9 February 2020"


def test_filters_are_said_in_words(context):
    selection = Selection(
        event_types=("Battles",), sides=("turkiye",), confidences=("confirmed",), fatalities=DeathRange(5, None),
        text="convoy", tags=("m5",), shape=((36.0, 35.0), (37.0, 35.0), (37.0, 36.0)),
    )  # fmt: skip
    said = say_filters(selection, context.vocabulary)
    assert said.startswith("only Battles · Türkiye · confirmed · a drawn area · deaths 5")
    assert said.endswith("tag m5 · “convoy”")


def test_nothing_is_said_of_a_view_without_filters(context):
    assert say_filters(Selection(date(2020, 2, 7), date(2020, 2, 9)), context.vocabulary) == ""


def test_many_values_of_a_filter_are_counted(context):
    said = say_filters(Selection(locations=tuple("abcdefg")), context.vocabulary)
    assert said == "only a, b, c, d and 3 more"


def test_sources_are_named_by_how_often_they_report():
    said = propose_sources(["TASS; Anadolu", "Anadolu", "", "Zaman;Zaman"], [], AS_OF)
    assert said.startswith("Sources: Anadolu, TASS, Zaman. As of 1 Mar 2020, 09:05 UTC. Basemap: Natural Earth")


def test_sources_without_room_are_counted_and_none_is_said():
    assert "S0, S1, S2, S3, S4, S5 and 4 more." in propose_sources([f"S{n}" for n in range(10)], [], AS_OF)
    assert propose_sources([], [], AS_OF).startswith("Sources: not given. ")


def test_the_moment_is_that_of_greenwich():
    there = datetime(2020, 3, 1, 1, 0, tzinfo=timezone(timedelta(hours=3)))
    assert "As of 29 Feb 2020, 22:00 UTC." in propose_sources([], [], there)


def test_what_is_only_schematic_is_said(context):
    said = propose_sources([], context.layers, AS_OF)
    assert "M4 and M5 (schematic)." in said
    assert "Turkish observation posts (approximate)." in said


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"fatalities": None}, "deaths", ""),
        ({"fatalities": 0}, "deaths", "0 killed"),
        ({"fatalities": 1234}, "deaths", "1,234 killed"),
        ({"time_precision": 2}, "days", "about 8 Feb 2020"),
        ({"time_precision": 1}, "days", "8 Feb 2020"),
        ({"notes": ""}, "what", "Shelling"),
        ({"notes": "", "sub_event_type": ""}, "what", "Battles"),
        ({"location": "Idlib", "admin1": "Idlib"}, "place", "Idlib"),
        ({"location": "", "admin1": ""}, "place", "Syria"),
        ({"source": "TASS; Anadolu; TASS"}, "sources", "TASS, Anadolu"),
    ],
)
def test_an_event_of_the_list_is_said_in_words(context, changes, field, said):
    event_id = context.store.page(Selection(), take=1, columns=("event_id",)).rows[0]["event_id"]
    day = date(2020, 2, 8)
    event = context.store.event(event_id) | {
        "start_day": day, "end_day": day, "event_type": "Battles", "sub_event_type": "Shelling", "country": "Syria",
    }  # fmt: skip
    assert getattr(describe_event(1, event | changes, context.vocabulary, AS_OF), field) == said
