"""Owns journeys with an area drawn on the map, with a mouse and with a finger."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.filtering import area_is_painted, chip, draw_rectangle, remove, spot

PHONE = {"width": 390, "height": 844}


# --- An area drawn on the map ----------------------------------------------------------------------------------------


def test_a_rectangle_drawn_on_the_map_keeps_what_is_in_it(atlas):
    page, events, camera = atlas.page, atlas.shown_events, atlas.camera
    draw_rectangle(atlas, (0.45, 0.3), (0.7, 0.6))
    atlas.wait(lambda: "in" in atlas.query, "the area in the address")
    atlas.wait(lambda: 0 < atlas.shown_events < events, "fewer events")
    atlas.wait(lambda: area_is_painted(atlas), "the area to be seen")
    assert atlas.camera == camera
    expect(page.locator("#draw-hint")).to_be_hidden()
    corners = [tuple(map(float, corner.split(","))) for corner in atlas.query["in"][0].split()]
    assert len(corners) == 4
    marks = atlas.settle().frame["marks"]
    (south, west), (north, east) = (tuple(f(c[n] for c in corners) for n in (0, 1)) for f in (min, max))
    assert all(west <= lon <= east for lon in marks["lon"])
    assert all(south <= lat <= north for lat in marks["lat"])
    remove(atlas, "Drawn area")
    atlas.wait(lambda: atlas.shown_events == events and "in" not in atlas.query, "everything to come back")
    atlas.wait(lambda: not area_is_painted(atlas), "the area to go")


def test_a_polygon_takes_corners_back_and_ends_with_enter_or_a_double_click(atlas):
    page = atlas.page
    polygon = page.get_by_role("button", name="Polygon")
    polygon.click()
    expect(polygon).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#area-cover")).to_have_class(re.compile("is-drawing"))
    for place in [(0.4, 0.3), (0.7, 0.3), (0.9, 0.9)]:
        page.mouse.click(*spot(atlas, *place))
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(page.locator("#draw-hint")).to_contain_text("three corners")
    assert "in" not in atlas.query
    page.mouse.click(*spot(atlas, 0.65, 0.65))
    page.keyboard.press("Enter")
    atlas.wait(lambda: len(atlas.query.get("in", [""])[0].split()) == 3, "three corners in the address")
    expect(polygon).to_have_attribute("aria-pressed", "false")
    first = atlas.query["in"]
    expect(page.locator("#area-cover")).not_to_have_class(re.compile("is-drawing"))
    polygon.click()
    expect(page.locator("#area-cover")).to_have_class(re.compile("is-drawing"))
    for place in [(0.45, 0.3), (0.7, 0.35), (0.7, 0.6)]:
        page.mouse.click(*spot(atlas, *place))
    page.mouse.dblclick(*spot(atlas, 0.45, 0.6))
    atlas.wait(lambda: atlas.query["in"] != first, "another area")
    assert len(atlas.query["in"][0].split()) == 4


@pytest.mark.thorough
def test_escape_gives_an_area_up_and_the_map_moves_again(atlas):
    page, camera = atlas.page, atlas.camera
    cover, drawing = page.locator("#area-cover"), re.compile("is-drawing")
    page.get_by_role("button", name="Polygon").click()
    expect(cover).to_have_class(drawing)
    page.mouse.click(*spot(atlas, 0.5, 0.3))
    page.keyboard.press("Escape")
    expect(page.locator("#draw-hint")).to_be_hidden()
    expect(cover).not_to_have_class(drawing)
    page.mouse.move(*spot(atlas, 0.5, 0.5))
    page.mouse.down()
    page.mouse.move(*spot(atlas, 0.4, 0.4), steps=4)
    page.mouse.up()
    atlas.wait(lambda: atlas.camera != camera, "the map to move")
    assert "in" not in atlas.query


# --- A phone ---------------------------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_phone_counts_filters_on_its_button_and_draws_with_a_finger(new_page, demonstration):
    atlas = new_page(demonstration, viewport=PHONE, has_touch=True).open("?type=Battles&when=1")
    page = atlas.page
    filters = page.locator("#sheet-filters")
    expect(filters).to_have_attribute("data-active", "2")
    expect(chip(atlas, "Battles")).to_be_hidden()
    filters.click()
    expect(chip(atlas, "Battles")).to_be_visible()
    box = page.get_by_role("button", name="Reset").bounding_box()
    assert 0 <= box["x"] <= box["x"] + box["width"] <= PHONE["width"]
    page.get_by_role("button", name="Polygon").tap()
    expect(page.locator(".filters")).to_be_hidden()
    for place in [(0.2, 0.3), (0.8, 0.3), (0.7, 0.7)]:
        page.touchscreen.tap(*spot(atlas, *place))
    page.get_by_role("button", name="Done").tap()
    atlas.wait(lambda: len(atlas.query.get("in", [""])[0].split()) == 3, "the area in the address")
    expect(filters).to_have_attribute("data-active", "3")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
