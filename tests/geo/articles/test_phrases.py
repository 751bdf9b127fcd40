"""Owns how patterns are written out and found: the longest first, in steps that a text cannot make more."""

from geo.articles.phrases import Word, expand_pattern, find_longest, grow_tree, lower_text


def words(*written, slots=None):
    slots = slots or {}
    return [Word(word, 0, 0, slots.get(word, {}), is_joined=number > 0) for number, word in enumerate(written)]


def test_a_pattern_is_written_out():
    assert set(expand_pattern("(in|since) [early|late part of] {month}")) == {
        ("in", "{month}"), ("since", "{month}"), ("in", "early", "{month}"), ("since", "early", "{month}"),
        ("in", "late", "part", "of", "{month}"), ("since", "late", "part", "of", "{month}"),
    }  # fmt: skip


def test_the_longest_pattern_comes_first_with_what_stood_in_its_slots():
    tree = grow_tree([("last {day}", "short"), ("last {day} of {day}", "long")])
    slots = {"monday": {"{day}": 0}, "sunday": {"{day}": 6}}
    found = find_longest(tree, words("last", "monday", "of", "sunday", slots=slots), 0)
    assert [(one.meaning, one.last, one.values) for one in found] == [
        ("long", 4, {"{day}": [0, 6]}),
        ("short", 2, {"{day}": [0]}),
    ]


def test_words_that_are_not_joined_make_no_phrase():
    text = words("last", "week")
    text[1].is_joined = False
    assert find_longest(grow_tree([("last week", 1)]), text, 0) == []


def test_small_letters_stay_in_their_places():
    assert lower_text("İdlib ÄÖ") == "idlib äö"
