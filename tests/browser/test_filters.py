"""Owns journeys with the filters: the tree of types, what combines, chips, back and reset."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.filtering import area_is_painted, checkbox, chips, draw_rectangle, remove, row, unfold

WEST = "36.2000,36.4000 36.2000,36.8000 35.7000,36.8000 35.7000,36.4000"


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


@pytest.mark.thorough
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


@pytest.mark.parametrize(
    "way", ["button", *(pytest.param(way, marks=pytest.mark.thorough) for way in ("alt", "double"))]
)
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


@pytest.mark.thorough
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


@pytest.mark.thorough
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


@pytest.mark.thorough
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


@pytest.mark.thorough
def test_a_choice_that_would_leave_nothing_is_marked(visit):
    atlas = visit("?from=2020-02-05&to=2020-02-05&side=turkiye")
    quiet = [said for said in atlas.page.locator(".filter-row [data-none]").all_text_contents() if said != "0"]
    assert quiet == []
    loud = atlas.page.locator(".filter-row [data-count]:not([data-none])").all_text_contents()
    assert loud
    assert "0" not in loud
