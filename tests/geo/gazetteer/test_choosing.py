"""Owns how one place is chosen for a name, and what is said where the choice is not clear."""

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from geo.gazetteer.choosing import CLEAR_MARGIN, MOST_RUNNERS_UP, choose_place, describe
from geo.gazetteer.context import Context
from geo.gazetteer.places import SOUND


def choose(gazetteer, name, country="", admin1="", **known):
    return choose_place(name, gazetteer, replace(gazetteer.context(country, admin1), **known))


def test_a_plain_name_is_chosen_without_doubt(gazetteer):
    choice = choose(gazetteer, "Saraqib")
    assert choice.place.place_id == "geonames:164816"
    assert (choice.doubt, choice.needs_review) == ("", False)
    assert choice.margin >= CLEAR_MARGIN


@pytest.mark.parametrize("name", ["Tripoli", "Springfield", "San Jose", "Al-Nayrab", "Valencia"])
def test_an_ambiguous_name_without_context_needs_review(gazetteer, name):
    choice = choose(gazetteer, name)
    assert choice.needs_review
    assert choice.margin < CLEAR_MARGIN
    assert choice.doubt.startswith("it may also be ")


@pytest.mark.parametrize(
    ("name", "hints", "country", "admin1"),
    [
        ("Tripoli", {"country": "Lebanon"}, "Lebanon", "North Lebanon"),
        ("Tripoli", {"country": "LY"}, "Libya", "Tripoli"),
        ("Springfield", {"country": "US", "admin1": "Illinois"}, "United States", "Illinois"),
        ("Springfield, Illinois", {}, "United States", "Illinois"),
        ("Al-Nayrab", {"country": "Syria", "admin1": "Idlib"}, "Syria", "Idlib"),
        ("Al-Nayrab (Aleppo)", {}, "Syria", "Aleppo"),
        ("Tripoli", {"country_shares": {"LB": 1.0}}, "Lebanon", "North Lebanon"),
        ("Tripoli", {"country_shares": {"LY": 0.8, "TN": 0.2}}, "Libya", "Tripoli"),
    ],
)
def test_an_ambiguous_name_with_context_needs_none(gazetteer, name, hints, country, admin1):
    choice = choose(gazetteer, name, **hints)
    assert (choice.place.country, choice.place.admin1) == (country, admin1)
    assert choice.doubt == ""


def test_the_doubt_names_the_rival_so_that_a_person_knows_it(gazetteer):
    choice = choose(gazetteer, "Valencia")
    rivals = {"Venezuela": "it may also be Valencia (city, Spain)"}
    rivals["Spain"] = "it may also be Valencia (city, Carabobo, Venezuela)"
    assert choice.doubt == rivals[choice.place.country]


def test_a_town_and_its_district_are_no_rivals(gazetteer):
    choice = choose(gazetteer, "Ariha", country="Syria")
    assert choice.place.kind == "town"
    assert any(one.kind == "admin2" for one in choice.runners_up)
    assert not choice.needs_review


def test_the_margin_is_the_lead_over_the_best_rival_elsewhere(gazetteer):
    choice = choose(gazetteer, "Tripoli")
    rival = next(one for one in choice.runners_up if one.country == "Lebanon")
    assert choice.margin == pytest.approx(choice.place.score - rival.score)


def test_the_margin_of_a_name_without_rivals_is_its_score(gazetteer):
    choice = choose(gazetteer, "Idlib governorate")
    assert choice.margin == choice.place.score


def test_runners_up_come_best_first_and_are_few(gazetteer):
    choice = choose(gazetteer, "San Jose")
    scores = [choice.place.score, *(one.score for one in choice.runners_up)]
    assert len(choice.runners_up) == MOST_RUNNERS_UP
    assert scores == sorted(scores, reverse=True)
    assert choice.place not in choice.runners_up


def test_a_place_of_another_country_than_the_row_says_needs_review(gazetteer):
    choice = choose(gazetteer, "Saraqib", country="Iceland")
    assert choice.place.country == "Syria"
    assert choice.doubt == "found in Syria only, not in Iceland"


def test_a_place_of_another_province_than_the_row_says_needs_review(gazetteer):
    assert choose(gazetteer, "Saraqib", country="Syria", admin1="Hama").doubt == "found in Idlib, not in Hama"


@pytest.mark.parametrize("admin1", ["Idlib", "Idleb", "Idlib Governorate", "إدلب"])
def test_spellings_of_the_province_agree(gazetteer, admin1):
    assert choose(gazetteer, "Saraqib", country="Syria", admin1=admin1).doubt == ""


def test_a_name_that_only_sounds_alike_needs_review(gazetteer):
    choice = choose(gazetteer, "Saraqoob")
    assert choice.place.place_id == "geonames:164816"
    assert choice.place.tier == SOUND
    assert choice.doubt == "no place is spelt so; Saraqib (town, Idlib, Syria) sounds alike"


def test_a_name_that_sounds_nearly_the_same_in_the_country_of_the_row_needs_none(gazetteer):
    choice = choose(gazetteer, "Saraqibb", country="Syria")
    assert (choice.place.place_id, choice.doubt) == ("geonames:164816", "")


def test_a_name_that_sounds_alike_is_worth_less_than_one_that_is_spelt_so(gazetteer):
    assert choose(gazetteer, "Saraqoob").place.score < choose(gazetteer, "Saraqib").place.score


@pytest.mark.parametrize("name", ["", "  ", "!?", "Zzyzxqqq", "x" * 100_000])
def test_an_unknown_name_has_no_place_and_no_doubt(gazetteer, name):
    choice = choose(gazetteer, name)
    assert (choice.place, choice.margin, choice.runners_up, choice.doubt) == (None, 0.0, (), "")


@pytest.mark.parametrize("name", ["San Jose", "Santa Cruz", "San Antonio", "Buenavista"])
def test_a_name_of_very_many_places_is_answered_at_once(gazetteer, name):
    assert len(gazetteer.matches(name)) > 40
    began = time.perf_counter()
    choice = choose(gazetteer, name, near=tuple((lon / 10, lon / 20) for lon in range(-500, 500)))
    assert choice.place is not None
    assert time.perf_counter() - began < 2


def test_a_place_is_described_so_that_namesakes_differ(gazetteer):
    assert describe(choose(gazetteer, "Saraqib").place) == "Saraqib (town, Idlib, Syria)"
    assert describe(choose(gazetteer, "Syria").place) == "Syria (country)"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), st.sampled_from(["", "Syria", "SY", "Atlantis", "\0"]), st.text(max_size=10))
@example("\ud800", "Syria", "\udfff")
@example("(((Idlib", "", ")")
@example(",،;/ - –", "Syria", "")
def test_no_text_is_too_odd_to_be_answered(gazetteer, name, country, admin1):
    choice = choose(gazetteer, name, country, admin1)
    assert choice.place is None or 0 <= choice.place.score <= 1
    assert choice.place is not None or not choice.needs_review


def test_no_context_and_an_empty_one_are_the_same(gazetteer):
    assert choose_place("Homs", gazetteer) == choose_place("Homs", gazetteer, Context())
