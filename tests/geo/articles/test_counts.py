"""Owns how many people and things a text counts, what happened to them, and that no text costs too long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles.count_words import read_count_words
from geo.articles.counts import find_counts
from geo.errors import BadVocabulary

COUNTS = [  # text, (kind, number, bound), …
    ("At least 12 people were killed.", ("killed", 12, "at_least")),
    (
        "More than 100 people have been killed and about 300 wounded.",
        ("killed", 100, "at_least"),
        ("wounded", 300, "about"),
    ),
    ("Up to 40 fighters were killed.", ("killed", 40, "up_to")),
    ("As many as 200 residents were displaced.", ("displaced", 200, "up_to")),
    ("Nearly 50 men were arrested.", ("arrested", 50, "about")),
    ("Between 10 and 15 rebels were killed.", ("killed", 10, "range")),
    ("10 to 15 rebels were killed.", ("killed", 10, "range")),
    ("10-15 rebels were killed.", ("killed", 10, "range")),
    ("Fifty-seven fighters died.", ("killed", 57, "exact")),
    ("Two dozen militants were arrested.", ("arrested", 24, "exact")),
    ("Half a dozen troops were captured.", ("captured", 6, "exact")),
    ("A dozen troops were captured.", ("captured", 12, "exact")),
    ("A hundred and five people were displaced.", ("displaced", 105, "exact")),
    ("Three hundred villagers fled.", ("displaced", 300, "exact")),
    ("1,200 families were displaced.", ("displaced", 1200, "exact")),
    ("Two million people were displaced.", ("displaced", 2_000_000, "exact")),
    ("Dozens of soldiers were wounded.", ("wounded", 12, "vague")),
    ("Dozens were wounded.", ("wounded", 12, "vague")),
    ("Tens of thousands of people fled.", ("displaced", 10_000, "vague")),
    ("Hundreds of prisoners died.", ("killed", 100, "vague")),
    ("Several soldiers were wounded.", ("wounded", 3, "vague")),
    ("Many civilians were killed.", ("killed", 3, "vague")),
    ("An unknown number of fighters died.", ("killed", 3, "vague")),
    ("A few guards were hurt.", ("wounded", 3, "vague")),
    ("A couple of guards were hurt.", ("wounded", 2, "vague")),
    ("A drone strike hit the car, killing a senior rebel commander.", ("killed", 1, "exact")),
    ("The mayor was murdered.", ("killed", 1, "exact")),
    ("Gunmen assassinated the governor.", ("killed", 1, "exact")),
    ("They condemned the murder of Bishop Karam.", ("killed", 1, "exact")),
    ("Three soldiers and two civilians were killed.", ("killed", 5, "exact")),
    ("Shells killed three soldiers and two civilians.", ("killed", 5, "exact")),
    ("A soldier and a civilian died.", ("killed", 2, "exact")),
    ("The death toll rose to 12.", ("killed", 12, "exact")),
    ("The death toll climbed from 8 to 12.", ("killed", 12, "exact")),
    ("No one was killed.", ("killed", 0, "exact")),
    ("Nobody was hurt.", ("wounded", 0, "exact")),
    ("None of the passengers was killed.", ("killed", 0, "exact")),
    ("The shelling caused no casualties.", ("casualties", 0, "exact")),
    ("The bomb did not cause any injuries.", ("wounded", 0, "exact")),
    ("Twelve people, including three children, were killed.", ("killed", 12, "exact")),
    (
        "It killed 12 people, including 3 children and a woman, and wounded 30.",
        ("killed", 12, "exact"),
        ("wounded", 30, "exact"),
    ),
    ("Five killed, 12 wounded.", ("killed", 5, "exact"), ("wounded", 12, "exact")),
    ("The raid left 12 dead and 30 injured.", ("killed", 12, "exact"), ("wounded", 30, "exact")),
    ("The blast killed 12 and wounded 30.", ("killed", 12, "exact"), ("wounded", 30, "exact")),
    ("Rebels killed 5 soldiers and 3 civilians were wounded.", ("killed", 5, "exact"), ("wounded", 3, "exact")),
    ("One soldier was killed and four others were injured.", ("killed", 1, "exact"), ("wounded", 4, "exact")),
    ("The shelling killed or wounded dozens of civilians.", ("casualties", 12, "vague")),
    ("They mourned the deaths of five Turkish soldiers.", ("killed", 5, "exact")),
    ("The flood claimed the lives of 12 people.", ("killed", 12, "exact")),
    ("The flood took 12 lives.", ("killed", 12, "exact")),
    ("A 5-year-old boy was killed.", ("killed", 1, "exact")),
    ("12 U.S. soldiers were killed on 5 February.", ("killed", 12, "exact")),
    ("The attack on February 5 killed 12.", ("killed", 12, "exact")),
    ("Three police officers who were on the road at that time were injured.", ("wounded", 3, "exact")),
    ("12 wounded civilians were moved.", ("wounded", 12, "exact")),
    ("Police arrested five suspected militants.", ("arrested", 5, "exact")),
    ("Gunmen kidnapped a priest.", ("kidnapped", 1, "exact")),
    ("Rebels have killed 5 soldiers.", ("killed", 5, "exact")),
    ("A group of fighters reportedly wounded a police officer.", ("wounded", 1, "exact")),
    ("At\nleast 37 people\nwere hurt.", ("wounded", 37, "at_least")),
    ("Two tanks were destroyed.", ("destroyed", 2, "exact")),
    ("26 houses were burned.", ("destroyed", 26, "exact")),
    ("150 trucks loaded with howitzers arrived.", ("vehicles", 150, "exact")),
    ("A convoy of 20 military vehicles entered.", ("vehicles", 20, "exact")),
    (
        "There were 116 dead, 110 missing, and 29 houses destroyed.",
        ("killed", 116, "exact"),
        ("destroyed", 29, "exact"),
    ),
]

NO_COUNTS = [
    "Soldiers were killed.",
    "Two gunmen killed Ahmed Ali.",
    "It killed 12 km of wire.",
    "Article 5 was not used.",
    "On 5 February they met.",
    "A vehicle passed.",
    "150 people came.",
    "The army has 12 posts.",
    "5 years later he died.",
    "The editor asked whether they were hurt.",
    "",
]


def told(text):
    return [(one.kind, one.number, one.bound) for one in find_counts(text)]


@pytest.mark.parametrize(("text", "expected"), [(text, list(counts)) for text, *counts in COUNTS])
def test_counts_of_a_sentence(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize("text", NO_COUNTS)
def test_what_counts_nobody(text):
    assert told(text) == []


def test_a_sum_has_its_parts_with_their_nouns():
    text = "Three Turkish soldiers and two civilians were killed."
    (one,) = find_counts(text)
    assert [(text[part.start : part.end], part.number, text[slice(*part.who)]) for part in one.parts] == [
        ("Three Turkish soldiers", 3, "Turkish soldiers"),
        ("two civilians", 2, "civilians"),
    ]
    assert text[slice(*one.who)] == "Turkish soldiers"


def test_the_evidence_runs_from_the_number_to_the_verb():
    text = "Reports say at least 12 people have been killed in the raid."
    (one,) = find_counts(text)
    assert text[one.start : one.end] == "at least 12 people have been killed"


def test_a_range_keeps_its_upper_end():
    (one,) = find_counts("Between 10 and 15 rebels were killed.")
    assert (one.number, one.highest, one.is_exact) == (10, 15, False)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("The army denied killing two civilians.", "is_negated"),
        ("The raid did not kill 5 civilians.", "is_negated"),
        ("It could kill 20 civilians.", "is_hypothetical"),
        ("He threatened to kill 20 hostages.", "is_hypothetical"),
        ("If 20 soldiers are killed, they leave.", "is_hypothetical"),
        ("The death toll rose to 12.", "is_total"),
    ],
)
def test_denied_supposed_and_total_counts_are_flagged_alone(text, flag):
    (one,) = find_counts(text)
    assert {name for name in ("is_negated", "is_hypothetical", "is_total") if getattr(one, name)} == {flag}


@pytest.mark.parametrize("row", ["harm,killed,killed wildly", "person,man,two", "colour,red,", "number,ten,x"])
def test_a_wrong_row_is_named(tmp_path, row):
    path = tmp_path / "words.csv"
    path.write_text(f"kind,word,meaning\n{row}\n", encoding="utf-8")
    with pytest.raises(BadVocabulary, match="row 2"):
        read_count_words(path)


PIECES = [
    "at", "least", "12", "1,200", "3-5", "two", "dozen", "half", "a", "hundred", "and", ",", "or", "people",
    "soldier", "the", "killed", "wounded", "killing", "dead", "deaths", "toll", "rose", "to", "were", "been", "of",
    "including", "no", "any", "none", "if", "not", ".", ";", "lives", "claimed", "trucks", "million", "many",
    "between", "%", "km", "Ahmed",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text())
def test_any_text_gives_counts_inside_it(text):
    last = 0
    for one in find_counts(text):
        assert last <= one.start < one.end <= len(text)
        assert 0 <= one.number <= one.highest
        assert one.number == sum(part.number for part in one.parts)
        assert all(one.start <= part.start < part.end <= one.end for part in one.parts)
        assert one.who is None or one.start <= one.who[0] < one.who[1] <= one.end
        last = one.start


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_no_number_is_counted_twice(text):
    spans = [(part.start, part.end) for one in find_counts(text) for part in one.parts]
    assert len(spans) == len(set(spans))


@pytest.mark.parametrize(
    "piece",
    [
        "killed ",
        "5 ",
        "5 and ",
        "the ",
        "5 killed ",
        "including 5 men ",
        "dead ",
        "five hundred ",
        "toll 5 ",
        "1-",
        "a-",
        "killed and wounded 5 ",
        "5 men and ",
    ],
)
def test_a_long_line_is_read_in_bounded_time(piece):
    text = piece * (500_000 // len(piece))
    began = time.process_time()
    find_counts(text)
    assert time.process_time() - began < 3
