"""Owns how a name finds its places: by spelling, country and province."""

import time

import pytest


def best(gazetteer, *args, **hints):
    return gazetteer.find(*args, **hints)[0]


@pytest.mark.parametrize("written", ["Saraqib", "Saraqeb", "Seraqib", "سراقب", "SARĀQIB", " saraqib "])
def test_spellings_of_saraqib_are_one_place(gazetteer, written):
    assert best(gazetteer, written).place_id == "geonames:164816"


@pytest.mark.parametrize(
    "written",
    ["Maarat al-Numan", "Ma'arrat al-Nu'man", "Maaret al-Noman", "معرة النعمان", "Ma`arrat an Nu`man", "Maarrat Numan"],
)
def test_spellings_of_maarat_al_numan_are_one_place(gazetteer, written):
    assert best(gazetteer, written).place_id == "geonames:167611"


@pytest.mark.parametrize(
    ("written", "place_id"),
    [
        ("Moscow", "geonames:524901"),
        ("Moskva", "geonames:524901"),
        ("Москва", "geonames:524901"),
        ("Munich", "geonames:2867714"),
        ("New York", "geonames:5128581"),
        ("Hatay", "geonames:TR.31"),
        ("München", "geonames:2867714"),
        ("Reyhanli", "geonames:302355"),
        ("Kyiv", "geonames:703448"),
        ("Київ", "geonames:703448"),
        ("ירושלים", "geonames:281184"),
        ("Homs", "geonames:169577"),
        ("Georgia", "geonames:614540"),
    ],
)
def test_a_famous_name_means_the_famous_place(gazetteer, written, place_id):
    assert best(gazetteer, written).place_id == place_id


@pytest.mark.parametrize("country", ["SY", "sy", "SYR", "Syria", "Syrian Arab Republic", "سوريا"])
def test_country_is_understood_as_code_or_name(gazetteer, country):
    assert {place.country for place in gazetteer.find("Homs", country=country)} == {"Syria"}


@pytest.mark.parametrize("country", ["TR", "Turkey", "Türkiye", "turkiye"])
def test_country_keeps_only_its_places(gazetteer, country):
    assert best(gazetteer, "Harran", country=country).country == "Turkey"


def test_a_country_without_the_place_filters_nothing_but_lowers_the_score(gazetteer):
    elsewhere, at_home = best(gazetteer, "Saraqib", country="Iceland"), best(gazetteer, "Saraqib", country="SY")
    assert elsewhere.place_id == at_home.place_id
    assert elsewhere.score < at_home.score


def test_an_unknown_country_is_ignored(gazetteer):
    assert gazetteer.find("Saraqib", country="Atlantis") == gazetteer.find("Saraqib")


@pytest.mark.parametrize(
    ("admin1", "latitude"),
    [("Aleppo", 36.17565), ("Idlib", 35.86955), ("Idlib governorate", 35.86955), ("İdlib", 35.86955)],
)
def test_province_chooses_between_namesakes(gazetteer, admin1, latitude):
    assert best(gazetteer, "Al-Nayrab", country="Syria", admin1=admin1).latitude == latitude


def test_a_wrong_province_is_a_preference_and_not_a_filter(gazetteer):
    assert best(gazetteer, "Saraqib", country="SY", admin1="Hama").place_id == "geonames:164816"


@pytest.mark.parametrize(
    ("written", "kind", "precision"),
    [
        ("Syria", "country", 3),
        ("Russian Federation", "country", 3),
        ("Idlib governorate", "admin1", 3),
        ("Idlib province", "admin1", 3),
        ("محافظة إدلب", "admin1", 3),
        ("Homs Governorate", "admin1", 3),
        ("governorate of Homs", "admin1", 3),
        ("Maarat al-Numan district", "admin2", 2),
        ("Hama air base", "airbase", 1),
        ("Turkish post Morek", "observation_post", 2),
    ],
)
def test_areas_and_sites_have_their_kind_and_precision(gazetteer, written, kind, precision):
    found = best(gazetteer, written)
    assert (found.kind, found.geo_precision) == (kind, precision)


def test_a_curated_place_replaces_the_same_place_of_the_world(gazetteer):
    ids = [place.place_id for place in gazetteer.find("Idlib", country="SY")]
    assert len(ids) == len(set(ids))
    assert ids[0] == "geonames:169389"


def test_candidates_come_best_first_with_scores_between_0_and_1(gazetteer):
    scores = [place.score for place in gazetteer.find("San José", limit=500)]
    assert len(scores) > 50
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len(gazetteer.find("San José", limit=3)) == 3


@pytest.mark.parametrize("name", ["", "  ", "!?", "Zzyzxqqq", "\u200f", "\ud800", "x" * 10_000_000, "ሰላም ሰላም"])
def test_absurd_names_find_nothing_at_once(gazetteer, name):
    started = time.perf_counter()
    assert gazetteer.find(name) == []
    assert time.perf_counter() - started < 0.5


def test_a_repeated_name_costs_microseconds(gazetteer):
    started = time.perf_counter()
    for _ in range(20_000):
        gazetteer.find("Saraqib", country="Syria", admin1="Idlib")
    assert time.perf_counter() - started < 0.2


@pytest.mark.parametrize(
    ("written", "place_id"),
    [
        ("T4", "atlas:t4-air-base"),
        ("Hama military airport", "atlas:hama-air-base"),
        ("Morek observation post", "atlas:turkish-post-morek"),
        ("Turkish observation post 10 Morek", "atlas:turkish-post-morek"),
        ("Morek", "geonames:166640"),
    ],
)
def test_words_for_a_site_ask_for_the_site(gazetteer, written, place_id):
    assert best(gazetteer, written).place_id == place_id


@pytest.mark.parametrize("written", ["unknown", "Sévaré", "Sar\naqib", "Makaynu"])
def test_what_only_sounds_alike_is_never_taken_for_spelt_so(gazetteer, written):
    from geo.gazetteer.places import SOUND

    assert all(place.tier == SOUND for place in gazetteer.find(written))


@pytest.mark.parametrize(
    ("written", "country", "is_spelt"),
    [
        ("Saraqib", "SY", True),
        ("Saraqib", "TR", False),
        ("Halab city", "SY", True),
        ("Sarmeeeda", "SY", False),
        ("Saraqib, Idlib", "SY", True),
    ],
)
def test_a_name_is_spelt_in_a_country_where_one_of_its_places_is_written_so(gazetteer, written, country, is_spelt):
    assert gazetteer.is_spelt_in(written, country) is is_spelt


def test_as_many_candidates_are_given_as_are_asked_for_each_time(gazetteer):
    assert [len(gazetteer.find("Santa Maria", limit=most)) for most in (1, 10, 3)] == [1, 10, 3]
