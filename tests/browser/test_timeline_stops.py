"""Owns days with a name, and what the timeline says to those who do not see it; and that no step of a play is lost."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
FEBRUARY = "?from=2020-02-05&to=2020-02-17"


@pytest.fixture
def february(visit):
    """The demonstration, open with thirteen days around 11 February 2020."""
    return visit(FEBRUARY)


def said(atlas):
    return atlas.page.locator(".timeline-said").inner_text()


def stop(atlas, name):
    return atlas.page.get_by_role("button", name=name)


def test_a_stop_moves_the_window_there_and_keeps_its_length(visit):
    atlas = visit("?from=2020-01-02&to=2020-01-14")
    page = atlas.page
    page.locator(".stop", has_text="M5 completed").locator("span").click()
    atlas.wait(lambda: atlas.days == ["2020-02-05", "2020-02-17"], "the window around 11 February")
    stop(atlas, "Balyun air strike").focus()
    page.keyboard.press("Enter")
    atlas.wait(lambda: atlas.days == ["2020-02-21", "2020-03-04"], "the window around 27 February")
    page.keyboard.press("[")
    atlas.wait(lambda: atlas.days == ["2020-02-05", "2020-02-17"], "the stop before")
    for _ in range(3):
        page.keyboard.press("]")
    atlas.wait(lambda: atlas.days == ["2020-02-29", "2020-03-12"], "the last stop")


@pytest.mark.parametrize(
    ("search", "wanted"),
    [
        pytest.param(
            *("?mode=instant&from=2020-01-05&to=2020-01-05", ["2020-02-11", "2020-02-11"]), marks=pytest.mark.thorough
        ),
        ("?mode=instant&step=week&from=2020-01-05&to=2020-01-11", ["2020-02-05", "2020-02-11"]),
        ("?mode=cumulative&to=2020-01-05", ["2019-12-19", "2020-02-11"]),
        ("?from=2019-12-20&to=2020-03-14", ["2019-12-20", "2020-03-14"]),
    ],
)
def test_a_stop_is_reached_in_every_mode(visit, search, wanted):
    atlas = visit(search)
    atlas.page.locator(".stop", has_text="M5 completed").locator("span").click()
    atlas.wait(lambda: atlas.days == wanted or search.endswith("03-14"), "the stop")
    if search.endswith("03-14"):  # Too long to be centred: it lies as near as it can, and the next stop is the next.
        atlas.page.keyboard.press("]")
        atlas.wait(lambda: "Balyun" in said(atlas), "the next stop to be said")


@pytest.mark.thorough
@pytest.mark.parametrize("size", [{"width": 1280, "height": 760}, PHONE])
def test_stops_are_large_enough_and_their_names_never_overlap(new_page, demonstration, size):
    atlas = new_page(demonstration, viewport=size).open()
    spans = atlas.page.locator(".stop:not([hidden]) span")
    atlas.wait(spans.count, "the stops")
    boxes = [one.bounding_box() for one in spans.all()]
    track = atlas.page.locator(".track-inner").bounding_box()
    assert len(boxes) == 4
    assert all(box["height"] >= 20 and box["width"] >= 20 for box in boxes)
    named = [one.bounding_box() for one in atlas.page.locator(".stop:not([hidden]):not(.is-bare) span").all()]
    assert named
    for n, one in enumerate(named):
        assert one["x"] >= track["x"] - 1
        assert one["x"] + one["width"] <= track["x"] + track["width"] + 1
        for other in named[n + 1 :]:
            is_beside = one["x"] + one["width"] <= other["x"] + 0.5 or other["x"] + other["width"] <= one["x"] + 0.5
            is_under = one["y"] + one["height"] <= other["y"] + 0.5 or other["y"] + other["height"] <= one["y"] + 0.5
            assert is_beside or is_under


@pytest.mark.thorough
def test_a_stop_without_room_for_its_name_says_it_in_a_tooltip(new_page, demonstration):
    atlas = new_page(demonstration, viewport=PHONE).open()
    bare = atlas.page.locator(".stop.is-bare span").first
    expect(atlas.page.locator(".stop-tip")).to_be_hidden()
    bare.hover()
    expect(atlas.page.locator(".stop-tip")).to_be_visible()
    expect(atlas.page.locator(".stop-tip")).to_contain_text("2020")


@pytest.mark.thorough
def test_the_window_is_said_once_it_rests_and_not_while_it_plays(february):
    atlas, page = february, february.page
    page.get_by_role("button", name="One step forward").click()
    atlas.wait(lambda: said(atlas).startswith("Thursday 6 February 2020 to Tuesday 18 February 2020"), "the days")
    assert "of 140 events" in said(atlas)
    before = said(atlas)
    page.locator("#speed").get_by_text("4×").click()
    page.get_by_role("button", name="Play").click()
    atlas.wait(lambda: atlas.days[0] >= "2020-02-11", "some steps")
    assert said(atlas) == before
    page.get_by_role("button", name="Pause").click()
    atlas.wait_for_change(lambda: said(atlas), before)


def test_handles_are_sliders_that_speak_their_day(february):
    page = february.page
    last = page.get_by_role("slider", name="Last day")
    expect(last).to_have_attribute("aria-valuetext", "Monday 17 February 2020")
    last.focus()
    page.keyboard.press("ArrowRight")
    expect(last).to_have_attribute("aria-valuetext", "Tuesday 18 February 2020")
    assert int(last.get_attribute("aria-valuenow")) <= int(last.get_attribute("aria-valuemax"))
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_role("slider", name="First day")).to_have_attribute("aria-valuetext", "Thursday 6 February 2020")
    body = page.locator(".window-body")
    body.focus()
    expect(body).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(last).to_have_attribute("aria-valuetext", "Tuesday 18 February 2020")


def test_no_key_of_the_timeline_fires_while_typing(atlas):
    page, days = atlas.page, atlas.days
    page.locator("#search").focus()
    page.locator("#search").press_sequentially("+-0[] ")
    page.wait_for_timeout(400)
    assert atlas.days == days
    assert "axis" not in atlas.query


@pytest.mark.thorough
def test_it_plays_for_those_who_want_no_motion_too(new_page, demonstration):
    atlas = new_page(demonstration, reduced_motion="reduce").open()
    days = atlas.days
    atlas.page.get_by_role("button", name="Play").click()
    atlas.wait(lambda: atlas.days[0] > days[0], "the window to move")
    moving = atlas.page.evaluate("""() => [...document.querySelectorAll(".timeline *")].filter(one =>
      parseFloat(getComputedStyle(one).transitionDuration) || getComputedStyle(one).animationName !== "none").length""")
    assert moving == 0


def test_no_step_is_lost_and_none_is_out_of_order(visit):
    atlas = visit("?mode=instant&from=2019-12-20&to=2019-12-20")
    recorded = atlas.record_days()
    atlas.page.locator("#speed").get_by_text("4×").click()
    atlas.page.get_by_role("button", name="Play").click()
    atlas.wait(lambda: atlas.days[0] >= "2020-02-18", "sixty steps", patience_s=180)
    atlas.page.get_by_role("button", name="Pause").click()
    seen = list(dict.fromkeys(recorded()))
    wanted = [date(2019, 12, 21) + timedelta(days=n) for n in range(60)]
    assert [day for day in seen if day != "20 Dec 2019"][:60] == [f"{day.day} {day:%b %Y}" for day in wanted]
    everything = [date(2019, 12, 20), *wanted]
    said_days = [f"{day.day} {day:%b %Y}" for day in everything]
    order = [said_days.index(day) for day in recorded() if day in said_days]
    assert order == sorted(order)
