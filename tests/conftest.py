"""Fixtures shared by tests of several rooms."""

import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)  # How fast a busy machine is says nothing about what is right.
settings.load_profile("patient")

PROJECT = Path(__file__).resolve().parents[1]

# A bare `pytest` does not put the project on the path, as `python -m pytest` does.
sys.path.insert(0, str(PROJECT))


@pytest.fixture(scope="session")
def gazetteer():
    """The committed gazetteer; loaded once, never changed by a test."""
    from geo.gazetteer.gazetteer import Gazetteer

    return Gazetteer.load(PROJECT / "data" / "gazetteer")
