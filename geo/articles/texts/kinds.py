"""Which kind of file bytes are: by what they hold first, by how the name ends second."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from geo.articles.texts.charsets import likely_encoding
from geo.errors import UnreadableFile

HEAD_BYTES = 4_096


class Kind(StrEnum):
    """A kind of file that articles come in."""

    PLAIN = "text"
    PAGE = "page"
    PDF = "PDF"
    WORD = "Word document"
    MAIL = "mail"
    FEED = "feed"


ENDINGS = {
    ".txt": Kind.PLAIN, ".text": Kind.PLAIN, ".md": Kind.PLAIN,
    ".html": Kind.PAGE, ".htm": Kind.PAGE, ".xhtml": Kind.PAGE,
    ".pdf": Kind.PDF,
    ".docx": Kind.WORD,
    ".eml": Kind.MAIL, ".mht": Kind.MAIL, ".mhtml": Kind.MAIL,
    ".rss": Kind.FEED, ".atom": Kind.FEED, ".xml": Kind.FEED,
}  # fmt: skip
"""How the name of each kind ends, in lower case."""

READABLE = "a text, a saved page (.html, .mhtml), a PDF, a Word document (.docx), a mail (.eml) or a feed (.rss, .atom)"

_OTHERS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "a document of Office 97 to 2003 (.doc, .msg), or protected by a password",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"SQLite format 3\0": "an SQLite database",
    b"PAR1": "a Parquet file",
}
_ADVICE = f"Expected {READABLE}. Save it as one of these, or as plain text."
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_TAG = re.compile(r"<[a-z!/]", re.IGNORECASE)
_FIELD = re.compile(r"^([A-Za-z][A-Za-z-]*):", re.MULTILINE)
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FIELDS_OF_MAILS = {"received", "mime-version", "message-id", "return-path", "delivered-to", "content-type"}


def recognise(data: bytes, file: str) -> Kind:
    """Say which kind of file bytes are.

    Raises:
        UnreadableFile: If they are of a kind that is not read: another document, an archive, a picture.
    """
    head = data[:HEAD_BYTES]
    other = next((what for mark, what in _OTHERS.items() if data.startswith(mark)), None)
    if other:
        raise UnreadableFile(f"{file} is {other}. {_ADVICE}")
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _recognise_archive(data, file)
    return _recognise_text(head, ENDINGS.get(PurePath(file).suffix.lower(), Kind.PLAIN))


def _recognise_archive(data: bytes, file: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(f"{file} is damaged or cut short: {error}. Copy or download it again.") from error
    if any(name.startswith("word/") for name in names):
        return Kind.WORD
    what = "an OpenDocument file" if "mimetype" in names else "a zip archive, and no Word document"
    raise UnreadableFile(f"{file} is {what}. {_ADVICE}")


def _recognise_text(head: bytes, named: Kind) -> Kind:
    text = _decode_head(head).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        if _FEED.search(text) and not text[:20].lower().startswith(("<html", "<!doctype html")):
            return Kind.FEED
        if _PAGE.search(text):
            return Kind.PAGE
    if _is_mail(text, named):
        return Kind.MAIL
    if named is Kind.PAGE and _TAG.search(text):
        return Kind.PAGE
    return Kind.FEED if named is Kind.FEED and text.startswith("<") else Kind.PLAIN


def _decode_head(head: bytes) -> str:
    """Decode a beginning, which may end in the middle of a character."""
    wide = likely_encoding(head) if b"\0" in head else ""
    if head.startswith(_WIDE_MARKS):
        wide = "utf-16"
    return head.decode(wide or "utf-8", errors="replace")


def _is_mail(text: str, named: Kind) -> bool:
    """Tell a mail by the fields of its head; a text in which somebody wrote "From:" and "Date:" is none by itself."""
    first, _, _ = text.replace("\r\n", "\n").partition("\n\n")
    if not _FIELD.match(first):
        return False
    fields = {name.lower() for name in _FIELD.findall(first)}
    is_addressed = bool(fields & {"from", "subject", "date"})
    return is_addressed and (named is Kind.MAIL or bool(fields & _FIELDS_OF_MAILS))
