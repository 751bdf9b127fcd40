"""Owns journeys of a briefer: the sheet of exactly the view, its edits, its files, and the map without its controls."""

import io
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.test_access import find_violations
from tests.browser.test_phone import PHONE

DAYS = "from=2020-02-07&to=2020-02-09"
SAYS_SHEET = """() => {
  const picture = document.querySelector(".brief-picture");
  return picture?.checkVisibility() && picture.complete && picture.naturalWidth ? atlas.shownSheet()?.svg : "";
}"""
CARDS = ".presented-marking:not(.is-last), .presented h2, .map-label, #map-legend, #scale, .presented p"
OVERLAPS = """selector => {
  const seen = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility() && one.offsetWidth);
  const boxes = seen.map((one) => [one.id || one.className || one.tagName, one.getBoundingClientRect()]);
  const found = [];
  boxes.forEach(([name, a], n) => {
    const isCut = a.left < 0 || a.top < 0 || a.right > innerWidth + 0.5 || a.bottom > innerHeight + 0.5;
    if (isCut) found.push(`${name} is cut`);
    for (const [other, b] of boxes.slice(n + 1)) {
      const isBeside = a.left >= b.right || b.left >= a.right || a.top >= b.bottom - 0.5 || b.top >= a.bottom - 0.5;
      if (!isBeside) found.push(`${name} on ${other}`);
    }
  });
  return [boxes.map(([name]) => name), found];
}"""


def say_sheet(atlas):
    """What the picture of the preview says, as one text; empty while there is none."""
    svg = atlas.page.evaluate(SAYS_SHEET)
    return " ".join(ElementTree.fromstring(svg).itertext()) if svg else ""


def wait_for(atlas, text):
    return atlas.wait(lambda: text in say_sheet(atlas) and say_sheet(atlas), f"{text!r} on the sheet")


def natural_size(atlas):
    return atlas.page.locator(".brief-picture").evaluate("one => [one.naturalWidth, one.naturalHeight]")


def open_brief(atlas):
    atlas.page.get_by_role("button", name="Brief", exact=True).click()
    wait_for(atlas, "Sources:")
    return atlas.page.get_by_role("dialog", name="Brief")


def fetch_file(atlas, name):
    with atlas.page.expect_download() as download:
        atlas.page.get_by_role("button", name=name, exact=True).click()
    return download.value


def letters_of(text):
    """A text without its blanks: a sheet breaks lines."""
    return re.sub(r"\s+", "", text)


def test_brief_shows_the_sheet_of_the_view_and_gives_the_focus_back(visit):
    atlas = visit(f"?{DAYS}")
    counts, button = atlas.label.split(" | ")[1], atlas.page.locator("#brief-open")
    button.focus()
    days = atlas.days
    atlas.page.keyboard.press("Enter")
    said = wait_for(atlas, "Sources:")
    assert "7–9 February 2020" in said
    assert letters_of(counts) in letters_of(said)
    dialog = atlas.page.get_by_role("dialog", name="Brief")
    expect(dialog.get_by_label("Title", exact=True).first).to_have_value(re.compile("7–9 February 2020$"))
    for key in ("Space", "ArrowRight", "f", "/", "Home"):
        atlas.page.keyboard.press(key)
    atlas.page.evaluate("() => document.activeElement.blur()")
    for key in ("Space", "ArrowRight", "f"):
        atlas.page.keyboard.press(key)
    atlas.page.wait_for_timeout(300)
    assert atlas.days == days
    assert "present" not in atlas.query
    atlas.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    dialog.get_by_role("button", name="Close").click()
    expect(button).to_be_focused()


