"""Owns journeys of somebody who makes events of an article: pasted, looked through by keys, left and gone on with."""

import csv
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.serving import DATA, served
from tests.browser.test_access import find_violations

FOUNDING = Path(__file__).resolve().parents[3] / "shared" / "samples" / "article_2020-02-17.txt"
MOST_PRESSES = 25
PHONE = {"width": 390, "height": 844}
START = (
    "event_id,event_date,event_type,actor1,location,latitude,longitude,source,source_title,source_date,source_url\n"
    "TST-2020-01-01-a,2020-01-01,Protests,Protesters,Ariha,35.8142,36.6089,,,,\n"
    "TST-2020-02-29-a,2020-02-29,Protests,Protesters,Ariha,35.8142,36.6089,,,,\n"
)
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script> 😀😀 "
TEXT = (
    f"{HOSTILE}On Monday, Syrian government forces shelled Ariha in Idlib, killing three civilians. "
    "On Tuesday, Hayat Tahrir al-Sham attacked Saraqib. "
    "Turkey sent a convoy of 40 vehicles to Taftanaz on 11 February. The army may attack Binnish next week."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Events that may be added to, and the rest of the data as it is."""
    data = tmp_path_factory.mktemp("data")
    for part in DATA.iterdir():
        if part.name not in ("events", "drafts"):
            (data / part.name).symlink_to(part)
    (data / "events").mkdir()
    (data / "events" / "test.csv").write_text(START)
    return data


@pytest.fixture(scope="module")
def address(folder, build_folder):
    with served(folder / "events", build_folder, folder, edit=True) as served_at:
        yield served_at


@pytest.fixture
def file(folder):
    """The file of events as it was, and no review begun."""
    path = folder / "events" / "test.csv"
    path.write_text(START)
    (path.parent / "CHANGES.csv").unlink(missing_ok=True)
    shutil.rmtree(folder / "drafts", ignore_errors=True)
    return path


@pytest.fixture
def open_page(new_page, address, file):
    return lambda search="?from=2020-01-01&to=2020-02-29", **options: new_page(address, is_fresh=True, **options).open(
        search
    )


def rows_of(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class Hands:
    """What somebody presses and clicks, counted; a text that is pasted counts as one."""

    def __init__(self, page):
        self.page = page
        self.presses = 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def click(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()
        self.presses += 1

    def paste(self, text):
        self.page.keyboard.insert_text(text)
        self.presses += 1


def begin(page, text, day="2020-02-12"):
    page.get_by_role("button", name="Add from article").click()
    page.get_by_label("Text of the report").fill(text)
    page.get_by_label("Published on").fill(day)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".review-card[aria-current]")).to_be_visible()


def card(page, words):
    return page.locator(".review-card", has_text=words)


def says(page, words):
    expect(page.locator(".review-status")).to_contain_text(words)


@pytest.mark.skipif(not FOUNDING.exists(), reason="the article is not on this machine")
def test_the_founding_article_is_on_the_map_after_few_presses(open_page, file):
    atlas = open_page()
    hands = Hands(atlas.page)
    hands.click("Add from article")
    expect(atlas.page.get_by_label("Text of the report")).to_be_focused()
    hands.paste(FOUNDING.read_text(encoding="utf-8"))
    atlas.page.get_by_label("Published on").click()
    hands.presses += 1
    hands.press(*"2020-02-17", "Enter")
    cards = atlas.page.locator(".review-card")
    expect(cards.first).to_be_visible()
    count = cards.count()
    for n in range(1, count + 1):
        hands.press("a")
        expect(atlas.page.locator(".review-count")).to_have_text(f"{n} of {count} settled")
    says(atlas.page, "Every draft is settled")
    assert hands.presses <= MOST_PRESSES
    rows = rows_of(file)[2:]
    assert len(rows) == count
    places = {row["location"] for row in rows}
    assert {"Moscow", "Munich", "Istanbul", "Saraqib", "Reyhanli"} <= places
    assert all(row["source_date"] == "2020-02-17" and row["event_id"].startswith("TST-2020-") for row in rows)
    atlas.page.keyboard.press("Escape")
    atlas.wait(lambda: f"of {count + 2} events" in atlas.label, "the accepted events to be counted")
    atlas.page.evaluate("atlas.map().jumpTo({ center: [30, 45], zoom: 3 })")
    placed = 2 + sum(bool(row["latitude"]) for row in rows)
    atlas.wait(lambda: sum(atlas.frame["marks"]["events"]) == placed, "marks for the accepted events")


def test_a_review_is_left_gone_on_with_and_taken_back(open_page, file):
    atlas = open_page()
    page = atlas.page
    begin(page, TEXT)
    expect(page.locator(".review-words")).to_contain_text(
        "<img src=x onerror=alert(1)><script>alert(2)</script> 😀😀 On"
    )
    expect(page.locator(".said-event.is-lit")).to_have_text(["shelled", "killing"])
    page.keyboard.press("a")
    says(page, "TST-2020-02-10-a is added to test.csv")
    assert rows_of(file)[2]["location"] == "Ariha"
    page.keyboard.press("r")
    page.keyboard.press("4")
    expect(card(page, "Saraqib")).to_contain_text("rejected")
    page.reload()
    atlas.settle()
    page.get_by_role("button", name="Add from article").click()
    expect(page.get_by_text("1 review is not finished")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".review-count")).to_have_text("2 of 3 settled")
    expect(card(page, "Taftanaz")).to_have_attribute("aria-current", "true")
    card(page, "Saraqib").get_by_role("button").click()
    expect(card(page, "Saraqib")).to_contain_text("Rejected: old news")
    page.keyboard.press("u")
    says(page, "Taken back")
    page.keyboard.press("Control+z")
    expect(page.locator(".review-count")).to_have_text("0 of 3 settled")
    assert len(rows_of(file)) == 2


@pytest.mark.thorough
def test_a_draft_is_corrected_in_the_form_and_what_is_wrong_stands_at_its_field(open_page, file):
    page = open_page().page
    begin(page, TEXT)
    page.keyboard.press("e")
    page.locator("[data-field=event_date]").fill("10.2.2020")
    page.keyboard.press("a")  # Typed, so no act.
    page.keyboard.press("Control+Enter")
    expect(page.locator("#edit-field-event_date-fault")).to_contain_text("is not a date")
    assert find_violations_of(page) == []
    page.locator("[data-field=event_date]").fill("2020-02-09")
    page.locator("[data-field=location]").fill("Saraqeb")
    page.locator(".review-pin.is-candidate").first.click()
    expect(page.locator("[data-field=location]")).to_have_value("Saraqib")
    page.keyboard.press("Control+Enter")
    says(page, "The draft is corrected")
    page.keyboard.press("Enter")
    says(page, "TST-2020-02-09-a is added")
    row = rows_of(file)[2]
    assert (row["location"], row["event_date"]) == ("Saraqib", "2020-02-09")
    assert float(row["latitude"]) == pytest.approx(35.86, abs=0.05)


def find_violations_of(page):
    return find_violations(type("Opened", (), {"page": page}))


@pytest.mark.thorough
def test_two_windows_at_one_review_never_accept_a_draft_twice(open_page, file):
    one, other = open_page().page, open_page().page
    begin(one, TEXT)
    begin(other, TEXT)
    says(other, "begun before")
    one.keyboard.press("a")
    says(one, "is added")
    other.keyboard.press("a")
    says(other, "Another window has worked on this review")
    expect(other.locator(".review-count")).to_have_text("1 of 3 settled")
    assert len(rows_of(file)) == 3


@pytest.mark.thorough
def test_drafts_are_split_and_merged_and_the_rest_accepted_at_once(open_page, file):
    page = open_page().page
    begin(page, TEXT)
    page.keyboard.press("s")
    page.keyboard.press("Enter")
    expect(page.locator(".review-card")).to_have_count(4)
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    expect(page.locator(".review-card")).to_have_count(3)
    page.keyboard.press("Shift+A")
    asked = page.get_by_role("alertdialog")
    expect(asked).to_contain_text("go into test.csv")
    passed_over = asked.locator("ul").nth(1).locator("li").count()
    page.keyboard.press("Enter")
    expect(asked).to_be_hidden()
    expect(page.locator(".review-count")).to_have_text(f"{3 - passed_over} of 3 settled")
    assert len(rows_of(file)) == 2 + 3 - passed_over


@pytest.mark.thorough
def test_a_file_is_chosen_and_junk_is_said_to_be_junk(open_page, file, tmp_path):
    page = open_page().page
    page.get_by_role("button", name="Add from article").click()
    junk, feed = tmp_path / "a.txt", tmp_path / "wire.rss"
    junk.write_bytes(b"\x01\x02\x03\x04" * 90)
    items = "".join(f"<item><title>Report {n}</title><description>{TEXT[60:]}</description></item>" for n in (1, 2))
    feed.write_text(f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>")
    page.locator("#review-choose").set_input_files(junk)
    says(page, "is not text")
    page.locator("#review-choose").set_input_files(feed)
    page.get_by_role("button", name="Report 2").click()
    expect(page.get_by_label("Publisher")).to_have_value("Wire")
    page.keyboard.press("Control+Enter")
    says(page, "It is not told when the report was published")
    expect(page.get_by_label("Published on")).to_be_focused()
    page.get_by_label("Published on").fill("2020-02-12")
    page.locator("[data-review=read]").click()
    expect(page.locator(".review-title")).to_contain_text("Report 2")


@pytest.mark.thorough
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_violation_in_a_review(open_page, file, theme):
    page = open_page(f"?theme={theme}").page
    page.get_by_role("button", name="Add from article").click()
    expect(page.get_by_label("Text of the report")).to_be_focused()
    assert find_violations_of(page) == []
    page.keyboard.press("Escape")
    begin(page, TEXT)
    assert find_violations_of(page) == []
    for key in "rsm":
        page.keyboard.press(key)
        expect(page.locator(".review-panel")).to_be_visible()
        assert find_violations_of(page) == []
        page.keyboard.press("Escape")
    for keys, said in (("a", "is added"), ("r1", "is rejected")):
        for key in keys:
            page.keyboard.press(key)
        says(page, said)
    assert find_violations_of(page) == []


@pytest.mark.thorough
def test_on_a_phone_drafts_come_first_and_the_article_below(open_page, file):
    page = open_page(viewport=PHONE, has_touch=True).page
    page.locator("#review-open").tap()
    page.get_by_label("Text of the report").fill(TEXT)
    page.get_by_label("Published on").fill("2020-02-12")
    page.locator("[data-review=read]").tap()
    expect(page.locator(".review-card[aria-current]")).to_be_visible()
    assert page.evaluate("document.querySelector('.review').scrollWidth") <= PHONE["width"]
    queue, words = (page.locator(name).bounding_box() for name in (".review-queue", ".review-words"))
    assert queue["y"] + queue["height"] <= words["y"]
    page.get_by_role("button", name="Accept", exact=True).tap()
    says(page, "is added")
    expect(page.locator(".review-status")).to_be_in_viewport()
    expect(page.locator(".review-card[aria-current]")).to_be_in_viewport()
    page.get_by_role("button", name="Correct", exact=True).tap()
    expect(page.get_by_label("Type needed")).to_be_in_viewport()
    page.get_by_role("button", name="Cancel", exact=True).tap()
    words = page.locator(".review-words")
    words.get_by_text("next week").scroll_into_view_if_needed()
    expect(words).to_be_in_viewport()


@pytest.mark.thorough
def test_a_key_acts_on_the_card_that_tab_came_to_and_once(open_page, file):
    page = open_page().page
    begin(page, TEXT)
    card(page, "Ariha").get_by_role("button").first.focus()
    page.keyboard.press("Tab")
    expect(card(page, "Saraqib")).to_have_attribute("aria-current", "true")
    page.keyboard.down("a")
    page.keyboard.down("a")  # It is held: the second press repeats the first.
    says(page, "is added")
    page.keyboard.down("a")
    page.keyboard.up("a")
    expect(page.locator(".review-count")).to_have_text("1 of 3 settled")
    assert [row["location"] for row in rows_of(file)[2:]] == ["Saraqib"]


@pytest.mark.thorough
def test_what_is_typed_outlives_the_work_of_another_window(open_page, file):
    one, other = open_page().page, open_page().page
    begin(one, TEXT)
    begin(other, TEXT)
    other.keyboard.press("e")
    other.locator("[data-field=notes]").fill("In words of my own.")
    one.keyboard.press("j")
    one.keyboard.press("a")
    says(one, "is added")
    other.keyboard.press("Control+Enter")
    says(other, "Another window has worked on this review")
    expect(other.locator("[data-field=notes]")).to_have_value("In words of my own.")
    other.keyboard.press("Control+Enter")
    says(other, "The draft is corrected")
    expect(other.locator(".review-note")).to_have_text("In words of my own.")
