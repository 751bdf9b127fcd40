"""Fixtures shared by tests of several rooms."""

import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]

# A bare `pytest` does not put the project on the path, as `python -m pytest` does.
sys.path.insert(0, str(PROJECT))


@pytest.fixture(scope="session")
def gazetteer():
    """The committed gazetteer; loaded once, never changed by a test."""
    from geo.gazetteer.gazetteer import Gazetteer

    return Gazetteer.load(PROJECT / "data" / "gazetteer")
