"""Owns journeys in the table: any row of it, filters of its columns, which columns show, and the file it becomes."""

import csv
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.test_events import rows_by_id

ALL_DAYS = "?from=2019-12-19&to=2020-03-15"
LATE = "IDL-2020-02-08-a"


def selected(page):
    return page.locator("#table .ag-row-selected")


def header(page, column):
    return page.locator(f"#table [role=columnheader][col-id={column}]")


@pytest.mark.thorough
def test_a_card_is_found_in_the_table_wherever_it_stands(visit):
    atlas = visit(f"{ALL_DAYS}&event={LATE}")
    page = atlas.page
    page.get_by_role("button", name="Show in table").click()
    expect(page.get_by_role("tab", name="Table")).to_have_attribute("aria-selected", "true")
    expect(selected(page)).to_be_in_viewport()
    row = selected(page).first
    expect(row.locator("[col-id=event_date]")).to_have_text("2020-02-08")
    assert int(row.get_attribute("row-index")) > 30
    header(page, "event_date").click()
    header(page, "event_date").click()
    expect(page.locator("#table .ag-row[row-index='0'] [col-id=event_date]")).to_have_text(re.compile("2020-03"))
    page.get_by_role("tab", name="Event", exact=True).click()
    page.get_by_role("button", name="Show in table").click()
    expect(selected(page)).to_be_in_viewport()
    expect(selected(page).locator("[col-id=event_date]")).to_have_text("2020-02-08")


def test_a_link_to_the_table_opens_it_with_the_event_in_sight(new_page, demonstration):
    atlas = new_page(demonstration).open(f"{ALL_DAYS}&event={LATE}&tab=table")
    page = atlas.page
    expect(selected(page)).to_be_in_viewport()
    assert atlas.query["tab"] == ["table"]
    page.get_by_role("tab", name="Event", exact=True).click()
    atlas.wait(lambda: "tab" not in atlas.query, "the address to say no more than it must")
    page.get_by_role("tab", name="Events").click()
    atlas.wait(lambda: atlas.query.get("tab") == ["list"], "the address to say the list")


@pytest.mark.thorough
def test_the_part_that_is_open_is_undone_with_back(new_page, demonstration):
    atlas = new_page(demonstration).open()
    page = atlas.page
    page.get_by_role("tab", name="Table").click()
    atlas.wait(lambda: atlas.query.get("tab") == ["table"], "the address to say the table")
    page.go_back()
    expect(page.get_by_role("tab", name="Events")).to_have_attribute("aria-selected", "true")


@pytest.mark.thorough
def test_an_event_that_is_filtered_out_is_said_not_to_be_there(new_page, demonstration):
    atlas = new_page(demonstration).open(f"?from=2019-12-19&to=2019-12-31&event={LATE}&tab=table")
    expect(atlas.page.locator("#table-note")).to_contain_text("The event of the card is not here")


@pytest.mark.thorough
def test_the_note_follows_when_the_event_comes_into_the_window_and_leaves_it(visit):
    atlas = visit(f"?from=2019-12-19&to=2019-12-31&event={LATE}&tab=table")
    note, last_day = atlas.page.locator("#table-note"), atlas.page.locator("#to-day")
    expect(note).to_contain_text("The event of the card is not here")
    for day, said in (("8 Feb 2020", "in this window"), ("7 Feb 2020", "The event of the card is not here")):
        last_day.fill(day)
        last_day.press("Enter")
        expect(note).to_contain_text(said)


@pytest.mark.thorough
def test_a_row_that_was_clicked_stays_chosen_when_the_rows_come_anew(visit):
    atlas = visit(f"{ALL_DAYS}&event={LATE}&tab=table")
    page = atlas.page
    expect(selected(page)).to_be_in_viewport()
    page.locator("#table .ag-body-viewport").evaluate("rows => rows.scrollTo(0, 0)")
    page.locator("#table .ag-row[row-index='2'] [col-id=event_type]").click()
    (clicked,) = atlas.wait(lambda: atlas.query["event"] != [LATE] and atlas.query["event"], "the row to be chosen")
    header(page, "event_type").click()
    first = min(row["event_type"] for row in rows_by_id().values())
    expect(page.locator("#table .ag-row[row-index='0'] [col-id=event_type]")).to_have_text(first)
    page.wait_for_timeout(300)
    page.keyboard.press("j")
    order = sorted(rows_by_id().values(), key=lambda row: row["event_type"])
    place = next(n for n, row in enumerate(order) if row["event_id"] == clicked)
    atlas.wait(lambda: atlas.query["event"] == [order[place + 1]["event_id"]], "the next in this order")


@pytest.mark.thorough
def test_a_link_to_the_table_without_an_event_chooses_none(new_page, demonstration):
    atlas = new_page(demonstration).open(f"{ALL_DAYS}&event={LATE}")
    expect(atlas.page.locator("#card article")).to_be_visible()
    atlas.reopen(f"{ALL_DAYS}&tab=table", atlas.camera)
    atlas.page.locator("#table .ag-row").first.wait_for()
    atlas.page.wait_for_timeout(800)
    expect(selected(atlas.page)).to_have_count(0)
    assert "event" not in atlas.query


