"""Owns journeys with layers: a file is dropped in, seen, dated, switched, broken; and its text stays text."""

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.serving import DATA, DEMONSTRATION, served

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "layers.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```json\n(.*?)```", GUIDE, re.DOTALL)[1]
NORTH = (35.46, 35.75)
"""A point in the example's northern area, which is there until 8 February."""

LAST_DAY = "?from=2020-02-08&to=2020-02-08&at=35.55,35.46,8.6"
BUILD_ANEW = """() => {
  for (const part of document.querySelectorAll("#map-legend [data-legend]")) {
    const built = part.cloneNode(true);
    for (const row of built.querySelectorAll("[data-row]")) row.hidden = true;
    part.replaceWith(built);
  }
}"""
"""What the page does when the server sends the legend again: new rows, each hidden as it was built."""

IMAGE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def served_folder(tmp_path_factory):
    """A copy of the atlas's data whose layers may be edited."""
    folder = tmp_path_factory.mktemp("data")
    for name in ("basemap", "gazetteer", "vocabulary"):
        (folder / name).symlink_to(DATA / name)
    shutil.copytree(DATA / "layers", folder / "layers")
    return folder


@pytest.fixture(scope="module")
def address(served_folder, build_folder):
    with served(DEMONSTRATION, build_folder, served_folder) as address:
        yield address


@pytest.fixture
def data_folder(served_folder):
    """That copy with the layers of the atlas and no others."""
    for path in (served_folder / "layers").iterdir():
        path.unlink()
    shutil.copytree(DATA / "layers", served_folder / "layers", dirs_exist_ok=True)
    return served_folder


def drop(data_folder, content=EXAMPLE, name="control_areas"):
    (data_folder / "layers" / f"{name}.geojson").write_text(content, encoding="utf-8")


def place_of(atlas, lon, lat):
    point = atlas.page.evaluate("place => { const p = atlas.map().project(place); return [p.x, p.y]; }", [lon, lat])
    box = atlas.page.locator("#map").bounding_box()
    return box["x"] + point[0], box["y"] + point[1]


def look_at(atlas, lon, lat):
    """What stands at a place of the map, as a picture."""
    x, y = place_of(atlas, lon, lat)
    return atlas.page.screenshot(clip={"x": x - 12, "y": y - 12, "width": 24, "height": 24})


def switch(atlas, name):
    return atlas.page.get_by_role("group", name="Layers").locator(".filter-row", has_text=name).locator("label").first


def legend_rows(atlas):
    rows = atlas.page.locator("#map-legend .legend-row, #map-legend h3").all()
    return [row.inner_text().removeprefix("→").strip() for row in rows if row.is_visible()]


def test_a_layer_that_is_dropped_in_has_switch_and_legend_and_follows_the_days(new_page, address, data_folder):
    atlas = new_page(address).open(LAST_DAY)
    bare = look_at(atlas, *NORTH)
    assert "Areas of control" not in atlas.page.locator(".filters").inner_text()
    drop(data_folder)
    atlas.open(LAST_DAY)
    expect(switch(atlas, "Areas of control")).to_be_visible()
    atlas.wait(lambda: "Opposition, HTS · assessed" in legend_rows(atlas), "the rows of its legend")
    filled = atlas.settle().wait_for_change(lambda: look_at(atlas, *NORTH), bare)
    assert "Areas of control (approximate, schematic)" in legend_rows(atlas)
    atlas.page.locator("#forward").click()
    atlas.wait(lambda: atlas.days == ["2020-02-09", "2020-02-09"], "the next day")
    assert atlas.wait_for_change(lambda: look_at(atlas, *NORTH), filled) == bare
    assert "Opposition, HTS · assessed" not in legend_rows(atlas)
    assert "Syrian government and allies · claimed by a party" in legend_rows(atlas)
    atlas.page.locator("#back").click()
    atlas.wait(lambda: look_at(atlas, *NORTH) == filled, "the area to be back")
    switch(atlas, "Areas of control").click()
    atlas.wait(lambda: look_at(atlas, *NORTH) == bare, "the area to be switched off")
    atlas.wait(lambda: "control_areas" not in atlas.query.get("show", ["control_areas"]), "the address to say so")
    assert not [row for row in legend_rows(atlas) if "Areas of control" in row]


def test_rows_that_come_later_than_their_frame_are_shown(new_page, address, data_folder):
    drop(data_folder)
    atlas = new_page(address).open(LAST_DAY)
    row = "Opposition, HTS · assessed"
    atlas.wait(lambda: row in legend_rows(atlas), "the rows of its legend")
    atlas.page.evaluate(BUILD_ANEW)
    atlas.wait(lambda: row in legend_rows(atlas), "the rows that were built anew")


