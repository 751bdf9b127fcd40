"""Owns journeys to what happened and who says so: marks, list, card, table, filters, search."""

import csv
import re

import pytest
from playwright.sync_api import expect

from tests.browser.serving import DEMONSTRATION


def rows_by_id():
    with next(DEMONSTRATION.glob("*.csv")).open(encoding="utf-8-sig", newline="") as lines:
        return {row["event_id"]: row for row in csv.DictReader(lines)}


def test_a_click_on_saraqib_lists_its_events_and_opens_a_card_with_the_right_source(atlas):
    page = atlas.page
    point = atlas.point_of("Saraqib")
    page.mouse.move(point[0] - 2, point[1])
    page.mouse.move(*point)
    expect(page.locator("#tooltip")).to_contain_text("Saraqib")
    page.mouse.click(*point)
    article = page.locator("#card article")
    expect(article).to_contain_text("Saraqib")
    event_id = article.locator(".home").inner_text().split(" · ")[0]
    row = rows_by_id()[event_id]
    expect(article.locator("h2")).to_have_text(row["notes"])
    links = article.locator(".source a").all()
    assert [link.get_attribute("href") for link in links] == [url for url in row["source_url"].split(";") if url]
    for link in links:
        assert link.get_attribute("href").startswith(("http://", "https://"))
        assert "noopener" in link.get_attribute("rel")
    page.locator("#card .event-link").first.click()
    expect(article.locator("h2")).not_to_have_text(row["notes"])
    page.get_by_role("tab", name="Events").click()
    atlas.wait(lambda: atlas.list_rows(), "the list")
    expect(page.locator("#list-note")).to_have_text("Only the mark you picked")
    assert all("Saraqib" in said for said in atlas.list_rows())
    shown = len(atlas.list_rows())
    page.get_by_role("button", name="Show all").click()
    atlas.wait(lambda: len(atlas.list_rows()) > shown, "the whole list")


def test_filters_and_search_change_counts_and_reset_brings_all_back(atlas):
    page, all_events = atlas.page, atlas.shown_events
    battles = atlas.count_of("Event types", "Battles")
    assert 0 < battles < all_events
    atlas.box("Event types", "Battles").click()
    atlas.wait(lambda: atlas.shown_events == all_events - battles, "the battles to go")
    turkiye = atlas.count_of("Sides", "Türkiye")
    atlas.box("Sides", "Türkiye").click()
    atlas.wait(lambda: atlas.shown_events == all_events - battles - turkiye, "one side to go")
    page.get_by_role("button", name="Reset").click()
    atlas.wait(lambda: atlas.shown_events == all_events, "everything to come back")
    page.locator("#search").fill("SARAQIB m5")
    found = atlas.wait_for_change(lambda: atlas.shown_events, all_events)
    assert 0 < found < all_events
    atlas.wait(lambda: atlas.query.get("q") == ["SARAQIB m5"], "the address to say the search")
    page.locator("#search").fill("nothing says this")
    atlas.wait(lambda: atlas.shown_events == 0, "nothing to be found")
    atlas.settle()
    assert atlas.frame["marks"]["lon"] == []
    page.locator("#search").fill("")
    atlas.wait(lambda: atlas.shown_events == all_events, "everything to come back")
    page.locator("#where").fill("Saraqib")
    page.get_by_role("option", name=re.compile("^Saraqib$")).click()
    assert 0 < atlas.wait_for_change(lambda: atlas.shown_events, all_events) < all_events
    atlas.wait(lambda: atlas.query.get("place") == ["Saraqib"], "the address to say the place")


@pytest.mark.thorough
def test_the_table_shows_rows_and_a_click_opens_the_card(atlas):
    page = atlas.page
    page.get_by_role("tab", name="Table").click()
    # AG Grid keeps its rows in the order of their making; `row-index` is that on screen.
    row = page.locator("#table .ag-row[row-index='2']")
    expect(row.locator("[col-id=event_date]")).to_have_text(re.compile(r"2020-02-\d\d"))

    def click_row():
        # The map is narrower now, so another frame comes, and with it the rows come anew: a click may fall in between.
        row.locator("[col-id=event_type]").click()
        page.wait_for_timeout(300)
        return atlas.query.get("event")

    atlas.settle().wait(click_row, "the address to say the event")
    (event_id,) = atlas.query["event"]
    expect(page.locator("#table .ag-row-selected [col-id=event_date]")).to_have_text(
        rows_by_id()[event_id]["event_date"]
    )
    page.get_by_role("tab", name="Event", exact=True).click()
    expect(page.locator("#card article h2")).to_have_text(rows_by_id()[event_id]["notes"])
