"""A text as words with their places in it: which are capitalised, which begin a sentence, what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

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
_POSSESSIVE = re.compile(r"['’‘ʼ`´][sS]$")
_FILLER = "\u0640"
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


@dataclass(slots=True)  # Frozen ones take three times as long to make, and a text has thousands.
class Token:
    """One word.

    Attributes:
        text: The word without a possessive ending.
        lower: The same in lower case.
        start: Where it begins, in characters of the text, 0-based.
        end: Where it ends, exclusive.
        is_capital: Whether it begins with a capital letter, or with a letter of a script that has none.
        begins_sentence: Whether it is the first word of a sentence, heading or quotation.
        is_joined: Whether only a space, a hyphen or a line break parts it from the word before.
        is_dashed: Whether that is a hyphen or dash.
        is_possessive: Whether 's was taken off.
    """

    text: str
    lower: str
    start: int
    end: int
    is_capital: bool
    begins_sentence: bool
    is_joined: bool
    is_dashed: bool
    is_possessive: bool


def split_words(text: str) -> list[Token]:
    """Split a text into words; offsets are those of the text as it was given.

    Zero-width and bidi marks part no words: the text is read as if they were not there.
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
            tokens.append(_token(word, start, between, is_first=not tokens))
            last = start + len(word)
    return tokens


def _token(word: str, start: int, between: str, is_first: bool) -> Token:
    kept, lower, is_capital, is_possessive = _read_word(word)
    if between == " " and not is_first:  # Most words; the same as below, in a third of the time.
        return Token(kept, lower, start, start + len(kept), is_capital, False, True, False, is_possessive)
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
        is_possessive=is_possessive,
    )


@lru_cache(maxsize=10_000)
def _read_word(word: str) -> tuple[str, str, bool, bool]:
    """Read a word by itself, most of them not for the first time: see `text` to `is_possessive` of `Token`."""
    ends = _POSSESSIVE.search(word) if not word.isalnum() else None
    kept = word[: ends.start()] if ends else word
    if not kept:  # What is left of a word of letters that nobody sees.
        ends, kept = None, word
    return kept, kept.casefold().replace(_FILLER, ""), _is_capital(kept), bool(ends)


def _is_capital(word: str) -> bool:
    if word[0].isalpha() and word[0] != _FILLER:
        return not word[0].islower()
    letter = next((one for one in word if one.isalpha() and one != _FILLER), "")
    return bool(letter) and not letter.islower()
