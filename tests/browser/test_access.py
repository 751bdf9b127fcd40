"""Owns what people with a screen reader, a keyboard only or little sight need: checked by axe, part by part."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

GRAVE = ("serious", "critical")


def find_violations(atlas):
    """Ask axe; return its serious findings as readable lines."""
    found = Axe().run(atlas.page).response["violations"]
    return [
        f"{one['impact']}: {one['id']}: {one['help']}: {node['target']} {node['html'][:160]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
def test_no_serious_violation_on_the_page_and_the_card(visit, theme):
    atlas = visit(f"?theme={theme}")
    assert find_violations(atlas) == []
    atlas.click_mark("Saraqib")
    expect(atlas.page.locator("#card h2")).to_be_visible()
    atlas.page.wait_for_timeout(300)
    assert find_violations(atlas) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_an_empty_field_asks_for_is_as_legible_as_other_quiet_text(visit, theme):
    """The tool does not look at placeholders."""
    colours = visit(f"?theme={theme}").page.evaluate("""() => {
      const quiet = getComputedStyle(document.querySelector(".subtitle")).color;
      const fields = [...document.querySelectorAll("[placeholder]")].filter((field) => field.checkVisibility());
      return [quiet, fields.map((field) => getComputedStyle(field, "::placeholder").color)];
    }""")
    assert len(colours[1]) > 2
    assert set(colours[1]) == {colours[0]}


def test_no_serious_violation_in_what_opens(atlas):
    atlas.page.keyboard.press("?")
    expect(atlas.page.get_by_role("dialog")).to_be_visible()
    atlas.page.wait_for_timeout(400)
    assert find_violations(atlas) == []
    atlas.page.keyboard.press("Escape")
    expect(atlas.page.get_by_role("dialog")).to_be_hidden()
    atlas.page.get_by_role("button", name="More of the timeline").click()
    atlas.page.wait_for_timeout(400)
    assert find_violations(atlas) == []


@pytest.mark.thorough
def test_no_serious_violation_on_a_phone(new_page, demonstration):
    atlas = new_page(demonstration, viewport={"width": 390, "height": 844}).open()
    assert find_violations(atlas) == []
    for sheet in ("#sheet-filters", "#sheet-events"):
        atlas.page.locator(sheet).click()
        atlas.page.wait_for_timeout(400)
        assert find_violations(atlas) == []


@pytest.mark.thorough
def test_nothing_glides_for_those_who_asked_for_less_motion(new_page, demonstration):
    atlas = new_page(demonstration, reduced_motion="reduce").open()
    glides = atlas.page.evaluate("""() => [...document.querySelectorAll("*")].filter((element) =>
      getComputedStyle(element).transitionDuration.split(",").some((time) => parseFloat(time) > 0)).length""")
    assert glides == 0
    zoom = atlas.camera[2]
    atlas.page.locator("#zoom-in").click()
    atlas.page.wait_for_timeout(60)
    assert abs(atlas.camera[2] - zoom - 1) < 0.01
