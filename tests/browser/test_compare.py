"""Owns journeys with two maps: other days beside the window, one camera for both, and a link that brings both back."""

import re

import pytest
from playwright.sync_api import expect

WEEK = "?from=2020-02-08&to=2020-02-14&at=35.92,36.6,8.3"
OF_BESIDE = """() => {
  const map = atlas.views[1]?.map();
  if (!map?.loaded()) return null;
  return [map.getCenter().lat, map.getCenter().lng, map.getZoom()].map((n) => Math.round(n * 1000) / 1000);
}"""
INK = """() => {
  const canvas = document.getElementById("marks-beside");
  return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
}"""


def beside_days(atlas):
    """What the label of the map beside says its days are."""
    return atlas.page.locator("#label-beside b").inner_text()


def press_compare(atlas):
    """Open the map beside and wait for its marks."""
    button = atlas.page.get_by_role("button", name="Compare two windows")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    atlas.wait(lambda: atlas.page.evaluate(OF_BESIDE), "the map beside")
    atlas.wait(lambda: atlas.page.evaluate(INK), "marks on it")


@pytest.fixture
def week(visit):
    atlas = visit(WEEK)
    press_compare(atlas)
    return atlas


def test_the_map_beside_shows_the_window_before_and_says_so(week):
    assert beside_days(week) == "1–7 Feb 2020"
    assert week.label.startswith("8–14 Feb 2020")
    expect(week.page.locator("#label-beside")).to_contain_text("18 of 140 events")
    week.wait(lambda: week.query.get("beside") == ["before"], "the address to say it")


@pytest.mark.thorough
def test_moving_one_map_moves_the_other(week):
    page = week.page
    for name in ("#map-beside", "#map"):
        box, before = page.locator(name).bounding_box(), week.camera
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.6
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y - 30, steps=4)
        page.mouse.up()
        week.wait(lambda before=before: abs(week.camera[1] - before[1]) > 0.05, f"{name} to move the window's map")
        week.wait(lambda: page.evaluate(OF_BESIDE) == week.camera, "both to look at the same place")
    page.locator("#zoom-in").click()
    week.wait(lambda: week.camera[2] > 9.2 and page.evaluate(OF_BESIDE) == week.camera, "both to come nearer")


def test_a_step_moves_both_windows_in_one_answer(week):
    asked = []
    week.page.on("request", lambda one: asked.append(one.post_data or "") if "_dash-update" in one.url else None)
    week.page.get_by_role("button", name="One step forward").click()
    week.wait(lambda: beside_days(week) == "2–8 Feb 2020", "the window before to follow")
    assert week.label.startswith("9–15 Feb 2020")
    assert sum('"output":"frame.data"' in one for one in asked) == 1


@pytest.mark.thorough
def test_typed_days_stay_and_a_link_brings_them_back(week, new_page):
    page = week.page
    page.get_by_role("button", name="The window before").click()
    for name, day in (("First day to compare with", "20 Jan 2020"), ("Last day to compare with", "22 Jan 2020")):
        field = page.get_by_label(name)
        field.fill(day)
        field.press("Enter")
    week.wait(lambda: beside_days(week) == "20–22 Jan 2020", "the typed days")
    page.get_by_role("button", name="One step forward").click()
    week.wait(lambda: week.label.startswith("9–15 Feb 2020"), "the step")
    assert beside_days(week) == "20–22 Jan 2020"
    week.wait(lambda: week.query["beside"] == ["2020-01-20,2020-01-22"] and "2020-02-09" in week.days, "the address")
    other = new_page(week.address)
    other.page.goto(page.url)
    other.settle()
    other.wait(lambda: other.page.evaluate(OF_BESIDE) == week.camera, "the map beside, elsewhere")
    assert beside_days(other) == "20–22 Jan 2020"
    other.page.get_by_role("button", name="Days of its own").click()
    other.page.get_by_role("button", name="Always the window before").click()
    other.wait(lambda: beside_days(other) == "2–8 Feb 2020", "the window before again")


@pytest.mark.thorough
def test_a_mark_says_how_many_more_than_in_the_other_window(week):
    x, y = week.point_of("Saraqib")
    week.page.mouse.move(x, y)
    tooltip = week.page.locator("#tooltip")
    expect(tooltip).to_contain_text("1–7 Feb 2020")
    week.page.keyboard.press("Escape")
    expect(tooltip).to_be_hidden()
    expect(week.page.locator("#label-beside")).to_be_visible()


def test_a_click_on_the_map_beside_lists_the_events_of_its_days(week):
    page = week.page
    marks = week.frame["beside"]["marks"]
    n = next(n for n, title in enumerate(marks["title"]) if title.startswith("Saraqib"))
    place = [marks["lon"][n], marks["lat"][n]]
    point = page.evaluate("place => { const p = atlas.views[1].map().project(place); return [p.x, p.y]; }", place)
    box = page.locator("#map-beside").bounding_box()
    page.mouse.click(box["x"] + point[0], box["y"] + point[1])
    expect(page.locator("#list-note")).to_have_text("Only the mark you picked, 1–7 Feb 2020")
    page.get_by_role("tab", name="Events").click()
    week.wait(week.list_rows, "the list")
    begins = r"about|(\d+)(?:–\d+)? Feb 2020|\d+ Jan"  # What was about some day may have been on any near it.
    week.wait(
        lambda: all(int(re.match(begins, row)[1] or 0) < 8 for row in week.list_rows()), "events that began on its days"
    )
    week.wait(lambda: week.query.get("of") == ["beside"], "the address to say of which map")


@pytest.mark.thorough
def test_escape_and_the_button_close_it(week):
    page, label = week.page, week.page.locator("#label-beside")
    wide = page.locator("#map").bounding_box()["width"]
    page.locator("#map canvas").first.focus()
    page.keyboard.press("Escape")
    expect(label).to_be_hidden()
    week.wait(lambda: page.locator("#map").bounding_box()["width"] > 1.8 * wide, "the map to take its room again")
    week.wait(lambda: "beside" not in week.query, "the address")
    press_compare(week)
    page.get_by_role("button", name="Compare two windows").click()
    expect(label).to_be_hidden()


@pytest.mark.thorough
def test_back_closes_the_map_beside(new_page, demonstration):
    week = new_page(demonstration).open(WEEK)
    press_compare(week)
    week.page.wait_for_timeout(800)  # What follows at once belongs to the same act.
    week.page.go_back()
    expect(week.page.locator("#label-beside")).to_be_hidden()


@pytest.mark.thorough
def test_a_density_stands_in_place_of_the_marks_with_a_scale(visit):
    atlas = visit(WEEK)
    marks = atlas.ink()
    atlas.box("Layers", "Density").click()
    expect(atlas.page.locator("#density-scale")).to_contain_text("many")
    atlas.wait(lambda: atlas.frame["density"], "its cells")
    atlas.wait(lambda: atlas.ink() != marks, "the density to be drawn")
    assert sum(atlas.frame["density"]["events"]) == sum(atlas.frame["marks"]["events"])
    atlas.box("Layers", "Density").click()
    expect(atlas.page.locator("#density-scale")).to_be_hidden()
    atlas.wait(lambda: atlas.ink() == marks, "the marks again")
