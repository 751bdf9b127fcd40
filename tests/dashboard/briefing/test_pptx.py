"""Owns what a reader of our PowerPoint files finds: native text, notes, nothing outside, nothing on top of another."""

import io
import itertools
import zipfile
from datetime import UTC, datetime

import pptx
import pytest
from lxml import etree
from pptx.util import Emu

from dashboard.briefing.pptx import measure_pictures, write_pptx
from dashboard.briefing.slides.slide import Slide
from dashboard.figures.sheet.brief import LegendRow
from geo.errors import AtlasError
from tests.dashboard.briefing.briefs import LEGEND, make_brief, make_event, make_events, make_logo, make_picture

MADE_AT = datetime(2020, 3, 1, 9, tzinfo=UTC)
RATIOS = ("16:9", "4:3", (210, 297), (297, 210), (254, 254), (317.5, 166.7))
LONG = "Everything that happened in the north-west between the seventh and the ninth " * 6
ARABIC = "أعلن التلفزيون الرسمي السيطرة على كامل مدينة سراقب"
HOSTILE = "<script>alert(1)</script> {{7*7}} =cmd()|'/c calc'!A0 \x00\x08\x0b\ufffe\ud800 & \u202eabc"
HOSTILE_SEEN = "<script>alert(1)</script> {{7*7}} =cmd()|'/c calc'!A0 & \u202eabc"


def make_slide(*, hidden=frozenset(), strip=True, **changes):
    return Slide(make_brief(**changes), make_picture(), make_picture(900, 100) if strip else None, "Map", hidden)


def write(*slides, **choices):
    kept = io.BytesIO()
    write_pptx(slides, kept, made_at=MADE_AT, **choices)
    return kept.getvalue()


def read(*slides, **choices):
    return pptx.Presentation(io.BytesIO(write(*slides, **choices)))


def find(page, name):
    return next((shape for shape in page.shapes if shape.name == name), None)


def rows_of(deck):
    tables = [find(page, "Key events") for page in deck.slides]
    rows = [row for table in tables if table is not None for row in list(table.table.rows)[1:]]
    return [[cell.text for cell in row.cells] for row in rows]


def notes_of(page):
    return page.notes_slide.notes_text_frame.text


def texts_of(deck):
    return [node.text for page in deck.slides for node in page._element.iter("{*}t")]


def box_of(shape):
    return shape.left, shape.top, shape.left + shape.width, shape.top + shape.height


def assert_well_laid(deck):
    """No shape leaves the slide, none lies on another; a point is forgiven for rounding."""
    near = Emu(12_700)
    for page in deck.slides:
        for shape in page.shapes:
            left, top, right, bottom = box_of(shape)
            assert min(left, top) >= 0, shape.name
            assert right <= deck.slide_width + near, shape.name
            assert bottom <= deck.slide_height + near, shape.name
        for one, other in itertools.combinations(page.shapes, 2):
            a, b = box_of(one), box_of(other)
            is_apart = a[2] <= b[0] + near or b[2] <= a[0] + near or a[3] <= b[1] + near or b[3] <= a[1] + near
            assert is_apart, f"{one.name} lies on {other.name}"


def test_title_is_the_placeholder_and_the_rest_is_native_text():
    (page,) = read(make_slide()).slides
    assert page.shapes.title.text == "North-west Syria, 7–9 February 2020"
    assert page.shapes.title.is_placeholder
    assert find(page, "Subtitle").text_frame.text == "Saraqib changes hands; a Turkish convoy enters Idlib"
    assert find(page, "Counts").text_frame.text.split("\n") == [make_brief().counts, make_brief().deaths]
    assert find(page, "Sources").text_frame.text == make_brief().sources
    labels = [shape.text_frame.text for shape in find(page, "Legend").shapes if shape.name == "Label"]
    assert labels == [row.label for row in LEGEND]


def test_table_holds_number_days_place_and_sentence():
    rows = rows_of(read(make_slide(key_events=[make_event(1, what="Shelling."), make_event(2)])))
    assert rows[0] == ["1", "8 Feb 2020", "Saraqib, Idlib", "Shelling."]
    assert [row[0] for row in rows] == ["1", "2"]


def test_notes_carry_the_link_as_a_link_the_rule_citations_and_sources():
    brief = make_brief()
    (page,) = read(make_slide()).slides
    notes = notes_of(page)
    assert all(f"{event.number}. {event.citation}" in notes for event in brief.key_events)
    assert brief.rule in notes
    assert brief.sources in notes
    runs = [run for paragraph in page.notes_slide.notes_text_frame.paragraphs for run in paragraph.runs]
    assert [(run.text, run.hyperlink.address) for run in runs if run.hyperlink.address] == [(brief.link, brief.link)]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "?from=2020-02-07"])
