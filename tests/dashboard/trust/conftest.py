"""Owns atlases that ask who comes in, one for each way of asking; their ledgers are new for each test."""

import pytest

from dashboard.app import create_app
from dashboard.settings import Settings
from tests.dashboard.trust.doors import asks_password
from tests.geo.editing.tables import START


@pytest.fixture
def ledger(tmp_path):
    return tmp_path / "sessions.sqlite"


@pytest.fixture
def folder(tmp_path):
    """Events to change, in a place of their own."""
    events = tmp_path / "events"
    events.mkdir()
    (events / "idlib.csv").write_bytes(START)
    return events


@pytest.fixture
def make_app(opened, folder):
    """Make an app on which events can be changed, unless a test says otherwise."""

    def make(**settings):
        return create_app(opened.store, Settings(**{"is_editing": True, "event_paths": (folder,), **settings}))

    return make


@pytest.fixture
def guarded(make_app, ledger):
    """An atlas with a password for viewers and one for editors."""
    return make_app(access=asks_password(ledger))


@pytest.fixture
def stranger(guarded):
    return guarded.server.test_client()
