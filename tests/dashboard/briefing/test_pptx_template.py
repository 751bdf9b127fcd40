"""Owns what is taken of a user's own PowerPoint template, what is left out, and how a bad one is refused."""

import io
import zipfile
from pathlib import Path

import pptx
import pytest
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Inches, Pt

from dashboard.briefing.slides import template
from geo.errors import AtlasError
from tests.dashboard.briefing.briefs import make_events
from tests.dashboard.briefing.test_pptx import assert_well_laid, find, make_slide, read, rows_of

MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
SECTIONS = """<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:ext
uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst
xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="OLD SECTION"
id="{00000000-0000-0000-0000-000000000001}"><p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst></p14:section>
</p14:sectionLst></p:ext></p:extLst>"""


def make_template(folder, change=lambda deck: None, *, wide=False):
    """A deck with a slide of its own, a title of 44 points in the middle, and the change asked for."""
    deck = pptx.Presentation()
    if wide:
        deck.slide_width = Inches(13.333)
        for shape in deck.slide_masters[0].placeholders:
            shape.left, shape.width = round(shape.left * 4 / 3), round(shape.width * 4 / 3)
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "OLD SECRET"
    change(deck)
    path = folder / "Ours.pptx"
    deck.save(path)
    return path


def rewrite(path, change):
    """Write a file anew with `change(name, bytes)` of each of its parts."""
    with zipfile.ZipFile(path) as parts:
        kept = {name: change(name, parts.read(name)) for name in parts.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in kept.items():
            new.writestr(name, data)
    return path


def retype(path, kind):
    return rewrite(path, lambda name, data: data.replace(MAIN.encode(), kind.encode()) if name[0] == "[" else data)


def test_size_layout_and_title_of_the_template_are_kept(tmp_path):
    deck = read(make_slide(key_events=make_events(2)), template=make_template(tmp_path), ratio="16:9")
    (page,) = deck.slides
    assert (deck.slide_width, deck.slide_height) == (Inches(10), Inches(7.5))
    assert page.slide_layout.name == "Title Only"
    assert page.shapes.title.text == "North-west Syria, 7–9 February 2020"
    run = page.shapes.title.text_frame.paragraphs[0].runs[0]
    assert (run.font.bold, run.font.color.type, run.font.name) == (None, None, None)
    assert page.shapes.title.text_frame.paragraphs[0]._p.pPr.get("algn") == "ctr"
    assert len(deck.slide_layouts) == 11


def test_the_layout_is_known_in_any_language(tmp_path):
    def rename(deck):
        deck.slide_layouts.get_by_name("Title Only")._element.cSld.set("name", "Nur Titel")

    (page,) = read(make_slide(key_events=make_events(2)), template=make_template(tmp_path, rename)).slides
    assert page.slide_layout.name == "Nur Titel"


def test_fonts_are_those_of_the_theme(tmp_path):
    (page,) = read(make_slide(key_events=make_events(2)), template=make_template(tmp_path)).slides
    assert not list(page._element.iter("{*}latin"))


@pytest.mark.parametrize("wide", [False, True])
def test_nothing_overlaps_on_a_template(tmp_path, wide):
    path = make_template(tmp_path, wide=wide)
    deck = read(make_slide(key_events=make_events(40), marking="TLP:RED"), template=path)
    assert_well_laid(deck)
    assert len(rows_of(deck)) == 40


def test_the_bar_at_the_foot_of_a_template_stays_free(tmp_path):
    def add_bar(deck):
        bar = deck.slides[0].shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, Inches(7), Inches(10), Inches(0.5))
        bar.fill.solid()
        bar.fill.fore_color.rgb = RGBColor(120, 0, 40)
        deck.slide_masters[0].shapes._spTree.append(bar._element)

    (page,) = read(make_slide(key_events=make_events(2)), template=make_template(tmp_path, add_bar)).slides
    assert all(shape.top + shape.height <= Inches(7) for shape in page.shapes)


def test_old_slides_and_all_that_tells_of_them_are_gone(tmp_path):
    def add_sections(deck):
        deck.part._element.append(etree.fromstring(SECTIONS))
        link = deck.slide_masters[0].shapes._spTree[2]
        key = deck.slide_masters[0].part.relate_to(
            deck.slides[0].part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
        )
        click = link.find(".//{*}cNvPr").makeelement(
            "{http://schemas.openxmlformats.org/drawingml/2006/main}hlinkClick",
            {"{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id": key},
        )
        link.find(".//{*}cNvPr").append(click)

    path = make_template(tmp_path, add_sections)
    deck = read(make_slide(key_events=make_events(2)), template=path)
    kept = io.BytesIO()
    deck.save(kept)
    with zipfile.ZipFile(kept) as parts:
        whole = b"".join(parts.read(name) for name in parts.namelist())
        assert len([name for name in parts.namelist() if name.startswith("ppt/slides/slide")]) == 1
    assert b"OLD" not in whole
    assert b"hlinkClick" not in b"".join(
        part.blob for part in deck.part.package.iter_parts() if "slideMaster" in part.partname
    )