@pytest.mark.thorough
def test_the_tooltip_says_what_when_how_sure_and_who_says_so(new_page, address, data_folder):
    drop(data_folder)
    atlas = new_page(address).open(LAST_DAY)
    x, y = place_of(atlas, *NORTH)
    tooltip = atlas.page.locator("#tooltip")

    def is_said():
        atlas.page.mouse.move(x - 3, y)
        atlas.page.mouse.move(x, y)
        return tooltip.is_visible()

    atlas.wait(is_said, "the tooltip")
    said = tooltip.locator("> *").all_inner_texts()
    assert said == [
        "Northern example",
        "Opposition, HTS · assessed",
        "Until 8 Feb 2020 · approximate",
        "Example Daily, 8 February 2020",
        "https://example.org/map",
    ]
    assert tooltip.locator("a").count() == 0


@pytest.mark.thorough
def test_the_legend_holds_only_what_is_drawn(visit):
    atlas = visit("?from=2020-02-05&to=2020-02-17&show=names")
    assert "Region only" in legend_rows(atlas)
    assert not {"Movement", "Uncertainty ring", "Surrounded", "M4 and M5 (schematic)"} & set(legend_rows(atlas))
    for name, row in (
        ("Movements", "Movement"),
        ("Uncertainty rings", "Uncertainty ring"),
        ("Turkish observation posts", "Surrounded"),
        ("M4 and M5", "M4 and M5 (schematic)"),
    ):
        switch(atlas, name).click()
        atlas.wait(lambda row=row: row in legend_rows(atlas), f"the legend to say {row}")
    atlas.open("?from=2020-01-01&to=2020-01-01&show=movements&show=observation_posts")
    assert atlas.frame["lines"] == []
    assert not {"Region only", "Movement"} & set(legend_rows(atlas))
    atlas.open("?from=2020-02-05&to=2020-02-17&at=35.9,36.6,3")
    assert not {"Active", "Surrounded"} & set(legend_rows(atlas)), "posts are drawn from zoom 5 on"


@pytest.mark.thorough
def test_a_broken_layer_is_named_and_the_others_are_drawn(new_page, address, data_folder):
    content = json.loads(EXAMPLE)
    content["features"][1]["properties"]["valid_from"] = "soon"
    content["features"][0]["properties"]["name"] = IMAGE
    drop(data_folder, json.dumps(content))
    drop(data_folder, '{"type": ', "broken")
    atlas = new_page(address).open(LAST_DAY)
    expect(switch(atlas, "Areas of control")).to_be_visible()
    expect(switch(atlas, "M4 and M5")).to_be_visible()
    atlas.page.get_by_role("button", name="1 feature refused · 1 file not read").click()
    faults = atlas.page.get_by_role("dialog")
    expect(faults).to_be_visible()
    for said in ("broken.geojson", "line 1, column", "control_areas.geojson", "valid_from", "soon"):
        expect(faults).to_contain_text(said)
    atlas.page.keyboard.press("Escape")
    expect(faults).to_be_hidden()
    x, y = place_of(atlas, *NORTH)
    atlas.page.mouse.move(x - 3, y)
    atlas.page.mouse.move(x, y)
    expect(atlas.page.locator("#tooltip")).to_contain_text(IMAGE)
    drop(data_folder)
    drop(data_folder, EXAMPLE.replace('"control_areas"', '"mended"'), "broken")
    atlas.open(LAST_DAY)
    expect(atlas.page.locator("#notice-open")).to_be_hidden()


@pytest.mark.thorough
def test_a_layer_whose_file_an_edit_breaks_stays_as_it_was(new_page, address, data_folder):
    drop(data_folder)
    atlas = new_page(address).open(LAST_DAY)
    filled = look_at(atlas, *NORTH)
    drop(data_folder, "{")
    atlas.open(LAST_DAY)
    atlas.wait(lambda: look_at(atlas, *NORTH) == filled, "the area as it was")
    expect(atlas.page.get_by_role("button", name="1 file not read")).to_be_visible()


@pytest.mark.thorough
def test_the_legend_fits_a_phone(new_page, address, data_folder):
    drop(data_folder)
    atlas = new_page(address, viewport={"width": 390, "height": 844}).open()
    legend = atlas.page.locator("#map-legend")
    assert not legend.evaluate("one => one.open")
    legend.locator("summary").click()
    own, label = legend.bounding_box(), atlas.page.locator("#map-label").bounding_box()
    assert own["x"] + own["width"] <= 390
    assert own["y"] > label["y"] + label["height"]
    credit = atlas.page.locator(".credit").bounding_box()
    assert own["x"] + own["width"] <= credit["x"]
