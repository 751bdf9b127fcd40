"""Owns journeys in time: handles, play and pause, steps, typed days, keys."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect


def test_dragging_a_handle_changes_marks_and_count(atlas):
    first, last = atlas.page.get_by_role("slider", name="First day"), atlas.page.get_by_role("slider", name="Last day")
    count, ink, days = atlas.shown_events, atlas.ink(), atlas.days
    atlas.drag(last, -50)
    atlas.wait_for_change(atlas.ink, ink)
    fewer = atlas.settle().shown_events
    assert fewer < count
    atlas.wait_for_change(lambda: atlas.days, days)
    assert atlas.days[0] == days[0]
    assert atlas.days[1] < days[1]
    atlas.drag(first, -200)
    atlas.wait_for_change(lambda: atlas.shown_events, fewer)
    more = atlas.settle().shown_events
    assert more > fewer
    atlas.wait(lambda: int(first.get_attribute("aria-valuenow")) < 40, "the handle to say its day")


def test_play_advances_keeps_zoom_and_selection_and_pause_stops(atlas):
    page = atlas.page
    atlas.click_mark("Saraqib")
    headline = page.locator("#card h2")
    expect(headline).to_be_visible()
    chosen = headline.inner_text()
    page.locator("#zoom-in").click()
    atlas.wait_for_change(lambda: atlas.query["at"], atlas.query["at"])
    atlas.settle()
    camera, days = atlas.camera, atlas.days
    page.locator("#speed").get_by_text("2×").click()
    page.get_by_role("button", name="Play").click()
    atlas.wait(lambda: atlas.days[0] > days[0], "the window to move")
    passed = atlas.days
    atlas.wait(lambda: atlas.days[0] > passed[0], "the window to move on")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    atlas.settle()
    page.wait_for_timeout(400)
    stopped = (atlas.label, atlas.days)
    page.wait_for_timeout(700)
    assert (atlas.label, atlas.days) == stopped
    assert atlas.camera == camera
    assert headline.inner_text() == chosen
    assert atlas.query["mark"]


def test_keys_move_the_window_and_none_fires_while_typing(atlas):
    page, days = atlas.page, atlas.days
    page.keyboard.press("ArrowRight")
    moved = atlas.wait_for_change(lambda: atlas.days, days)
    assert moved[0] > days[0]
    page.keyboard.press("Shift+ArrowLeft")
    atlas.wait(lambda: atlas.days == days, "the window to come back")
    page.keyboard.press("Home")
    atlas.wait(lambda: atlas.days[0] == "2019-12-19", "the first day")
    page.keyboard.press("End")
    atlas.wait(lambda: atlas.days[1] == "2020-03-15", "the last day")
    page.keyboard.press("Home")
    atlas.wait(lambda: atlas.days[0] == "2019-12-19", "the first day")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    search = page.locator("#search")
    expect(search).to_be_focused()
    atlas.settle()
    days = atlas.days
    search.press_sequentially("a ?/ b")
    for key in ("ArrowLeft", "Home", "End", "ArrowRight"):
        page.keyboard.press(key)
    expect(search).to_have_value("a ?/ b")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert atlas.days == days


def test_steps_and_typed_days_move_the_window(atlas):
    page, days = atlas.page, atlas.days
    page.get_by_role("button", name="One step forward").click()
    forward = atlas.wait_for_change(lambda: atlas.days, days)
    assert forward[0] > days[0]
    page.get_by_role("button", name="One step back").click()
    atlas.wait(lambda: atlas.days == days, "the window to come back")
    page.locator("#step").get_by_text("Week").click()
    atlas.wait(lambda: atlas.query.get("step") == ["week"], "the address to say weeks")
    typed = page.locator("#from-day")
    typed.fill("8 Feb 2020")
    typed.press("Enter")
    atlas.wait(lambda: atlas.days[0] == "2020-02-08", "the typed day")
    atlas.wait(lambda: atlas.label.startswith("8–17 Feb 2020"), "the label to say it")


def more(atlas):
    """Open what is seldom changed of the timeline."""
    atlas.page.get_by_role("button", name="More of the timeline").click()


def test_a_cumulative_window_begins_on_the_first_day_and_only_grows(atlas):
    page = atlas.page
    more(atlas)
    page.get_by_text("Cumulative", exact=True).click()
    atlas.wait(lambda: atlas.days[0] == "2019-12-19", "the window to begin on the first day")
    days = atlas.days
    page.get_by_role("button", name="One step forward").click()
    atlas.wait(lambda: atlas.days[1] > days[1], "the window to grow")
    assert atlas.days[0] == "2019-12-19"
    atlas.wait(lambda: atlas.query.get("mode") == ["cumulative"], "the address to say it")


@pytest.mark.thorough
def test_an_instant_is_one_step_long(atlas):
    page = atlas.page
    more(atlas)
    page.get_by_text("Instant", exact=True).click()
    atlas.wait(lambda: atlas.days[0] == atlas.days[1], "the window to be a day")
    day = atlas.days[0]
    page.get_by_role("button", name="One step back").click()
    atlas.wait(lambda: atlas.days[0] < day, "the day before")
    assert atlas.days[0] == atlas.days[1]


@pytest.mark.thorough
def test_play_skips_days_without_events(visit):
    atlas = visit("?mode=instant&from=2019-12-25&to=2019-12-25&play=skip")
    recorded = atlas.record_days()
    atlas.page.locator("#speed").get_by_text("4×").click()
    atlas.page.get_by_role("button", name="Play").click()
    atlas.wait(lambda: atlas.days[0] > "2020-01-15", "the days to pass")
    atlas.page.get_by_role("button", name="Pause").click()
    days = set(recorded())
    assert {"1 Jan 2020", "8 Jan 2020"} & days
    assert not {"28 Dec 2019", "3 Jan 2020", "5 Jan 2020", "7 Jan 2020"} & days


@pytest.mark.thorough
def test_page_keys_move_a_week_of_days(atlas):
    days = atlas.days
    atlas.page.keyboard.press("PageUp")
    week = timedelta(days=7)
    atlas.wait(lambda: date.fromisoformat(days[0]) - date.fromisoformat(atlas.days[0]) == week, "the window to move")
