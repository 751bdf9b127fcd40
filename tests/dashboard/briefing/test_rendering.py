"""Owns that a sheet becomes the PNG and the PDF that it says: the same each time, with nothing from elsewhere."""

import io
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pypdf import PdfReader

from dashboard.briefing import browser
from dashboard.briefing.render_thread import RenderThread
from geo.errors import CannotDraw
from tests.dashboard.briefing.sheets import GROUND, HEIGHT_PX, INK, WIDTH_PX, count_ink, make_sheet, see

TURKISH, ARABIC = "İstanbul, Iğdır, Şanlıurfa, çöğü", "ساراقب، إدلب"
LINE = (20, 15, 380, 50)
SQUARE = '<rect x="10" y="10" width="20" height="20" fill="#000000"/>'


@pytest.fixture
def listener():
    """A server on this machine, and the addresses it was asked for."""

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def fonts_of(page):
    for font in page["/Resources"]["/Font"].values():
        font = font.get_object()
        yield from (one.get_object() for one in font.get("/DescendantFonts", [font]))


def test_the_same_sheet_gives_the_same_bytes(render):
    sheet = make_sheet("7–9 February 2020", ARABIC)
    first, other = (render.to_png(each, WIDTH_PX, HEIGHT_PX) for each in (sheet, make_sheet("another")))
    assert first != other
    assert render.to_png(sheet, WIDTH_PX, HEIGHT_PX) == first
    assert render.to_png(sheet, WIDTH_PX, HEIGHT_PX, 2) == render.to_png(sheet, WIDTH_PX, HEIGHT_PX, 2)
    assert render.to_pdf(sheet, WIDTH_PX, HEIGHT_PX) == render.to_pdf(sheet, WIDTH_PX, HEIGHT_PX)


@pytest.mark.parametrize("scale", [1, 1.5, 2, 4])
def test_a_picture_is_the_sheet_times_its_scale(render, scale):
    picture = see(render.to_png(make_sheet(inside=SQUARE), 400, 220, scale))
    assert picture.size == (400 * scale, 220 * scale)
    assert picture.getpixel((int(20 * scale), int(20 * scale))) == INK
    assert picture.getpixel((int(31 * scale), int(20 * scale))) == GROUND
    assert picture.getpixel((int(400 * scale) - 1, int(220 * scale) - 1)) == GROUND


def test_a_picture_too_large_is_refused_in_words(render):
    with pytest.raises(CannotDraw, match="20000 × 100 pixels is too large"):
        render.to_png(make_sheet(), 5000, 25, 4)


def test_colours_are_those_of_the_sheet(render):
    inside = '<rect width="50" height="50" fill="#c8432b"/><rect x="50" width="50" height="50" fill="#2a9d8f"/>'
    picture = see(render.to_png(make_sheet(inside=inside), WIDTH_PX, HEIGHT_PX))
    assert [picture.getpixel((x, 25)) for x in (25, 75, 200)] == [(200, 67, 43), (42, 157, 143), GROUND]


def test_letters_are_smoothed_in_grey(render):
    picture = see(render.to_png(make_sheet("Saraqib", ground="#ffffff"), WIDTH_PX, HEIGHT_PX))
    colours = {colour for _, colour in picture.getcolors(100_000)}
    assert len(colours) > 2
    assert all(red == green == blue for red, green, blue in colours)


@pytest.mark.parametrize("text", [TURKISH, ARABIC])
def test_letters_of_other_scripts_are_drawn(render, text):
    empty, said = (render.to_png(make_sheet(each), WIDTH_PX, HEIGHT_PX) for each in ("", text))
    assert count_ink(empty, LINE) == 0
    assert count_ink(said, LINE) > 200


def test_arabic_letters_are_joined(render):
    apart = render.to_png(make_sheet("\u200c".join("سسسس")), WIDTH_PX, HEIGHT_PX)
    joined = render.to_png(make_sheet("سسسس"), WIDTH_PX, HEIGHT_PX)
    assert 0 < count_ink(joined, LINE) < count_ink(apart, LINE)


def test_a_script_in_a_sheet_does_not_run(render):
    red = "document.querySelector('#told').setAttribute('fill', '#ff0000')"
    inside = f'<rect id="told" width="400" height="225" fill="#008000" onload="{red}"/><script>{red}</script>'
    for picture in (render.to_png(make_sheet(inside=inside), WIDTH_PX, HEIGHT_PX) for _ in range(2)):
        assert {colour for _, colour in see(picture).getcolors()} == {(0, 128, 0)}