def test_the_template_itself_stays_as_it_is(tmp_path):
    path = make_template(tmp_path)
    before = path.read_bytes()
    read(make_slide(key_events=make_events(2)), template=path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["template", "slideshow"])
def test_templates_and_shows_are_taken_too(tmp_path, kind):
    path = retype(make_template(tmp_path), MAIN.replace("presentation.main", f"{kind}.main"))
    assert len(read(make_slide(key_events=make_events(2)), template=path).slides) == 1


def test_without_a_title_in_any_layout_the_title_is_a_text_box(tmp_path):
    def remove_titles(deck):
        for layout in deck.slide_layouts:
            for one in [one for one in layout.placeholders if one.placeholder_format.idx == 0]:
                one._element.getparent().remove(one._element)

    (page,) = read(make_slide(key_events=make_events(2)), template=make_template(tmp_path, remove_titles)).slides
    assert find(page, "Title").text_frame.text == "North-west Syria, 7–9 February 2020"
    assert list(page.placeholders) == []


def test_capitals_of_a_template_are_reckoned_with(tmp_path):
    def shout(deck):
        deck.slide_masters[0]._element.find(".//{*}titleStyle/{*}lvl1pPr/{*}defRPr").set("cap", "all")

    title = "everything that happened in the north-west " * 3
    quiet = read(make_slide(title=title, key_events=[]), template=make_template(tmp_path)).slides[0]
    loud = read(make_slide(title=title, key_events=[]), template=make_template(tmp_path, shout)).slides[0]
    points = [page.shapes.title.text_frame.paragraphs[0].runs[0].font.size for page in (quiet, loud)]
    assert points[1] < points[0] or loud.shapes.title.text.endswith("…")
    assert points[1] >= Pt(15)


def add_macros(deck):
    uri, kind = PackURI("/ppt/vbaProject.bin"), "application/vnd.ms-office.vbaProject"
    part = Part(uri, kind, deck.part.package, b"macro")
    deck.part.relate_to(part, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")


def write_file(folder, data):
    path = folder / "Ours.pptx"
    path.write_bytes(data)
    return path


BAD = {
    "missing": (lambda folder: folder / "none.pptx", "none.pptx.* cannot be read"),
    "a folder": (lambda folder: folder, "cannot be read"),
    "text": (lambda folder: write_file(folder, b"hello"), "no PowerPoint file"),
    "empty": (lambda folder: write_file(folder, b""), "no PowerPoint file"),
    "cut off": (lambda folder: write_file(folder, make_template(folder).read_bytes()[:9000]), "no PowerPoint file"),
    "password": (lambda folder: write_file(folder, template.COMPOUND + b"\0" * 600), "password"),
    "macros": (lambda folder: make_template(folder, add_macros), "macros"),
    "macro type": (
        lambda folder: retype(
            make_template(folder), "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
        ),
        "macros",
    ),
    "a document": (
        lambda folder: retype(make_template(folder), MAIN.replace("presentationml.presentation", "wordprocessingml.x")),
        "no PowerPoint presentation",
    ),
    "not XML": (
        lambda folder: rewrite(make_template(folder), lambda name, data: b"<" if "slideMaster1.xml" in name else data),
        "broken inside",
    ),
    "no layouts": (
        lambda folder: make_template(folder, lambda deck: [deck.slides._sldIdLst.clear(), strip_layouts(deck)]),
        "no slide layout",
    ),
}


def strip_layouts(deck):
    listed = deck.slide_masters[0]._element.sldLayoutIdLst
    for one in list(listed):
        listed.remove(one)


@pytest.mark.parametrize(("make", "said"), BAD.values(), ids=BAD.keys())
def test_a_bad_template_is_refused_in_words_and_nothing_is_written(tmp_path, make, said):
    with pytest.raises(AtlasError, match=said) as caught:
        read(make_slide(key_events=make_events(2)), template=make(tmp_path))
    assert "\n" not in str(caught.value)


def test_a_template_that_unpacks_to_too_much_is_not_unpacked(tmp_path, monkeypatch):
    path = make_template(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("ppt/media/zeros.png", b"\0" * 3_000_000)
    monkeypatch.setattr(template, "LARGEST_UNPACKED", 2_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(AtlasError, match="unpacks to more than 2 MB"):
        template.open_template(Path(path))


def test_a_template_that_is_too_large_is_not_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(template, "LARGEST_BYTES", 5_000)
    with pytest.raises(AtlasError, match="larger than"):
        template.open_template(make_template(tmp_path))
