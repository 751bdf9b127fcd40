"""Owns journeys to the first sight of a page: the server's drawing is there before the live map, and looks like it."""

import io

import numpy as np
import pytest
from PIL import Image

MIDDLE = {"x": 540, "y": 130, "width": 340, "height": 360}
"""A part of the page where nothing lies on the map."""

MOST_DIFFERENT = 0.065
"""Share of the pixels: letters and edges are drawn a little otherwise."""


def look(atlas):
    return np.array(Image.open(io.BytesIO(atlas.page.screenshot(clip=MIDDLE))).convert("RGB"), int)


def is_seen(atlas):
    return atlas.page.evaluate("document.querySelector('#first-sight img')?.naturalWidth > 1")


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
def test_the_map_is_seen_before_its_scripts_are_there_and_then_comes_alive_unchanged(new_page, demonstration, theme):
    atlas = new_page(demonstration, is_fresh=True, color_scheme=theme, viewport={"width": 1440, "height": 900})
    held = []
    atlas.page.route("**/plotly.min.js*", lambda route: held.append(route))
    atlas.page.goto(f"{demonstration}?from=2020-02-05&to=2020-02-17", wait_until="commit")
    atlas.wait(lambda: held and is_seen(atlas), "the first sight")
    assert "5–17 Feb 2020" in atlas.page.locator("#map-label").inner_text()
    atlas.page.wait_for_timeout(200)
    before = look(atlas)
    held[0].continue_()
    atlas.settle()
    atlas.wait(lambda: not is_seen(atlas), "the live map alone")
    after = look(atlas)
    assert len(np.unique(before.reshape(-1, 3), axis=0)) > 50, "it is no empty picture"
    assert (abs(before - after).max(axis=2) > 60).mean() < MOST_DIFFERENT
    moved = np.roll(before, 8, axis=1)
    assert (abs(moved - after).max(axis=2) > 60).mean() > 1.5 * MOST_DIFFERENT, "a few pixels aside would be noticed"


def test_whoever_does_something_sees_no_old_picture(new_page, demonstration):
    atlas = new_page(demonstration, is_fresh=True)
    held = []
    atlas.page.route("**/plotly.min.js*", lambda route: held.append(route))
    atlas.page.goto(demonstration, wait_until="commit")
    atlas.wait(lambda: held and is_seen(atlas), "the first sight")
    atlas.page.locator("#forward").click()
    assert not is_seen(atlas)
    held[0].continue_()
    atlas.settle()
