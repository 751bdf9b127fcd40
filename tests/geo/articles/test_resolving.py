"""Owns which of its namesakes a name means in one text: the other names, what stands beside it, and what is known."""

import pytest

from geo.articles.resolving import Name, resolve_names


@pytest.fixture
def place_of(find):
    """Find the places that one text means by a name, each once."""

    def resolve(text, name, **known):
        places = {one.place.place_id: one.place for one in find(text, **known) if one.text == name}
        assert places, f"{name} was not found"
        (place,) = places.values()
        return place

    return resolve


def is_near(place, latitude, longitude, degrees=0.1):
    return abs(place.latitude - latitude) <= degrees and abs(place.longitude - longitude) <= degrees


def test_ariha_is_syrian_in_a_text_about_syria(place_of):
    text = "Strikes on Idlib continued. Fighters in Ariha and Saraqib fled towards Hama, Syrian media said."
    assert is_near(place_of(text, "Ariha"), 35.81, 36.61)


def test_ariha_is_jericho_in_a_text_about_the_west_bank(place_of):
    text = "Israeli soldiers raided homes in Ariha, in Ramallah and in Nablus in the West Bank, Palestinian media said."
    assert is_near(place_of(text, "Ariha"), 31.86, 35.45)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Clashes in Tripoli, in northern Lebanon, spread to Beirut and Sidon.", "Lebanon"),
        ("Clashes in Tripoli spread to Misrata and Benghazi in Libya.", "Libya"),
        ("Libyan militias fought in Tripoli.", "Libya"),
        ("Lebanese troops went to Tripoli.", "Lebanon"),
    ],
)
def test_tripoli_is_that_of_the_country_the_text_is_about(place_of, text, country):
    assert place_of(text, "Tripoli").country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Storms crossed Georgia from Atlanta to Savannah.", "United States"),
        ("Russian troops entered Georgia; crowds gathered in Tbilisi and Batumi.", "Georgia"),
    ],
)
def test_georgia_is_a_state_beside_atlanta_and_a_country_beside_tbilisi(place_of, text, country):
    assert place_of(text, "Georgia").country == country


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("A storm hit Springfield, IL on Sunday.", "Springfield", "Illinois"),
        ("A storm hit Springfield, Massachusetts on Sunday.", "Springfield", "Massachusetts"),
        ("A storm hit Springfield (Missouri) on Sunday.", "Springfield", "Missouri"),
        ("A storm hit Paris, Texas on Sunday.", "Paris", "Texas"),
        ("A storm hit Paris, France on Sunday.", "Paris", "Île-de-France"),
    ],
)
def test_what_is_written_after_a_name_says_where_it_lies(place_of, text, name, admin1):
    assert place_of(text, name).admin1 == admin1


def test_a_name_has_one_sense_in_one_text(place_of):
    text = "A storm hit Paris, Texas. Shops in Paris closed; later, Paris was calm, and a man from Paris was found."
    assert place_of(text, "Paris").admin1 == "Texas"


def test_a_province_and_its_city_are_told_apart_in_one_text(find):
    found = find("Idlib province was shelled, and in Idlib people slept. In Idlib governorate nobody did.")
    assert [one.place.kind for one in found] == ["admin1", "city", "admin1"]


@pytest.mark.parametrize(
    "text", ["Shelling in Saraqib near Aleppo killed two.", "Aleppo, Idlib and Hama were shelled."]
)
def test_a_city_without_province_beside_it_is_the_city(place_of, text):
    assert place_of(text, "Aleppo").kind == "city"


@pytest.mark.parametrize(("code", "country"), [("LB", "Lebanon"), ("LY", "Libya"), ("GR", "Greece")])
def test_a_country_given_by_the_caller_moves_an_ambiguous_name(place_of, code, country):
    assert place_of("Fighting in Tripoli went on.", "Tripoli", countries=[code]).country == country


def test_a_country_given_by_the_caller_does_not_move_a_plain_name(place_of):
    assert place_of("Shelling in Damascus, Syria, went on.", "Damascus", countries=["US"]).country == "Syria"


def test_names_are_answered_in_their_order_and_unknown_ones_with_nothing(gazetteer):
    names = [Name("Saraqib"), Name("Zzyzxqqq"), Name("Idlib", kind_word="province")]
    saraqib, unknown, idlib = resolve_names(names, gazetteer, {})
    assert (saraqib.place.place_id, unknown.place, idlib.place.kind) == ("geonames:164816", None, "admin1")
    assert resolve_names([], gazetteer, {}) == []


def test_the_order_of_names_does_not_matter(gazetteer):
    names = [Name("Tripoli"), Name("Sidon"), Name("Beirut"), Name("Baalbek")]
    forwards = resolve_names(names, gazetteer, {})
    backwards = resolve_names(names[::-1], gazetteer, {})[::-1]
    assert [one.place.place_id for one in backwards] == [one.place.place_id for one in forwards]
    assert {one.place.country for one in forwards} == {"Lebanon"}
