"""Text on a sheet: how wide it is, where its lines break, and how it is written in a picture.

Every text of a sheet is data: `write` escapes it, and leaves out what XML cannot hold.
"""

from __future__ import annotations

import re
import unicodedata
from xml.sax.saxutils import escape

from dashboard.figures.sheet.fonts import measure_em

ELLIPSIS = "…"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold, escaped or not (section 2.2)."""


def clean(text: str) -> str:
    """Make one line of a text that any XML can hold: what it cannot is left out, white space becomes single spaces."""
    return " ".join(NOT_XML.sub("", text).split())


def is_from_right(text: str) -> bool:
    """Whether a text is written from right to left, as its first letter says (UAX #9, P2 and P3)."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def measure_px(text: str, size_px: float, is_bold: bool = False) -> float:
    """Return how wide a text is, in pixels."""
    return measure_em(text, is_bold) * size_px


def cut(text: str, width_px: float, size_px: float, is_bold: bool = False) -> str:
    """Return a text that fits, with an ellipsis where some of it had to go."""
    text = clean(text)
    if measure_px(text, size_px, is_bold) <= width_px:
        return text
    fits = _count_letters(text, width_px, size_px, is_bold, ELLIPSIS)
    return text[:fits].rstrip() + ELLIPSIS if fits else ""


def _count_letters(text: str, width_px: float, size_px: float, is_bold: bool, end: str = "") -> int:
    """Return how many letters of a text fit, with something put at their end."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure_px(text[:middle].rstrip() + end, size_px, is_bold) <= width_px:
            low = middle
        else:
            high = middle - 1
    return low


def wrap(text: str, width_px: float, size_px: float, is_bold: bool = False, most: int = 99) -> list[str]:
    """Break a text into lines that fit; the last ends with an ellipsis where there are more than `most`."""
    lines: list[str] = []
    line = ""
    words = [part for word in clean(text).split(" ") for part in _split_word(word, width_px, size_px, is_bold)]
    for n, word in enumerate(words):
        longer = f"{line} {word}" if line else word
        if not line or measure_px(longer, size_px, is_bold) <= width_px:
            line = longer
            continue
        if len(lines) == most - 1:
            return [*lines, cut(" ".join([line, *words[n:]]), width_px, size_px, is_bold)]
        lines.append(line)
        line = word
    return [*lines, line] if line else lines


def _split_word(word: str, width_px: float, size_px: float, is_bold: bool) -> list[str]:
    """Break a word that is wider than a line, such as an address."""
    parts = []
    while measure_px(word, size_px, is_bold) > width_px and len(word) > 1:
        fits = max(_count_letters(word, width_px, size_px, is_bold), 1)
        parts.append(word[:fits])
        word = word[fits:]
    return [*parts, word] if word else parts


def write(
    text: str,
    x: float,
    y: float,
    size_px: float,
    colour: str,
    *,
    is_bold: bool = False,
    anchor: str = "start",
    extra: str = "",
) -> str:
    """Write one line of text as SVG.

    Args:
        text: Any text; it is escaped here.
        x: Where it begins, ends or has its middle, as `anchor` says; pixels.
        y: Its base line, pixels.
        size_px: Height of an em.
        colour: `#rrggbb`.
        is_bold: Whether it is bold.
        anchor: `start`, `middle` or `end`, of the sheet's own left and right, for Arabic too.
        extra: More attributes, as SVG has them.
    """
    weight = ' font-weight="700"' if is_bold else ""
    to = "" if anchor == "start" else f' text-anchor="{anchor}"'
    more = f" {extra}" if extra else ""
    said = escape(clean(text))
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size_px:g}" fill="{colour}"{weight}{to}{more}>{said}</text>'