@pytest.mark.thorough
def test_a_row_rings_its_mark_on_the_map_and_escape_lets_it_go(new_page, demonstration):
    atlas = new_page(demonstration).open(f"{ALL_DAYS}&tab=table")
    page = atlas.page
    page.locator("#table .ag-row").first.wait_for()
    page.wait_for_timeout(800)
    plain = atlas.settle().ink()
    page.locator("#table .ag-row[row-index='3'] [col-id=event_type]").click()
    atlas.wait(lambda: atlas.ink() != plain, "a ring around the mark")
    (event_id,) = atlas.wait(lambda: atlas.query.get("event"), "the address to say the event")
    assert event_id in rows_by_id()
    page.keyboard.press("Escape")
    atlas.wait(lambda: atlas.ink() == plain, "the ring to go")
    expect(selected(page)).to_have_count(0)
    expect(page.get_by_role("tab", name="Table")).to_have_attribute("aria-selected", "true")


@pytest.mark.thorough
def test_keys_walk_through_the_rows_in_the_order_of_the_table(new_page, demonstration):
    atlas = new_page(demonstration).open(f"{ALL_DAYS}&tab=table")
    page = atlas.page
    header(page, "event_type").click()
    header(page, "event_type").click()
    last = max(row["event_type"] for row in rows_by_id().values())
    expect(page.locator("#table .ag-row[row-index='0'] [col-id=event_type]")).to_have_text(last)
    page.locator("#table .ag-row[row-index='0'] [col-id=event_type]").click()
    atlas.wait(lambda: "event" in atlas.query, "the first row")
    page.keyboard.press("j")
    expect(selected(page)).to_have_attribute("row-index", "1")


def test_a_filter_of_a_column_filters_everything_and_is_in_the_address(new_page, demonstration):
    atlas = new_page(demonstration).open(f"{ALL_DAYS}&tab=table")
    page, all_events = atlas.page, atlas.shown_events
    page.get_by_label("Sub-type Filter Input").fill("convoy")
    convoys = [row for row in rows_by_id().values() if "convoy" in row["sub_event_type"].lower()]
    atlas.wait(lambda: atlas.shown_events == len(convoys), "the map to keep convoys only")
    assert 0 < len(convoys) < all_events
    atlas.wait(lambda: atlas.query.get("col") == ["sub_event_type:convoy"], "the address to say it")
    said = page.locator("#table .ag-row [col-id=sub_event_type]")
    atlas.wait(lambda: set(said.all_inner_texts()) == {"Convoy"}, "the table to keep them")
    other = new_page(demonstration).open(page.url.removeprefix(demonstration))
    expect(other.page.get_by_label("Sub-type Filter Input")).to_have_value("convoy")
    assert other.shown_events == len(convoys)
    other.page.get_by_role("button", name="Clear column filters").click()
    other.wait(lambda: other.shown_events == all_events, "everything to come back")
    other.wait(lambda: "col" not in other.query, "the address to say so")


@pytest.mark.thorough
def test_the_columns_that_were_chosen_stay_chosen(new_page, demonstration):
    atlas = new_page(demonstration).open("?tab=table")
    page = atlas.page
    expect(header(page, "file_row")).to_have_count(0)
    page.locator(".column-menu summary").click()
    page.get_by_role("checkbox", name="Row", exact=True).check()
    page.get_by_role("checkbox", name="Type", exact=True).uncheck()
    expect(header(page, "event_type")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".column-menu .menu")).to_be_hidden()
    page.reload()
    atlas.settle()
    expect(header(page, "event_date")).to_be_visible()
    expect(header(page, "event_type")).to_have_count(0)


def download(page, label):
    page.locator(".export-menu summary").click()
    with page.expect_download() as downloading:
        page.get_by_role("link", name=re.compile(f"^{re.escape(label)}")).click()
    expect(page.locator(".export-menu .menu")).to_be_hidden()
    return downloading.value.suggested_filename, Path(downloading.value.path())


def test_an_export_holds_the_rows_of_the_table_and_no_others_in_the_format_that_is_chosen(visit):
    atlas = visit(f"{ALL_DAYS}&type=Protests&type=Diplomacy&tab=table")
    wanted = {key: row for key, row in rows_by_id().items() if row["event_type"] in ("Protests", "Diplomacy")}
    assert len(wanted) == atlas.shown_events
    name, path = download(atlas.page, "CSV what the atlas reads")
    assert name == "conflict-atlas-2019-12-19-to-2020-03-15.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        exported = {row["event_id"]: row for row in csv.DictReader(lines)}
    assert {key: row["notes"] for key, row in exported.items()} == {key: row["notes"] for key, row in wanted.items()}
    name, path = download(atlas.page, "GeoPackage")
    assert name == "conflict-atlas-2019-12-19-to-2020-03-15.gpkg"
    with closing(sqlite3.connect(path)) as database:
        assert {key for (key,) in database.execute("SELECT event_id FROM events")} == set(wanted)
