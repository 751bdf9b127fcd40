"""Owns journeys of somebody who reads one event after another: what stands around it, citing it, going on, leaving."""

import re

import pytest
from playwright.sync_api import expect

ALL_DAYS = "?from=2019-12-19&to=2020-03-15"
SARAQIB = "IDL-2020-02-08-a"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def shown_id(page):
    return page.locator("#card article").get_attribute("data-event")


def open_card(new_page, address, search, **options):
    atlas = new_page(address, **options).open(search)
    expect(atlas.page.locator("#card article")).to_be_visible()
    return atlas


def links_of(page, selector):
    return page.locator(f"{selector} [data-event]:visible").evaluate_all("all => all.map(one => one.dataset.event)")


@pytest.mark.thorough
def test_a_card_says_what_else_happened_here_and_nearby_and_nothing_twice(new_page, demonstration):
    atlas = open_card(new_page, demonstration, f"?from=2020-02-05&to=2020-02-17&event={SARAQIB}")
    page = atlas.page
    here, nearby = page.locator("#card-around .around").all()
    expect(here).to_contain_text("Also here, at any time")
    expect(nearby).to_contain_text("The same day within 25 km")
    assert all(re.search(r"\d\skm", day) for day in nearby.locator(".day:visible").all_inner_texts())
    listed = links_of(page, "#card-around")
    assert len(listed) == len(set(listed)) >= 3
    assert SARAQIB not in listed
    atlas.click_mark("Saraqib")
    expect(page.locator("#card h3").first).to_contain_text("more here, 5–17 Feb 2020")
    atlas.wait(lambda: links_of(page, "#card"), "the others of the mark")
    again = links_of(page, ".card-holder")
    assert len(again) == len(set(again))


@pytest.mark.thorough
def test_all_at_this_place_shows_as_many_as_it_says(new_page, demonstration):
    atlas = open_card(new_page, demonstration, f"?from=2020-02-05&to=2020-02-17&event={SARAQIB}")
    every = atlas.page.get_by_role("button", name=re.compile(r"^All \d+ at this place"))
    said = int(re.search(r"\d+", every.inner_text())[0])
    every.click()
    atlas.wait(lambda: atlas.shown_events == said, "all events of the place")
    atlas.wait(lambda: atlas.query.get("place") == ["Saraqib"], "the address to say the place")
    expect(atlas.page.get_by_role("tab", name="Events")).to_have_attribute("aria-selected", "true")


@pytest.mark.thorough
def test_a_citation_and_a_link_are_copied(new_page, demonstration):
    atlas = open_card(new_page, demonstration, f"?event={SARAQIB}", permissions=CLIPBOARD)
    page = atlas.page
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    cited = page.evaluate("() => navigator.clipboard.readText()")
    assert page.locator("#card h2").inner_text() in cited
    assert "8 Feb 2020, Saraqib" in cited
    for link in page.locator("#card .source a").all():
        assert link.get_attribute("href") in cited
    assert f"Event {SARAQIB}, Conflict Atlas, accessed" in cited
    expect(page.get_by_role("button", name="Copy citation")).to_be_visible()
    page.locator("#card").get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    other = open_card(new_page, page.evaluate("() => navigator.clipboard.readText()"), "")
    assert shown_id(other.page) == SARAQIB


@pytest.mark.thorough
def test_where_there_is_no_clipboard_the_text_lies_selected_in_a_field(new_page, demonstration):
    atlas = new_page(demonstration, is_fresh=True)
    atlas.page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    atlas.open(f"?event={SARAQIB}")
    page = atlas.page
    page.get_by_role("button", name="Copy citation").click()
    field = page.get_by_role("textbox", name="Copy this text with Ctrl+C")
    expect(field).to_be_focused()
    assert f"Event {SARAQIB}" in field.input_value()
    assert page.evaluate("() => document.activeElement.selectionEnd") == len(field.input_value())


@pytest.mark.thorough
def test_buttons_and_keys_walk_through_the_list_and_escape_leaves(new_page, demonstration):
    atlas = open_card(new_page, demonstration, f"{ALL_DAYS}&event={SARAQIB}")
    page = atlas.page
    page.get_by_role("button", name="Next event").click()
    second = atlas.wait_for_change(lambda: shown_id(page), SARAQIB)
    place = page.locator("#card-place")
    expect(place).to_have_text(re.compile(r"^\d+ of \d+$"))
    number = int(place.inner_text().split()[0])
    atlas.wait(lambda: atlas.query["event"] == [second], "the address to say it")
    page.keyboard.press("j")
    third = atlas.wait_for_change(lambda: shown_id(page), second)
    expect(place).to_have_text(re.compile(rf"^{number + 1} of"))
    assert third not in (SARAQIB, second)
    page.keyboard.press("k")
    atlas.wait(lambda: shown_id(page) == second, "the one before")
    page.get_by_role("button", name="Previous event").click()
    atlas.wait(lambda: shown_id(page) == SARAQIB, "the first again")
    page.locator("#search").focus()
    page.keyboard.press("j")
    page.locator("#search").fill("")
    assert shown_id(page) == SARAQIB
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("tab", name="Events")).to_have_attribute("aria-selected", "true")
    atlas.wait(lambda: "event" not in atlas.query, "the address to forget it")


@pytest.mark.thorough
def test_an_event_outside_the_window_says_so_and_brings_its_days(new_page, demonstration):
    atlas = open_card(new_page, demonstration, f"?from=2019-12-20&to=2019-12-25&event={SARAQIB}")
    page = atlas.page
    note = page.locator("#card .outside")
    expect(note).to_contain_text("Not in the window")
    page.get_by_role("button", name="Show its days").click()
    expect(note).to_be_hidden()
    atlas.wait(lambda: atlas.days == ["2020-02-03", "2020-02-08"], "a window as long as before that ends on its day")
    assert shown_id(page) == SARAQIB


def test_show_on_map_flies_there_and_the_mark_of_the_event_is_ringed(visit):
    atlas = visit(ALL_DAYS)
    page, plain, camera = atlas.page, None, atlas.camera
    plain = atlas.ink()
    page.evaluate("event => dash_clientside.set_props('asked-event', { data: { event, at: 1 } })", SARAQIB)
    expect(page.locator("#card article")).to_be_visible()
    atlas.wait(lambda: atlas.ink() != plain, "a ring around the mark")
    page.get_by_role("button", name="Show on map").click()
    atlas.wait(lambda: atlas.camera[2] >= 10, "the map to come near")
    article = page.locator("#card article")
    wanted = [float(article.get_attribute(name)) for name in ("data-latitude", "data-longitude")]
    atlas.wait(lambda: atlas.camera[:2] == pytest.approx(wanted, abs=0.01), "the map to stand over it")
    assert atlas.camera != camera


def test_what_an_event_says_is_text_and_only_web_addresses_are_links(atlas):
    page = atlas.page
    page.evaluate(
        "() => dash_clientside.set_props('asked-event', { data: { event: '<img src=x onerror=alert(1)>', at: 1 } })"
    )
    expect(page.locator("#card .empty")).to_contain_text("<img src=x")
    assert page.locator("img[src=x]").count() == 0


@pytest.mark.thorough
def test_escape_closes_the_sheet_of_a_phone(new_page, demonstration):
    phone = new_page(demonstration, viewport={"width": 390, "height": 844}, has_touch=True).open()
    page = phone.page
    phone.click_mark("Saraqib")
    expect(page.locator("#card article")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".events")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    expect(page.locator(".filters")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".filters")).to_be_hidden()
