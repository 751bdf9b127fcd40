"""Fixtures of the tests of articles: the project's own words, and its names found in a text."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def lexicon():
    """The committed words; read once, never changed by a test."""
    from geo.articles.lexicon import read_lexicon

    return read_lexicon(PROJECT / "data")


@pytest.fixture(scope="session")
def find(gazetteer, lexicon):
    """Find the places of a text, with what may be known beside it: `find(text, countries=["SY"])`."""
    from geo.articles.toponyms import find_toponyms

    return lambda text, **known: find_toponyms(text, gazetteer, lexicon, **known)
