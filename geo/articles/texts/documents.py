"""Word documents (.docx): paragraphs and tables in their order, without what is deleted or hidden."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from geo.articles.texts.article import Article
from geo.articles.texts.saying import keep_name
from geo.errors import UnreadableFile

MOST_BYTES, MOST_OF_XML, MOST_ENTRIES = 200 << 20, 20 << 20, 5_000
"""How much a document may hold when it is unpacked, one XML file in it, and how many files."""

_IS_ENCRYPTED = 1
_PARAGRAPH, _TEXT, _TAB, _BREAK, _LINE = qn("w:p"), qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")
_UNSEEN = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_RUN, _HIDDEN = qn("w:r"), f"{qn('w:rPr')}/{qn('w:vanish')}"


def read_document(data: bytes, file: str) -> list[Article]:
    """Read a Word document.

    Raises:
        UnreadableFile: If it is damaged, protected, far larger inside than outside, or holds no text.
    """
    try:
        _check_archive(data, file)
        opened = docx.Document(io.BytesIO(data))
        text = "\n".join(_lines(opened.element.body)).strip()
        about = opened.core_properties
        made, title, author, language = about.created or about.modified, about.title, about.author, about.language
    except (
        zipfile.BadZipFile, zlib.error, PackageNotFoundError, etree.LxmlError, KeyError, ValueError, AttributeError,
        NotImplementedError, EOFError, RecursionError, TypeError, AssertionError, OSError,
    ) as error:  # fmt: skip
        raise UnreadableFile(
            f"{file} is damaged, or no Word document as others are: {keep_name(error) or type(error).__name__}. "
            "Expected a .docx that Word opens. Save it anew, or as plain text."
        ) from error
    if not text:
        raise UnreadableFile(f"{file} is a Word document without text. Expected the text of a report. Is it pictures?")
    day = made.date() if isinstance(made, datetime) else None
    return [
        Article(
            text=text,
            file=file,
            title=keep_name(title) if title != "Word Document" else "",
            author=keep_name(author) if author != "python-docx" else "",
            published=day,
            dated_by="document" if day else "",
            language=keep_name(language)[:20],
        )
    ]


def _check_archive(data: bytes, file: str) -> None:
    """Look at what is in it before any of it is unpacked; an entry never gives more than it says it holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    if any(entry.flag_bits & _IS_ENCRYPTED for entry in entries):
        raise UnreadableFile(f"{file} is protected by a password. Expected one that opens without. Save it so.")
    size = sum(entry.file_size for entry in entries)
    longest = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    if size > MOST_BYTES or longest > MOST_OF_XML or len(entries) > MOST_ENTRIES:
        raise UnreadableFile(
            f"{file} would fill {size / 1e6:,.0f} MB when unpacked, {longest / 1e6:,.0f} MB of it one text. Expected "
            f"at most {MOST_BYTES >> 20} MB, and {MOST_OF_XML >> 20} MB of text. Copy the report into a new document."
        )


def _lines(body: etree._Element) -> Iterator[str]:
    """Write each paragraph as a line of text, those of tables and text boxes too."""
    for paragraph in body.iter(_PARAGRAPH):
        if not _is_unseen(paragraph):
            yield "".join(_pieces(paragraph))


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(_TEXT, _TAB, _BREAK, _LINE):
        # A text box stands inside a paragraph and has paragraphs of its own.
        if next(element.iterancestors(_PARAGRAPH), None) is not paragraph or _is_unseen(element):
            continue
        if element.tag == _TEXT:
            yield element.text or ""
        elif element.tag != _TAB or element.getparent().tag == _RUN:
            yield "\t" if element.tag == _TAB else "\n"


def _is_unseen(element: etree._Element) -> bool:
    for above in element.iterancestors():
        if above.tag in _UNSEEN:
            return True
        if above.tag == _RUN:
            hidden = above.find(_HIDDEN)
            if hidden is not None and hidden.get(qn("w:val"), "true") not in ("0", "false", "off"):
                return True
    return False
