"""Owns that pages become one document, in order, with its title."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from dashboard.briefing.documents import fit_page, join_pdf


def make_pdf(*sizes_pt):
    writer = PdfWriter()
    for size_pt in sizes_pt:
        writer.add_blank_page(*size_pt)
    writer.add_metadata({"/CreationDate": "D:20200208120000", "/Creator": "a browser", "/Title": "sheet.invalid"})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def read(pdf):
    return PdfReader(io.BytesIO(pdf))


def sizes_of(pdf):
    return [(float(page.mediabox.width), float(page.mediabox.height)) for page in read(pdf).pages]


def test_pages_stay_in_order():
    documents = (make_pdf((n, 50)) for n in (30, 10, 20))
    assert sizes_of(join_pdf(documents)) == [(30, 50), (10, 50), (20, 50)]


@pytest.mark.parametrize("title", ["Idlib, 7–9 Şubat", "إدلب", "(a) \\ <script>{{1}}", "=cmd()"])
def test_a_title_is_what_was_written(title):
    for pdf in (join_pdf([make_pdf((9, 9))], title), fit_page(make_pdf((9, 9)), 9, 9, title)):
        assert read(pdf).metadata.title == title


def test_a_title_holds_no_letters_that_are_none():
    assert read(join_pdf([make_pdf((9, 9))], "a\x00\ud800b\nc")).metadata.title == "ab c"


def test_the_same_pages_give_the_same_bytes_that_say_no_time():
    pages = [make_pdf((30, 50)), make_pdf((10, 50))]
    joined = join_pdf(pages, "a")
    assert join_pdf(pages, "a") == joined
    assert b"20200208" not in joined
    assert read(fit_page(pages[0], 30, 50)).metadata == {"/Producer": "Conflict Atlas"}


def test_a_page_is_cut_at_its_right_and_lower_edge():
    (page,) = read(fit_page(make_pdf((100.2, 50.4), (1, 1)), 100, 50)).pages
    assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0.4, 100, 50.4])
