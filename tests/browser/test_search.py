"""Owns journeys with the search: what it marks, and ways out of a view that holds nothing."""

import re

import pytest
from playwright.sync_api import expect

# --- Search ----------------------------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_what_a_search_found_is_marked_in_list_and_headline(atlas):
    page = atlas.page
    clear = page.locator("#clear-search")
    expect(clear).to_be_hidden()
    page.locator("#search").fill("SARÁQIB army")
    atlas.wait(lambda: "q" in atlas.query, "the search in the address")
    marked = page.locator("#list mark")
    atlas.wait(lambda: {"saraqib", "army"} & {said.lower() for said in marked.all_inner_texts()}, "words to be marked")
    page.locator("#list .event-row", has_text="Saraqib").first.click()
    expect(page.locator("#card h2")).to_be_visible()
    headline = page.locator("#card h2").inner_text()
    if "saraqib" in headline.lower() or "army" in headline.lower():
        expect(page.locator("#card h2 mark").first).to_be_visible()
    clear.click()
    expect(page.locator("#search")).to_have_value("")
    expect(clear).to_be_hidden()
    expect(page.locator("#card h2 mark")).to_have_count(0)
    assert page.locator("#card h2").inner_text() == headline


@pytest.mark.parametrize(
    ("text", "search", "marked"),
    [
        ("The Türkiye-backed army", "turkiye ARMY", ["Türkiye", "army"]),
        ("Ma'arrat an-Nu‘mān fell", "numan", ["Nu‘mān"]),
        ("İdlib, Idlib, ıdlıb", "idlib", ["İdlib", "Idlib", "ıdlıb"]),
        ("أُحْتُلَّت سراقب", "احتلت", ["أُحْتُلَّت"]),
        ("<b>bold</b> & 'b'", "b", ["b", "b", "b", "b'"]),
        ("Nothing here", "", []),
        ("", "idlib", []),
    ],
)
def test_words_are_found_in_any_case_and_with_any_accents(atlas, text, search, marked):
    parts = atlas.page.evaluate("([text, search]) => atlas.markWords(text, search)", [text, search])
    assert "".join(part for part, _ in parts) == text
    assert [part for part, is_match in parts if is_match] == marked


# --- Ways out of nothing ---------------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_search_without_a_match_says_so_and_widens_to_all_days(visit):
    atlas = visit("?from=2019-12-25&to=2019-12-26&q=saraqib")
    page = atlas.page
    note = page.locator("#empty-list")
    expect(note).to_contain_text("No event matches “saraqib” in this window.")
    expect(note).to_contain_text(re.compile(r"[1-9]\d* in all time"))
    found = int(re.search(r"(\d+) in all time", note.inner_text())[1])
    note.get_by_role("button", name="Show all days").click()
    atlas.wait(lambda: atlas.shown_events == found, "all of them")
    atlas.wait(lambda: atlas.days == ["2019-12-19", "2020-03-15"], "the address to say it")
    expect(note).to_be_hidden()
    page.locator("#search").fill("nobody wrote this")
    expect(note).to_contain_text("None in all time")
    expect(page.locator("#empty-map")).to_be_visible()
    note.get_by_role("button", name="Clear the search").click()
    atlas.wait(lambda: atlas.shown_events == 140, "everything")
    expect(page.locator("#empty-map")).to_be_hidden()


@pytest.mark.thorough
def test_events_outside_the_map_are_a_click_away(visit):
    atlas = visit("?at=-30,-140,6&side=russia")
    note = atlas.page.locator("#empty-map")
    expect(note).to_contain_text(re.compile(r"[1-9]\d* events? outside the map"))
    note.get_by_role("button", name="Show them").click()
    expect(note).to_be_hidden()
    atlas.wait(lambda: atlas.frame["inside"] == atlas.frame["events"] - atlas.frame["unplaced"], "all of them")


def test_a_filter_that_leaves_nothing_offers_to_go(atlas, visit):
    events = atlas.shown_events
    atlas = visit("?type=none")
    note = atlas.page.locator("#empty-list")
    expect(note).to_contain_text("No event in this window passes the filters.")
    note.get_by_role("button", name="Remove all filters").click()
    atlas.wait(lambda: atlas.shown_events == events, "everything to come back")
    expect(note).to_be_hidden()
