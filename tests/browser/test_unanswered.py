"""Owns what a page shows while its questions are not answered: what it last showed, and a banner that says so."""

import contextlib

from playwright.sync_api import expect

from tests.browser.atlas_page import AtlasPage

SAID = "The events cannot be asked for now. <b>What is shown</b> is what was answered last."
QUESTIONS = "**/_dash-update-component*"


def test_a_banner_says_that_questions_are_not_answered_until_they_are(browser, demonstration):
    # A page of its own: that the browser notes what it is refused is no wrong here.
    with contextlib.closing(browser.new_context(viewport={"width": 1440, "height": 900})) as context:
        page = AtlasPage(context.new_page(), demonstration).open().page
        page.route(QUESTIONS, lambda route: route.fulfill(status=503, body=SAID))
        for _ in range(4):  # The first steps may have been asked for before.
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(100)
        banner = page.get_by_role("alert").filter(has_text="cannot be asked")
        expect(banner).to_have_text(SAID)  # Words, whatever they are.
        shown = page.locator("#map-label").inner_text()
        assert "events" in shown
        page.unroute(QUESTIONS)
        page.keyboard.press("ArrowRight")
        expect(banner).to_have_count(0)
        expect(page.locator("#map-label")).not_to_have_text(shown)