def test_only_web_addresses_become_links(link):
    data = write(make_slide(link=link))
    (page,) = pptx.Presentation(io.BytesIO(data)).slides
    assert link in notes_of(page)
    assert not [rel for rel in page.notes_slide.part.rels.values() if rel.is_external]


def test_pictures_say_what_they_show():
    (page,) = read(Slide(make_brief(), make_picture(), make_picture(900, 100), "Map of Idlib\nwith 23 events")).slides
    said = {shape.name: shape._element._nvXxPr.cNvPr.get("descr") for shape in page.shapes}
    assert said["Map"] == "Map of Idlib with 23 events"
    assert "7–9 Feb 2020" in said["Timeline"]
    assert "events 1 to 5" in said["Key events"]
    assert "Syrian government" in said["Legend"]


def test_pictures_keep_their_shape():
    (page,) = read(make_slide()).slides
    for name, ratio in {"Map": 800 / 500, "Timeline": 900 / 100}.items():
        picture = find(page, name)
        assert picture.width / picture.height == pytest.approx(ratio, rel=0.005)


def test_marking_stands_above_and_below_in_its_colours():
    (page,) = read(make_slide(marking="TLP:AMBER", marking_ink="#102030", marking_ground="#f5b400")).slides
    for name in ("Marking above", "Marking below"):
        band = find(page, name)
        run = band.text_frame.paragraphs[0].runs[0]
        assert run.text == "TLP:AMBER"
        assert str(run.font.color.rgb) == "102030"
        assert str(band.fill.fore_color.rgb) == "F5B400"
    assert find(page, "Marking above").top == 0
    assert find(page, "Marking below").top + find(page, "Marking below").height == pytest.approx(6_858_000, abs=9)


@pytest.mark.parametrize("ratio", RATIOS, ids=str)
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"key_events": make_events(40), "marking": "UNCLASSIFIED", "logo": make_logo()},
        {"title": LONG, "subtitle": LONG, "sources": LONG * 4, "marking": LONG, "rule": LONG},
        {"title": ARABIC * 4, "key_events": [make_event(n, what=ARABIC * 9, place=ARABIC) for n in range(1, 9)]},
        {"key_events": [make_event(1, what="x" * 4000, place="y" * 400, days="z" * 99)]},
        {"key_events": [], "events": 0, "deaths": "", "rule": "", "legend": LEGEND * 5},
    ],
    ids=["usual", "forty", "long", "arabic", "one word", "none"],
)
def test_nothing_leaves_the_slide_or_lies_on_another(ratio, changes):
    deck = read(make_slide(**changes), ratio=ratio)
    assert_well_laid(deck)
    assert [row[0] for row in rows_of(deck)] == [str(event.number) for event in make_brief(**changes).key_events]


def test_forty_events_go_on_to_slides_that_say_so():
    deck = read(make_slide(key_events=make_events(40), marking="TLP:RED"))
    assert [row[0] for row in rows_of(deck)] == [str(number) for number in range(1, 41)]
    first, *others = deck.slides
    assert 1 <= len(others) <= 3
    assert all(page.shapes.title.text.endswith("(continued)") for page in others)
    assert all(find(page, "Marking below") is not None and find(page, "Sources") is not None for page in others)
    assert all(f"40. {make_events(40)[-1].citation}" in notes_of(page) for page in (first, others[-1]))
    assert "on the next slide" in find(first, "Rule").text_frame.text


def test_no_events_are_said_plainly():
    (page,) = read(make_slide(key_events=[], events=0, rule="")).slides
    assert find(page, "No events").text_frame.text.startswith("No events in this view")
    assert find(page, "Key events") is None


def test_without_a_browser_a_box_stands_for_the_map_and_the_rest_is_there():
    (page,) = read(Slide(make_brief(), None, None, "Map")).slides
    assert find(page, "Map").text_frame.text == "The map needs a browser to be drawn: see the notes"
    assert "install Chromium" in notes_of(page)
    assert len(rows_of(read(Slide(make_brief(), None, None, "Map")))) == 5


def test_a_long_title_shrinks_to_two_lines_and_stays_whole_in_the_notes():
    (page,) = read(make_slide(title=LONG)).slides
    assert page.shapes.title.text.endswith("…")
    assert page.shapes.title.text[:-1] in LONG
    assert LONG.strip() in notes_of(page)
    assert page.shapes.title.height / 12_700 < 2 * 26


