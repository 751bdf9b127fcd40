"""Fixtures shared by tests of several rooms."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def gazetteer():
    """The committed gazetteer; loaded once, never changed by a test."""
    from geo.gazetteer.gazetteer import Gazetteer

    return Gazetteer.load(PROJECT / "data" / "gazetteer")
