"""Owns journeys with basemaps: print on a dark page, tiles of a local file, online ones that only a person allows."""

from __future__ import annotations

import re
import struct
import zlib
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from pmtiles.tile import TileType

from dashboard.figures.palette import DARK, PRINT
from tests.browser.atlas_page import AtlasPage
from tests.browser.pages import DESK
from tests.browser.serving import DEMONSTRATION, served
from tests.tiles import mvt, png, write_archive

DESERT = "at=26,20,6"
"""Land with neither events nor names in the middle."""

RED = (200, 30, 30)
WHOLE = [(-64, -64), (4160, -64), (4160, 4160), (-64, 4160)]
FLOODED = {"vector_layers": [{"id": "water", "fields": {"kind": "String"}}]}


def rgb(colour):
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))


def colour_of_the_ground(atlas):
    """Return the red, green and blue that a person sees where nothing lies on the map."""
    box = atlas.page.locator("#map").bounding_box()
    x, y = int(box["x"] + box["width"] * 0.7), int(box["y"] + box["height"] * 0.3)
    picture = atlas.page.screenshot(clip={"x": x, "y": y, "width": 1, "height": 1})
    place, data = 8, b""
    while place < len(picture):
        length, kind = struct.unpack(">I4s", picture[place : place + 8])
        data += picture[place + 8 : place + 8 + length] if kind == b"IDAT" else b""
        place += length + 12
    # A single pixel: whatever the filter of its row is, it has no neighbours to differ from.
    return tuple(zlib.decompress(data)[1:4])


def see(atlas, colour):
    atlas.wait(lambda: colour_of_the_ground(atlas) == colour, f"{colour} on the map")


def asked_for_tiles(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/tiles/" in request.url else None)
    return asked


def choose(atlas, title):
    atlas.page.locator(".ground-row", has_text=title).locator("input").check()


@pytest.fixture(scope="module")
def with_pictures(build_folder, tmp_path_factory):
    path = tmp_path_factory.mktemp("tiles") / "pictures.pmtiles"
    tiles = {(z, x, y): png(RED) for z in range(3) for x in range(1 << z) for y in range(1 << z)}
    markup = {"attribution": '<a href="https://x.example">&copy; Cartographers</a><img src=x onerror=alert(1)>'}
    with served(DEMONSTRATION, build_folder, basemap=write_archive(path, tiles, about=markup)) as address:
        yield address


@pytest.fixture(scope="module")
def with_shapes(build_folder, tmp_path_factory):
    path = tmp_path_factory.mktemp("tiles") / "flood.pmtiles"
    tile = mvt(water=[("Polygon", WHOLE, {"kind": "ocean"})])
    with served(
        DEMONSTRATION, build_folder, basemap=write_archive(path, {(0, 0, 0): tile}, TileType.MVT, FLOODED)
    ) as address:
        yield address


@pytest.fixture(scope="module")
def with_online(build_folder):
    with served(DEMONSTRATION, build_folder, online=True) as address:
        yield address


@pytest.mark.thorough
def test_print_is_white_on_a_dark_page_and_back_undoes_it(new_page, demonstration):
    atlas = new_page(demonstration, color_scheme="dark").open(f"?{DESERT}")
    see(atlas, rgb(DARK.land))
    choose(atlas, "Print")
    see(atlas, rgb(PRINT.land))
    assert atlas.query["map"] == ["print"]
    white = "rgb(255, 255, 255)"
    for part in ("#map-label", "#map-legend", "#zoom-in"):
        expect(atlas.page.locator(part)).to_have_css("background-color", white)
    expect(atlas.page.locator("#map-label b")).to_have_css("color", "rgb(29, 35, 41)")
    halo = "() => getComputedStyle(document.getElementById('marks')).getPropertyValue('--mark-halo').trim()"
    assert atlas.page.evaluate(halo) == "#ffffff"
    expect(atlas.page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    atlas.page.go_back()
    see(atlas, rgb(DARK.land))
    assert "map" not in atlas.query
    expect(atlas.page.locator(".ground-row", has_text="As the theme").locator("input")).to_be_checked()


@pytest.mark.thorough
def test_a_link_opens_with_print_and_an_unknown_basemap_is_said(new_page, demonstration):
    atlas = new_page(demonstration).open(f"?{DESERT}&map=print")
    see(atlas, rgb(PRINT.land))
    other = new_page(demonstration, color_scheme="dark").open(f"?{DESERT}&map=atlantis.pmtiles")
    expect(other.page.locator("#ignored")).to_contain_text('"atlantis.pmtiles" is not a basemap')
    see(other, rgb(DARK.land))


@pytest.mark.thorough
def test_pictures_of_a_local_file_come_from_the_atlas_and_are_drawn(new_page, with_pictures):
    atlas = new_page(with_pictures)
    asked = asked_for_tiles(atlas.page)
    atlas.open(f"?{DESERT}")
    assert asked == []
    choose(atlas, "pictures.pmtiles")
    see(atlas, RED)
    assert asked
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(with_pictures).netloc}
    assert atlas.query["map"] == ["pictures.pmtiles"]
    expect(atlas.page.locator("#credit")).to_have_text(re.compile("^© Cartographers · "))
    assert atlas.page.locator("#credit *").count() == 0
    order = atlas.page.evaluate("() => atlas.map().getLayersOrder()")
    assert order.index("land") < order.index("tiles") < order.index("layer-roads-line")


@pytest.mark.thorough
def test_shapes_of_a_local_file_are_drawn_in_the_colours_of_the_theme(new_page, with_shapes):
    atlas = new_page(with_shapes, color_scheme="dark")
    asked = asked_for_tiles(atlas.page)
    atlas.open(f"?{DESERT}&map=flood.pmtiles")
    see(atlas, rgb(DARK.sea))
    assert asked
    choose(atlas, "As the theme")
    see(atlas, rgb(DARK.land))


@pytest.fixture
def online_page(browser, with_online):
    """A page whose requests of other machines are answered here, and written down."""
    context = browser.new_context(viewport=DESK, color_scheme="light")
    own, asked = urlsplit(with_online).netloc, []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body=png(RED), content_type="image/png", headers={"Access-Control-Allow-Origin": "*"})

    context.route(lambda url: urlsplit(url).scheme.startswith("http") and urlsplit(url).netloc != own, answer)
    yield AtlasPage(context.new_page(), with_online), asked
    context.close()


