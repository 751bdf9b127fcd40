"""Words for kinds of events, as tables of no fixed vocabulary have them, to types and sub-types of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from geo.tables.formats.acled_types import fold_type
from geo.vocabulary import DATA_FOLDER, Vocabulary, read_rows

TYPE_WORDS = DATA_FOLDER / "vocabulary" / "type_words.csv"

UNTOLD = ("Strategic developments", "Other")
"""What an event is whose table does not say its kind, or says it in no word that we know."""


@cache
def read_type_words() -> dict[str, tuple[str, str]]:
    """Read the words of `data/vocabulary/type_words.csv`, folded."""
    rows = read_rows(TYPE_WORDS, ("word", "event_type", "sub_event_type"))
    return {fold_type(row["word"]): (row["event_type"], row["sub_event_type"]) for _, row in rows}


def type_finder(vocabulary: Vocabulary) -> Callable[[Iterable[str]], tuple[str, str] | None]:
    """Return what finds the type and sub-type of the first word that is known as a whole; None where none is.

    Known are the names of types and sub-types, and the words of `data/vocabulary/type_words.csv`.
    """
    known: dict[str, tuple[str, str]] = {}
    for one in vocabulary.event_types:
        known[fold_type(one.event_type)] = (one.event_type, "")
    for one in vocabulary.event_types:
        for sub in one.sub_event_types:
            if sub.sub_event_type != UNTOLD[1]:
                known.setdefault(fold_type(sub.sub_event_type), (one.event_type, sub.sub_event_type))
    known = read_type_words() | known

    def find(words: Iterable[str]) -> tuple[str, str] | None:
        return next((known[folded] for word in words if (folded := fold_type(word)) in known), None)

    return find
