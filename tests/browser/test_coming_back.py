"""Owns journeys of someone who comes back: what is new or changed since the last visit is said, shown and marked."""

import csv
import json
import re
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from dashboard.settings import Settings
from geo.store.snapshot import open_events
from tests.browser.serving import DEMONSTRATION, served

HOUR_S = 3600
TOKYO = "Asia/Tokyo"


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """The app with the committed events, two of which were edited since they were first loaded: address and their ids.

    The first is in the window that the page opens with, the second before it.
    """
    folder, build = tmp_path_factory.mktemp("events"), tmp_path_factory.mktemp("build")
    (source,) = DEMONSTRATION.glob("*.csv")
    with source.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    edits = [next(row for row in rows if row["event_date"] == "2020-02-08" and row["location"] == "Saraqib"),
             next(row for row in rows if row["event_date"] < "2020-01-20" and row["location"])]  # fmt: skip

    def write():
        with (folder / source.name).open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, rows[0])
            writer.writeheader()
            writer.writerows(rows)

    write()
    open_events([folder], Settings().data_folder, build).store.close()
    for row in edits:
        row["notes"] += " Corrected since."
    write()
    with served(folder, build) as address:
        yield address, [row["event_id"] for row in edits]


def come_back(new_page, address, search="", seen_h=None, since_h=None, **options):
    """Open the page in a browser that was there before.

    Args:
        new_page: Makes the page.
        address: Of the app.
        search: The query.
        seen_h: How many hours ago it was left; None for never.
        since_h: How many hours ago that visit's own last visit had ended.
        options: Of the browser.
    """
    atlas = new_page(address, is_fresh=True, **options)
    if seen_h is not None:
        seen, since = (hours and int((time.time() - hours * HOUR_S) * 1000) for hours in (seen_h, since_h))
        kept = json.dumps(json.dumps({"since": since, "seen": seen}))
        atlas.page.add_init_script(
            f"if (location.protocol === 'http:' && !localStorage.visit) localStorage.visit = {kept}"
        )
    return atlas.open(search)


def hours_of_mark(atlas):
    """How many hours ago the visit ended from which on changes are marked."""
    return atlas.page.evaluate("() => (Date.now() - JSON.parse(localStorage.visit).since) / 3600000")


def notice(atlas):
    return atlas.page.locator("#changes-notice")


def listed(atlas):
    """The rows of the list and whether each is marked as new."""
    return [(row, row.startswith("New")) for row in atlas.list_rows()]


@pytest.mark.thorough
def test_who_comes_back_is_told_what_changed_and_sees_it_marked(new_page, edited):
    address, (inside, outside) = edited
    atlas = come_back(new_page, address, seen_h=50, timezone_id=TOKYO)
    page, days = atlas.page, atlas.days
    left = time.time() - hours_of_mark(atlas) * HOUR_S
    said = datetime.fromtimestamp(left, ZoneInfo(TOKYO))
    when = f"{said.day} {said:%b %Y, %H:%M}"
    expect(notice(atlas)).to_contain_text(f"2 events are new or changed since your visit on {when}")
    notice(atlas).get_by_role("button", name="Show").click()
    atlas.wait(lambda: atlas.shown_events == 2, "only the changes")
    atlas.wait(lambda: "since" in atlas.query, "the address to say it")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ", atlas.query["since"][0])
    assert atlas.days[0] < days[0]
    assert atlas.days[1] == days[1]
    expect(notice(atlas)).to_be_hidden()
    atlas.settle()
    page.wait_for_timeout(800)
    page.go_back()
    atlas.wait(lambda: "since" not in atlas.query and atlas.days == days, "the view of before")
    expect(notice(atlas)).to_be_visible()
    atlas.settle()
    page.goto(f"{address}?event={outside}")
    atlas.settle()
    expect(page.locator("#card .new-mark")).to_be_visible()
    expect(page.locator("#card")).to_contain_text("Corrected since.")
    page.get_by_role("tab", name="Events").click()
    page.locator("#search").fill("Saraqib")
    atlas.wait(lambda: any(isnew for _, isnew in listed(atlas)), "the mark in the list")
    atlas.settle()
    assert all(is_new == ("Corrected since." in row) for row, is_new in listed(atlas))
    other = new_page(address).open(f"?since={datetime.fromtimestamp(left).astimezone(ZoneInfo('UTC')):%Y-%m-%dT%H:%MZ}")
    assert other.shown_events == 1
    assert inside


@pytest.mark.thorough
def test_a_reload_keeps_the_mark_and_a_dismissed_notice_stays_away(new_page, edited):
    atlas = come_back(new_page, edited[0], seen_h=50)
    expect(notice(atlas)).to_be_visible()
    said = notice(atlas).inner_text()
    atlas.page.reload()
    atlas.settle()
    expect(notice(atlas)).to_be_visible()
    assert notice(atlas).inner_text() == said
    notice(atlas).get_by_role("button", name="Dismiss").click()
    expect(notice(atlas)).to_be_hidden()
    atlas.page.reload()
    atlas.settle()
    expect(atlas.page.locator("#changes-said")).to_contain_text("new or changed")
    expect(notice(atlas)).to_be_hidden()


@pytest.mark.thorough
def test_a_visit_ends_when_the_page_is_left_and_half_an_hour_later_begins_another(new_page, edited):
    atlas = come_back(new_page, edited[0], seen_h=2, since_h=50)
    expect(notice(atlas)).to_be_visible()
    assert 1.9 < hours_of_mark(atlas) < 2.1
    atlas.page.evaluate('() => (localStorage.visit = localStorage.visit.replace(/"seen":\\d+/, \'"seen":1\'))')
    atlas.page.goto("about:blank")
    atlas.open()
    assert 1.9 < hours_of_mark(atlas) < 2.1
    soon = come_back(new_page, edited[0], seen_h=0.3, since_h=50)
    expect(notice(soon)).to_be_visible()
    assert 49.9 < hours_of_mark(soon) < 50.1


@pytest.mark.thorough
def test_a_first_visit_and_one_since_which_nothing_changed_are_told_nothing(new_page, edited, demonstration):
    for address, seen_h in ((edited[0], None), (demonstration, 50)):
        atlas = come_back(new_page, address, seen_h=seen_h)
        atlas.wait(lambda atlas=atlas: atlas.list_rows(), "the list")
        atlas.page.wait_for_timeout(500)
        expect(notice(atlas)).to_be_hidden()
        assert not any(is_new for _, is_new in listed(atlas))
