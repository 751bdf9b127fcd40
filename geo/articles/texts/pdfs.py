"""PDF files: their text layer, with words mended that a line end parted, and what the file says of itself."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from geo.articles.texts.article import Article
from geo.articles.texts.saying import keep_name
from geo.errors import UnreadableFile

MOST_PAGES = 2_000
_LEAST_LETTERS = 20
_LEAST_PAGES_OF_A_FRAME = 3
_HYPHENATED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad][^\S\n]*\n[^\S\n]*([^\W\d_]+)")
_KEEP_HYPHEN = {"north", "south", "east", "west", "anti", "self", "cease", "so", "vice"}
_SENTENCE_END = re.compile(r"[.!?…:;؟\"”»)]\s*$")
_DIGITS = re.compile(r"\d+")


def read_pdf(data: bytes, file: str) -> list[Article]:
    """Read the text layer of a PDF.

    Raises:
        UnreadableFile: If it is damaged, protected by a password, too long, or pictures of pages without text.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # What it mends is no news to the person who reads.
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(
                f"{file} is protected by a password. Expected a PDF that opens without one. Print it into a new PDF."
            )
        pages = list(_pages(reader, file))
        about = reader.metadata
        made = about.creation_date if about else None
        title, author = (about.title, about.author) if about else ("", "")
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise UnreadableFile(
            f"{file} is damaged, or no PDF as others are: {keep_name(error) or type(error).__name__}. Expected a PDF "
            "with text. Open it in a viewer and save or print it anew."
        ) from error
    text = join_pages(pages)
    if sum(one.isalpha() for one in text) < _LEAST_LETTERS:
        raise UnreadableFile(
            f"{file} has {len(pages)} page{'s' * (len(pages) != 1)} and no text layer: its pages are pictures. "
            "Expected text that can be marked in a viewer. Run text recognition (OCR) on it first, or type the text."
        )
    day = made.date() if made else None
    is_title = bool(title) and not re.search(r"\.(docx?|pdf|indd|tex)$|^untitled|^microsoft word", title, re.I)
    return [
        Article(
            text=text,
            file=file,
            title=keep_name(title) if is_title else "",
            author=keep_name(author),
            published=day,
            dated_by="document" if day else "",
        )
    ]


def join_pages(pages: list[str]) -> str:
    """Join the texts of pages: without running titles and page numbers, with the words mended that line ends part."""
    kept = [page for page in map("\n".join, _without_frames([page.strip().splitlines() for page in pages])) if page]
    text = ""
    for page in kept:
        goes_on = bool(text) and not _SENTENCE_END.search(text) and page[:1].islower()
        text += ("\n" if goes_on else "\n\n") + page if text else page
    return mend_hyphens(text)


def mend_hyphens(text: str) -> str:
    """Join the words that were parted at line ends; a compound that is also written inside a line keeps its hyphen."""
    compounds = set(re.findall(r"[^\W\d_]+-[^\W\d_]+", text.casefold()))

    def join(found: re.Match[str]) -> str:
        first, second = found[1], found[2]
        is_compound = first.casefold() in _KEEP_HYPHEN or f"{first}-{second}".casefold() in compounds
        return f"{first}-{second}" if is_compound or not second[0].islower() else first + second

    return _HYPHENATED.sub(join, text)


def _pages(reader: PdfReader, file: str) -> Iterator[str]:
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise UnreadableFile(
            f"{file} has {count:,} pages, and at most {MOST_PAGES:,} are read. Expected a report. "
            "Save the pages that tell it."
        )
    for page in reader.pages:
        yield (page.extract_text() or "").replace("\0", " ")


def _without_frames(pages: list[list[str]]) -> list[list[str]]:
    """Take off first and last lines that most pages share but for their numbers."""
    if len(pages) < _LEAST_PAGES_OF_A_FRAME:
        return pages
    for edge in (0, -1):
        counts = Counter(_DIGITS.sub("#", lines[edge].strip()) for lines in pages if lines)
        framing = {line for line, count in counts.items() if count > len(pages) / 2}
        pages = [
            [line for number, line in enumerate(lines) if number != edge % len(lines) or _masked(line) not in framing]
            for lines in pages
        ]
    return pages


def _masked(line: str) -> str:
    return _DIGITS.sub("#", line.strip())
