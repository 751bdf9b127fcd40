"""Owns what comes of a whole text: where its places stand in it, and that no text is too odd to be read."""

import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.gazetteer.normalise import name_key
from geo.gazetteer.roads import distance_km

PROJECT = Path(__file__).resolve().parents[3]
ARTICLE = PROJECT.parent / "shared" / "samples" / "article_2020-02-17.txt"
PROSE = "Fighters shelled Saraqib and Idlib near Aleppo while Turkey sent 150 trucks to Hatay. "
LENGTH = 150_000
MOST_S, MOST_BYTES_PER_CHARACTER = 10, 400
PIECES = [
    "Idlib", "Saraqib", "Maarat al-Numan", "Paris", "Texas", "New York", "The", "the", "Mr", "IL", "U.S.", "al-",
    "سراقب", "province", "Turkish", "Moscow", "denied", "between", " ", " ", "\n", "\n\n", ",", "(", ")", ". ", "-",
    "'s", "’", "“", "\u200b", "\u200f", "\u202e", "\0", "🚀", "é", "e\u0301", "İ", "ß", "\ud800", "\x85", "\r\n",
]  # fmt: skip


def names(found):
    return [one.text for one in found]


def assert_in_order(text, found):
    last = 0
    for one in found:
        assert last <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        last = one.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling in Saraqib, Idlib.", ["Saraqib", "Idlib"]),
        ("Rebels were seen near Maarat\nal-Numan on Tuesday.", ["Maarat\nal-Numan"]),
        ("He said “fighters in Saraqib left” and ‘none in Idlib did’.", ["Saraqib", "Idlib"]),
        ("Shops in Saraqib's centre and Damascus’s streets closed.", ["Saraqib", "Damascus"]),
        ("🚀🔥 Rockets hit Saraqib 🔥 and Aleppo🔥.", ["Saraqib", "Aleppo"]),
        ("Shelling in Saraqib (Idlib) [Syria].", ["Saraqib", "Idlib", "Syria"]),
        ("Tanks entered Ma'arrat al-Nu'man and Ma’arrat al-Nu’man.", ["Ma'arrat al-Nu'man", "Ma’arrat al-Nu’man"]),
        ("Flights to Zürich and München.", ["Zürich", "München"]),
    ],
)
def test_a_place_stands_where_its_offsets_say(find, text, expected):
    found = find(text)
    assert_in_order(text, found)
    assert names(found) == expected


@pytest.mark.parametrize("space", ["\n", "\r\n", "  ", "\u00a0", " \n  "])
def test_any_space_or_line_break_inside_a_name_is_read(find, space):
    text = f"Rebels were seen near Maarat{space}al-Numan on Tuesday."
    found = find(text)
    assert_in_order(text, found)
    assert names(found) == [f"Maarat{space}al-Numan"]


def test_letters_with_their_accents_apart_are_read(find):
    assert names(find("Flights to Zu\u0308rich and Mu\u0308nchen.")) == ["Zu\u0308rich", "Mu\u0308nchen"]


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u200f", "\u2066", "\ufeff", "\u00ad"])
def test_invisible_marks_hide_no_place_and_shift_no_offset(find, mark):
    text = f"{mark}Shelling in Sara{mark}qib, near {mark}Hatay{mark}, and in Damascus."
    found = find(text)
    assert_in_order(text, found)
    assert [one.text.replace(mark, "") for one in found] == ["Saraqib", "Hatay", "Damascus"]
    assert [one.place.country for one in found] == ["Syria", "Turkey", "Syria"]


def test_a_span_begins_and_ends_with_a_letter_of_the_name(find):
    assert names(find("Shelling near \u200fAleppo\u200e and \u2066Damascus\u2069.")) == ["Aleppo", "Damascus"]


def test_arabic_text_names_its_places(find):
    text = "قصف الطيران مدينة سراقب في إدلب، سوريا"
    found = find(text)
    assert_in_order(text, found)
    assert {"سراقب", "إدلب", "سوريا"} <= set(names(found))


