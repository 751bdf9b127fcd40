"""Owns what the bars of the timeline show: sides or types, doubts hatched; and that a step draws none of them anew."""

import csv

import pytest
from playwright.sync_api import expect

from geo.schema import COLUMN_NAMES
from geo.vocabulary import read_vocabulary
from tests.browser.serving import served

FIRST_OF_FEBRUARY = 18293
"""1 February 2020, in days since 1970."""

COLOURS_OF_A_DAY = """day => {
  const canvas = document.querySelector(".bars-canvas");
  const scale = canvas.width / canvas.clientWidth;
  const [left, right] = [day, day + 1].map(one => Math.round(atlas.track.xOf(one) * scale));
  const { data } = canvas.getContext("2d").getImageData(left + 2, 0, right - left - 6, canvas.height - 2);
  const seen = new Set();
  for (let n = 0; n < data.length; n += 4) if (data[n + 3] === 255) seen.add(data.slice(n, n + 3).join());
  return [...seen];
}"""
COUNT_DRAWING = """() => {
  window.drawn = { fills: 0, copies: 0 };
  const brush = CanvasRenderingContext2D.prototype;
  const [fill, copy] = [brush.fillRect, brush.drawImage];
  const isOurs = (pen) => pen.canvas.id !== "marks";
  brush.fillRect = function (...box) { if (isOurs(this)) window.drawn.fills++; return fill.apply(this, box); };
  brush.drawImage = function (...box) { if (isOurs(this)) window.drawn.copies++; return copy.apply(this, box); };
}"""


def write_events(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, COLUMN_NAMES)
        table.writeheader()
        table.writerows(rows)
    return path


def event(number, day, **cells):
    row = {"event_id": f"e{number}", "event_date": f"2020-02-{day:02d}", "event_type": "Battles", "time_precision": 1}
    return {**row, "actor1": "Military Forces of Syria", "location": "Saraqib", "country": "Syria", **cells}


@pytest.fixture(scope="module")
def serve_events(tmp_path_factory, build_folder):
    """Serve events of one's own for as long as a block takes."""

    def serve(*rows):
        return served(write_events(tmp_path_factory.mktemp("events") / "own.csv", *rows), build_folder)

    return serve


def colours_of(atlas, day):
    """Every colour of the bars of one day of February 2020, as far as it is solid."""
    atlas.wait(lambda: atlas.page.locator(".bars-canvas").count(), "the bars")
    return atlas.page.evaluate(f"({COLOURS_OF_A_DAY})({FIRST_OF_FEBRUARY + day - 1})")


def bars_of(atlas):
    return atlas.page.evaluate("() => dash_component_api.getLayout('histogram').props.data")


@pytest.mark.thorough
def test_days_that_are_known_are_solid_and_others_hatched(new_page, serve_events):
    known, doubted, lasting = event(1, 1), event(2, 10, time_precision=2), event(3, 20, end_date="2020-02-21")
    with serve_events(known, doubted, lasting, event(4, 27)) as address:
        atlas = new_page(address).open("?from=2020-02-01&to=2020-02-27")
        assert len(colours_of(atlas, 1)) == len(colours_of(atlas, 27)) == 1
        for day in (8, 10, 12, 20, 21):
            assert len(colours_of(atlas, day)) > 2, day
        for day in (4, 16, 19, 22):
            assert colours_of(atlas, day) == []


@pytest.mark.thorough
def test_nothing_is_hatched_where_every_day_is_known(new_page, serve_events):
    with serve_events(event(1, 1), event(2, 1), event(3, 10), event(4, 20)) as address:
        atlas = new_page(address).open("?from=2020-02-01&to=2020-02-20")
        assert [len(colours_of(atlas, day)) for day in (10, 20)] == [1, 1]


@pytest.mark.thorough
def test_bars_by_type_take_the_colours_of_the_types_and_so_do_the_signs(new_page, demonstration):
    atlas = new_page(demonstration).open()
    page = atlas.page
    sign = page.locator(".filters .icon-battle").first
    colour = next(one.colour for one in read_vocabulary().event_types if one.event_type == "Battles")
    wanted = f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"
    before = page.locator(".bars-canvas").evaluate("canvas => canvas.toDataURL()")
    assert sign.evaluate("sign => getComputedStyle(sign).backgroundColor") != wanted
    page.get_by_role("button", name="More of the timeline").click()
    page.get_by_text("By type", exact=True).click()
    atlas.wait(lambda: bars_of(atlas)["by"] == "type", "bars by type")
    atlas.wait(lambda: atlas.query.get("bars") == ["type"], "the address to say it")
    expect(sign).to_have_css("background-color", wanted)
    assert len(bars_of(atlas)["groups"]) == len(read_vocabulary().event_types)
    assert page.locator(".bars-canvas").evaluate("canvas => canvas.toDataURL()") != before
    page.go_back()
    atlas.wait(lambda: bars_of(atlas)["by"] == "side", "bars by side again")
    expect(sign).not_to_have_css("background-color", wanted)


def test_a_link_opens_bars_by_type(visit):
    atlas = visit("?bars=type")
    atlas.wait(lambda: bars_of(atlas)["by"] == "type", "bars by type")
    assert atlas.query["bars"] == ["type"]


def test_a_step_copies_the_bars_and_draws_none(atlas):
    atlas.page.evaluate(COUNT_DRAWING)
    for _ in range(3):
        days = atlas.days
        atlas.page.keyboard.press("ArrowRight")
        atlas.wait_for_change(lambda days=days: atlas.days, days)
    drawn = atlas.page.evaluate("() => window.drawn")
    assert drawn["fills"] == 0
    assert drawn["copies"] >= 3
    atlas.page.locator("#theme").click()
    atlas.wait(lambda: atlas.page.evaluate("() => window.drawn.fills") > 0, "bars in the colours of the theme")


@pytest.mark.thorough
def test_what_filters_leave_out_stays_as_a_pale_bar(new_page, serve_events):
    turkish = event(2, 5, actor1="Military Forces of Turkey")
    with serve_events(event(1, 5), turkish, event(3, 10)) as address:
        atlas = new_page(address).open("?from=2020-02-05&to=2020-02-10&side=turkiye")
        pale = colours_of(atlas, 10)
        assert len(pale) == 1
        assert set(pale) < set(colours_of(atlas, 5))


@pytest.mark.thorough
def test_a_timeline_without_events_says_so(new_page, serve_events):
    with serve_events() as address:
        page = new_page(address).page
        page.goto(address)
        expect(page.locator(".track")).to_have_text("No events are loaded, so there are no days to show.")
        expect(page.locator(".track canvas")).to_have_count(0)
        page.get_by_role("button", name="One step forward").click()
        page.get_by_role("button", name="Play").click()
        page.wait_for_timeout(500)
        expect(page.locator("#map-label b")).to_have_text("No events yet")
