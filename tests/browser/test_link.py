"""Owns journeys by link: an address opens the view it was copied from, and nonsense in it does no harm."""

import pytest
from playwright.sync_api import expect


def seen(atlas):
    """What two people with the same link must agree on."""
    return {
        "label": atlas.label,
        "filters": atlas.page.locator(".filters input[type=checkbox]").evaluate_all(
            "boxes => boxes.map(box => box.value + box.checked)"
        ),
        "card": atlas.page.locator("#card h2").all_inner_texts(),
        "theme": atlas.page.locator("html").get_attribute("data-mantine-color-scheme"),
        "search": atlas.page.locator("#search").input_value(),
        "query": atlas.query,
    }


def test_a_copied_address_shows_the_same_view_elsewhere(atlas, new_page):
    page = atlas.page
    atlas.box("Sides", "Russia").click()
    atlas.wait(lambda: "side" in atlas.query, "the filter in the address")
    page.locator("#search").fill("saraqib")
    atlas.wait(lambda: atlas.query.get("q") == ["saraqib"], "the search in the address")
    atlas.settle()
    atlas.click_mark("Saraqib")
    expect(page.locator("#card h2")).to_be_visible()
    page.locator("#theme").click()
    atlas.box("Layers", "Rivers").click()
    page.locator("#zoom-in").click()
    days = atlas.days
    page.get_by_role("button", name="One step forward").click()
    atlas.wait_for_change(lambda: atlas.days, days)
    atlas.wait(lambda: atlas.query["theme"] == ["dark"] and "show" in atlas.query, "the address to say it all")
    page.wait_for_timeout(300)
    atlas.settle()
    other = new_page(atlas.address)
    other.page.goto(page.url)
    other.settle()
    expect(other.page.locator("#card h2")).to_be_visible()
    try:
        other.wait(lambda: seen(other) == seen(atlas), "the same view")
    except AssertionError:
        assert seen(other) == seen(atlas)  # Says what differs.
    assert other.camera == pytest.approx(atlas.camera, abs=0.011)  # An address has two decimals of the zoom.


def test_nonsense_in_an_address_shows_a_sensible_view_and_says_what_was_ignored(new_page, demonstration):
    atlas = new_page(demonstration).open(
        "?from=yesterday&at=banana&step=eon&mark=%3Cscript%3E&event=%3Cimg+src%3Dx%3E&theme=pink&show=unicorns&zz=1"
    )
    ignored = atlas.page.locator("#ignored")
    for said in ("yesterday", "banana", "eon", "<script>"):
        expect(ignored).to_contain_text(said)
    assert atlas.label.startswith("5–17 Feb 2020 | 49 of 140 events")
    expect(atlas.page.locator("#card")).to_contain_text('No event has the id "<img src=x>"')
    assert atlas.page.locator("img[src=x]").count() == 0


@pytest.mark.thorough
def test_days_beyond_the_data_are_brought_back_to_it(new_page, demonstration):
    atlas = new_page(demonstration).open("?to=1950-01-01&from=2090-01-01")
    assert atlas.label.startswith("19 Dec 2019 – 15 Mar 2020 | 140 of 140 events")
    expect(atlas.page.locator("#ignored")).to_contain_text("swapped")


def test_back_undoes_and_forward_does_again(new_page, demonstration):
    atlas = new_page(demonstration).open()
    page = atlas.page
    events = atlas.shown_events
    atlas.box("Event types", "Battles").click()
    atlas.wait(lambda: atlas.shown_events != events, "fewer events")
    fewer, address = atlas.shown_events, page.url
    page.wait_for_timeout(800)
    page.get_by_role("button", name="One step forward").click()
    atlas.wait(lambda: page.url != address, "the window to move")
    atlas.settle()
    moved = atlas.days
    page.go_back()
    atlas.wait(lambda: atlas.shown_events == fewer and atlas.days != moved, "the window of before")
    assert "type" in atlas.query
    page.go_back()
    atlas.wait(lambda: atlas.shown_events == events, "all types again")
    assert "type" not in atlas.query
    page.wait_for_timeout(1600)
    page.go_forward()
    atlas.wait(lambda: atlas.shown_events == fewer, "the filter again")
    assert "type" in atlas.query


@pytest.mark.thorough
def test_back_returns_the_map_to_where_it_was(new_page, demonstration):
    atlas = new_page(demonstration).open()
    page, camera = atlas.page, atlas.camera
    page.locator("#zoom-in").click()
    atlas.wait(lambda: atlas.camera[2] > camera[2] + 0.9, "the map to come nearer")
    atlas.settle()
    page.wait_for_timeout(400)
    page.go_back()
    atlas.wait(lambda: abs(atlas.camera[2] - camera[2]) < 0.02, "the map to go back")
