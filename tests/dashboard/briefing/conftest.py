"""Owns what the tests of briefing share: the renderer, in a thread of its own as in the app, and the real events."""

import pytest

from dashboard.app import make_context
from dashboard.briefing.render_thread import RenderThread
from dashboard.briefing.rendering import Renderer
from dashboard.settings import Settings
from geo.errors import NoBrowser
from tests.dashboard.briefing.sheets import HEIGHT_PX, WIDTH_PX, make_sheet


@pytest.fixture(scope="session")
def renderer():
    return Renderer()


@pytest.fixture(scope="session")
def render(renderer):
    with RenderThread(renderer) as thread:
        try:
            thread.to_png(make_sheet(), WIDTH_PX, HEIGHT_PX)
        except NoBrowser as missing:
            pytest.skip(str(missing))
        yield thread


@pytest.fixture(scope="session")
def context(opened):
    """What sheets of the committed events are gathered from."""
    return make_context(opened.store, Settings(), opened.reports)
