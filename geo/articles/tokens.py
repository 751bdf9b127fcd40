"""A text as words with their places in it: which are capitalised, which begin a sentence, what stands between them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_LETTERS = rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*"
_WORD = re.compile(
    r"(?=[A-Zv])(?:"  # Most words are none of these, and their first letter says so.
    r"(?:[A-Z]\.){2,}"  # U.S., D.C., U.N.
    r"|(?:St|Ste|Mt|Ft|Pt|Gen|Col|Lt|Maj|Capt|Sgt|Gov|Sen|Rep|Mr|Mrs|Ms|Dr|Prof|No|Jr|Sr|Hon|Rev|vs)\.(?=\s))"
    rf"|{_LETTERS}(?:['’‘ʼ`´ʿʾ]{_LETTERS})*"
)
_SENTENCE_END = re.compile(r"[.!?…:;؟\"“”«»•|]|\n\s*\n|\s['‘]$")
_SPACE = re.compile(r"(?=\s)[^\S\r\n]*(?:\r?\n)?[^\S\r\n]*")
_DASH = re.compile(r"\s?[-‐‑–]\s?")
_ENDING = re.compile(r"['’‘ʼ`´](?P<ending>[^\W\d_]{1,5})$")
ENGLISH_ENDINGS: Mapping[str, str] = MappingProxyType({"s": "of"})
"""Endings behind an apostrophe that are no part of a name, and what they mean."""

_FILLER = "\u0640"
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


@dataclass(slots=True)  # Frozen ones take three times as long to make, and a text has thousands.
class Token:
    """One word.

    Attributes:
        text: The word without an ending such as a possessive one.
        lower: The same in lower case.
        start: Where it begins, in characters of the text, 0-based.
        end: Where it ends, exclusive.
        is_capital: Whether it begins with a capital letter, or with a letter of a script that has none.
        begins_sentence: Whether it is the first word of a sentence, heading or quotation.
        is_joined: Whether only a space, a hyphen or a line break parts it from the word before.
        is_dashed: Whether that is a hyphen or dash.
        ending: What the ending means that was taken off, as `of` for 's; "" where there is none.
    """

    text: str
    lower: str
    start: int
    end: int
    is_capital: bool
    begins_sentence: bool
    is_joined: bool
    is_dashed: bool
    ending: str = ""

    @property
    def is_possessive(self) -> bool:
        """Whether something is said to be its own."""
        return self.ending == "of"


def split_words(text: str, endings: Mapping[str, str] = ENGLISH_ENDINGS) -> list[Token]:
    """Split a text into words; offsets are those of the text as it was given.

    Zero-width and bidi marks part no words: the text is read as if they were not there.

    Args:
        text: Of any length, in any script.
        endings: Endings of the language behind an apostrophe, with what they mean.
    """
    tokens: list[Token] = []
    last = 0
    read = _INVISIBLE.sub(_FILLER, text)  # A letter that names fold away, and as long: offsets stay right.
    has_fillers = _FILLER in read
    for found in _WORD.finditer(read):
        word, start = found[0], found.start()
        between = read[last:start]
        if has_fillers:
            word = word.strip(_FILLER)
            start += found[0].index(word)
            between = read[last:start].replace(_FILLER, "")
        if word:
            tokens.append(_token(word, start, between, not tokens, endings))
            last = start + len(word)
    return tokens


def _token(word: str, start: int, between: str, is_first: bool, endings: Mapping[str, str]) -> Token:
    word, ending = (word, "") if word.isalnum() else _cut_ending(word, endings)
    kept, lower, is_capital = _read_word(word)
    if between == " " and not is_first:  # Most words; the same as below, in a third of the time.
        return Token(kept, lower, start, start + len(kept), is_capital, False, True, False, ending)
    is_dashed = not is_first and bool(_DASH.fullmatch(between))
    return Token(
        text=kept,
        lower=lower,
        start=start,
        end=start + len(kept),
        is_capital=is_capital,
        begins_sentence=is_first or bool(_SENTENCE_END.search(between)),
        is_joined=is_dashed or (not is_first and bool(_SPACE.fullmatch(between))),
        is_dashed=is_dashed,
        ending=ending,
    )


def _cut_ending(word: str, endings: Mapping[str, str]) -> tuple[str, str]:
    """Take an ending off; what its apostrophe begins with is none, but a word of letters that nobody sees."""
    found = _ENDING.search(word)
    meaning = endings.get(found["ending"].casefold(), "") if found and found.start() else ""
    return (word[: found.start()], meaning) if meaning else (word, "")


@lru_cache(maxsize=10_000)
def _read_word(word: str) -> tuple[str, str, bool]:
    """Read a word by itself, most of them not for the first time: `text`, `lower` and `is_capital` of `Token`."""
    return word, word.replace("İ", "i").casefold().replace(_FILLER, ""), _is_capital(word)


def _is_capital(word: str) -> bool:
    if word[0].isalpha() and word[0] != _FILLER:
        return not word[0].islower()
    letter = next((one for one in word if one.isalpha() and one != _FILLER), "")
    return bool(letter) and not letter.islower()
