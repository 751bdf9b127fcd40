"""Owns which words of a text count as places' names, and which capitals only speak."""

import pytest

from geo.articles.spotting import spot_places


@pytest.fixture
def spot(gazetteer, lexicon):
    return lambda text: [mention.text for mention in spot_places(text, gazetteer, lexicon).mentions]


@pytest.fixture
def speakers(gazetteer, lexicon):
    def say(text):
        mentions = spot_places(text, gazetteer, lexicon).mentions
        assert mentions, "no place was found at all"
        return [mention.text for mention in mentions if mention.is_speaker]

    return say


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling in Saraqib killed two people.", ["Saraqib"]),
        ("Convoys from Hatay reached Idlib and Aleppo.", ["Hatay", "Idlib", "Aleppo"]),
        ("Protests in New York and San Francisco, near Washington.", ["New York", "San Francisco", "Washington"]),
        ("The army advanced near Khan al-Asal and Maarat al-Numan.", ["Khan al-Asal", "Maarat al-Numan"]),
        ("Delegates met at The Hague in the Netherlands.", ["The Hague", "Netherlands"]),
        ("An earthquake struck the Democratic Republic of the Congo.", ["Democratic Republic of the Congo"]),
        ("U.S. troops left the UK for Iraq.", ["U.S.", "UK", "Iraq"]),
    ],
)
def test_places_are_found_by_their_longest_name(spot, text, expected):
    assert spot(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A Turkish convoy met Syrian and Russian officers.",
        "Syrians and Iraqis fled, and the French complained.",
        "Both sides broke the Sochi agreement.",
        "The Astana process has failed.",
        "Nothing came of the Minsk agreements.",
        "The Washington Post reported it first.",
        "He told the New York Times and the Financial Times.",
        "An editor of the Jerusalem Post resigned.",
        "The heiress Paris Hilton sang.",
        "President Washington crossed the river.",
        "A certain Mr London left the room.",
        "A farmer, Jordan Smith, said so.",
        "Jordan Smith said nothing.",
        "The Houston Astros won again.",
        "On Monday, in March, and again on Friday 3 May 2020.",
        "He was born in August; in January he left.",
        "The President of the Parliament, the Army and the Ministry agreed.",
    ],
)
def test_peoples_persons_media_pacts_and_days_are_no_places(spot, text):
    assert spot(text) == []


def test_a_person_called_like_a_town_leaves_the_other_places_alone(spot):
    assert spot("Jack London was in Damascus when London spoke of Oakland.")[0] == "Damascus"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Aleppo-Damascus road was closed.", ["Aleppo", "Damascus"]),
        ("Fighting went on along the Aleppo – Latakia highway.", ["Aleppo", "Latakia"]),
        ("The routes (Aleppo – Latakia, Aleppo – Damascus) are closed.", ["Aleppo", "Latakia", "Aleppo", "Damascus"]),
        ("A Paris-based group published the report.", ["Paris"]),
        ("The London-based Observatory said so.", ["London"]),
        ("Fighters left Idlib-Aleppo province.", ["Idlib", "Aleppo"]),
    ],
)
def test_names_on_both_sides_of_a_dash_are_names_of_their_own(spot, text, expected):
    assert spot(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("As Damascus fell silent, people slept.", "Damascus"),
        ("A London court ruled on Monday.", "London"),
        ("The Damascus government fell.", "Damascus"),
        ("In Idlib, people slept.", "Idlib"),
    ],
)
def test_the_small_word_that_begins_a_sentence_is_no_part_of_a_name(spot, text, name):
    assert spot(text) == [name]


def test_a_place_named_plainly_once_is_one_wherever_the_text_names_it(spot):
    assert spot("Saraqib fell. Soldiers were seen in Saraqib on Monday.") == ["Saraqib", "Saraqib"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SYRIAN ARMY ADVANCES IN IDLIB, TURKEY SENDS TROOPS TO ALEPPO", ["IDLIB", "TURKEY", "ALEPPO"]),
        ("FIGHTING IN IDLIB AS RUSSIA AND TURKEY TALK IN MOSCOW", ["IDLIB", "RUSSIA", "TURKEY", "MOSCOW"]),
        ("DAMASCUS, 17 FEB -- THE ARMY ENTERED ALEPPO ON MONDAY", ["DAMASCUS", "ALEPPO"]),
    ],
)
def test_names_are_found_in_wire_text_written_in_capitals(spot, text, expected):
    assert spot(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow denied the report.", ["Moscow"]),
        ("Tehran has denied the report.", ["Tehran"]),
        ("Talks between Moscow and Ankara failed.", ["Moscow", "Ankara"]),
        ("Erdogan urged Damascus to stop the offensive.", ["Damascus"]),
        ("There was shelling in Damascus on Monday.", []),
        ("Moscow said so while a bomb went off in Moscow.", ["Moscow"]),
        ("Rockets hit Kyiv and Kharkiv overnight.", []),
        ("Ships sailed between Beirut and Cyprus.", []),
        ("Saraqib was shelled from Idlib city.", []),
    ],
)
def test_capitals_that_only_speak_are_told_from_those_where_something_happens(speakers, text, expected):
    assert speakers(text) == expected


def test_what_a_name_lies_in_and_its_kind_are_read_with_it(gazetteer, lexicon):
    text = "Shelling in Ariha, Idlib, Syria; calm in Homs province and in Springfield, IL."
    mentions = {one.text: one for one in spot_places(text, gazetteer, lexicon).mentions}
    assert mentions["Ariha"].within == ("Idlib", "Syria")
    assert mentions["Homs"].kind_word == "province"
    assert mentions["Springfield"].within == ("IL",)


def test_peoples_are_counted_by_country(gazetteer, lexicon):
    spotted = spot_places("Syrian troops met Syrian and Turkish officers.", gazetteer, lexicon)
    assert spotted.peoples == {"SY": 2, "TR": 1}
