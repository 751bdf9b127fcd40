"""Owns how a text is split into words: where each stands, and what its letters and neighbours say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles.tokens import split_words


def words(text):
    return [token.text for token in split_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling hit Saraqib.", ["Shelling", "hit", "Saraqib"]),
        ("Maarat\nal-Numan", ["Maarat", "al", "Numan"]),
        ("the U.S. army", ["the", "U.S.", "army"]),
        ("St. Petersburg", ["St.", "Petersburg"]),
        ("Ma'arrat al-Nu'man", ["Ma'arrat", "al", "Nu'man"]),
        ("Ma’arrat al-Nu’man", ["Ma’arrat", "al", "Nu’man"]),
        ("M4–M5", ["M4", "M5"]),
        ("قصف سراقب", ["قصف", "سراقب"]),
        ("", []),
        ("?!…", []),
        ("🚀🔥", []),
    ],
)
def test_words_are_parted_at_spaces_hyphens_and_marks(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize("text", ["Saraqib's", "Saraqib’s", "Saraqib`s", "Saraqib´s"])
def test_a_possessive_ending_is_no_part_of_the_word(text):
    (token,) = split_words(text)
    assert (token.text, token.start, token.end, token.is_possessive) == ("Saraqib", 0, 7, True)


def test_a_plural_is_no_possessive():
    assert [token.is_possessive for token in split_words("Homs rebels")] == [False, False]


@pytest.mark.parametrize("mark", ["\u200b", "\u200f", "\u200e", "\u2060", "\ufeff", "\u00ad"])
def test_an_invisible_mark_parts_no_word_and_shifts_no_offset(mark):
    text = f"hit Sara{mark}qib hard"
    tokens = split_words(text)
    assert len(tokens) == 3
    assert text[tokens[1].start : tokens[1].end] == f"Sara{mark}qib"
    assert text[tokens[2].start : tokens[2].end] == "hard"


def test_offsets_count_characters_and_not_bytes():
    text = "🚀🔥 é Saraqib"
    token = split_words(text)[-1]
    assert text[token.start : token.end] == "Saraqib"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("It rained. Idlib slept", True),
        ("It rained! Idlib slept", True),
        ("Headline\n\nIdlib slept", True),
        ("he said: “Idlib is ours", True),
        ("rain over Idlib", False),
        ("rain over\nIdlib", False),
    ],
)
def test_the_first_word_of_a_sentence_is_known(text, begins):
    token = next(token for token in split_words(text) if token.text == "Idlib")
    assert token.begins_sentence is begins


@pytest.mark.parametrize(
    ("text", "is_joined"),
    [("New York", True), ("Abu-Bakr", True), ("New\nYork", True), ("New, York", False), ("New. York", False)],
)
def test_only_a_space_a_hyphen_or_a_line_break_joins_words(text, is_joined):
    assert split_words(text)[1].is_joined is is_joined


@pytest.mark.parametrize(
    ("word", "is_capital"), [("Idlib", True), ("idlib", False), ("İdlib", True), ("éire", False), ("سراقب", True)]
)
def test_a_word_of_a_script_without_capitals_counts_as_capitalised(word, is_capital):
    assert split_words(word)[0].is_capital is is_capital


@given(st.text())
def test_any_text_is_split_into_words_in_order_inside_it(text):
    last = 0
    for token in split_words(text):
        assert last <= token.start < token.end <= len(text)
        last = token.end
