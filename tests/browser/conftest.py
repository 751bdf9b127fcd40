"""Owns what journeys share: a Chromium, the served demonstration, and pages that tolerate no wrong."""

from __future__ import annotations

import contextlib

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import find_chromium, launch_chromium
from tests.browser.pages import Pages, SharedPage
from tests.browser.serving import DEMONSTRATION, served


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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    item.has_failed = getattr(item, "has_failed", False) or report.failed
    return report


@pytest.fixture(scope="session")
def pages(browser):
    with contextlib.closing(Pages(browser)) as kept:
        yield kept


@pytest.fixture
def new_page(pages, request):
    """Load the page as somebody does who was never there; any wrong on any of them fails the test."""
    yield pages.take
    wrongs = pages.give_back(is_sound=not getattr(request.node, "has_failed", False))
    assert not wrongs, "\n".join(wrongs)


@pytest.fixture(scope="session")
def shared(pages, demonstration):
    """The page that journeys share which go from link to link."""
    return SharedPage(pages, demonstration)


@pytest.fixture
def visit(shared, request):
    """Open a link to the demonstration at a desk, on the page that others have used before.

    Journeys through the browser's own history, or that leave more behind than a link takes back, use `new_page`.
    """
    yield shared.open
    wrongs = shared.rest(is_sound=not getattr(request.node, "has_failed", False))
    assert not wrongs, "\n".join(wrongs)


@pytest.fixture
def atlas(visit):
    """The demonstration as it opens, at a desk."""
    return visit("")
