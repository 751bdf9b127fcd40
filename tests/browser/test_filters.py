"""Owns journeys with the filters: the tree, what combines, chips, a drawn area, search marks, ways out of nothing."""

import re

import pytest
from playwright.sync_api import expect

WEST = "36.2000,36.4000 36.2000,36.8000 35.7000,36.8000 35.7000,36.4000"
PHONE = {"width": 390, "height": 844}


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
    expect(atlas.page.locator("#area-canvas")).to_have_class(re.compile("is-drawing"))
    mouse.move(*spot(atlas, *start))
    mouse.down()
    mouse.move(*spot(atlas, (start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    mouse.move(*spot(atlas, *end))
    mouse.up()


def area_is_painted(atlas):
    return atlas.page.evaluate("""() => {
      const canvas = document.getElementById("area-canvas");
      if (!canvas.width) return false;
      return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(value => value);
    }""")


# --- The tree of types -----------------------------------------------------------------------------------------------


def test_a_type_unfolds_to_its_sub_types_and_is_mixed_when_one_is_left_out(atlas):
    events, battles = atlas.shown_events, atlas.count_of("Event types", "Battles")
    expect(row(atlas, "Event types", "Armed clash")).to_be_hidden()
    unfold(atlas, "Battles")
    clashes = atlas.count_of("Event types", "Armed clash")
    assert 0 < clashes < battles
    atlas.box("Event types", "Armed clash").click()
    atlas.wait(lambda: atlas.shown_events == events - clashes, "the clashes to go")
    assert atlas.page.evaluate("() => document.querySelector(\"input[value='Battles']\").indeterminate")
    atlas.wait(lambda: "Battles: Government regains territory" in atlas.query.get("sub", []), "the address to say it")
    assert "Battles" not in atlas.query["type"]
    assert atlas.count_of("Event types", "Armed clash") == clashes
    assert chips(atlas) == ["Without Armed clash"]
    atlas.box("Event types", "Battles").click()
    atlas.wait(lambda: atlas.shown_events == events, "all battles to come back")
    expect(checkbox(atlas, "Event types", "Armed clash")).to_be_checked()
    atlas.wait(lambda: not {"type", "sub"} & set(atlas.query), "an address without types")


def test_unticking_a_type_unticks_its_sub_types_and_ticking_all_of_them_ticks_it(atlas):
    unfold(atlas, "Battles")
    leaves = [row(atlas, "Event types", name) for name in ("Government regains", "Non-state actor", "Armed clash")]
    atlas.box("Event types", "Battles").click()
    for leaf in leaves:
        expect(leaf.locator("input")).not_to_be_checked()
    for leaf in leaves:
        leaf.locator("label").click()
        expect(leaf.locator("input")).to_be_checked()
    expect(checkbox(atlas, "Event types", "Battles")).to_be_checked()
    atlas.wait(lambda: "type" not in atlas.query, "an address without types")


@pytest.mark.parametrize("way", ["button", "alt", "double"])
def test_only_keeps_one_and_asked_for_again_brings_all_back(atlas, way):
    page, events = atlas.page, atlas.shown_events
    turkiye = atlas.count_of("Sides", "Türkiye")
    label = atlas.box("Sides", "Türkiye")

    def only():
        if way == "double":
            label.dblclick()
        elif way == "alt":
            label.click(modifiers=["Alt"])
        else:
            label.hover()
            row(atlas, "Sides", "Türkiye").locator(".only").click()

    only()
    atlas.wait(lambda: len(atlas.query.get("side", [])) == 1, "one side in the address")
    atlas.wait(lambda: atlas.shown_events == turkiye, "only its events")
    assert chips(atlas) == ["Türkiye"]
    only()
    atlas.wait(lambda: "side" not in atlas.query and atlas.shown_events == events, "all sides again")
    unfold(atlas, "Battles")
    row(atlas, "Event types", "Armed clash").hover()
    page.get_by_role("button", name="Only Armed clash").click()
    atlas.wait(lambda: atlas.query.get("sub") == ["Battles: Armed clash"] and "type" not in atlas.query, "one sub-type")


def test_a_type_is_ticked_with_the_keyboard(atlas):
    checkbox(atlas, "Event types", "Battles").focus()
    atlas.page.keyboard.press("Space")
    atlas.wait(lambda: "type" in atlas.query, "the battles to go")
    expect(checkbox(atlas, "Event types", "Battles")).not_to_be_checked()
    expect(checkbox(atlas, "Event types", "Battles")).to_be_focused()


# --- Combining, chips, reset -----------------------------------------------------------------------------------------


def test_filters_combine_and_each_count_says_what_its_choice_would_leave(atlas):
    page = atlas.page
    page.locator("#actors").fill("Turkey")
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    atlas.wait(lambda: "actor" in atlas.query, "the actor in the address")
    atlas.settle()
    by_actor = atlas.shown_events
    confirmed = atlas.wait(lambda: atlas.count_of("How sure", "Confirmed"), "a count")
    assert 0 < confirmed < by_actor
    row(atlas, "How sure", "Confirmed").hover()
    row(atlas, "How sure", "Confirmed").locator(".only").click()
    atlas.wait(lambda: atlas.shown_events == confirmed, "what was counted")
    page.locator("summary", has_text="More filters").click()
    known = atlas.count_of("How well the day is known", "The day is known")
    atlas.box("How well the day is known", "Within a week").click()
    atlas.box("How well the day is known", "Within a month").click()
    atlas.wait(lambda: atlas.query.get("when") == ["1"] and atlas.shown_events == known, "what was counted")
    expect(page.locator("#more-active")).to_have_text("1 active")
    link = atlas.count_of("What an event must have", "A link")
    atlas.box("What an event must have", "A link").click()
    atlas.wait(lambda: atlas.query.get("has") == ["link"] and atlas.shown_events == link, "what was counted")
    expect(page.locator("#more-active")).to_have_text("2 active")
    assert len(chips(atlas)) == 4


def test_deaths_are_asked_for_at_least_at_most_or_unknown(atlas):
    page = atlas.page
    events = atlas.shown_events
    silent = int(re.search(r"(\d+) events? do", page.locator("#map-label .deaths").inner_text())[1])
    page.locator("summary", has_text="More filters").click()
    page.get_by_label("Unknown only").check(force=True)
    atlas.wait(lambda: atlas.shown_events == silent, "only those that do not say")
    assert chips(atlas) == ["Deaths unknown"]
    remove(atlas, "Deaths unknown")
    atlas.wait(lambda: atlas.shown_events == events, "everything to come back")
    page.locator("#deaths-least").fill("5")
    atlas.wait(lambda: atlas.query.get("deaths") == ["5.."], "the address to say it")
    assert chips(atlas) == ["5 or more deaths"]
    page.locator("#deaths-most").fill("10")
    atlas.wait(lambda: atlas.query.get("deaths") == ["5..10"], "the address to say it")
    assert chips(atlas) == ["5–10 deaths"]
    remove(atlas, "5–10")
    expect(page.locator("#deaths-least")).to_have_value("")
    expect(page.locator("#deaths-most")).to_have_value("")


def test_the_last_precision_that_is_unticked_brings_all_back(visit):
    atlas = visit("?when=1")
    atlas.page.locator("summary", has_text="More filters").click()
    atlas.box("How well the day is known", "The day is known").click()
    expect(checkbox(atlas, "How well the day is known", "Within a month")).to_be_checked()
    atlas.wait(lambda: "when" not in atlas.query, "an address without it")


def test_every_filter_of_a_link_has_a_chip_that_takes_it_away(atlas, visit):
    events = atlas.shown_events
    search = (
        "?type=Battles&side=government&sure=confirmed&area=Idlib&deaths=0..&when=1&exact=1&has=link&q=army"
        f"&in={WEST.replace(' ', '+')}&since=2019-11-20T14:02Z&step=week"
    )
    atlas = visit(search)
    expect(atlas.page.locator("#ignored")).to_be_empty()
    keys = {"type", "side", "sure", "area", "deaths", "when", "exact", "has", "q", "in", "since"}
    assert keys <= set(atlas.query)
    for left in range(len(keys), 0, -1):
        expect(atlas.page.locator(".chip")).to_have_count(left)
        atlas.page.locator(".chip").first.click()
    expect(atlas.page.get_by_role("button", name="Reset")).to_be_hidden()
    atlas.wait(lambda: not keys & set(atlas.query), "an address without filters")
    assert atlas.query["step"] == ["week"]
    atlas.wait(lambda: atlas.shown_events == events, "everything to come back")


def test_reset_clears_all_filters_and_only_filters(visit):
    search = f"?type=none&actor=Nobody&when=2&in={WEST.replace(' ', '+')}&q=x&from=2020-02-01&to=2020-02-20&show=rings"
    atlas = visit(search)
    expect(atlas.page.locator("#ignored")).to_contain_text('"Nobody" is not an actor of this atlas.')
    atlas.page.get_by_role("button", name="Reset").click()
    expect(atlas.page.locator(".chip")).to_have_count(0)
    atlas.wait(lambda: not {"type", "when", "in", "q"} & set(atlas.query), "an address without filters")
    assert atlas.days == ["2020-02-01", "2020-02-20"]
    assert atlas.query["show"] == ["rings"]
    expect(atlas.page.locator("#search")).to_have_value("")


@pytest.mark.thorough
def test_back_undoes_a_filter_and_its_control_follows(new_page, demonstration):
    atlas = new_page(demonstration).open()
    page, events = atlas.page, atlas.shown_events
    unfold(atlas, "Battles")
    atlas.box("Event types", "Armed clash").click()
    atlas.wait(lambda: "sub" in atlas.query, "the filter in the address")
    page.wait_for_timeout(800)  # What follows sooner is one act with it.
    draw_rectangle(atlas, (0.4, 0.3), (0.7, 0.7))
    atlas.wait(lambda: "in" in atlas.query, "the area in the address")
    atlas.settle()
    page.go_back()
    atlas.wait(lambda: "in" not in atlas.query and not area_is_painted(atlas), "the area to go")
    assert chips(atlas) == ["Without Armed clash"]
    page.go_back()
    expect(checkbox(atlas, "Event types", "Armed clash")).to_be_checked()
    atlas.wait(lambda: atlas.shown_events == events and not chips(atlas), "everything to come back")


def test_a_choice_that_would_leave_nothing_is_marked(visit):
    atlas = visit("?from=2020-02-05&to=2020-02-05&side=turkiye")
    quiet = [said for said in atlas.page.locator(".filter-row [data-none]").all_text_contents() if said != "0"]
    assert quiet == []
    loud = atlas.page.locator(".filter-row [data-count]:not([data-none])").all_text_contents()
    assert loud
    assert "0" not in loud


# --- An area drawn on the map ----------------------------------------------------------------------------------------


def test_a_rectangle_drawn_on_the_map_keeps_what_is_in_it(atlas):
    page, events, camera = atlas.page, atlas.shown_events, atlas.camera
    draw_rectangle(atlas, (0.45, 0.3), (0.7, 0.6))
    atlas.wait(lambda: "in" in atlas.query, "the area in the address")
    atlas.wait(lambda: 0 < atlas.shown_events < events, "fewer events")
    atlas.wait(lambda: area_is_painted(atlas), "the area to be seen")
    assert atlas.camera == camera
    expect(page.locator("#draw-hint")).to_be_hidden()
    corners = [tuple(map(float, corner.split(","))) for corner in atlas.query["in"][0].split()]
    assert len(corners) == 4
    marks = atlas.settle().frame["marks"]
    (south, west), (north, east) = (tuple(f(c[n] for c in corners) for n in (0, 1)) for f in (min, max))
    assert all(west <= lon <= east for lon in marks["lon"])
    assert all(south <= lat <= north for lat in marks["lat"])
    remove(atlas, "Drawn area")
    atlas.wait(lambda: atlas.shown_events == events and "in" not in atlas.query, "everything to come back")
    atlas.wait(lambda: not area_is_painted(atlas), "the area to go")


def test_a_polygon_takes_corners_back_and_ends_with_enter_or_a_double_click(atlas):
    page = atlas.page
    polygon = page.get_by_role("button", name="Polygon")
    polygon.click()
    expect(polygon).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#area-canvas")).to_have_class(re.compile("is-drawing"))
    for place in [(0.4, 0.3), (0.7, 0.3), (0.9, 0.9)]:
        page.mouse.click(*spot(atlas, *place))
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(page.locator("#draw-hint")).to_contain_text("three corners")
    assert "in" not in atlas.query
    page.mouse.click(*spot(atlas, 0.65, 0.65))
    page.keyboard.press("Enter")
    atlas.wait(lambda: len(atlas.query.get("in", [""])[0].split()) == 3, "three corners in the address")
    expect(polygon).to_have_attribute("aria-pressed", "false")
    first = atlas.query["in"]
    expect(page.locator("#area-canvas")).not_to_have_class(re.compile("is-drawing"))
    polygon.click()
    expect(page.locator("#area-canvas")).to_have_class(re.compile("is-drawing"))
    for place in [(0.45, 0.3), (0.7, 0.35), (0.7, 0.6)]:
        page.mouse.click(*spot(atlas, *place))
    page.mouse.dblclick(*spot(atlas, 0.45, 0.6))
    atlas.wait(lambda: atlas.query["in"] != first, "another area")
    assert len(atlas.query["in"][0].split()) == 4


def test_escape_gives_an_area_up_and_the_map_moves_again(atlas):
    page, camera = atlas.page, atlas.camera
    canvas, drawing = page.locator("#area-canvas"), re.compile("is-drawing")
    page.get_by_role("button", name="Polygon").click()
    expect(canvas).to_have_class(drawing)
    page.mouse.click(*spot(atlas, 0.5, 0.3))
    page.keyboard.press("Escape")
    expect(page.locator("#draw-hint")).to_be_hidden()
    expect(canvas).not_to_have_class(drawing)
    page.mouse.move(*spot(atlas, 0.5, 0.5))
    page.mouse.down()
    page.mouse.move(*spot(atlas, 0.4, 0.4), steps=4)
    page.mouse.up()
    atlas.wait(lambda: atlas.camera != camera, "the map to move")
    assert "in" not in atlas.query


# --- Search ----------------------------------------------------------------------------------------------------------


def test_what_a_search_found_is_marked_in_list_and_headline(atlas):
    page = atlas.page
    clear = page.locator("#clear-search")
    expect(clear).to_be_hidden()
    page.locator("#search").fill("SARÁQIB army")
    atlas.wait(lambda: "q" in atlas.query, "the search in the address")
    marked = page.locator("#list mark")
    atlas.wait(lambda: {"saraqib", "army"} & {said.lower() for said in marked.all_inner_texts()}, "words to be marked")
    page.locator("#list .event-row", has_text="Saraqib").first.click()
    expect(page.locator("#card h2")).to_be_visible()
    headline = page.locator("#card h2").inner_text()
    if "saraqib" in headline.lower() or "army" in headline.lower():
        expect(page.locator("#card h2 mark").first).to_be_visible()
    clear.click()
    expect(page.locator("#search")).to_have_value("")
    expect(clear).to_be_hidden()
    expect(page.locator("#card h2 mark")).to_have_count(0)
    assert page.locator("#card h2").inner_text() == headline


@pytest.mark.parametrize(
    ("text", "search", "marked"),
    [
        ("The Türkiye-backed army", "turkiye ARMY", ["Türkiye", "army"]),
        ("Ma'arrat an-Nu‘mān fell", "numan", ["Nu‘mān"]),
        ("İdlib, Idlib, ıdlıb", "idlib", ["İdlib", "Idlib", "ıdlıb"]),
        ("أُحْتُلَّت سراقب", "احتلت", ["أُحْتُلَّت"]),
        ("<b>bold</b> & 'b'", "b", ["b", "b", "b", "b'"]),
        ("Nothing here", "", []),
        ("", "idlib", []),
    ],
)
def test_words_are_found_in_any_case_and_with_any_accents(atlas, text, search, marked):
    parts = atlas.page.evaluate("([text, search]) => atlas.markWords(text, search)", [text, search])
    assert "".join(part for part, _ in parts) == text
    assert [part for part, is_match in parts if is_match] == marked


# --- Ways out of nothing ---------------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_search_without_a_match_says_so_and_widens_to_all_days(visit):
    atlas = visit("?from=2019-12-25&to=2019-12-26&q=saraqib")
    page = atlas.page
    note = page.locator("#empty-list")
    expect(note).to_contain_text("No event matches “saraqib” in this window.")
    expect(note).to_contain_text(re.compile(r"[1-9]\d* in all time"))
    found = int(re.search(r"(\d+) in all time", note.inner_text())[1])
    note.get_by_role("button", name="Show all days").click()
    atlas.wait(lambda: atlas.shown_events == found, "all of them")
    atlas.wait(lambda: atlas.days == ["2019-12-19", "2020-03-15"], "the address to say it")
    expect(note).to_be_hidden()
    page.locator("#search").fill("nobody wrote this")
    expect(note).to_contain_text("None in all time")
    expect(page.locator("#empty-map")).to_be_visible()
    note.get_by_role("button", name="Clear the search").click()
    atlas.wait(lambda: atlas.shown_events == 140, "everything")
    expect(page.locator("#empty-map")).to_be_hidden()


def test_events_outside_the_map_are_a_click_away(visit):
    atlas = visit("?at=-30,-140,6&side=russia")
    note = atlas.page.locator("#empty-map")
    expect(note).to_contain_text(re.compile(r"[1-9]\d* events? outside the map"))
    note.get_by_role("button", name="Show them").click()
    expect(note).to_be_hidden()
    atlas.wait(lambda: atlas.frame["inside"] == atlas.frame["events"] - atlas.frame["unplaced"], "all of them")


def test_a_filter_that_leaves_nothing_offers_to_go(atlas, visit):
    events = atlas.shown_events
    atlas = visit("?type=none")
    note = atlas.page.locator("#empty-list")
    expect(note).to_contain_text("No event in this window passes the filters.")
    note.get_by_role("button", name="Remove all filters").click()
    atlas.wait(lambda: atlas.shown_events == events, "everything to come back")
    expect(note).to_be_hidden()


# --- A phone ---------------------------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_phone_counts_filters_on_its_button_and_draws_with_a_finger(new_page, demonstration):
    atlas = new_page(demonstration, viewport=PHONE, has_touch=True).open("?type=Battles&when=1")
    page = atlas.page
    filters = page.locator("#sheet-filters")
    expect(filters).to_have_attribute("data-active", "2")
    expect(chip(atlas, "Battles")).to_be_hidden()
    filters.click()
    expect(chip(atlas, "Battles")).to_be_visible()
    box = page.get_by_role("button", name="Reset").bounding_box()
    assert 0 <= box["x"] <= box["x"] + box["width"] <= PHONE["width"]
    page.get_by_role("button", name="Polygon").tap()
    expect(page.locator(".filters")).to_be_hidden()
    for place in [(0.2, 0.3), (0.8, 0.3), (0.7, 0.7)]:
        page.touchscreen.tap(*spot(atlas, *place))
    page.get_by_role("button", name="Done").tap()
    atlas.wait(lambda: len(atlas.query.get("in", [""])[0].split()) == 3, "the area in the address")
    expect(filters).to_have_attribute("data-active", "3")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