def test_edits_are_seen_at_once_and_a_link_carries_them(visit):
    atlas = visit(f"?{DAYS}")
    dialog = open_brief(atlas)
    title = dialog.get_by_role("textbox", name="Title", exact=True)
    proposed = title.input_value()
    title.fill("<b>The fall of Saraqib</b>")
    wait_for(atlas, "<b>The fall of Saraqib</b>")
    dialog.get_by_label("Marking").fill("TLP:AMBER")
    wait_for(atlas, "TLP:AMBER")
    dialog.get_by_label("Timeline").uncheck()
    dialog.get_by_label("How many").fill("3")
    dialog.get_by_label("How many").press("Tab")
    outs = dialog.get_by_role("button", name="Leave out")
    atlas.wait(lambda: outs.count() == 3, "three key events")
    left_out = outs.nth(1).get_attribute("aria-label").split(": ", 2)[-1]
    assert letters_of(left_out) in letters_of(say_sheet(atlas))
    outs.nth(1).focus()
    atlas.page.keyboard.press("Enter")
    atlas.wait(lambda: outs.count() == 2 and letters_of(left_out) not in letters_of(say_sheet(atlas)), "two of them")
    expect(outs.nth(1)).to_be_focused()
    dialog.get_by_label("Layout").select_option("square")
    atlas.wait(lambda: natural_size(atlas) == [1080, 1080], "a square")
    asked = atlas.query
    assert {name: asked[name] for name in ("title", "marking", "layout", "without", "top", "brief")} == {
        "title": ["<b>The fall of Saraqib</b>"], "marking": ["TLP:AMBER"], "layout": ["square"], "without": ["strip"],
        "top": ["3"], "brief": ["1"],
    }  # fmt: skip
    assert len(asked["key"]) == 2
    said, address = say_sheet(atlas), atlas.page.url
    dialog.get_by_role("button", name="Reset: Title").click()
    wait_for(atlas, "7–9 February 2020")
    expect(title).to_have_value(proposed)
    atlas.page.keyboard.press("Escape")
    atlas = visit(address[address.index("?") :])
    again = wait_for(atlas, "The fall of Saraqib")
    assert natural_size(atlas) == [1080, 1080]
    assert without_moment(again) == without_moment(said)


def without_moment(text):
    """A sheet says to the minute when it was opened."""
    return re.sub(r"\d\d:\d\d ?UTC", "", text)


@pytest.mark.thorough
def test_what_a_briefer_chose_is_remembered_but_not_the_words_of_one_view(new_page, demonstration):
    atlas = new_page(demonstration).open(f"?{DAYS}")
    dialog = open_brief(atlas)
    dialog.get_by_label("Layout").select_option("web")
    dialog.get_by_label("Marking").fill("TLP:GREEN")
    wait_for(atlas, "TLP:GREEN")
    dialog.get_by_label("Locator map").uncheck()
    dialog.get_by_role("textbox", name="Title", exact=True).fill("Only once")
    dialog.get_by_label("How many").fill("5")
    dialog.get_by_label("How many").press("Tab")
    outs = dialog.get_by_role("button", name="Leave out")
    atlas.wait(lambda: outs.count() == 5 and "Only once" in say_sheet(atlas), "all of it on the sheet")
    atlas.open()
    dialog = open_brief(atlas)
    said = wait_for(atlas, "TLP:GREEN")
    assert natural_size(atlas) == [1200, 630]
    assert "Only once" not in said
    expect(dialog.get_by_label("Locator map")).not_to_be_checked()
    expect(dialog.get_by_label("How many")).to_have_value("5")
    atlas.open("?brief=1&marking=TLP:RED")
    wait_for(atlas, "TLP:RED")
    atlas.open()
    open_brief(atlas)
    assert "TLP:GREEN" in say_sheet(atlas)


@pytest.mark.thorough
def test_an_own_size_is_drawn_and_a_bad_one_says_what_is_expected(visit):
    atlas = visit(f"?{DAYS}")
    dialog = open_brief(atlas)
    dialog.get_by_label("Layout").select_option(label="Own size…")
    own = dialog.get_by_label("Width and height in pixels")
    own.fill("900 X 700")
    own.press("Enter")
    atlas.wait(lambda: natural_size(atlas) == [900, 700], "the size that was asked for")
    for bad in ("banana", "20x9000"):
        own.fill(bad)
        own.press("Enter")
        expect(dialog.get_by_role("alert").filter(visible=True)).to_contain_text("each from 320 to 4000: 1400x700")
    atlas.page.wait_for_timeout(400)
    assert natural_size(atlas) == [900, 700]
    own.fill("640x640")
    own.press("Enter")
    atlas.wait(lambda: natural_size(atlas) == [640, 640], "the next size")
    expect(dialog.get_by_role("alert").filter(visible=True)).to_have_count(0)


