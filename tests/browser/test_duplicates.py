"""Owns journeys to the events that may be told twice: a list that opens each of them on the map."""

import pytest
from playwright.sync_api import expect

from geo.duplicates.distinct import mark_distinct, read_distinct
from geo.tables.reading import read_tables
from geo.vocabulary import read_vocabulary
from tests.browser.serving import served

HEADER = "event_id,event_date,event_type,actor1,actor2,location,country,latitude,longitude,notes,source\n"
ROWS = (
    "a,2020-02-07,Battles,Syrian Army,HTS,Saraqib,Syria,35.864,36.805,The army entered the town.,SOHR",
    "b,2020-02-08,Battles,Syrian Arab Army,HTS,Saraqib,Syria,35.870,36.805,<b>Regime</b> forces took Saraqib.,Reuters",
    "c,2020-03-20,Battles,Syrian Army,HTS,Hama,Syria,35.13,36.75,Shots were heard.,SANA",
    "d,2020-03-20,Battles,Syrian Army,HTS,Hama,Syria,35.13,36.75,Fighting near Hama.,AFP",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("events")
    (folder / "twice.csv").write_text(HEADER + "\n".join(ROWS) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(folder, build_folder):
    with served(folder, build_folder) as served_at:
        yield served_at


def open_list(page):
    page.get_by_role("tab", name="Table").click()
    page.get_by_role("button", name="Duplicates").click()
    sheet = page.get_by_role("dialog", name="Possible duplicates")
    expect(sheet.locator("section").first).to_be_visible()
    return sheet


def test_a_pair_is_listed_and_each_of_it_opens_on_the_map(new_page, address):
    atlas = new_page(address).open("?from=2020-03-01&to=2020-03-31&at=33,40,5")
    sheet = open_list(atlas.page)
    expect(sheet).to_contain_text("2 pairs are at most 5 km and 2 days apart")
    expect(sheet.locator("section").nth(1)).to_contain_text("0.7 km apart, a day apart, actors 69 % alike")
    expect(sheet).to_contain_text("<b>Regime</b> forces")
    sheet.get_by_role("button", name="The army entered the town").click()
    expect(sheet).to_be_hidden()
    expect(atlas.page.locator("#card article")).to_contain_text("The army entered the town.")
    atlas.wait(lambda: abs(atlas.camera[0] - 35.864) < 0.01 and atlas.camera[2] > 8, "the map to fly there")
    atlas.settle()
    assert atlas.days[0] <= "2020-02-07" <= atlas.days[1]
    assert atlas.query["event"] == ["a"]


@pytest.mark.thorough
def test_a_pair_that_was_marked_distinct_is_listed_no_more(new_page, address, folder):
    mark_distinct(folder, "d", "c")
    sheet = open_list(new_page(address).open().page)
    expect(sheet).to_contain_text("1 pair is at most")
    expect(sheet.locator("section")).to_have_count(1)


@pytest.mark.thorough
def test_the_list_is_read_on_a_phone(new_page, address):
    atlas = new_page(address, viewport={"width": 390, "height": 844}).open()
    atlas.page.get_by_role("button", name="Events", exact=True).click()
    sheet = open_list(atlas.page)
    box = sheet.locator("section").first.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    heads = [
        atlas.page.locator(f"#tabs-panel-table {part}").first.bounding_box() for part in ("#export", ".head-button")
    ]
    assert heads[0]["y"] == pytest.approx(heads[1]["y"], abs=2)


# --- With --edit ------------------------------------------------------------------------------------------------------


@pytest.fixture
def edited(tmp_path, build_folder):
    (tmp_path / "twice.csv").write_text(HEADER + "\n".join(ROWS) + "\n", encoding="utf-8")
    with served(tmp_path, build_folder, edit=True) as served_at:
        yield served_at


@pytest.mark.thorough
def test_a_pair_is_merged_and_another_told_apart(new_page, edited, tmp_path):
    sheet = open_list(new_page(edited, is_fresh=True).open().page)
    hama, saraqib = sheet.locator("section").nth(0), sheet.locator("section").nth(1)
    saraqib.get_by_role("button", name="Merge…").click()
    expect(saraqib).to_contain_text("Sources: SOHR, Reuters. Confirmed.")
    saraqib.get_by_role("button", name="Keep a, retire b").click()
    expect(saraqib).to_contain_text("b is retired, as the same as a.")
    expect(saraqib.get_by_role("button", name="Merge…")).to_be_hidden()
    ids = lambda: sorted(read_tables([tmp_path], read_vocabulary()).events["event_id"])  # noqa: E731
    assert ids() == ["a", "c", "d"]
    saraqib.get_by_role("button", name="Undo").click()
    expect(saraqib).to_contain_text("Taken back")
    assert ids() == ["a", "b", "c", "d"]
    hama.get_by_role("button", name="Two events").click()
    expect(hama).to_contain_text("are not listed again")
    assert read_distinct([tmp_path]) == {frozenset(("c", "d"))}
