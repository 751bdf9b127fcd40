"""The words that count people and things: `data/vocabulary/count_words.csv`, and those of a sentence that it knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from geo.articles.phrases import is_gap
from geo.errors import BadVocabulary
from geo.vocabulary import DATA_FOLDER, read_rows

NUMERIC = ("number", "multiplier", "vague", "none", "any", "one", "definite")
NOUNS = ("person", "vehicle", "building")
BOUNDS = ("at_least", "about", "up_to")
HARM_FORMS = ("past", "gerund", "base", "noun", "state", "died", "act")
"""How a word of harm takes what it counts: "killed", "killing", "kill", "deaths", "dead", "died", "the death of"."""

OTHERS = (
    "half", "bound", "range", "harm", "filler", "toll", "taking", "lives", "to", "aux", "and", "subset", "negation",
    "hypothetical", "measure", "month",
)  # fmt: skip
KINDS = (*NUMERIC, *NOUNS, *OTHERS)

_TOKEN = re.compile(
    r"(?P<number>\d++(?:[.,]\d++)*+(?:[-–]\d++(?:,\d{3})*+)?+)(?P<glued>(?:[-–'’]?[^\W_]+)*+)"
    r"|[^\W\d_][^\W_]*+(?:[-'’][^\W_]++)*+|(?P<sign>[,;:()%—])"
)
MOST_DIGITS = 9


@dataclass(slots=True)  # Frozen ones take three times as long to make, and a text has thousands.
class Item:
    """A known word of a sentence, a number or a sign.

    Attributes:
        kind: Its kind in the vocabulary; "digits" and "sign" beside those.
        meaning: What the vocabulary says of it; for digits the lowest and highest number.
        place: Which word of the sentence it is, unknown ones counted.
        start: Where it begins, in characters of the text, 0-based.
        end: Where it ends, exclusive.
        is_joined: Whether white space alone parts it from the known word before.
    """

    kind: str
    meaning: str | int | tuple[int, int]
    place: int
    start: int
    end: int
    is_joined: bool


@dataclass(frozen=True)
class CountWords:
    """The vocabulary of counting: word to kind and meaning, rows of several words by their first one, fillers."""

    words: dict[str, tuple[str, str | int]]
    longer: dict[str, re.Pattern[str]]
    fillers: frozenset[str] = frozenset()

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Words for single numbers."""
        return {word: int(meaning) for word, (kind, meaning) in self.words.items() if kind == "number"}

    def read(self, text: str, lower: str, start: int, end: int) -> list[Item]:
        """Find the known words of a sentence; `lower` is the whole text in small letters, of the same length."""
        items: list[Item] = []
        words, reach, place = self.words, start, 0
        for found in _TOKEN.finditer(lower, start, end):
            place += 1
            written, first, last = found[0], found.start(), found.end()
            if first < reach:  # Within a row of several words.
                continue
            known = words.get(written)
            whole = self.longer[written].match(lower, first, end) if written in self.longer else None
            if whole:
                known, last = words[" ".join(whole[0].split())], whole.end()
            if known is None:
                known = self._read_unknown(found)
                if known is None:
                    continue
            if known[0] == "month" and text[first].islower():
                continue
            items.append(Item(known[0], known[1], place, first, last, bool(items) and is_gap(text, reach, first)))
            reach = last
        return items

    def _read_unknown(self, found: re.Match[str]) -> tuple[str, str | int | tuple[int, int]] | None:
        if found["sign"]:
            return "sign", found[0]
        if found["number"]:
            numbers = None if found["glued"] else _read_digits(found["number"])
            return ("digits", numbers) if numbers else None
        parts = [self.words.get(part, ("", 0)) for part in found[0].split("-")] if "-" in found[0] else []
        if len(parts) == 2 and all(kind == "number" for kind, _ in parts):  # fifty-seven
            return "number", parts[0][1] + parts[1][1]
        return None


@lru_cache(maxsize=2_000)
def _read_digits(written: str) -> tuple[int, int] | None:
    ends = re.split("[-–]", written)
    if any(len(end) > MOST_DIGITS or not re.fullmatch(r"\d+|\d{1,3}(?:,\d{3})+", end) for end in ends):
        return None
    numbers = [float(end.replace(",", "")) for end in ends]
    if not all(number.is_integer() for number in numbers):
        return None
    return int(numbers[0]), int(numbers[-1])


@lru_cache(maxsize=4)
def read_count_words(path: Path = DATA_FOLDER / "vocabulary" / "count_words.csv") -> CountWords:
    """Read the vocabulary of counting: columns `kind`, `word`, `meaning`.

    Raises:
        BadVocabulary: If the file is missing, or a row has an unknown kind or meaning.
    """
    words: dict[str, tuple[str, str | int]] = {}
    longer: dict[str, list[str]] = {}
    fillers: set[str] = set()
    for row_number, row in read_rows(path, ("kind", "word", "meaning")):
        kind, word, meaning = row["kind"], row["word"].lower(), row["meaning"]
        if not _is_known(kind, meaning):
            wrong = f'{path} row {row_number}: "{kind},{word},{meaning}" is not known.'
            raise BadVocabulary(
                f"{wrong} Expected one of {', '.join(KINDS)}, with the meaning that its other rows have."
            )
        if kind == "filler":
            fillers.add(word)
            continue
        words[word] = (kind, int(meaning) if meaning.isdigit() else meaning)
        if " " in word:
            longer.setdefault(word.split()[0], []).append(word)
    return CountWords(words, {first: _compile_rows(rows) for first, rows in longer.items()}, frozenset(fillers))


def _compile_rows(rows: list[str]) -> re.Pattern[str]:
    """Make a pattern of rows of several words, the longest first; a line may break between two."""
    written = (r"\s{1,4}".join(map(re.escape, row.split())) for row in sorted(rows, key=len, reverse=True))
    return re.compile(rf"(?:{'|'.join(written)})\b")


def _is_known(kind: str, meaning: str) -> bool:
    if kind in ("number", "multiplier", "vague", "none", "one", "definite"):
        return meaning.isdigit()
    if kind == "harm":
        return meaning.split()[-1:] != [] and meaning.split()[-1] in HARM_FORMS and len(meaning.split()) == 2
    if kind == "bound":
        return meaning in BOUNDS
    return kind in KINDS and (kind not in NOUNS or meaning in ("one", "many"))