def test_the_picture_is_what_the_preview_showed(new_page, demonstration):
    atlas = new_page(demonstration).open(f"?{DAYS}&layout=web&brief=1&title=Saraqib")
    wait_for(atlas, "Sources:")
    expect(atlas.page.get_by_label("Picture size")).to_contain_text("1200 × 630")
    download = fetch_file(atlas, "PNG")
    assert download.suggested_filename == "Saraqib-2020-02-07-to-2020-02-09.png"
    drawn = Image.open(download.path()).convert("RGB")
    assert drawn.size == (1200, 630)
    atlas.page.set_viewport_size({"width": 1300, "height": 700})
    atlas.page.evaluate("""() => {
      const picture = document.querySelector(".brief-picture");
      document.body.append(picture);
      Object.assign(picture.style, { position: "fixed", left: 0, top: 0, width: "1200px", height: "630px",
        maxWidth: "none", maxHeight: "none", boxShadow: "none", zIndex: 999, aspectRatio: "auto" });
    }""")
    seen = atlas.page.screenshot(clip={"x": 0, "y": 0, "width": 1200, "height": 630})
    one, other = (np.asarray(picture, dtype=int) for picture in (drawn, Image.open(io.BytesIO(seen)).convert("RGB")))
    assert (abs(one - other).max(axis=2) > 24).mean() <= 0.01
    assert one.std() > 20


@pytest.mark.thorough
def test_a_series_says_how_far_it_is_and_can_be_cancelled(new_page, demonstration):
    atlas = new_page(demonstration).open("?brief=1&from=2020-01-01&to=2020-02-20&layout=web")
    wait_for(atlas, "Sources:")
    page = atlas.page
    page.get_by_label("PDF, slides, film").select_option("day")
    status = page.get_by_role("dialog", name="Brief").get_by_role("status")
    page.get_by_role("button", name="PDF", exact=True).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    expect(status).to_have_text(re.compile(r"^[1-9]\d* of 51 sheets$"), timeout=20_000)
    page.get_by_role("button", name="Cancel").click()
    expect(status).to_contain_text("Stopped")
    expect(page.get_by_role("progressbar")).to_be_hidden()
    expect(page.get_by_role("button", name="PDF", exact=True)).to_be_focused()
    download = fetch_file(atlas, "SVG")
    assert download.suggested_filename == "conflict-atlas-2020-01-01-to-2020-02-20.svg"
    expect(status).to_contain_text("is in your downloads")


@pytest.mark.thorough
def test_a_view_without_events_has_a_sheet_that_says_so(visit):
    atlas = visit("?from=2019-12-28&to=2019-12-28&brief=1")
    said = wait_for(atlas, "Sources: not given")
    assert "0 of 140 events" in said
    expect(atlas.page.get_by_text("No event is on this map in these days.")).to_be_visible()


@pytest.mark.thorough
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_violation_in_brief_and_presentation(visit, theme):
    atlas = visit(f"?theme={theme}&brief=1&marking=TLP:AMBER")
    wait_for(atlas, "TLP:AMBER")
    assert find_violations(atlas) == []
    atlas.page.get_by_role("button", name="Present", exact=True).click()
    expect(atlas.page.locator(".presented p")).to_contain_text("Sources:")
    assert find_violations(atlas) == []
    atlas.page.keyboard.press("f")