def test_arabic_runs_from_the_right_in_the_font_of_the_theme():
    (page,) = read(make_slide(title=ARABIC, key_events=[make_event(1, what=ARABIC), make_event(2)])).slides
    ways = page.shapes.title.text_frame.paragraphs[0]._p.pPr
    assert (ways.get("rtl"), ways.get("algn")) == ("1", "r")
    assert page.shapes.title._element.find(".//{*}cs").get("typeface") == "+mn-cs"
    cells = [find(page, "Key events").table.cell(row, 3).text_frame.paragraphs[0]._p.pPr for row in (1, 2)]
    assert [cell.get("rtl") for cell in cells] == ["1", None]


def test_hostile_texts_stay_text_in_valid_xml():
    event = make_event(1, what=HOSTILE, place=HOSTILE, citation=HOSTILE, sources=HOSTILE, colour="red;}")
    said = dict.fromkeys(("title", "subtitle", "marking", "sources", "rule", "link", "counts", "deaths"), HOSTILE)
    slide = make_slide(key_events=[event], legend=[LegendRow("type", HOSTILE, "x", "../../a")], **said)
    data = write(Slide(slide.brief, slide.map_png, slide.strip_png, HOSTILE))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name), etree.XMLParser(resolve_entities=False))
    deck = pptx.Presentation(io.BytesIO(data))
    assert deck.slides[0].shapes.title.text == HOSTILE_SEEN
    assert rows_of(deck)[0][3] == HOSTILE_SEEN
    assert deck.core_properties.title == HOSTILE_SEEN
    assert f"1. {HOSTILE_SEEN}" in notes_of(deck.slides[0])


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("subtitle", {"Subtitle"}),
        ("legend", {"Legend"}),
        ("list", {"Key events", "Rule"}),
        ("strip", {"Timeline"}),
        ("sources", {"Sources"}),
        ("marking", {"Marking above", "Marking below"}),
        ("logo", {"Logo"}),
    ],
)
def test_a_part_that_is_off_is_gone(part, names):
    changes = {"marking": "TLP:RED", "logo": make_logo()}
    (whole,) = read(make_slide(**changes)).slides
    (page,) = (deck := read(make_slide(hidden=frozenset({part}), **changes))).slides
    assert {shape.name for shape in whole.shapes} >= names
    assert {shape.name for shape in page.shapes} & names == set()
    assert_well_laid(deck)


def test_a_title_that_is_off_leaves_no_empty_placeholder():
    (page,) = read(make_slide(hidden=frozenset({"title"}))).slides
    assert list(page.placeholders) == []


def test_with_legend_and_list_off_the_counts_stay():
    (page,) = read(make_slide(hidden=frozenset({"legend", "list"}))).slides
    assert make_brief().counts in find(page, "Counts").text_frame.text


def test_a_logo_that_slides_cannot_hold_is_named_in_the_notes():
    (page,) = read(make_slide(logo="data:image/svg+xml;base64,PHN2Zy8+")).slides
    assert find(page, "Logo") is None
    assert "logo is left out" in notes_of(page)


def test_a_legend_too_long_for_its_room_counts_the_rest():
    (page,) = read(make_slide(legend=LEGEND * 6)).slides
    labels = [shape.text_frame.text for shape in find(page, "Legend").shapes if shape.name == "Label"]
    shown, more = labels[:-1], int(labels[-1].split()[1])
    assert len(shown) + more == len(LEGEND) * 6


def test_the_same_slides_give_the_same_bytes():
    assert write(make_slide(logo=make_logo())) == write(make_slide(logo=make_logo()))


def test_a_series_is_one_deck_with_a_slide_each():
    deck = read(*(make_slide(title=f"Day {day}") for day in range(1, 6)))
    assert [page.shapes.title.text for page in deck.slides] == [f"Day {day}" for day in range(1, 6)]


def test_pictures_of_the_measured_shape_fill_their_room():
    slide = make_slide(marking="TLP:RED")
    room, strip = measure_pictures(slide)
    pictures = [make_picture(round(box.width * 2), round(box.height * 2)) for box in (room, strip)]
    (page,) = read(Slide(slide.brief, *pictures, "Map")).slides
    for name, box in {"Map": room, "Timeline": strip}.items():
        assert find(page, name).width / 12_700 == pytest.approx(box.width, abs=2)
        assert find(page, name).height / 12_700 == pytest.approx(box.height, abs=2)


@pytest.mark.parametrize("ratio", ["16:10", (10, 10), (210, float("nan")), (9999, 210)], ids=str)
def test_a_size_that_cannot_be_is_refused(ratio):
    with pytest.raises(AtlasError, match=r"16:9|mm"):
        write(make_slide(), ratio=ratio)


def test_no_slides_write_no_file():
    kept = io.BytesIO()
    with pytest.raises(AtlasError, match="nothing to make slides of"):
        write_pptx([], kept, made_at=MADE_AT)
    assert kept.getvalue() == b""
