"""Owns journeys with files saved while somebody looks: what is new is seen, and nobody's view is lost."""

import json
import shutil
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.serving import DATA, served
from tests.browser.test_dated_layers import EXAMPLE, legend_rows, switch

HEADER = "event_id,event_date,event_type,actor1,location,country,latitude,longitude,geo_precision,notes\n"
ROW = "{},2020-02-{:02d},Battles,Military Forces of Syria,{},Syria,{},36.8,1,{}\n"
SARAQIB, KAFRANBEL = ("Saraqib", 35.86), ("Kafranbel", 35.61)
VIEW = "?from=2020-02-03&to=2020-02-12&at=35.75,36.7,9.2&q=army"
SOON_S = 8
"""Far more than it takes: the machine may be busy with other tests."""


def row(number, day, place=SARAQIB, notes="The army advanced."):
    return ROW.format(f"L{number}", day, *place, notes)


MANY = HEADER + "".join(row(n, 1 + n % 14) for n in range(60))


@pytest.fixture(scope="module")
def served_folder(tmp_path_factory):
    """A folder of data whose events and layers may be edited."""
    folder = tmp_path_factory.mktemp("data")
    for name in ("basemap", "gazetteer", "vocabulary"):
        (folder / name).symlink_to(DATA / name)
    shutil.copytree(DATA / "layers", folder / "layers")
    (folder / "events").mkdir()
    (folder / "events" / "mine.csv").write_text(MANY, encoding="utf-8")
    (folder / "events" / "other.csv").write_text(HEADER + row(900, 5, KAFRANBEL), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(served_folder, tmp_path_factory):
    with served(served_folder / "events", tmp_path_factory.mktemp("build"), served_folder) as address:
        yield address


def health(address):
    with urllib.request.urlopen(f"{address}health", timeout=10) as answer:
        return json.load(answer)


@pytest.fixture
def save(served_folder, address):
    """Save a file of events as a careful editor does: whole, in place of the old one."""

    def write(content, name="mine.csv"):
        path = served_folder / "events" / name
        beside = path.with_name(f".{name}.tmp")
        beside.write_text(content, encoding="utf-8")
        beside.replace(path)

    return write


@pytest.fixture
def atlas(new_page, address, save, served_folder):
    """The page as a person looks at it who has moved everything from where it opens."""
    save(MANY)
    save(HEADER + row(900, 5, KAFRANBEL), "other.csv")
    wait_for(new_page, address, 61)
    page = new_page(address).open(VIEW)
    yield page
    for path in (served_folder / "layers").glob("dropped*"):
        path.unlink()


def wait_for(new_page, address, events):
    waiting = new_page(address)
    waiting.wait(lambda: (said := health(address))["events"] == events and said["status"] == "ok", f"{events} events")


def view_of(atlas):
    return atlas.page.url, atlas.camera


def test_a_saved_row_is_on_the_map_and_in_list_and_bars_and_the_view_stays(atlas, save):
    rows = atlas.page.locator("#list .ag-body-viewport")
    rows.evaluate("one => one.scrollTo(0, 800)")
    before, events, counted = view_of(atlas), atlas.shown_events, atlas.frame["inside"]
    save(MANY + row(100, 8, KAFRANBEL) + row(101, 29, SARAQIB, "The army left."))
    atlas.wait(lambda: atlas.shown_events == events + 1, "the new row to be counted", SOON_S)
    assert atlas.frame["inside"] == counted + 1
    atlas.settle()
    assert view_of(atlas) == before
    assert rows.evaluate("one => one.scrollTop") == 800
    expect(atlas.page.locator("#search")).to_have_value("army")
    expect(atlas.page.locator(".subtitle")).to_contain_text("1–29 Feb 2020")
    bars = atlas.page.evaluate("() => dash_component_api.getLayout('histogram').props.data.starts")
    assert bars[-1] == "2020-03-01"
    assert atlas.page.evaluate("() => atlas.timeline.toIso(atlas.timeline.state.last)") == "2020-02-29"


@pytest.mark.thorough
def test_an_edited_event_is_read_anew_on_its_open_card_and_is_new_at_the_next_visit(atlas, save):
    atlas.page.locator("#list .event-row").first.click()
    expect(atlas.page.locator("#card h2")).to_have_text("The army advanced.")
    shown = atlas.wait(lambda: atlas.query.get("event"), "the address to name the event")
    before, number = view_of(atlas.settle()), int(shown[0].removeprefix("L"))
    edited = row(number, 1 + number % 14, notes="The army took the town.")
    save(MANY.replace(row(number, 1 + number % 14), edited))
    expect(atlas.page.locator("#card h2")).to_have_text("The army took the town.", timeout=SOON_S * 1000)
    assert view_of(atlas.settle()) == before
    # As if the page had last been left an hour ago.
    atlas.page.evaluate(
        "() => localStorage.setItem('visit', JSON.stringify({ seen: Date.now(), since: Date.now() - 36e5 }))"
    )
    atlas.open(f"{VIEW}&event={shown[0]}")
    expect(atlas.page.locator("#changes-said")).to_contain_text("new or changed since your visit")
    expect(atlas.page.locator("#card .new-line")).to_be_visible()


def test_a_broken_save_keeps_what_is_shown_and_says_why_until_it_is_mended(atlas, save, address):
    before, events = view_of(atlas), atlas.shown_events
    save('event_id,event_date\n"never closed')
    notice = atlas.page.locator("#notice-open")
    expect(notice).to_contain_text("not read", timeout=SOON_S * 1000)
    assert atlas.settle().shown_events == events
    said = health(address)
    assert (said["status"], said["events"]) == ("degraded", 61)
    assert "mine.csv" in said["problems"][0]
    assert str(DATA) not in json.dumps(said)
    notice.click()
    dialog = atlas.page.get_by_role("dialog")
    expect(dialog).to_contain_text("mine.csv")
    expect(dialog).to_contain_text("What was loaded before is still shown.")
    atlas.page.keyboard.press("Escape")
    save(MANY.replace("2020-02-08", "8 February"))
    expect(notice).to_contain_text("rows refused", timeout=SOON_S * 1000)
    assert health(address)["status"] == "ok"
    save(MANY)
    expect(notice).to_be_hidden(timeout=SOON_S * 1000)
    assert atlas.settle().shown_events == events
    assert view_of(atlas) == before


@pytest.mark.thorough
def test_a_file_that_is_gone_takes_its_events_with_it_and_is_said(atlas, served_folder, address):
    events = atlas.shown_events
    (served_folder / "events" / "other.csv").unlink()
    notice = atlas.page.get_by_role("button", name="1 file gone")
    expect(notice).to_be_visible(timeout=SOON_S * 1000)
    assert atlas.settle().shown_events == events - 1
    notice.click()
    expect(atlas.page.get_by_role("dialog")).to_contain_text("other.csv is gone: 1 event with it.")
    (served_folder / "events" / "mine.csv").unlink()
    atlas.wait(lambda: health(address)["status"] == "degraded", "the last file to be missed", SOON_S)
    assert health(address)["events"] == 60


@pytest.mark.thorough
def test_a_layer_that_is_dropped_in_is_drawn_and_switched_on_while_others_stay_off(atlas, served_folder):
    switch(atlas, "M4 and M5").click()
    atlas.wait(lambda: "roads" not in atlas.query.get("show", ["roads"]), "the roads to be off")
    (served_folder / "layers" / "dropped.geojson").write_text(EXAMPLE, encoding="utf-8")
    expect(switch(atlas, "Areas of control")).to_be_visible(timeout=SOON_S * 1000)
    atlas.wait(lambda: "Areas of control (approximate, schematic)" in legend_rows(atlas), "the legend to say so")
    assert atlas.page.evaluate("() => JSON.stringify(atlas.mapStyle()).includes('layer-control_areas')")
    atlas.settle()
    assert "control_areas" in atlas.query["show"]
    assert "roads" not in atlas.query["show"]
    (served_folder / "layers" / "dropped.geojson").unlink()
    expect(switch(atlas, "Areas of control")).to_be_hidden(timeout=SOON_S * 1000)
    atlas.wait(lambda: "control_areas" not in atlas.query["show"], "the address to forget it")


@pytest.mark.thorough
def test_the_timeline_plays_on_while_a_file_is_saved(atlas, save):
    atlas.open("?from=2020-02-01&to=2020-02-02")
    atlas.page.locator("#play").click()
    atlas.wait(lambda: atlas.days[0] > "2020-02-01", "the first step")
    save(MANY + row(100, 29))
    atlas.wait(lambda: "Feb 2020 | " in atlas.label and atlas.label.endswith("of 62 events"), "the new row", SOON_S)
    began = atlas.days[0]
    atlas.wait(lambda: atlas.days[0] > began, "the next step")
    expect(atlas.page.locator("#play")).to_have_attribute("aria-label", "Pause")