def test_a_phone_holds_the_sheet_in_sight_and_nothing_is_wider_than_it(new_page, demonstration):
    atlas = new_page(demonstration, viewport=PHONE, has_touch=True).open("?brief=1")
    wait_for(atlas, "Sources:")
    page = atlas.page
    too_wide = page.evaluate("""() => [...document.querySelectorAll(".brief *")].filter((one) =>
      one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 0.5).map((one) => one.outerHTML)""")
    assert too_wide == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    least_px = page.evaluate("""() => Math.min(...[...document.querySelectorAll(".brief button")]
      .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect())
      .map((box) => Math.min(box.width, box.height)))""")
    assert least_px > 39.5
    page.get_by_role("button", name="MP4").scroll_into_view_if_needed()
    expect(page.locator(".brief-picture")).to_be_in_viewport(ratio=0.99)
    expect(page.get_by_role("button", name="Close")).to_be_in_viewport()
    page.get_by_role("button", name="Close").tap()
    expect(page.get_by_role("dialog", name="Brief")).to_be_hidden()


def test_f_leaves_the_map_alone_with_its_words_and_the_keys_still_step(visit):
    atlas = visit(f"?{DAYS}")
    page, size = (
        atlas.page,
        atlas.page.locator("#map-label b").evaluate("one => parseFloat(getComputedStyle(one).fontSize)"),
    )
    page.keyboard.press("f")
    expect(page.locator(".presented h2")).to_have_text("Idlib and Aleppo, Syria")
    expect(page.locator(".presented p")).to_contain_text("Sources:")
    expect(page.locator("#map-label")).to_contain_text("7–9 Feb 2020")
    expect(page.locator(".legend-row").first).to_be_visible()
    for control in (".header", ".filters", ".events", ".timeline", ".zoom-buttons"):
        expect(page.locator(control)).not_to_be_in_viewport()
    assert page.locator("#map-label b").evaluate("one => parseFloat(getComputedStyle(one).fontSize)") > size * 1.3
    assert atlas.query["present"] == ["1"]
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#map-label b")).to_have_text("8–10 Feb 2020")
    days = atlas.days
    page.keyboard.press("Space")
    atlas.wait_for_change(lambda: atlas.days, days)
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(page.locator(".timeline")).to_be_visible()
    expect(page.locator(".presented h2")).to_be_hidden()
    atlas.wait(lambda: "present" not in atlas.query, "the address without it")


@pytest.mark.thorough
def test_who_has_no_keys_ends_a_presentation_by_moving(visit):
    atlas = visit(f"?{DAYS}&present=1")
    end = atlas.page.get_by_role("button", name="End presentation")
    atlas.wait(lambda: end.evaluate("one => getComputedStyle(one).opacity") == "0", "a picture without controls", 8)
    atlas.page.mouse.move(300, 300)
    atlas.page.mouse.move(310, 310)
    atlas.wait(lambda: end.evaluate("one => getComputedStyle(one).opacity") == "1", "the way out")
    end.click()
    expect(atlas.page.locator(".header")).to_be_visible()


@pytest.mark.parametrize(
    ("size", "theme"),
    [((1440, 900), "light"), pytest.param((1024, 768), "dark", marks=pytest.mark.thorough), ((390, 844), "dark")],
)
def test_nothing_of_a_presentation_overlaps(new_page, demonstration, size, theme):
    search = f"?present=1&theme={theme}&marking=TLP:AMBER&title=A+long+title+about+the+north+west+of+Syria+in+winter"
    atlas = new_page(demonstration, viewport={"width": size[0], "height": size[1]}).open(search)
    expect(atlas.page.locator(".presented p")).to_contain_text("Sources:")
    expect(atlas.page.locator(".presented-marking").first).to_have_text("TLP:AMBER")
    atlas.page.wait_for_timeout(200)
    shown, overlapping = atlas.page.evaluate(OVERLAPS, CARDS)
    assert len(shown) == 6
    assert overlapping == []
    assert atlas.page.locator("#map-legend .legend-row").first.is_visible()
    assert atlas.page.evaluate("() => document.documentElement.scrollWidth") <= size[0]
