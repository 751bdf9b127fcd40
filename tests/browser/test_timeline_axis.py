"""Owns the zoom of the time axis: wheel, buttons, keys, address; finer bars of fewer days; following the window."""

from datetime import date

import pytest

from tests.browser.test_timeline_bars import bars_of, event, serve_events

__all__ = ["serve_events"]


@pytest.fixture(scope="module")
def decades(serve_events):
    """An app whose events lie thirty years apart."""
    days = [("1990-01-01", 1), ("2004-06-01", 2), ("2004-06-02", 3), ("2004-06-20", 4), ("2020-01-01", 5)]
    with serve_events(*(event(number, 1, event_date=day) for day, number in days)) as address:
        yield address


def axis_of(atlas):
    """First and last day that the axis shows, as the address says; nothing for all."""
    return atlas.query.get("axis", [""])[0].split(",")


def length_of(atlas):
    first, last = map(date.fromisoformat, axis_of(atlas))
    return (last - first).days + 1


def turn(atlas, by_px, share=0.5):
    box = atlas.page.locator(".track-inner").bounding_box()
    atlas.page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] * 0.8)
    atlas.page.mouse.wheel(0, by_px)


def asks_for_bars(atlas):
    """Write down every question for bars from now on."""
    asked = []

    def look_at(request):
        if '"output":"histogram' in (request.post_data or ""):
            asked.append(request)

    atlas.page.on("request", look_at)
    return asked


def test_the_wheel_zooms_around_the_pointer_and_shift_pans(atlas):
    page = atlas.page
    day = page.evaluate("() => atlas.track.dayAt(atlas.track.width() * 0.25)")
    turn(atlas, -300, share=0.25)
    zoomed = atlas.wait(lambda: "axis" in atlas.query and axis_of(atlas), "the address to say the days shown")
    assert length_of(atlas) < 60
    assert abs(page.evaluate("() => atlas.track.dayAt(atlas.track.width() * 0.25)") - day) <= 1
    days = atlas.days
    page.keyboard.down("Shift")
    turn(atlas, 200)
    page.keyboard.up("Shift")
    atlas.wait(lambda: axis_of(atlas)[0] > zoomed[0], "the axis to move on")
    assert atlas.days == days
    for _ in range(4):
        turn(atlas, 400)
    atlas.wait(lambda: "axis" not in atlas.query, "all days again")


@pytest.mark.thorough
def test_buttons_and_keys_zoom_and_a_link_opens_the_same_axis(atlas, new_page):
    page = atlas.page
    group = page.locator(".axis-zoom")
    assert group.get_by_label("All days").get_attribute("aria-disabled") == "true"
    group.get_by_label("Fewer days").click()
    atlas.wait(lambda: "axis" in atlas.query and length_of(atlas) == 44, "half of the 88 days")
    page.locator(".window-body").focus()
    page.keyboard.press("+")
    atlas.wait(lambda: length_of(atlas) == 22, "a quarter of them")
    page.keyboard.press("-")
    atlas.wait(lambda: length_of(atlas) == 44, "half of them")
    other = new_page(atlas.address)
    other.page.goto(page.url)
    other.settle()
    assert other.page.evaluate("() => ({ ...atlas.axis.shown })") == page.evaluate("() => ({ ...atlas.axis.shown })")
    assert axis_of(other) == axis_of(atlas)
    page.keyboard.press("0")
    atlas.wait(lambda: "axis" not in atlas.query, "all days")
    group.get_by_label("Fewer days").click()
    atlas.wait(lambda: "axis" in atlas.query, "fewer days")
    group.get_by_label("All days").click()
    atlas.wait(lambda: "axis" not in atlas.query, "all days")


@pytest.mark.thorough
def test_an_axis_outside_the_data_is_ignored_and_said(visit):
    atlas = visit("?axis=1999-01-01,1999-02-01")
    assert "axis" not in atlas.query
    assert "1999" in atlas.page.locator("#ignored").inner_text()


@pytest.mark.thorough
def test_the_axis_follows_steps_and_play_and_no_step_asks_for_bars(visit):
    atlas = visit("?from=2020-01-10&to=2020-01-12&axis=2020-01-05,2020-01-14")
    asked = asks_for_bars(atlas)
    page = atlas.page
    for _ in range(4):
        days = atlas.days
        page.keyboard.press("ArrowRight")
        atlas.wait_for_change(lambda days=days: atlas.days, days)
    atlas.wait(lambda: axis_of(atlas)[1] >= atlas.days[1], "the axis to follow a step")
    assert axis_of(atlas)[0] <= atlas.days[0]
    assert length_of(atlas) == 10
    page.locator("#speed").get_by_text("4×").click()
    page.get_by_role("button", name="Play").click()
    atlas.wait(lambda: atlas.days[1] > "2020-02-01", "the days to pass", patience_s=60)
    page.get_by_role("button", name="Pause").click()
    atlas.settle()
    atlas.wait(lambda: axis_of(atlas)[0] <= atlas.days[0] and axis_of(atlas)[1] >= atlas.days[1], "the axis to follow")
    assert asked == []


def test_a_window_out_of_sight_is_brought_back(visit):
    atlas = visit("?from=2020-01-10&to=2020-01-12&axis=2020-02-05,2020-02-25")
    button = atlas.page.get_by_role("button", name="Show the window of days")
    button.click()
    atlas.wait(lambda: axis_of(atlas)[0] <= "2020-01-10" and axis_of(atlas)[1] >= "2020-01-12", "the window in sight")
    assert atlas.days == ["2020-01-10", "2020-01-12"]


@pytest.mark.thorough
def test_decades_have_long_bars_and_short_steps_and_zoom_makes_bars_finer(new_page, decades):
    atlas = new_page(decades).open("?from=2004-06-01&to=2004-06-03")
    atlas.wait(lambda: bars_of(atlas), "the bars")
    assert bars_of(atlas)["step"] == "month"
    note = atlas.page.locator(".bars-note")
    assert note.inner_text() == "bars: months"
    atlas.page.keyboard.press("ArrowRight")
    atlas.wait(lambda: atlas.days == ["2004-06-02", "2004-06-04"], "one day, not one month")
    asked = asks_for_bars(atlas)
    for _ in range(8):
        atlas.page.keyboard.press("+")
    atlas.wait(lambda: bars_of(atlas)["step"] == "day", "bars of a day")
    atlas.wait(lambda: note.inner_text() == "", "nothing to say of them")
    assert bars_of(atlas)["starts"][0] > "1990-01-01"
    assert len(asked) <= 2
    shown = [day for day, count in zip(bars_of(atlas)["starts"], bars_of(atlas)["all"], strict=False) if count]
    assert shown == ["2004-06-01", "2004-06-02", "2004-06-20"]
    atlas.page.keyboard.press("0")
    atlas.wait(lambda: bars_of(atlas)["step"] == "month", "long bars of all days")


@pytest.mark.thorough
def test_typed_days_and_the_ends_bring_the_axis_along(new_page, decades):
    atlas = new_page(decades).open("?from=2004-06-01&to=2004-06-03&axis=2004-05-20,2004-06-20")
    atlas.page.keyboard.press("End")
    atlas.wait(lambda: axis_of(atlas)[1] == "2020-01-01", "the axis at the end")
    assert atlas.days == ["2019-12-30", "2020-01-01"]
