"""Owns journeys through the interactive file of a brief, opened from a disk with the network off."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser.pages import watch
from tests.dashboard.briefing.page_samples import BRIEF, EVENT, EVENTS, write_page

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
IS_OWN = ("file:", "data:")
RIGHTMOST = """() => {
  const parts = [...document.querySelectorAll("body *:not(svg *)")];
  return Math.max(...parts.map((part) => part.getBoundingClientRect().right));
}"""


@pytest.fixture
def open_page(browser, tmp_path):
    """Open a page from a file; any wrong on it fails the test."""
    wrongs, contexts = [], []

    def open_it(written=None, viewport=None, **options):
        file = tmp_path / "brief.html"
        file.write_bytes((written or write_page()).encode("utf-8"))
        context = browser.new_context(viewport=viewport or DESK, offline=True, **options)
        contexts.append(context)
        watch(context, lambda host: False, wrongs)
        context.on("request", lambda asked: asked.url.startswith(IS_OWN) or wrongs.append(f"asked for {asked.url}"))
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert not wrongs, "\n".join(wrongs)


def counts(page):
    return page.locator("#label-counts")


def days(page):
    return page.locator("#label-days")


def drag(page, locator, by_x, by_y=0):
    box = locator.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by_x / 2, y + by_y / 2)
    page.mouse.move(x + by_x, y + by_y)
    page.mouse.up()


def test_it_opens_with_the_days_of_the_brief(open_page):
    page = open_page()
    expect(days(page)).to_have_text("5–8 Feb 2020")
    expect(counts(page)).to_have_text("4 of 6 events · 1 beyond this map · 1 without a place")
    expect(page.locator("#label-deaths")).to_have_text("12 deaths reported")
    expect(page.locator("#rows .row")).to_have_count(4)
    expect(page.locator(".mark")).to_have_count(1)
    expect(page.locator(".plate-on-map")).to_have_text("1")
    expect(page.get_by_text("TLP:GREEN")).to_have_count(2)
    expect(page.locator("#link")).to_have_attribute("href", BRIEF.link)


def test_dragging_a_handle_changes_the_events(open_page):
    page = open_page()
    drag(page, page.get_by_role("slider", name="First day"), -300)
    expect(counts(page)).to_contain_text("5 of 6 events")
    expect(days(page)).to_have_text("3–8 Feb 2020")
    drag(page, page.get_by_role("slider", name="Last day"), -700)
    expect(days(page)).to_have_text("3 Feb 2020")
    expect(counts(page)).to_have_text("1 of 6 events")
    expect(page.locator(".mark")).to_have_count(1)
    page.get_by_role("button", name="Back to the brief").click()
    expect(days(page)).to_have_text("5–8 Feb 2020")
    expect(page.get_by_role("button", name="Back to the brief")).to_be_hidden()


def test_steps_and_keys_move_the_window_by_a_day_and_to_the_ends(open_page):
    page = open_page()
    page.get_by_role("button", name="A day ahead").click()
    expect(days(page)).to_have_text("6–9 Feb 2020")
    page.get_by_role("button", name="A day back").click()
    page.keyboard.press("ArrowLeft")
    expect(days(page)).to_have_text("4–7 Feb 2020")
    page.keyboard.press("Home")
    expect(days(page)).to_have_text("3–6 Feb 2020")
    page.keyboard.press("End")
    expect(days(page)).to_have_text("9–12 Feb 2020")
    expect(counts(page)).to_have_text("1 of 6 events · 1 over several days")
    expect(page.locator("#label-deaths")).to_have_text("No event here says how many died")
    last = page.get_by_role("slider", name="Last day")
    last.focus()
    page.keyboard.press("ArrowLeft")
    expect(days(page)).to_have_text("9–11 Feb 2020")
    expect(last).to_have_attribute("aria-valuetext", "11 Feb 2020")


def test_space_plays_to_the_last_day_and_stops_there(open_page):
    page = open_page()
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(days(page)).to_have_text("9–12 Feb 2020", timeout=15_000)
    expect(page.get_by_role("button", name="Play")).to_be_visible(timeout=5_000)
    page.keyboard.press(" ")
    expect(days(page)).to_have_text(re.compile("^[34]–[67] Feb 2020$"))
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_clicking_a_mark_shows_its_events_one_after_the_other(open_page):
    page = open_page()
    page.locator(".mark").click()
    card = page.get_by_role("region", name="Event", exact=True)
    expect(card.locator("h2")).to_have_text(EVENT.what)
    expect(card).to_contain_text("confirmed")
    expect(card).to_contain_text("1 of 2 here")
    expect(card.get_by_role("link", name="Army in Saraqib")).to_have_attribute("href", "https://tass.example/1")
    card.get_by_text("Citation", exact=True).click()
    expect(card.get_by_text(EVENT.citation)).to_be_visible()
    card.get_by_role("button", name="The next event").click()
    expect(card.locator("h2")).to_have_text("A second report from the same place.")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_marks_and_rows_open_by_keyboard_and_the_keys_go_back(open_page):
    page = open_page()
    mark = page.locator(".mark")
    mark.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("region", name="Event", exact=True)
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    row = page.locator("#rows .row").last
    row.focus()
    page.keyboard.press("Enter")
    expect(card.locator("h2")).to_have_text("Far beyond the map.")
    expect(card).to_contain_text("beyond this map")
    page.keyboard.press("Escape")
    expect(row).to_be_focused()


@pytest.mark.thorough
def test_a_key_event_outside_the_window_says_so(open_page):
    page = open_page()
    page.keyboard.press("End")
    key = page.locator("#key .row")
    expect(key).to_have_class(re.compile("is-outside"))
    key.click()
    expect(page.get_by_role("region", name="Event", exact=True)).to_contain_text("outside the days that are shown")


def width_of(locator):
    return locator.bounding_box()["width"]


@pytest.mark.thorough
def test_zooming_keeps_the_size_of_marks_and_names_and_never_leaves_the_ground(open_page):
    page = open_page()
    disc, name = page.locator(".mark .disc"), page.locator("#ground text")
    before = width_of(disc), width_of(name)
    view_box = page.locator("#picture").get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    page.keyboard.press("+")
    assert page.locator("#picture").get_attribute("viewBox") != view_box
    assert (width_of(disc), width_of(name)) == pytest.approx(before, abs=0.6)
    page.get_by_role("button", name="The map as briefed").click()
    for _ in range(3):
        drag(page, page.locator("#picture"), 420, 200)
    x, y, width, height = map(float, page.locator("#picture").get_attribute("viewBox").split())
    assert (x, y) == pytest.approx((-400, -250), abs=1)
    page.mouse.wheel(0, 5_000)
    page.wait_for_timeout(100)
    x, y, width, height = map(float, page.locator("#picture").get_attribute("viewBox").split())
    assert x >= -401
    assert y >= -251
    assert x + width <= 1_201
    assert y + height <= 751


@pytest.mark.thorough
def test_dragging_the_map_over_a_mark_does_not_open_it(open_page):
    page = open_page()
    drag(page, page.locator(".mark .disc"), 60, 30)
    expect(page.get_by_role("region", name="Event", exact=True)).to_be_hidden()
    page.locator(".mark .disc").click()
    expect(page.get_by_role("region", name="Event", exact=True)).to_be_visible()


def test_a_hostile_event_stays_text_on_the_page(open_page):
    text = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    hostile = replace(
        EVENT, what=text, place=text, citation=text, side=text, sources=((text, text, "", "javascript:alert(3)"),)
    )
    page = open_page(write_page(replace(BRIEF, title=text), [hostile]))
    page.locator("#rows .row").click()
    card = page.get_by_role("region", name="Event", exact=True)
    expect(card.locator("h2")).to_have_text(text)
    expect(card.locator("a")).to_have_count(0)
    expect(page.locator("h1")).to_have_text(text)
    assert page.locator("img").count() == 0


@pytest.mark.thorough
def test_without_events_it_says_so(open_page):
    page = open_page(write_page(replace(BRIEF, key_events=[]), []))
    expect(page.locator("#nothing")).to_have_text("There are no events in this brief.")
    expect(counts(page)).to_have_text("No events")
    page.keyboard.press("ArrowRight")
    expect(days(page)).to_have_text("5–8 Feb 2020")


@pytest.mark.thorough
def test_many_events_are_listed_piece_by_piece(open_page):
    many = [replace(EVENT, event_id=f"E-{n}", lon=36 + n % 90 / 60, number=None) for n in range(450)]
    page = open_page(write_page(replace(BRIEF, key_events=[]), many))
    expect(counts(page)).to_contain_text("450 of 450 events")
    expect(page.locator("#rows .row")).to_have_count(200)
    page.get_by_role("button", name="Show 200 more of 250 events").click()
    expect(page.locator("#rows .row")).to_have_count(400)
    expect(page.locator("#rows .row").nth(200)).to_be_focused()


def test_on_a_phone_nothing_is_wider_than_the_screen(open_page):
    long = "Explosions/Remoteviolence" * 12
    brief = replace(BRIEF, title=long, subtitle=long, marking=long, sources=long, link=f"https://a.example/?{long}")
    events = [replace(EVENT, what=long, place=long, citation=long, kind=long), *EVENTS[1:]]
    page = open_page(write_page(brief, events), PHONE, has_touch=True)
    expect(page.locator(".mark")).to_have_count(1)
    page.locator("#rows .row").first.click()
    card = page.get_by_role("region", name="Event", exact=True)
    expect(card).to_be_visible()
    card.get_by_text("Citation", exact=True).click()
    assert page.evaluate(RIGHTMOST) <= PHONE["width"]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="A day ahead").click()
    expect(days(page)).to_have_text("6–9 Feb 2020")
