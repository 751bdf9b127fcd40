"""Where the sentences of a text begin and end; headings, items of lists and paragraphs count as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo.articles.telling_words import TellingWords, read_telling_words

_END = re.compile(
    r"(?P<stop>[.!?…؟。！？۔]+)(?P<close>[\"'”’»)\]]{0,4})(?=(?P<gap>\s{1,4})|$|(?<=[。！？۔؟]))"
    r"|(?P<blank>\n[^\S\n]{0,40}\n)|(?P<item>\n)(?=[^\S\n]{0,40}(?:[-*•‣◦–—]|\d{1,3}[.)])[^\S\n])"
)
_LAST_WORD = re.compile(r"(?:[^\W_]\.)*[^\W_]+$")
LONGEST_WORD = 24
SHORT_LINE = 80
"""A line up to so long without a full stop, before a capital and a longer line, is a heading."""

LONG_LINE = 400


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: where it begins and ends (exclusive), in characters of the text, without white space around."""

    start: int
    end: int


def split_sentences(text: str, words: TellingWords | None = None) -> list[Sentence]:
    """Split a text into sentences; its time grows with its length, whatever it holds.

    A full stop ends none after an abbreviation ("Gen.", "U.S.", "Feb.", "No. 5"), an initial, or before a small
    letter. An empty line, the start of a list's item and a short line before a capital end one without a full stop.

    Args:
        text: Of any length.
        words: Of its language, with the abbreviations; the English ones if not given.

    Returns:
        Sentences in order, none empty, none over another; nothing but white space stands between two.
    """
    found: list[Sentence] = []
    start = 0
    for end, after in _find_ends(text, words or read_telling_words()):
        if end <= start:
            continue
        _add(found, text, start, end)
        start = after
    _add(found, text, start, len(text))
    return found


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    """Add a stretch without the white space around it, line by line where a line is a heading."""
    while start < end:
        line = text.find("\n", start, min(end, start + SHORT_LINE + 1))
        last = line if line >= 0 and _is_heading(text, start, line, end) else end
        written = text[start:last]
        first = start + len(written) - len(written.lstrip())
        if first < last:
            found.append(Sentence(first, first + len(written.strip())))
        start = last + 1 if last < end else end


def _is_heading(text: str, start: int, line: int, end: int) -> bool:
    """Whether a sentence's first line is one by itself: lines that are only wrapped are about as long as the next."""
    begins_line = start == 0 or text[start - 1] == "\n"
    if not begins_line or not text[line + 1 : line + 2].isupper() or text[line - 1] in ",;:-":
        return False
    following = text.find("\n", line + 1, min(end, line + LONG_LINE))
    following = following if following >= 0 else min(end, line + LONG_LINE)
    return 2 * (following - line) > 3 * (line - start)


def _find_ends(text: str, words: TellingWords) -> Iterator[tuple[int, int]]:
    """Give where each sentence ends, and where the next may begin."""
    for found in _END.finditer(text):
        if found["stop"] is None or not _is_inside(text, found, words):
            yield (found.end(), found.end()) if found["stop"] else (found.start(), found.end())


def _is_inside(text: str, found: re.Match[str], words: TellingWords) -> bool:
    """Whether a full stop does not end its sentence."""
    stop, start, end = found["stop"], found.start(), found.end()
    following = text[end : end + 6].lstrip(" \t\r\n\"'“‘«([")[:1]
    if following.islower() and (found["close"] or not stop.startswith(("!", "?"))):
        return True
    if stop != "." or found["close"] or not following:
        return False
    if text[start - 1 : start].isspace():  # . . .
        return True
    word = _LAST_WORD.search(text, max(0, start - LONGEST_WORD), start)
    return bool(word) and _is_abbreviation(text, word, following, words)


def _is_abbreviation(text: str, word: re.Match[str], following: str, words: TellingWords) -> bool:
    written = word[0].lower()
    if written in words["numbered_abbreviation"]:
        return following.isdigit()
    if written in words["closing_abbreviation"]:
        return not following.isupper()
    if written.isdigit():  # The number of a list's item.
        return word.start() == 0 or text[word.start() - 1] == "\n"
    return written.replace(".", "") in words["abbreviation"] or _is_initial(text, word, following, words)


def _is_initial(text: str, word: re.Match[str], following: str, words: TellingWords) -> bool:
    """Whether a word is a person's initial or letters of a name: "J. Smith", "the U.S. army"; not "in the U.S. He"."""
    if "." in word[0]:
        return (
            not following.isupper()
            or text[word.end() + 2 : word.end() + 20].split(" ")[0].lower() not in words["starter"]
        )
    is_alone = len(word[0]) == 1 and word[0].isupper()
    return is_alone and word[0] != "I" and following.isupper()
