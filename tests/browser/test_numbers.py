"""Owns journeys to the numbers beside the map: by side and type, against the window before."""

import json
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from dashboard.figures.numbers import find_window_before
from dashboard.words import say_days

PHONE = {"width": 390, "height": 844}


def watch_questions(page):
    """Write down what the server is asked for the numbers; return the record."""
    asked = []

    def look(request):
        body = request.post_data if "_dash-update-component" in request.url else None
        if body and "numbers-asked" in [one["id"] for one in json.loads(body)["inputs"]]:
            asked.append(body)

    page.on("request", look)
    return asked


def open_numbers(atlas):
    atlas.page.get_by_role("tab", name="Numbers").click()
    expect(atlas.page.locator("#numbers table")).to_be_visible()


def totals(page):
    return [int(said) for said in page.locator("#numbers .totals b").all_inner_texts()]


def events_of(page, row):
    """What the line of a side or type says of its events: their number, without the change."""
    cell = page.get_by_role("row", name=row).get_by_role("cell").first
    return int(cell.evaluate("cell => cell.firstChild.textContent"))


def test_numbers_are_asked_for_only_while_they_are_open_and_follow_the_timeline(atlas):
    page = atlas.page
    asked = watch_questions(page)
    days = atlas.days
    page.get_by_role("button", name="One step forward").click()
    atlas.wait_for_change(lambda: atlas.days, days)
    atlas.settle()
    assert asked == []
    open_numbers(atlas)
    assert totals(page)[0] == atlas.shown_events
    now = tuple(map(date.fromisoformat, atlas.days))
    said = f"{say_days(*now)}before: {say_days(*find_window_before(now))}"
    expect(page.locator("#numbers-days")).to_have_text(said)
    assert events_of(page, "Türkiye") == atlas.count_of("Sides", "Türkiye")
    assert events_of(page, "Battles") == atlas.count_of("Event types", "Battles")
    page.get_by_role("button", name="One step forward").click()
    moved = [day + timedelta(days=1) for day in now]
    expect(page.locator("#numbers-days b")).to_have_text(say_days(*moved))
    atlas.settle()
    atlas.wait(lambda: totals(page)[0] == atlas.shown_events, "the numbers of the new window")
    page.get_by_role("tab", name="Table").click()
    page.wait_for_timeout(300)
    count = len(asked)
    page.get_by_role("button", name="One step back").click()
    atlas.settle()
    page.wait_for_timeout(300)
    assert len(asked) == count


@pytest.mark.thorough
def test_numbers_keep_to_the_filters_and_say_when_nothing_matches(atlas):
    page = atlas.page
    open_numbers(atlas)
    before = atlas.shown_events
    atlas.box("Sides", "Türkiye").click()
    atlas.wait(lambda: atlas.shown_events != before, "fewer events")
    atlas.wait(lambda: totals(page)[0] == atlas.shown_events, "the numbers to be fewer")
    expect(page.get_by_role("row", name="Türkiye")).to_have_count(0)
    page.locator("#search").fill("nothing says this")
    expect(page.locator("#numbers")).to_contain_text("No event matches")


@pytest.mark.thorough
def test_a_playback_ends_with_the_numbers_of_its_last_window(atlas):
    page = atlas.page
    open_numbers(atlas)
    before = page.locator("#numbers-days b").inner_text()
    page.locator("#speed label", has_text="4×").click()
    page.get_by_role("button", name="Play", exact=True).click()
    atlas.wait(lambda: page.locator("#numbers-days b").inner_text() != before, "the numbers to follow")
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="Pause").click()
    atlas.settle()
    atlas.wait(lambda: atlas.label.startswith(page.locator("#numbers-days b").inner_text()), "the last window")
    atlas.wait(lambda: totals(page)[0] == atlas.shown_events, "its numbers")


@pytest.mark.thorough
def test_the_numbers_are_copied_as_text_with_the_link_to_the_view(new_page, demonstration):
    atlas = new_page(demonstration, permissions=["clipboard-read", "clipboard-write"]).open()
    page = atlas.page
    open_numbers(atlas)
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator("#copy-numbers")).to_have_text("Copied")
    rows = [row.split("\t") for row in page.evaluate("() => navigator.clipboard.readText()").split("\n")]
    now = tuple(map(date.fromisoformat, atlas.days))
    assert rows[0] == [say_days(*now), f"Change against {say_days(*find_window_before(now))}"]
    total = next(row for row in rows if row[0] == "All")
    assert [int(total[1]), int(total[3]), int(total[5])] == totals(page)
    assert rows[-1] == [page.url]
    expect(page.locator("#copy-numbers")).to_have_text("Copy as text")


@pytest.mark.thorough
def test_the_numbers_fit_a_narrow_panel_and_a_phone(new_page, demonstration):
    for size in (PHONE, {"width": 1024, "height": 768}):
        atlas = new_page(demonstration, viewport=size).open()
        if size is PHONE:
            atlas.page.get_by_role("button", name="Events", exact=True).click()
        open_numbers(atlas)
        body = atlas.page.locator("#numbers")
        assert body.evaluate("body => body.scrollWidth <= body.clientWidth")
        tabs = atlas.page.locator(".events [role=tab]").evaluate_all(
            "tabs => tabs.map(tab => tab.getBoundingClientRect().top)"
        )
        assert len(set(tabs)) == 1
