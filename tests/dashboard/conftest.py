"""Owns an app for the tests of the face: the committed events, opened once and never changed."""

import pytest

from dashboard.app import create_app
from dashboard.settings import Settings
from geo.store.snapshot import open_events


@pytest.fixture(scope="session")
def opened(tmp_path_factory):
    settings = Settings()
    opened = open_events([settings.data_folder / "events"], settings.data_folder, tmp_path_factory.mktemp("build"))
    yield opened
    opened.store.close()


@pytest.fixture(scope="session")
def app(opened):
    fault = {"row": 2, "column": "event_date", "value": "soon", "message": '"soon" is not a day.'}
    report = {"file": "broken.csv", "rows": 3, "accepted": 2, "rejected": [fault], "warnings": [fault]}
    return create_app(opened.store, Settings(), [report])


@pytest.fixture
def client(app):
    return app.server.test_client()
