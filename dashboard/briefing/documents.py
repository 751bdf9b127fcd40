"""PDF documents of several pages, and of pages that are exactly as large as they should be."""

from __future__ import annotations

import io
from collections.abc import Iterable

from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from dashboard.figures.sheet.text import clean

PRODUCER = "Conflict Atlas"


def fit_page(printed: bytes, width_pt: float, height_pt: float, title: str = "") -> bytes:
    """Keep the first page of a document, cut to a size, and leave out when and with what it was printed.

    Args:
        printed: A PDF as a browser prints it, whose sides are rounded to 1/300 inch.
        width_pt: Width of the page, points of 1/72 inch.
        height_pt: Its height.
        title: Title of the document; empty for none.
    """
    writer = PdfWriter()
    page = writer.add_page(PdfReader(io.BytesIO(printed)).pages[0])
    top = float(page.mediabox.top)
    box = RectangleObject((0, top - height_pt, width_pt, top))
    page.mediabox = page.cropbox = page.trimbox = page.bleedbox = page.artbox = box
    return _write(writer, title)


def join_pdf(pages: Iterable[bytes], title: str = "") -> bytes:
    """Join documents to one, page after page; the same documents give the same bytes.

    Args:
        pages: PDF documents, in order; each may have any number of pages.
        title: Title of the whole, which a viewer shows instead of the file's name; any text.
    """
    writer = PdfWriter()
    for page in pages:
        writer.append(io.BytesIO(page), import_outline=False)
    return _write(writer, title)


def _write(writer: PdfWriter, title: str) -> bytes:
    writer.metadata = {"/Producer": PRODUCER, **({"/Title": clean(title)} if title else {})}
    if title:
        writer.create_viewer_preferences().display_doctitle = True
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