def test_no_other_machine_is_asked_before_a_person_chooses_it(online_page):
    atlas, asked = online_page
    atlas.open(f"?{DESERT}")
    row = atlas.page.locator(".ground-row", has_text="OpenStreetMap")
    expect(row).to_contain_text("leaves this machine: asks tile.openstreetmap.org")
    atlas.page.locator("#theme").click()
    atlas.page.locator("#zoom-in").click()
    choose(atlas, "Print")
    see(atlas, rgb(PRINT.land))
    assert asked == []
    choose(atlas, "OpenStreetMap")
    see(atlas, RED)
    assert {urlsplit(url).netloc for url in asked} == {"tile.openstreetmap.org"}
    assert all(re.fullmatch(r"https://tile\.openstreetmap\.org/\d+/\d+/\d+\.png", url) for url in asked)
    expect(atlas.page.locator("#credit")).to_contain_text("© OpenStreetMap contributors")
    expect(atlas.page.locator("#credit")).to_contain_text("from tile.openstreetmap.org")


@pytest.mark.thorough
def test_a_link_or_a_reload_asks_no_other_machine_and_says_why(online_page):
    atlas, asked = online_page
    for _ in range(2):
        atlas.open(f"?{DESERT}&map=osm")
        expect(atlas.page.locator("#ignored")).to_contain_text("Nothing was asked of tile.openstreetmap.org")
        atlas.wait(lambda: "map" not in atlas.query, "the address to say what is shown")
    assert asked == []
    choose(atlas, "OpenStreetMap")
    see(atlas, RED)
    atlas.wait(lambda: atlas.query.get("map") == ["osm"], "the address to say it")
    before = len(asked)
    atlas.page.reload()
    atlas.settle()
    expect(atlas.page.locator("#ignored")).to_contain_text("leaves this machine")
    assert len(asked) == before


@pytest.mark.thorough
def test_undoing_something_else_leaves_the_online_basemap_that_a_person_chose(online_page):
    atlas, _ = online_page
    atlas.open(f"?{DESERT}")
    choose(atlas, "OpenStreetMap")
    see(atlas, RED)
    atlas.page.wait_for_timeout(900)
    atlas.box("Event types", "Battles").click()
    atlas.wait(lambda: "type" in atlas.query, "the filter in the address")
    atlas.page.go_back()
    atlas.wait(lambda: "type" not in atlas.query, "the filter to go")
    atlas.settle()
    assert atlas.query["map"] == ["osm"]
    see(atlas, RED)
    expect(atlas.page.locator("#ignored")).to_be_empty()
