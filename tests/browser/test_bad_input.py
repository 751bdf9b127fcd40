"""Owns journeys with bad and hostile files: good rows show, wrong ones are named, and text stays text."""

import csv

import pytest
from playwright.sync_api import expect

from geo.schema import COLUMN_NAMES
from tests.browser.serving import served

IMAGE = "<img src=x onerror=alert(1)>"
LINK = '<a href="http://evil.example/">click</a>'
SCRIPT = "javascript:alert(1)"
BRACES = "{{constructor.constructor('alert(1)')()}} ${alert(1)} <b>bold</b>"


def write_events(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, COLUMN_NAMES)
        table.writeheader()
        table.writerows(rows)
    return path


def event(number, **cells):
    row = {"event_id": f"e{number}", "event_date": f"2020-02-0{number}", "event_type": "Battles"}
    return {**row, "actor1": "Military Forces of Syria", "location": "Saraqib", "country": "Syria", **cells}


@pytest.fixture(scope="module")
def broken(tmp_path_factory, build_folder):
    """An app whose file has two good rows and two wrong ones."""
    rows = [event(1), event(2, event_date="soon"), event(3, fatalities="many", latitude="95.2"), event(4)]
    path = write_events(tmp_path_factory.mktemp("events") / "broken.csv", *rows)
    with served(path, build_folder) as address:
        yield address


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, build_folder):
    """An app whose file tries everything, in every free text."""
    spread = {"notes": f"{IMAGE} {LINK} {BRACES}", "assoc_actor_1": IMAGE, "actor2": LINK, "admin1": IMAGE}
    spread |= {"source": LINK, "source_title": IMAGE, "tags": f"{IMAGE};{BRACES}", "sub_event_type": ""}
    places = {"latitude": "35.86", "longitude": "36.80", "location": IMAGE, "country": LINK}
    rows = [
        event(1, actor1=IMAGE, **spread, **places),
        event(2, actor1=BRACES, **spread, **places, event_id="<img/src=x/onerror=alert(1)>"),
        event(3, source_url=SCRIPT, **places),
        event(4, event_type=IMAGE, **places),
        event(
            5,
            actor1=SCRIPT,
            location="Aleppo",
            to_location=LINK,
            source="x",
            source_url='https://example.org/"onclick=alert(1)',
        ),
    ]
    path = write_events(tmp_path_factory.mktemp("events") / "hostile.csv", *rows)
    with served(path, build_folder) as address:
        yield address


@pytest.mark.thorough
def test_good_rows_show_and_refused_ones_are_listed(new_page, broken):
    atlas = new_page(broken).open("?from=2020-02-01&to=2020-02-09")
    assert atlas.shown_events == 2
    assert atlas.frame["marks"]["events"] == [2]
    notice = atlas.page.get_by_role("button", name="2 rows refused")
    expect(notice).to_be_visible()
    notice.click()
    faults = atlas.page.get_by_role("dialog")
    for said in ("broken.csv", "event_date", "soon", "fatalities", "many", "latitude", "95.2"):
        expect(faults).to_contain_text(said)
    atlas.page.keyboard.press("Escape")
    expect(faults).to_be_hidden()


def test_hostile_text_stays_text_everywhere(new_page, hostile):
    """`new_page` fails on a dialog, on any request to another host and on one that is answered with 404."""
    atlas = new_page(hostile).open("?from=2020-02-01&to=2020-02-09")
    page = atlas.page
    atlas.wait(lambda: any(IMAGE in said for said in atlas.list_rows()), "the list to say it")
    page.locator("#map-legend summary").click()  # The mark may lie under it.
    point = atlas.point_of(IMAGE)
    page.mouse.move(point[0] - 3, point[1])
    page.mouse.move(*point)
    expect(page.locator("#tooltip")).to_contain_text(IMAGE)
    page.mouse.click(*point)
    card = page.locator("#card")
    for said in (IMAGE, LINK, BRACES):
        expect(card).to_contain_text(said)
    page.get_by_role("tab", name="Table").click()
    expect(page.locator("#table")).to_contain_text(IMAGE)
    page.locator("#notice-open").click()
    expect(page.get_by_role("dialog").locator("td").get_by_text(SCRIPT).first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#where").click()
    expect(page.get_by_role("option", name=IMAGE).first).to_be_visible()
    assert page.locator("img[src=x], a[href*=evil], a[href^=javascript], #card b:text-is('bold')").count() == 0
    assert not page.evaluate(
        "() => [...document.querySelectorAll('*')].some(e => [...e.attributes].some(a => /^on/.test(a.name)))"
    )
