"""Owns journeys at 390 px: the map first, the timeline under it, panels as sheets."""

import time

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(new_page, demonstration):
    return new_page(demonstration, viewport=PHONE, has_touch=True).open()


def least_seconds_of_a_step(atlas, steps):
    atlas.page.get_by_role("button", name="Play").click()
    days, took_s = atlas.wait_for_change(lambda: atlas.days, atlas.days), []
    for _ in range(steps):
        began = time.monotonic()
        days = atlas.wait_for_change(lambda: atlas.days, days)
        took_s.append(time.monotonic() - began)
    atlas.page.get_by_role("button", name="Pause").click()
    return min(took_s)


def test_a_phone_shows_map_and_timeline_and_opens_panels_as_sheets(phone):
    page = phone.page
    box = page.locator("#map").bounding_box()
    assert box["width"] >= 380
    assert box["height"] >= 300
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    for handle in ("First day", "Last day"):
        held = page.get_by_role("slider", name=handle).bounding_box()
        assert 0 <= held["x"] + held["width"] / 2 <= PHONE["width"]
        assert held["y"] + held["height"] <= PHONE["height"]
    filters, events = page.locator(".filters"), page.locator(".events")
    expect(filters).to_be_hidden()
    expect(events).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    expect(filters).to_be_visible()
    page.get_by_role("button", name="Events", exact=True).click()
    expect(filters).to_be_hidden()
    expect(events).to_be_visible()
    page.get_by_role("button", name="Map", exact=True).click()
    expect(events).to_be_hidden()
    phone.settle().click_mark("Saraqib")
    expect(page.locator("#card article")).to_be_visible()
    page.get_by_role("button", name="Map", exact=True).click()
    count = phone.shown_events
    phone.drag(page.get_by_role("slider", name="Last day"), 30)
    phone.wait_for_change(lambda: phone.shown_events, count)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.thorough
def test_a_phone_plays_as_fast_as_is_chosen(phone):
    page = phone.page
    more = page.get_by_role("button", name="More of the timeline")
    speed = page.get_by_role("radiogroup", name="Speed")
    took_s = {}
    for said, steps in (("0.5×", 1), ("4×", 5)):
        more.tap()
        speed.get_by_text(said).tap()
        page.keyboard.press("Escape")
        expect(speed).to_be_hidden()
        took_s[said] = least_seconds_of_a_step(phone, steps)
    assert took_s["0.5×"] > 1.7
    assert took_s["4×"] < 1.5
    page.set_viewport_size({"width": 1280, "height": 760})
    expect(page.locator("#speed").get_by_role("radio", name="4×")).to_be_checked()
