"""Owns that every text of a sheet stays text: whatever it holds, it can be read and changes nothing but words."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.briefing import compose
from dashboard.figures.sheet.arrangement import Wordings, arrange
from dashboard.figures.sheet.brief import LegendRow
from dashboard.figures.sheet.layouts import find_size
from dashboard.figures.sheet.text import ELLIPSIS, clean, cut, measure_px, wrap, write
from tests.dashboard.briefing.briefs import make_brief, make_event
from tests.dashboard.figures.sheet.map_parts import make_layer, make_part
from tests.dashboard.figures.sheet.sheet_boxes import SVG, read_texts

SIZE_PX = 12
WORDS = st.text(st.characters(exclude_categories=[]), max_size=80)
PLAIN = st.text("abc İğş ساراقب M5", max_size=200)
WIDTHS = st.floats(40, 400)
DRAWN = {"svg", "title", "style", "defs", "clipPath", "g", "path", "rect", "circle", "line", "use", "symbol", "text"}
NASTY = [
    "<script>alert(1)</script>",
    "</text></svg><img src=x onerror=alert(1)>",
    "{{x}} {0} $title %s",
    "=cmd()|' /C calc'!A0",
    "a\x00b\x08c\x1bd\ufffee",
    "half \ud83d of a face \udc00",
    "]]>&amp;&#0;<!-- --><![CDATA[",
    "\"' onload='alert(1)' x=\"",
    "\u202egnp.exe\u2069",
]


def compose_with(ground, text):
    """Compose a sheet that says a text wherever it may say one."""
    words = Wordings(text, text, text, text, listed=1)
    event = make_event(1, what=text, place=text, sources=text, days=text, deaths=text, confidence=text)
    area = {"type": "Polygon", "coordinates": [[[36.2, 35.6], [37.4, 35.6], [37.4, 36.2], [36.2, 35.6]]]}
    layer = make_layer("area", area, text, anchor=(36.8, 35.7))
    legend = [LegendRow("side", text, "#123456"), LegendRow("heading", text)]
    brief = make_brief(title=text, subtitle=text, sources=text, marking=text, rule=text, legend=legend,
                       key_events=[event], map=make_part(layers=[layer], numbered=[event]))  # fmt: skip
    strip = replace(brief.strip, stops=[(brief.strip.starts[3], text)])
    return compose(replace(brief, strip=strip), arrange(find_size("slide"), words), ground).svg


@pytest.mark.parametrize("text", NASTY)
def test_any_text_stays_text(ground, text):
    svg = compose_with(ground, text)
    root = ET.fromstring(svg)
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= DRAWN
    names = {name for one in root.iter() if one.tag != f"{SVG}use" for name in one.attrib}
    assert not any(name.startswith("on") or "href" in name for name in names)
    said = [one.text for one in read_texts(svg)]
    assert said.count(clean(text)) >= 8  # Title, subtitle, both bands, sources, rule, list, legend, timeline.
    assert root.find(f"{SVG}title").text == clean(text)


@given(WORDS)
def test_a_line_of_text_is_well_formed_whatever_it_says(text):
    root = ET.fromstring(write(text, 1, 2, 12, "#000000"))
    assert (root.text or "") == clean(text)
    assert list(root) == []


@given(WORDS)
def test_a_clean_text_is_one_line_that_xml_can_hold(text):
    said = clean(text)
    assert said == clean(said)
    assert not re.search("[\x00-\x1f\ud800-\udfff\ufffe\uffff]", said)
    said.encode()


@given(PLAIN, WIDTHS, st.booleans())
def test_lines_fit_and_nothing_is_lost(text, width_px, is_bold):
    lines = wrap(text, width_px, SIZE_PX, is_bold)
    assert all(measure_px(line, SIZE_PX, is_bold) <= width_px for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(PLAIN, WIDTHS, st.integers(1, 3))
def test_what_does_not_fit_into_the_last_line_is_an_ellipsis(text, width_px, most):
    whole, lines = wrap(text, width_px, SIZE_PX), wrap(text, width_px, SIZE_PX, most=most)
    assert len(lines) <= most
    assert all(measure_px(line, SIZE_PX) <= width_px for line in lines)
    if len(whole) <= most:
        assert lines == whole
    else:
        assert lines[:-1] == whole[: most - 1]
        assert lines[-1].endswith(ELLIPSIS)


@given(PLAIN, st.floats(1, 400))
def test_a_text_is_cut_only_where_it_does_not_fit(text, width_px):
    said = cut(text, width_px, SIZE_PX)
    assert measure_px(said, SIZE_PX) <= width_px
    if measure_px(clean(text), SIZE_PX) <= width_px:
        assert said == clean(text)
    else:
        assert said == "" or said.endswith(ELLIPSIS)
        assert clean(text).startswith(said.removesuffix(ELLIPSIS))


def test_a_word_wider_than_a_line_goes_on_in_the_next():
    address = "https://example.org/" + "x" * 3_000
    lines = wrap("See " + address, 300, SIZE_PX)
    assert len(lines) > 50
    assert "".join(lines) == "See" + address
    assert max(measure_px(line, SIZE_PX) for line in lines) <= 300


def test_lines_are_broken_between_words():
    assert wrap("Saraqib and the road", measure_px("Saraqib and", SIZE_PX) + 1, SIZE_PX) == ["Saraqib and", "the road"]
