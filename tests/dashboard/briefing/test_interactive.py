"""Owns what the interactive page is as a file: text stays text, nothing is asked for, the same brief gives the same."""

import base64
import hashlib
import json
import re
from dataclasses import asdict, fields, replace
from datetime import date
from html.parser import HTMLParser

import pytest

from dashboard.briefing.interactive import PAGE_FOLDER
from dashboard.briefing.page_data import place_px, write_json
from dashboard.briefing.page_events import PAGE_EVENT_COLUMNS, PageEvent, describe_event
from dashboard.figures.sheet.brief import Box
from dashboard.figures.sheet.text import clean
from dashboard.view import Camera
from geo.store.selection import Selection
from geo.vocabulary import read_vocabulary
from tests.dashboard.briefing.page_samples import BRIEF, EVENT, KEY_EVENT, LINK, write_page

HOSTILE = (
    "</script><script>alert(1)</script>",
    "--><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{x}} ${title} $title",
    "javascript:alert(1)",
    "=cmd()|' /C calc'!A0",
    "a\x00b\x1bc\u2028d\u2029e",
    "lone \ud800 surrogate \udfff",
    "</style><style>*{display:none}</style>",
    "سراقب &amp; İdlib <!--",
)
TODAY = date(2026, 11, 23)


class Parsed(HTMLParser):
    """What a browser would find in the page.

    Attributes:
        elements: Tag and attributes of each, in order.
        texts: Tag of the last element that was opened before, and text; one for each stretch of text.
    """

    def __init__(self, page):
        super().__init__()
        self.elements, self.texts = [], []
        self.is_going_on = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.is_going_on = False

    def handle_endtag(self, tag):
        self.is_going_on = False

    def handle_data(self, text):
        if self.is_going_on:
            tag, before = self.texts.pop()
            self.texts.append((tag, before + text))
        else:
            self.texts.append((self.elements[-1][0] if self.elements else "", text))
        self.is_going_on = True

    def scripts(self):
        return [text for tag, text in self.texts if tag == "script" and text.strip()]

    def data(self):
        return json.loads(self.scripts()[0])


def refill(record, text):
    """The same record with a text in each field that holds one, but for what is a colour."""
    kept = {"colour", "marking_ink", "marking_ground"}
    changed = {one.name: text for one in fields(record) if one.type == "str" and one.name not in kept}
    return replace(record, **changed)


def refill_all(text):
    legend = [refill(row, text) for row in BRIEF.legend]
    strip = replace(BRIEF.strip, stops=[(date(2020, 2, 8), text)])
    brief = replace(refill(BRIEF, text), legend=legend, key_events=[refill(KEY_EVENT, text)], strip=strip)
    return brief, [replace(refill(EVENT, text), sources=((text, text, text, text),))]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_in_every_field_stays_text(text):
    brief, events = refill_all(text)
    page = write_page(brief, events)
    page.encode("utf-8")
    usual, hostile = Parsed(write_page()), Parsed(page)
    added = {tag for tag, _ in hostile.elements} - {tag for tag, _ in usual.elements}
    assert added == set()
    assert len(hostile.scripts()) == 2
    assert hostile.scripts()[1] == usual.scripts()[1]
    names = {name for _, attributes in hostile.elements for name in attributes}
    assert not any(name.startswith("on") for name in names)
    assert next(text for tag, text in hostile.texts if tag == "h1") == clean(text)
    held = hostile.data()["events"][0]
    assert {held[name] for name in ("id", "what", "place", "kind", "citation")} == {clean(text)}
    assert held["sources"] == [[clean(text)] * 4]
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", page)


def test_json_in_a_script_cannot_end_it():
    told = {"a": "</script><!--<script>&\u2028\u2029"}
    written = write_json(told)
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == told


def policy_of(parsed):
    metas = [attributes for tag, attributes in parsed.elements if tag == "meta"]
    said = [one["content"] for one in metas if one.get("http-equiv") == "Content-Security-Policy"]
    assert len(said) == 1
    return dict(part.strip().split(" ", 1) for part in said[0].split(";"))


def test_the_policy_lets_run_the_page_s_own_script_and_nothing_else():
    parsed = Parsed(write_page())
    policy = policy_of(parsed)
    digest = base64.b64encode(hashlib.sha256(parsed.scripts()[1].encode("utf-8")).digest()).decode()
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == f"'sha256-{digest}'"
    assert policy["img-src"] == policy["font-src"] == "data:"
    assert "connect-src" not in policy


def test_the_script_writes_text_never_html():
    written = "".join(file.read_text(encoding="utf-8") for file in PAGE_FOLDER.glob("*.js"))
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "</", "http:/"):
        assert way not in written


