"""Owns where a text is parted into sentences, and that nothing of it is lost or costs too long."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles.sentences import split_sentences


def split(text):
    return [text[one.start : one.end] for one in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Haddad met Gen. Aziz in St. Petersburg on Feb. 5.",
        "The U.S. Army sent 3.5 million rounds.",
        "It lies on Route No. 5 near the coast.",
        "J. R. Smith came at 5.30 p.m. on foot.",
        "Wait... then they ran.",
        "He said he was tired . . . and left.",
        "“Will you go?” she asked.",
        "The army, led by Col. Omar, left (as said in Art. 5).",
        "Firms such as Acme Inc. and others paid.",
    ],
)
def test_a_full_stop_within_a_sentence_parts_nothing(sentence):
    assert split(f"{sentence} They left.") == [sentence, "They left."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell. It rose! Why? Because.", ["It fell.", "It rose!", "Why?", "Because."]),
        ("He said no. Then he left.", ["He said no.", "Then he left."]),
        ("He lives in the U.S. He works.", ["He lives in the U.S.", "He works."]),
        ("“We will win.” He left.", ["“We will win.”", "He left."]),
        ("It ended… They went home.", ["It ended…", "They went home."]),
        ("Shelling in Idlib\n\nThe army moved", ["Shelling in Idlib", "The army moved"]),
        (
            "Talks end\nThe two sides met again on Monday in the hotel.",
            ["Talks end", "The two sides met again on Monday in the hotel."],
        ),
        ("- one village fell\n- another held\n* a third", ["- one village fell", "- another held", "* a third"]),
        ("1. First village\n2. Second village", ["1. First village", "2. Second village"]),
        ("قصف الجيش القرية. قتل خمسة؟ نعم.", ["قصف الجيش القرية.", "قتل خمسة؟", "نعم."]),
        ("军队进攻。平民逃离。", ["军队进攻。", "平民逃离。"]),
        (
            "The army took the town of\nSaraqib. The air force\nstruck a road there.",
            ["The army took the town of\nSaraqib.", "The air force\nstruck a road there."],
        ),
        ("no full stop", ["no full stop"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_sentences_headings_and_items_are_parted(text, expected):
    assert split(text) == expected


@given(st.text(alphabet=st.sampled_from('aB. \n.!?…"”)(-*1،؟é🚀\r\t'), max_size=80) | st.text())
def test_sentences_cover_all_that_is_no_white_space_in_order(text):
    last = 0
    for one in split_sentences(text):
        assert last <= one.start < one.end <= len(text)
        assert text[last : one.start].strip() == ""
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        last = one.end
    assert text[last:].strip() == ""


@pytest.mark.parametrize(
    "piece",
    ["x", ". ", ".", "\n", " ", "\n \n", "a. ", "A.", "A\n", '."', "\n- ", '."""""" ', "He fell. ", "!? ", "\r\n"],
)
def test_a_long_line_is_split_in_bounded_time(piece):
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    found = split_sentences(text)
    assert time.process_time() - began < 3
    assert sum(len(re.sub(r"\s", "", text[one.start : one.end])) for one in found) == len(re.sub(r"\s", "", text))
