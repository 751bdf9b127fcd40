"""Owns the proof that the page keeps to itself: everything a person does, and nothing leaves the machine."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import Pages


def test_a_whole_visit_asks_no_other_host_and_logs_no_error(atlas):
    """The fixture `new_page` fails on a foreign or failed request and on any console error."""
    page = atlas.page
    before = atlas.days
    page.locator("#play").click()
    atlas.wait_for_change(lambda: atlas.days, before)
    page.locator("#play").click()
    atlas.settle().click_mark("Saraqib")
    expect(page.locator("#card article")).to_be_visible()
    has_roads = "() => atlas.map().getStyle().layers.some(layer => layer.id.startsWith('layer-roads'))"
    assert page.evaluate(has_roads)
    switches = page.get_by_role("group", name="Layers").locator(".filter-row label").all()
    assert len(switches) > 3
    for switch in switches:
        switch.click()
    atlas.wait(lambda: not page.evaluate(has_roads), "the roads to go")
    atlas.wait(lambda: set(atlas.query.get("show", [])) == {"rings", "density"}, "the address to say what is shown")
    atlas.settle()
    page.locator("#theme").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    atlas.settle()
    for tab in ("Table", "Events"):
        page.get_by_role("tab", name=tab).click()
    page.locator("#help").click()
    expect(page.get_by_text("How to read the map")).to_be_visible()


@pytest.mark.thorough
def test_the_theme_follows_the_browser_and_then_the_person(new_page, demonstration):
    atlas = new_page(demonstration, color_scheme="dark").open()
    html = atlas.page.locator("html")
    expect(html).to_have_attribute("data-mantine-color-scheme", "dark")
    atlas.page.locator("#theme").click()
    expect(html).to_have_attribute("data-mantine-color-scheme", "light")
    atlas.wait(lambda: atlas.query.get("theme") == ["light"], "the address to say the theme")


def test_a_page_that_asks_another_app_of_this_machine_is_noticed(browser):
    pages, (first, second) = Pages(browser), ("http://127.0.0.1:5001/", "http://127.0.0.1:5002/")
    page = pages.take(first).page
    page.context.route("**/*", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(first)
    assert pages.give_back(is_sound=True) == []
    again = pages.take(second).page
    assert again is page
    page.goto(second)
    assert pages.find_wrongs() == []
    page.goto(first)
    assert pages.give_back(is_sound=True) == [f"foreign request: {first}"]
    pages.close()
