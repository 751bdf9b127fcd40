"""Bytes to text: byte order marks, UTF-8, what a page declares, and alphabets that only read sensibly in one way."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CYRILLIC = ("cp1251", "koi8-r", "iso8859-5")
_SAMPLE_BYTES = 200_000
_LEAST_SHARE, _LEAST_WORDS = 0.9, 4
_LEAST_NULS, _LEAST_HIGH = 0.05, 0.95
_HIGH_BYTES = (0x00, 0x04, 0x06, 0x20)
"""High bytes of UTF-16 text in Latin, Cyrillic and Arabic letters, and of its quotation marks."""
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_OR_TITLE = re.compile("[Ѐ-џ][а-џ]*")
_ARABIC = re.compile("[\u0621-\u064a\u064b-\u0652\u067e\u0686\u0698\u06a9\u06af]+")


def decode_text(data: bytes, declared: str = "") -> tuple[str, str]:
    """Decode a text.

    Args:
        data: Its bytes.
        declared: The encoding that the file itself says it has; believed only where the bytes can be so.

    Returns:
        The text and the name of its encoding; the name is empty, and what is no UTF-8 replaced, where nothing fits. The
        mark before a UTF-8 text stays, since offsets count it; those of UTF-16 and UTF-32 go.
    """
    wide = _wide_encoding(data[:_SAMPLE_BYTES]) if b"\0" in data[:_SAMPLE_BYTES] else ""  # It may be UTF-8, too.
    for encoding in (*_marked(data), wide, "utf-8", declared, likely_encoding(data)):
        try:
            if encoding:
                return data.decode(encoding), codecs.lookup(encoding).name
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return data.decode("utf-8", errors="replace"), ""


def likely_encoding(data: bytes) -> str:
    """Say which encoding a text without a mark must have; empty where that is not sure.

    UTF-16 is known by its NUL bytes. Of the single-byte encodings only alphabets other than ours can be told: nearly
    all words read wholly as Cyrillic ones with capitals only in front, or wholly as Arabic ones.
    """
    sample = data[:_SAMPLE_BYTES]
    wide = _wide_encoding(sample)
    if wide or b"\0" in sample:
        return wide
    for encoding in _CYRILLIC:
        if _share(sample, encoding, _is_cyrillic) >= _LEAST_SHARE:
            return encoding
    return "cp1256" if _share(sample, "cp1256", _is_arabic) >= _LEAST_SHARE else ""


def _marked(data: bytes) -> list[str]:
    return [encoding for mark, encoding in _MARKS if data.startswith(mark)][:1]


def _wide_encoding(sample: bytes) -> str:
    """Tell UTF-16 without a mark: every other byte is one of few, NUL for blanks, and NUL is none of the others."""
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        is_high = sum(map(high.count, _HIGH_BYTES)) >= _LEAST_HIGH * len(high)
        if is_high and high.count(0) > _LEAST_NULS * len(high) and not low.count(0):
            return encoding
    return ""


def _share(sample: bytes, encoding: str, is_word: Callable[[str], bool]) -> float:
    """Return the share of the words not in ASCII that are words of an alphabet; 0 where there are too few to say."""
    words = [word for word in _WORD.findall(sample.decode(encoding, errors="replace")) if not word.isascii()]
    return sum(map(is_word, words)) / len(words) if len(words) >= _LEAST_WORDS else 0.0


def _is_cyrillic(word: str) -> bool:
    return bool(_SMALL_OR_TITLE.fullmatch(word)) and (len(word) == 1 or word[1:].islower())


def _is_arabic(word: str) -> bool:
    return bool(_ARABIC.fullmatch(word))
