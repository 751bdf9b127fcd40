"""Owns what journeys share: a Chromium, served apps, and a page that tolerates no error and no foreign request."""

from __future__ import annotations

import contextlib
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser.atlas_page import AtlasPage
from tests.browser.chromium import find_chromium, launch_chromium
from tests.browser.serving import DEMONSTRATION, served

DESK = {"width": 1280, "height": 760}
IS_HARMLESS = ("net::ERR_ABORTED",)
"""What a browser says when a page is left while it still asks for something."""


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright):
    path = find_chromium(playwright)
    if path is None:
        pytest.skip("no Chromium on this machine: install one (apt install chromium) to run the browser tests")
    launched = launch_chromium(playwright, path)
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def build_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("build")


@pytest.fixture(scope="session")
def demonstration(build_folder):
    """The address of the app with the committed events."""
    with served(DEMONSTRATION, build_folder) as address:
        yield address


def watch(context: BrowserContext, address: str, wrongs: list[str]) -> None:
    """Write down everything that a sound page never does."""
    host = urlsplit(address).netloc

    def look_at_request(request):
        if urlsplit(request.url).scheme in ("http", "https", "ws", "wss") and urlsplit(request.url).netloc != host:
            wrongs.append(f"foreign request: {request.url}")

    def look_at_failure(request):
        if request.failure not in IS_HARMLESS:
            wrongs.append(f"failed request: {request.url} {request.failure}")

    def look_at_response(response):
        if response.status >= 400:
            wrongs.append(f"{response.status}: {response.url}")

    def look_at_message(message):
        if message.type == "error":
            wrongs.append(f"console: {message.text}")

    context.on("request", look_at_request)
    context.on("requestfailed", look_at_failure)
    context.on("response", look_at_response)
    context.on("console", look_at_message)
    context.on("weberror", lambda error: wrongs.append(f"page error: {error.error}"))
    context.on("dialog", lambda dialog: (wrongs.append(f"dialog: {dialog.message}"), dialog.dismiss()))


@pytest.fixture
def new_page(browser):
    """Make pages in contexts of their own; any wrong on any of them fails the test."""
    wrongs: list[str] = []
    with contextlib.ExitStack() as opened:

        def make(address: str, **options) -> AtlasPage:
            context = browser.new_context(**{"viewport": DESK, "color_scheme": "light", **options})
            opened.callback(context.close)
            watch(context, address, wrongs)
            return AtlasPage(context.new_page(), address)

        yield make
    assert not wrongs, "\n".join(wrongs)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    item.has_failed = getattr(item, "has_failed", False) or report.failed
    return report


@pytest.fixture(scope="session")
def shared(browser, demonstration):
    """The page that journeys may share: loading one takes longer than most journeys do."""
    pages, camera, wrongs = [], [], []

    def open_link(search):
        if pages:
            return pages[0].reopen(search, camera)
        context = browser.new_context(viewport=DESK, color_scheme="light")
        watch(context, demonstration, wrongs)
        pages.append(AtlasPage(context.new_page(), demonstration).open())
        camera[:] = pages[0].camera
        return pages[0].reopen(search, camera) if search else pages[0]

    def forget():
        while pages:
            pages.pop().page.context.close()

    yield open_link, wrongs, forget
    forget()


@pytest.fixture
def visit(shared, request):
    """Open a link to the demonstration at a desk, on the page that others have used before.

    Journeys through the browser's own history, or that leave more behind than a link takes back, use `new_page`.
    """
    open_link, wrongs, forget = shared
    wrongs.clear()
    yield open_link
    if wrongs or request.node.has_failed:
        forget()
    assert not wrongs, "\n".join(wrongs)


@pytest.fixture
def atlas(visit):
    """The demonstration as it opens, at a desk."""
    return visit("")
