"""The words that say how a sentence tells of an event: `telling_words.csv` of a language, read as sets by kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.errors import BadVocabulary
from geo.vocabulary import DATA_FOLDER, read_rows

KINDS = (
    # The language: its frequent words, how it is written, where its sentences end.
    "frequent", "trait", "ending", "abbreviation", "closing_abbreviation", "numbered_abbreviation", "starter",
    # Whether something happened.
    "condition", "asked", "may", "will", "negation", "denied", "possible", "tried", "threatened", "imagined", "generic",
    "planned", "infinitive", "obliged", "needed", "having", "joining", "be", "auxiliary", "adverb_ending",
    "determiner", "before_verb", "happening", "before_ing", "other", "definite", "repeated",
    # Who did it, and who says so.
    "indirect", "onto", "filling", "agent", "from", "against", "between", "parting", "dealing", "talks", "clause",
    "subject_verb", "backed", "people", "claim", "speech", "according",
    # Where.
    "at", "of", "to", "taken", "passed", "about", "preposition", "beside", "compass", "part", "town", "road",
    "conference", "listing",
)  # fmt: skip

TRAITS = ("english_forms", "verb_last")
"""What a language may be: its verbs inflect as the English ones where no forms are written; its verbs come last."""

ENDING_MEANINGS = ("of", "at", "to", "from", "object")
"""What an ending behind an apostrophe says of the name that it is taken off: "Turkey's", "İdlib'de"."""


@dataclass(frozen=True, eq=False)  # One for each language: told apart by identity, so that caches can know them.
class TellingWords:
    """The words of one language.

    Attributes:
        by_kind: Kind of `KINDS` to its words in lower case.
        meanings: (kind, word) to its meaning, where it has one.
    """

    by_kind: Mapping[str, frozenset[str]]
    meanings: Mapping[tuple[str, str], str]

    def __getitem__(self, kind: str) -> frozenset[str]:
        """Give the words of a kind."""
        return self.by_kind[kind]

    def has_trait(self, trait: str) -> bool:
        """Whether the language has one of `TRAITS`."""
        return trait in self.by_kind["trait"]

    def meanings_of(self, kind: str) -> dict[str, str]:
        """Give the words of a kind with their meanings."""
        return {word: meaning for (one, word), meaning in self.meanings.items() if one == kind}


@lru_cache(maxsize=8)
def read_telling_words(path: Path = DATA_FOLDER / "vocabulary" / "telling_words.csv") -> TellingWords:
    """Read the columns `kind`, `word`, `meaning`.

    Raises:
        BadVocabulary: If the file is missing, or a row has an unknown kind, trait or meaning.
    """
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    meanings: dict[tuple[str, str], str] = {}
    for number, row in read_rows(path, ("kind", "word", "meaning")):
        kind, word = row["kind"], fold(row["word"])
        is_known = kind in KINDS and (kind != "trait" or word in TRAITS)
        if not is_known or (kind == "ending" and row["meaning"] not in ENDING_MEANINGS):
            allowed = f"Expected one of {', '.join(KINDS)}; traits are {', '.join(TRAITS)}; endings mean "
            raise BadVocabulary(
                f'{path} row {number}: "{kind},{word},{row["meaning"]}" is not known. '
                f"{allowed}{', '.join(ENDING_MEANINGS)}."
            )
        found[kind].add(word)
        if row["meaning"]:
            meanings[kind, word] = row["meaning"]
    return TellingWords({kind: frozenset(words) for kind, words in found.items()}, meanings)


def fold(word: str) -> str:
    """Write a word in lower case as `geo.articles.tokens` does: the Turkish capital İ is one letter."""
    return word.replace("İ", "i").casefold()
