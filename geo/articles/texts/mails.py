"""Mails (.eml) and pages saved as one file (.mhtml): the part that a person reads, who sent it, when."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from geo.articles.texts.article import Article
from geo.articles.texts.charsets import decode_text
from geo.articles.texts.saying import keep_link, keep_name, read_day
from geo.errors import UnreadableFile

MOST_PARTS = 1_000
_SNAPSHOT = "Snapshot-Content-Location"


def read_mail(data: bytes, file: str) -> list[Article]:
    """Read a mail: its plain text, else its HTML, quoted replies included; mails attached to it follow.

    Raises:
        UnreadableFile: If it holds no text, or is nested like no mail.
    """
    try:
        mail = message_from_bytes(data, policy=policy.default)
        page = _snapshot(mail)
        if page is not None:
            from geo.articles.texts.pages import read_page

            return read_page(page, file, _field(mail, _SNAPSHOT))
        text = "\n\n".join(piece for piece in map(str.strip, _texts(mail)) if piece)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableFile(
            f"{file} is no mail as others are: {keep_name(error) or type(error).__name__}. Expected a mail with text. "
            "Save it anew, or copy its text into a .txt file."
        ) from error
    if not text:
        raise UnreadableFile(
            f"{file} is a mail without text. Expected the text of a report; attached files are not read. Save them by "
            "themselves."
        )
    published = read_day(_field(mail, "Date"))
    name, address = parseaddr(_field(mail, "From"))
    return [
        Article(
            text=text,
            file=file,
            title=keep_name(_field(mail, "Subject")),
            author=keep_name(name or address),
            published=published,
            dated_by="mail" if published else "",
            language=keep_name(_field(mail, "Content-Language"))[:20],
            url=keep_link(_field(mail, "Archived-At").strip("<> ")),
        )
    ]


def _field(mail: EmailMessage, name: str) -> str:
    """Return a field of the head as text; empty where it is missing or cannot be understood."""
    try:
        return str(mail.get(name, ""))
    # The parser of fields stumbles over some that break the rules.
    except (ValueError, IndexError, TypeError, AttributeError, LookupError):
        return ""


def _snapshot(mail: EmailMessage) -> bytes | None:
    """Return the page that a browser saved as one file, as bytes; None for a mail."""
    is_saved = bool(_field(mail, _SNAPSHOT)) or "Saved by" in _field(mail, "From")
    if not is_saved:
        return None
    pages = (part for part in mail.walk() if part.get_content_type() == "text/html")
    return next((part.get_payload(decode=True) or b"" for part in pages), None)


def _texts(mail: EmailMessage) -> Iterator[str]:
    """Give the text of a mail and then those of the mails attached to it."""
    bodies = [mail]
    for number, part in enumerate(mail.walk()):
        if number >= MOST_PARTS:
            raise ValueError(f"it has more than {MOST_PARTS:,} parts")
        if part.get_content_type() == "message/rfc822":
            bodies += [inner for inner in part.iter_parts() if isinstance(inner, EmailMessage)]
    for body in bodies:
        best = body.get_body(preferencelist=("plain", "html"))
        if best is not None:
            yield _text_of(best)


def _text_of(part: EmailMessage) -> str:
    content = part.get_payload(decode=True) or b""
    text, encoding = decode_text(content, part.get_content_charset() or "")
    text = text if encoding else content.decode("cp1252", errors="replace")
    if part.get_content_type() != "text/html":
        return text.replace("\r\n", "\n").replace("\0", " ")
    from geo.articles.texts.hypertext import text_of_markup

    return text_of_markup(text)