def test_nothing_of_the_page_is_fetched_and_only_its_link_leads_elsewhere():
    parsed = Parsed(write_page())
    leads = [
        attributes[name] for _, attributes in parsed.elements for name in ("href", "src", "data", "action", "srcset")
        if attributes.get(name)
    ]  # fmt: skip
    assert [one for one in leads if not one.startswith(("#", "data:"))] == [LINK]
    style = "".join(text for tag, text in parsed.texts if tag == "style")
    assert "@import" not in style
    assert all(one.startswith("data:") for one in re.findall(r"url\(\s*['\"]?([^)]*)", style))
    assert not any(tag in ("link", "iframe", "object", "embed", "base") for tag, _ in parsed.elements)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "?from=x", "http:"])
def test_a_link_that_is_not_of_the_web_is_only_said(link):
    parsed = Parsed(write_page(replace(BRIEF, link=link)))
    assert link not in [attributes.get("href") for _, attributes in parsed.elements]
    assert link in [text for _, text in parsed.texts]


def test_the_same_brief_gives_the_same_bytes():
    assert write_page().encode("utf-8") == write_page().encode("utf-8")


def test_what_is_no_colour_does_not_come_into_a_style():
    bad = "red;background:url(https://x.example/)"
    row = replace(BRIEF.legend[1], colour=bad)
    page = write_page(replace(BRIEF, marking_ink=bad, marking_ground=bad, legend=[row]))
    assert "x.example" not in page


def test_a_logo_is_part_of_the_file_or_not_there():
    with_logo = Parsed(write_page(replace(BRIEF, logo="data:image/png;base64,AAAA")))
    assert "data:image/png;base64,AAAA" in [attributes.get("src") for _, attributes in with_logo.elements]
    without = write_page(replace(BRIEF, logo="https://x.example/logo.png"))
    assert "x.example" not in without


def test_a_file_that_holds_not_all_events_says_so():
    many = [replace(EVENT, event_id=f"E-{n}") for n in range(5_003)]
    page = write_page(events=many, total=31_200)
    parsed = Parsed(page)
    assert "5,000 of 31,200 events are in this file." in page
    assert len(parsed.data()["events"]) == 5_000
    assert "are in this file" not in write_page()


def test_the_marking_stands_at_top_and_bottom_and_nowhere_when_there_is_none():
    assert [text for _, text in Parsed(write_page()).texts].count("TLP:GREEN") == 2
    assert 'class="marking' not in write_page(replace(BRIEF, marking=" "))


def test_without_events_the_page_has_its_days():
    data = Parsed(write_page(replace(BRIEF, key_events=[], legend=[]), [])).data()
    assert data["events"] == []
    assert [data["first"], data["last"]] == data["window"]


def test_the_timeline_has_the_days_of_all_its_events():
    data = Parsed(write_page()).data()
    assert data["last"] - data["first"] == (date(2020, 2, 12) - date(2020, 2, 3)).days


def test_a_point_lies_where_the_map_has_it():
    box = Box(100, 50, 800, 500)
    assert place_px(10, 40, Camera(10, 40, 3), box) == (500, 300)
    assert place_px(10 + 45, 40, Camera(10, 40, 3), box) == (500 + 512, 300)
    # On the equator's side of the edge of the square world: 85.0511° is as far north as 180° is east.
    assert place_px(0, 85.051129, Camera(0, 0, 0), box) == pytest.approx((500, 300 - 256), abs=0.02)
    assert place_px(-179, 0, Camera(179, 0, 0), box)[0] == pytest.approx(500 + 2 / 360 * 512, abs=0.01)


def test_an_event_without_a_place_is_in_the_file_but_not_on_the_map():
    held = {one["id"]: one for one in Parsed(write_page()).data()["events"]}
    assert "at" not in held["E-5"]
    assert held["E-1"]["at"] == [400, 250]


def test_events_of_the_store_become_events_of_the_page(opened):
    vocabulary = read_vocabulary()
    rows = opened.store.page(Selection(), take=1_000, columns=PAGE_EVENT_COLUMNS).rows
    described = [describe_event(row, vocabulary, TODAY) for row in rows]
    whole = describe_event(opened.store.event(rows[0]["event_id"]), vocabulary, TODAY)
    assert asdict(whole) == asdict(described[0])
    assert len(described) == opened.store.total
    assert all(isinstance(one, PageEvent) and one.what and one.colour.startswith("#") for one in described)
    assert any(one.line for one in described)
    assert "accessed 23 Nov 2026" in whole.citation


def test_days_that_are_not_known_reach_further_and_unknown_deaths_are_not_nought(opened):
    vocabulary = read_vocabulary()
    rows = opened.store.page(Selection(), take=1_000, columns=PAGE_EVENT_COLUMNS).rows
    loose = next(row for row in rows if row["time_precision"] == 2)
    event = describe_event({**loose, "fatalities": None}, vocabulary, TODAY)
    assert (event.first_day - event.from_day).days == (event.until_day - event.last_day).days == 3
    assert event.days.startswith("about ")
    assert (event.fatalities, event.deaths) == (None, "unknown")
