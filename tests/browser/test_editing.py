"""Owns journeys of somebody who keeps the events: adding with a picked point, mending, retiring, undoing."""

import csv
import shutil

import pytest
from playwright.sync_api import expect

from geo.editing.change_log import read_log
from geo.editing.changing import Editor, change_event, look_at
from geo.vocabulary import read_vocabulary
from tests.browser.serving import DATA, DEMONSTRATION, served
from tests.browser.test_access import find_violations

EVENT = "IDL-2020-02-07-a"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Events that may be changed, and drafts beside them."""
    data = tmp_path_factory.mktemp("data")
    for part in DATA.iterdir():
        if part.name != "events":
            (data / part.name).symlink_to(part)
    (data / "drafts").mkdir()
    (data / "events").mkdir()
    return data


@pytest.fixture(scope="module")
def address(folder, build_folder):
    shutil.copy(DEMONSTRATION / "idlib-2019-2020.csv", folder / "events")
    with served(folder / "events", build_folder, folder, edit=True) as served_at:
        yield served_at


@pytest.fixture
def file(folder):
    """The file of events, as it was shipped."""
    path = folder / "events" / "idlib-2019-2020.csv"
    shutil.copy(DEMONSTRATION / path.name, path)
    (path.parent / "CHANGES.csv").unlink(missing_ok=True)
    return path


@pytest.fixture
def open_page(new_page, address, file):
    """Open the page; each on its own, because a page on which something was typed asks before it is left."""
    return lambda search="", **options: new_page(address, is_fresh=True, **options).open(search)


def rows_of(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["event_id"]: row for row in csv.DictReader(lines)}


def field(page, name):
    return page.locator(f"[data-field={name}]")


def fault_of(page, name):
    return page.locator(f"#edit-field-{name}-fault")


def press(page, name):
    page.locator("#edit-sheet").get_by_role("button", name=name, exact=True).click()


def begin(page):
    page.get_by_role("button", name="Add event").click()
    expect(page.locator("#edit-sheet h2")).to_have_text("New event")


def edit(page, act="Edit"):
    page.locator("#tabs-panel-card").get_by_role("button", name=act, exact=True).click()
    expect(page.locator("#edit-sheet h2")).to_contain_text(EVENT)


def notice(page):
    return page.locator("#edit-notice")


def test_an_event_is_added_at_a_point_picked_on_the_map_and_taken_back(open_page, file):
    atlas = open_page()
    page = atlas.page
    before = file.read_bytes()
    begin(page)
    field(page, "event_type").select_option("Battles")
    field(page, "sub_event_type").select_option("Armed clash")
    field(page, "event_date").fill("2020-02-07")
    field(page, "notes").fill('A clash, "as told" — صراع')
    press(page, "Pick on the map")
    box = page.locator("#map").bounding_box()
    x, y = round(box["x"] + box["width"] * 0.4), round(box["y"] + box["height"] * 0.4)
    place = page.evaluate("([x, y]) => atlas.map().unproject([x, y])", [x - box["x"], y - box["y"]])
    page.mouse.click(x, y)
    expect(field(page, "latitude")).to_have_value(f"{place['lat']:.4f}")
    expect(page.locator(".edit-pin")).to_be_visible()
    assert "event" not in atlas.query
    press(page, "Add event")
    expect(notice(page)).to_contain_text("IDL-2020-02-07-")
    (event_id,) = rows_of(file).keys() - rows_of(DEMONSTRATION / file.name).keys()
    row = rows_of(file)[event_id]
    assert row["notes"] == 'A clash, "as told" — صراع'
    assert row["sub_event_type"] == "Armed clash"
    assert float(row["longitude"]) == pytest.approx(place["lng"], abs=0.0001)
    assert file.read_bytes().startswith(before)
    atlas.wait(lambda: "of 141 events" in atlas.label, "the new event on the map")
    notice(page).get_by_role("button", name="Undo").click()
    expect(notice(page)).to_contain_text("Taken back")
    assert file.read_bytes() == before
    atlas.wait(lambda: "of 140 events" in atlas.label, "the new event to leave the map")
    assert [line.what for line in read_log(file.parent)] == ["add", "undo"]


def test_a_wrong_date_is_refused_at_its_field_and_nothing_typed_is_lost(open_page, file):
    page = open_page().page
    begin(page)
    field(page, "event_type").select_option("Protests")
    field(page, "event_date").fill("7/2/2020")
    field(page, "location").fill("Ariha")
    press(page, "Add event")
    expect(fault_of(page, "event_date")).to_have_text(
        '"7/2/2020" is not a date YYYY-MM-DD. Did you mean 2020-02-07 or 2020-07-02?'
    )
    expect(field(page, "event_date")).to_be_focused()
    expect(field(page, "event_date")).to_have_attribute("aria-invalid", "true")
    expect(field(page, "location")).to_have_value("Ariha")
    assert not (file.parent / "CHANGES.csv").exists()
    field(page, "event_date").fill("2020-02-07")
    press(page, "Add event")
    expect(notice(page)).to_contain_text("is added")


@pytest.mark.thorough
def test_a_place_is_chosen_from_those_that_its_name_may_mean(open_page, file):
    page = open_page().page
    begin(page)
    field(page, "location").press_sequentially("saraqeb")
    first = page.locator(".edit-place").first
    expect(first).to_contain_text("Idlib, Syria")
    first.get_by_role("button", name="with coordinates").click()
    expect(field(page, "location")).to_have_value("Saraqib")
    expect(field(page, "latitude")).to_have_value("35.86447")
    expect(field(page, "country")).to_have_value("Syria")
    page.get_by_role("button", name="Clear coordinates").click()
    expect(field(page, "latitude")).to_have_value("")
    expect(field(page, "admin1")).to_have_value("Idlib")


@pytest.mark.thorough
def test_what_was_typed_is_given_up_only_when_asked(open_page, file):
    page = open_page(f"?event={EVENT}").page
    edit(page)
    field(page, "notes").fill("half a sent")
    page.keyboard.press("Escape")
    page.get_by_role("alertdialog").get_by_role("button", name="Keep editing").click()
    expect(field(page, "notes")).to_have_value("half a sent")
    page.keyboard.press("Escape")
    page.get_by_role("alertdialog").get_by_role("button", name="Discard").click()
    expect(page.locator("#edit-sheet")).to_be_hidden()
    expect(page.locator("#card article")).to_be_visible()
    edit(page)
    page.keyboard.press("Escape")
    expect(page.locator("#edit-sheet")).to_be_hidden()


@pytest.mark.thorough
def test_an_event_is_changed_and_every_other_byte_stays(open_page, file):
    page = open_page(f"?event={EVENT}").page
    before = rows_of(file)
    lines = file.read_bytes().splitlines()
    edit(page)
    expect(field(page, "notes")).to_have_value(before[EVENT]["notes"])
    expect(field(page, "event_id")).to_be_disabled()
    field(page, "fatalities").fill("12")
    press(page, "Save")
    expect(notice(page)).to_contain_text(f"{EVENT} is saved: fatalities")
    assert rows_of(file)[EVENT] == before[EVENT] | {"fatalities": "12"}
    later = file.read_bytes().splitlines()
    assert sum(one != other for one, other in zip(lines, later, strict=True)) == 1


def test_two_who_save_the_same_event_choose_what_stays(open_page, file):
    page = open_page(f"?event={EVENT}").page
    edit(page)
    field(page, "notes").fill("My own words")
    other = Editor(read_vocabulary(), "Ben")
    change_event(file, EVENT, {"notes": "Ben's words", "fatalities": "3"}, look_at(file, EVENT), other)
    press(page, "Save")
    versions = page.get_by_role("group", name="Both versions")
    expect(versions).to_contain_text("Ben's words")
    expect(versions).to_contain_text("My own words")
    # What only the other changed stays theirs unless it is chosen otherwise.
    expect(versions.get_by_role("radio", name="In the file now: 3")).to_be_checked()
    expect(versions.get_by_role("radio", name="Yours: My own words")).to_be_checked()
    assert rows_of(file)[EVENT]["notes"] == "Ben's words"
    press(page, "Save what is chosen")
    expect(notice(page)).to_contain_text("is saved")
    assert (rows_of(file)[EVENT]["notes"], rows_of(file)[EVENT]["fatalities"]) == ("My own words", "3")


@pytest.mark.thorough
def test_an_event_is_retired_with_a_reason_and_brought_back(open_page, file):
    atlas = open_page(f"?event={EVENT}")
    page = atlas.page
    edit(page, "Retire")
    page.get_by_label("Why").fill("the same as another")
    press(page, "Retire")
    expect(notice(page)).to_contain_text("is retired")
    row = rows_of(file)[EVENT]
    assert row["retired"].endswith(" the same as another")
    assert row["notes"]
    atlas.wait(lambda: "of 139 events" in atlas.label, "the retired event to leave the map")
    notice(page).get_by_role("button", name="Undo").click()
    expect(notice(page)).to_contain_text("Taken back")
    assert rows_of(file)[EVENT]["retired"] == ""
    atlas.wait(lambda: "of 140 events" in atlas.label, "the event on the map again")


@pytest.mark.thorough
def test_drafts_are_accepted_and_rejected_one_after_the_other(open_page, file, folder):
    drafts = folder / "drafts" / "article.csv"
    drafts.write_text(
        "event_id,event_date,event_type,location,notes\n,2020-02-07,Battles,Saraqib,One\n,2020-02-08,Riots,Idlib,Two\n"
    )
    page = open_page().page
    page.get_by_role("button", name="2 drafts").click()
    page.locator(".edit-draft", has_text="One").click()
    expect(field(page, "location")).to_have_value("Saraqib")
    field(page, "notes").fill("One, checked")
    press(page, "Accept")
    expect(notice(page)).to_contain_text("is a draft no more")
    page.locator(".edit-draft", has_text="Two").click()
    press(page, "Reject")
    expect(notice(page)).to_contain_text("rejected")
    assert [row["notes"] for row in rows_of(file).values()][-1] == "One, checked"
    assert drafts.read_text().count("\n") == 1
    expect(page.get_by_role("button", name="1 draft")).to_be_hidden()


@pytest.mark.thorough
def test_on_a_phone_the_sheet_makes_room_for_the_map_while_a_point_is_picked(open_page, file):
    page = open_page(viewport=PHONE, has_touch=True).page
    page.locator("#add-event").click()
    page.get_by_role("button", name="Pick on the map").click()
    expect(page.locator("#edit-sheet")).to_be_hidden()
    box = page.locator("#map").bounding_box()
    page.touchscreen.tap(box["x"] + 150, box["y"] + 150)
    expect(page.locator("#edit-sheet")).to_be_visible()
    assert field(page, "longitude").input_value()


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
def test_no_serious_violation_in_the_form_with_its_faults_and_places(open_page, file, theme):
    atlas = open_page(f"?theme={theme}")
    page = atlas.page
    begin(page)
    assert find_violations(atlas) == []
    press(page, "Add event")
    expect(fault_of(page, "event_type")).to_be_visible()
    field(page, "location").press_sequentially("saraqeb")
    expect(page.locator(".edit-place").first).to_be_visible()
    assert find_violations(atlas) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    assert find_violations(atlas) == []
