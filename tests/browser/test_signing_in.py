"""Owns the journey of a viewer through the page that asks: in, to the view of a link, and out again."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from dashboard.trust.access import Role
from tests.browser.serving import DATA, DEMONSTRATION, served
from tests.browser.test_access import find_violations
from tests.dashboard.trust.doors import PASSWORDS, asks_password


@pytest.fixture(scope="module")
def address(build_folder, tmp_path_factory):
    ledger = tmp_path_factory.mktemp("ledger") / "sessions.sqlite"
    with served(DEMONSTRATION, build_folder, DATA, edit=True, access=asks_password(ledger)) as served_at:
        yield served_at


def test_a_viewer_signs_in_to_a_link_sees_nothing_of_editing_and_signs_out(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}?from=2020-02-05&to=2020-02-17")
    assert find_violations(SimpleNamespace(page=page)) == []
    page.get_by_label("Your name").fill("Vera")
    page.get_by_label("Password").fill(PASSWORDS[Role.VIEWER])
    page.keyboard.press("Enter")
    expect(page.locator("#map-label b")).to_have_text("5–17 Feb 2020")
    assert "from=2020-02-05" in page.url
    assert page.locator("[data-edit], #add-event, #edit-sheet").count() == 0
    page.locator("#help").click()
    page.locator(".help .sign-out").click()
    expect(page.get_by_label("Password")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Password")).to_be_visible()
    context.close()