def test_offsets_are_those_of_the_text_with_its_blank_head(find):
    text = "\n\n   0 $\n2,500 $\n\nShelling in Saraqib."
    (found,) = find(text)
    assert (found.start, found.end) == (text.index("Saraqib"), text.index("Saraqib") + 7)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\0", "!?.,;:()[]-–—" * 50, "0 $ 2,500 $", "🚀" * 50, "ሰላም ሰላም", "ᚠᢚᚢᚦ", "\ud800 \udfff"]
)
def test_a_text_without_names_has_no_places(find, text):
    assert find(text) == ()


def test_null_characters_hide_only_the_word_they_cut(find):
    text = "\0Shelling in Saraqib\0 and in \0Damascus, in Al\0eppo."
    found = find(text)
    assert_in_order(text, found)
    assert names(found)[:2] == ["Saraqib", "Damascus"]


@pytest.mark.parametrize(
    "piece", [PROSE, "a", "Idlib ", "Idlib, ", "al-", "Mr ", "The ", "A.B.", "a'", "\u200b", "(", "\n"]
)
def test_a_very_long_line_is_read_in_time_that_grows_with_its_length(find, piece):
    text = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    began = time.perf_counter()
    found = find(text)
    assert time.perf_counter() - began < MOST_S
    assert len(found) >= (LENGTH // len(PROSE) if piece == PROSE else 0)


def test_memory_grows_only_with_the_length_of_the_text(find):
    text = PROSE * 400
    find(PROSE)
    tracemalloc.start()
    find(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MOST_BYTES_PER_CHARACTER * len(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=25).map("".join))
def test_any_text_is_read_and_its_places_stand_in_order_inside_it(find, text):
    found = find(text)
    assert_in_order(text, found)
    assert all(-90 <= one.place.latitude <= 90 and -180 <= one.place.longitude <= 180 for one in found)


def test_a_toponym_is_printed_with_its_span_and_its_place(find):
    (found,) = find("Shelling in Saraqib killed two.")
    printed = found.as_dict()
    assert {"text": "Saraqib", "start": 12, "end": 19, "is_speaker": False}.items() <= printed.items()
    assert (printed["name"], printed["country"], printed["place_id"]) == ("Saraqib", "Syria", "geonames:164816")


@pytest.fixture(scope="module")
def article(find):
    if not ARTICLE.exists():
        pytest.skip("the article the project began with is not here")
    text = ARTICLE.read_text(encoding="utf-8")
    return text, find(text)


@pytest.mark.parametrize(
    ("name", "latitude", "longitude", "most_km"),
    [
        ("Reyhanli", 36.269, 36.567, 10),
        ("Saraqib", 35.864, 36.806, 5),
        ("Hatay", 36.4, 36.3, 40),
        ("Idlib", 35.93, 36.63, 25),
        ("Aleppo", 36.2, 37.16, 20),
        ("Latakia", 35.53, 35.79, 40),
    ],
)
def test_the_article_the_project_began_with_names_its_places(article, name, latitude, longitude, most_km):
    text, found = article
    assert_in_order(text, found)
    places = [one.place for one in found if one.text == name]
    assert places
    assert all(distance_km((longitude, latitude), (one.longitude, one.latitude)) <= most_km for one in places)


def test_peoples_pacts_media_and_persons_of_that_article_are_no_places(article):
    _, found = article
    text_names = {name_key(one.text) for one in found}
    assert not text_names & {
        "turkish",
        "russian",
        "syrian",
        "sochi",
        "astana",
        "izvestia",
        "putin",
        "erdogan",
        "anadolu",
    }


def test_the_capitals_that_speak_in_that_article_are_told_from_its_battlefields(article):
    _, found = article
    assert {one.text for one in found if one.is_speaker} <= {"Moscow", "Ankara", "Damascus", "Turkey", "Russia"}
    assert "Ankara" in {one.text for one in found if one.is_speaker}


def test_a_text_as_long_as_a_book_is_read_in_pieces_with_its_own_offsets(find, monkeypatch):
    from geo.articles import toponyms

    monkeypatch.setattr(toponyms, "LONGEST_PIECE", 100)
    text = "Shelling was reported in Saraqib on Monday by residents. " * 8
    found = find(text)
    assert_in_order(text, found)
    assert [one.text for one in found] == ["Saraqib"] * 8
