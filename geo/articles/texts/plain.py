"""Plain text: the characters of the file as they are, so that offsets are those of the file."""

from __future__ import annotations

from geo.articles.texts.article import Article
from geo.articles.texts.charsets import decode_text
from geo.errors import UnreadableFile

_MOST_CONTROLS = 0.02
_SAMPLE_CHARACTERS = 65_536
_CONTROLS = {number: None for number in range(32) if chr(number) not in "\t\n\r\f\v\x1b"}


def read_plain(data: bytes, file: str) -> list[Article]:
    """Read a text: UTF-8, UTF-16, or an encoding of Cyrillic or Arabic letters that can be told for sure.

    Zero-width and bidi marks stay where they are; who reads words passes over them. A NUL byte becomes a blank, which
    keeps every offset.

    Raises:
        UnreadableFile: If it is no text, or its encoding cannot be told.
    """
    text, encoding = decode_text(data)
    sample = text[:_SAMPLE_CHARACTERS]
    controls = len(sample) - len(sample.translate(_CONTROLS))
    if controls > _MOST_CONTROLS * len(sample) or (not encoding and b"\0" in data):
        raise UnreadableFile(
            f"{file} is not text: it holds bytes that no text has. Expected the text of a report. "
            "Open it in the program that made it, and save or copy the text."
        )
    if not encoding:
        raise UnreadableFile(f"{file} is not UTF-8 text (byte {_first_wrong(data)}). Save it as UTF-8.")
    return [Article(text=text.replace("\0", " "), file=file)]


def _first_wrong(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