@pytest.fixture
def unguarded(render, monkeypatch):
    """A renderer whose browser does not by itself keep pages from asking this machine."""
    flags = (*browser.SAME_EVERYWHERE, "--disable-features=LocalNetworkAccessChecks")
    monkeypatch.setattr(browser, "SAME_EVERYWHERE", flags)
    with RenderThread() as thread:
        yield thread


def test_nothing_is_asked_of_any_machine(unguarded, listener):
    address, asked = listener
    urllib.request.urlopen(f"{address}/heard").close()
    frame = f'<iframe xmlns="http://www.w3.org/1999/xhtml" src="{address}/frame"/>'
    inside = (
        f'<style>@import url("{address}/style.css"); @font-face{{font-family:far;src:url({address}/font.woff)}}</style>'
        f'<image href="{address}/picture.png" width="9" height="9"/><use href="{address}/part.svg#a"/>'
        f'<text x="9" y="99" font-family="far">a</text><rect fill="url({address}/fill.svg#a)" width="9" height="9"/>'
        f'<foreignObject width="9" height="9">{frame}</foreignObject>{SQUARE}'
    )
    inside += '<image href="file:///etc/hostname" width="9" height="9"/>'
    picture = unguarded.to_png(make_sheet(inside=inside), WIDTH_PX, HEIGHT_PX)
    unguarded.to_pdf(make_sheet(inside=inside), WIDTH_PX, HEIGHT_PX)
    assert see(picture).getpixel((20, 20)) == INK
    assert asked == ["/heard"]


def test_text_that_looks_like_markup_is_text(render):
    said = PdfReader(io.BytesIO(render.to_pdf(make_sheet("<b>{{7*7}}</b> =cmd()"), WIDTH_PX, HEIGHT_PX)))
    assert "<b>{{7*7}}</b> =cmd()" in said.pages[0].extract_text()


def test_a_sheet_that_is_not_well_formed_is_a_fault(render):
    with pytest.raises(ValueError, match="well-formed"):
        render.to_png("<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", WIDTH_PX, HEIGHT_PX)


@pytest.mark.parametrize(
    ("size_px", "paper_mm", "points"),
    [
        ((1600, 900), None, (1200, 675)),
        ((1201, 631), None, (900.75, 473.25)),
        ((794, 1123), (210, 297), (595.276, 841.89)),
        ((1056, 816), (279.4, 215.9), (792, 612)),
    ],
)
def test_a_pdf_is_one_page_exactly_as_large_as_the_sheet(render, size_px, paper_mm, points):
    document = PdfReader(io.BytesIO(render.to_pdf(make_sheet("Saraqib"), *size_px, paper_mm)))
    (page,) = document.pages
    assert (page.mediabox.width, page.mediabox.height) == pytest.approx(points, abs=0.01)
    assert page.cropbox == page.mediabox


def test_a_sheet_fills_its_paper(render):
    from pypdfium2 import PdfDocument

    page = PdfDocument(render.to_pdf(make_sheet(ground="#008000"), WIDTH_PX, HEIGHT_PX, (297, 167.0625)))[0]
    drawn = page.render(scale=1).to_pil().convert("RGB")
    corners = [(1, 1), (drawn.width - 2, 1), (1, drawn.height - 2), (drawn.width - 2, drawn.height - 2)]
    assert {drawn.getpixel(corner) for corner in corners} == {(0, 128, 0)}


def test_fonts_are_in_the_pdf_and_its_text_can_be_searched(render):
    (page,) = PdfReader(io.BytesIO(render.to_pdf(make_sheet(TURKISH, ARABIC), WIDTH_PX, HEIGHT_PX))).pages
    fonts = list(fonts_of(page))
    assert len(fonts) >= 2
    for font in fonts:
        assert font["/Subtype"] == "/Type3" or {"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"].keys())
    said = page.extract_text()
    assert TURKISH in said
    assert set(ARABIC) - {" "} <= set(said)


def test_lines_of_a_pdf_are_vectors(render):
    (page,) = PdfReader(io.BytesIO(render.to_pdf(make_sheet(inside=SQUARE), WIDTH_PX, HEIGHT_PX))).pages
    assert len(page.images) == 0
