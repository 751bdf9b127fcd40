"""A small file of events to change, and whoever changes it."""

import pytest

from geo.editing.changing import Editor
from geo.vocabulary import read_vocabulary
from tests.geo.editing.tables import START


@pytest.fixture(scope="session")
def vocabulary():
    return read_vocabulary()


@pytest.fixture
def editor(vocabulary):
    return Editor(vocabulary, "Ada")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "idlib.csv"
    path.write_bytes(START)
    return path
