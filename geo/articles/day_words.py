"""The words and phrases of time: `data/vocabulary/day_words.csv` as tables, and the words of a text that they know."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.articles.day_dates import DATE_RULES
from geo.articles.day_offsets import OFFSET_RULES
from geo.articles.day_span import Days
from geo.articles.phrases import Node, Word, expand_pattern, grow_tree, is_gap, lower_text
from geo.errors import BadVocabulary
from geo.vocabulary import DATA_FOLDER, read_rows

VALUES = {"month": "{month}", "weekday": "{weekday}", "number": "{number}", "ordinal": "{day}", "unit": "{unit}"}
WRITTEN = {"part": "{part}", "edge": "{edge}", "time": "{time}", "anchor": "{anchor}"}
LISTS = ("relation", "future", "speech", "needs_capital", "named_before", "named_after", "counted")
KINDS = (*VALUES, *WRITTEN, *LISTS, "phrase")

RULES = {**DATE_RULES, **OFFSET_RULES}

_WORD = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)(?![\w-])|(?P<slashed>\d{1,2}/\d{1,2}/\d{4})(?![\w/])|(?P<dotted>\d{1,2}\.\d{1,2}\.\d{4})\b"
    r"|(?:twenty|thirty)-[^\W\d_]+|\d+(?:[.,]\d+)*[^\W_]*|[^\W\d_][^\W_]*(?:['’][^\W_]+)*|[-‐‑–,]"
)
_COUNT = re.compile(r"(\d{1,4})(st|nd|rd|th)?$")
_APOSTROPHE = re.compile("['’]")
_DASHES = frozenset("‐‑–")
ANCHORS = frozenset(
    ("{month}", "{weekday}", "{unit}", "{time}", "{year}", "{iso}", "{slashed}", "{dotted}", "{anchor}")
)
"""Slots of which every phrase has one, or a word that can stand in one."""

NEAR_WORDS = 14
"""More words than any phrase has on one side of its anchor."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_SHORT_YEAR = 32
"""A number from here to 99 beside a month is a year; a smaller one is a day."""


@dataclass(frozen=True)
class Phrase:
    """What a phrase of time means: the name of its rule, the rule, and what that is told beside the slots."""

    said: str
    rule: Callable[..., Days | None]
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class DayWords:
    """The vocabulary of time.

    Attributes:
        slots: Word to what it can stand for, slot to value.
        lists: Words that only say something of a phrase beside them, by kind; `relation` has meanings.
        tree: All phrases.
    """

    slots: dict[str, dict[str, int | str]]
    lists: dict[str, dict[str, str]]
    tree: Node[Phrase]

    def read(self, text: str) -> list[Word]:
        """Find the words of a text that time is told with, and the signs that may part them.

        Every phrase holds an anchor, a word that hardly means anything but time. Words that have none near them are
        left out: most numbers and prepositions of a text are not looked at twice.
        """
        words: list[Word] = []
        waiting: deque[tuple] = deque(maxlen=NEAR_WORDS)
        lower, slots, reach, wanted = lower_text(text), self.slots, 0, 0
        for found in _WORD.finditer(lower):
            written = found[0]
            known = slots.get(written)
            if known is None and not written.isalnum():  # Monday's, Şubat'ta
                known = slots.get(_APOSTROPHE.split(written, maxsplit=1)[0])
            if known is None:
                if not written[0].isdigit():
                    continue
                known = _read_digits(written, found.lastgroup)
            start, end = found.span()
            if written in self.lists["needs_capital"] and text[start].islower():
                known = {}
            waiting.append((written, start, end, known, reach))
            is_short = known and end - start < 5 and text[end : end + 1] == "."
            reach = end + 1 if is_short else end
            if not ANCHORS.isdisjoint(known):
                wanted = NEAR_WORDS
            if wanted:
                wanted -= 1
                for one in waiting:
                    words.append(_make_word(text, words[-1].end if words else -2, *one))
                waiting.clear()
        return words


def _make_word(
    text: str, last: int, written: str, start: int, end: int, known: dict[str, int | str], reach: int
) -> Word:
    is_next = reach - last in (0, 1)  # Else words between them were left out.
    is_joined = is_next and is_gap(text, reach, start)
    return Word("-" if written in _DASHES else written, start, end, known, is_joined)


@lru_cache(maxsize=2_000)
def _read_digits(written: str, shape: str | None) -> dict[str, int | str]:
    if shape:
        return {f"{{{shape}}}": written}
    counted = _COUNT.match(written)
    if not counted:
        return {}
    number, known = int(counted[1]), {}
    if 1 <= number <= 31 and len(counted[1]) < 3:
        known["{day}"] = number
    if not counted[2]:
        known["{number}"] = number
        if FIRST_YEAR <= number <= LAST_YEAR:
            known["{year}"] = number
        elif FIRST_SHORT_YEAR <= number <= 99:
            known["{year2}"] = FIRST_YEAR + number
    return known


@lru_cache(maxsize=4)
def read_day_words(path: Path = DATA_FOLDER / "vocabulary" / "day_words.csv") -> DayWords:
    """Read the vocabulary of time.

    Columns: `kind`, `word`, `meaning`. A `phrase` is a pattern (see `phrases.expand_pattern`) whose meaning is the name
    of a rule in `day_dates.py` or `day_offsets.py` with what it is told: `week -1`.

    Raises:
        BadVocabulary: If the file is missing, or a row has an unknown kind, rule or number.
    """
    slots: dict[str, dict[str, int | str]] = {"-": {}, ",": {}, **{dash: {} for dash in _DASHES}}
    lists: dict[str, dict[str, str]] = {kind: {} for kind in LISTS}
    phrases: list[tuple[str, Phrase]] = []
    for row_number, row in read_rows(path, ("kind", "word", "meaning")):
        kind, word, meaning = row["kind"], row["word"].lower(), row["meaning"]
        try:
            if kind == "phrase":
                phrases.append((word, _read_meaning(meaning)))
            elif kind in LISTS:
                lists[kind][word] = meaning
                slots.setdefault(word, {})
            else:
                value = int(meaning) if kind in ("month", "weekday", "number", "ordinal") else meaning or word
                slots.setdefault(word, {})[{**VALUES, **WRITTEN}[kind]] = value
        except (KeyError, ValueError) as error:
            expected = f"Expected one of {', '.join(KINDS)}, with the meaning that its other rows have."
            raise BadVocabulary(
                f'{path} row {row_number}: "{kind},{word},{meaning}" is not known. {expected}'
            ) from error
    for pattern, _ in phrases:
        for word in (word for way in expand_pattern(pattern) for word in way if not word.startswith("{")):
            slots.setdefault(word, {})
        _check_anchor(path, pattern, slots)
    return DayWords(slots, lists, grow_tree(phrases))


def _check_anchor(path: Path, pattern: str, slots: dict[str, dict[str, int | str]]) -> None:
    for way in expand_pattern(pattern):
        if not any(word in ANCHORS or not ANCHORS.isdisjoint(slots.get(word, ())) for word in way):
            wrong = f'{path}: "{" ".join(way)}" has no word that tells it is about time.'
            raise BadVocabulary(f"{wrong} Give one of its words a row of the kind anchor.")


def _read_meaning(meaning: str) -> Phrase:
    name, *arguments = meaning.split()
    return Phrase(name, RULES[name], tuple(arguments))
