"""That no text costs the reader more than its length: steps of Python taken for it, and for one four times as long."""

import sys
from datetime import date

import pytest
from pyarrow.parquet import read_table

from geo.articles.reading import RulesReader, read_article
from geo.articles.resolving import Name, resolve_names
from geo.vocabulary import DATA_FOLDER

PUBLISHED = date(2020, 2, 17)
SHORT, LONG = 2_500, 10_000
MOST_TIMES = 6
"""Four times the text is four times the work, and some; the square would be sixteen."""


@pytest.fixture(scope="module")
def reader():
    return RulesReader.load()


def count_steps(act):
    """Count the instructions that Python runs, which unlike seconds are the same on every machine."""
    count = 0

    def follow(frame, event, argument):
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += 1
        return follow

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        act()
    finally:
        sys.settrace(before)
    return count


HOSTILE = {
    "one event word": "attacked ",
    "a threat a sentence": "Turkey threatened Syria. ",
    "deaths without end": "killed 5 ",
    "a number without end": "two hundred and ",
    "commas": "5 soldiers, ",
    "between": "talks between between Turkey and ",
    "months": "January February 15 ",
    "capitals": "ALEPPO ATTACKED ",
    "quotes": "“'\"([",
    "invisible": "at\u200btack\u0301ed \u202e",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_work_grows_with_the_length_of_a_text(reader, text):
    whole = text * (LONG // len(text))
    read_article(reader, whole, PUBLISHED)  # What is remembered of words is remembered for both.
    short = count_steps(lambda: read_article(reader, whole[:SHORT], PUBLISHED))
    assert count_steps(lambda: read_article(reader, whole, PUBLISHED)) < MOST_TIMES * short


def test_work_grows_with_the_number_of_different_names(gazetteer):
    table = read_table(DATA_FOLDER / "gazetteer" / "places.parquet", columns=["name"])
    names = [Name(name) for name in table["name"].to_pylist()[:: len(table) // 800]]
    resolve_names(names, gazetteer, {})
    few = count_steps(lambda: resolve_names(names[:200], gazetteer, {}))
    assert count_steps(lambda: resolve_names(names[:800], gazetteer, {})) < MOST_TIMES * few
