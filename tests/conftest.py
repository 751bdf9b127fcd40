"""Fixtures shared by tests of several rooms."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)  # How fast a busy machine is says nothing about what is right.
settings.load_profile("patient")

PROJECT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser):
    parser.addoption(
        "--thorough", action="store_true", help="run the journeys into corners too, which take as long again"
    )


def pytest_collection_modifyitems(config, items):
    """Leave out journeys into corners, unless they are asked for by option or by name."""
    if config.option.thorough or config.option.keyword or any("::" in arg for arg in config.args):
        return
    left_out = [item for item in items if item.get_closest_marker("thorough")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def gazetteer():
    """The committed gazetteer; loaded once, never changed by a test."""
    from geo.gazetteer.gazetteer import Gazetteer

    return Gazetteer.load(PROJECT / "data" / "gazetteer")
