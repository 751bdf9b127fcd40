"""Owns the renderer that the tests of briefing share; it lives in a thread of its own, as in the app."""

import pytest

from dashboard.briefing.render_thread import RenderThread
from dashboard.briefing.rendering import Renderer
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
