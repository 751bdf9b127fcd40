"""Owns what a person does with the filters, and what is then seen of them."""

import re

from playwright.sync_api import expect


def row(atlas, group, name):
    return atlas.page.get_by_role("group", name=group).locator(".filter-row", has_text=name)


def checkbox(atlas, group, name):
    return row(atlas, group, name).locator("input")


def unfold(atlas, name):
    atlas.page.locator(f"summary[aria-label='Sub-types of {name}']").click()


def chips(atlas):
    return atlas.page.locator(".chip").all_inner_texts()


def chip(atlas, text):
    return atlas.page.locator(".chip", has_text=text)


def remove(atlas, text):
    chip(atlas, text).click()
    expect(chip(atlas, text)).to_have_count(0)


def spot(atlas, right, down):
    box = atlas.page.locator("#map").bounding_box()
    return box["x"] + box["width"] * right, box["y"] + box["height"] * down


def draw_rectangle(atlas, start, end):
    mouse = atlas.page.mouse
    atlas.page.get_by_role("button", name="Rectangle").click()
    expect(atlas.page.locator("#area-cover")).to_have_class(re.compile("is-drawing"))
    mouse.move(*spot(atlas, *start))
    mouse.down()
    mouse.move(*spot(atlas, (start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    mouse.move(*spot(atlas, *end))
    mouse.up()


def area_is_painted(atlas):
    return atlas.page.locator("#area-cover .area-line").count() > 0
