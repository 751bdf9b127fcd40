"""Languages that reports are read in: each a folder of vocabulary files, and which of them a text is written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.articles.actors import Actors, read_actors
from geo.articles.count_words import CountWords, read_count_words
from geo.articles.day_words import DayWords, read_day_words
from geo.articles.telling_words import TellingWords, fold, read_telling_words
from geo.articles.triggers import Triggers, read_triggers

ENGLISH = "en"
"""The language of the files that lie in the folder of vocabulary itself."""

FILES = ("triggers.csv", "actors.csv", "telling_words.csv", "day_words.csv", "count_words.csv")
"""What a language is made of."""

LOOKED_AT = 3_000
"""Characters of a text that are looked at."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Language:
    """The words of one language: its code, and what each of `FILES` says."""

    code: str
    triggers: Triggers
    actors: Actors
    words: TellingWords
    days: DayWords
    counts: CountWords


def read_languages(vocabulary: Path) -> dict[str, Language]:
    """Read English from a folder, and each folder in it that holds `FILES` as the language that it is called after.

    Raises:
        BadVocabulary: If a file is missing or wrong.
    """
    folders = {ENGLISH: vocabulary}
    folders |= {one.name: one for one in sorted(vocabulary.iterdir()) if (one / FILES[0]).is_file()}
    return {code: _read_language(code, folder) for code, folder in folders.items()}


def _read_language(code: str, folder: Path) -> Language:
    triggers, actors, words, days, counts = (folder / name for name in FILES)
    telling = read_telling_words(words)
    known = read_triggers(triggers, telling)
    return Language(code, known, read_actors(actors), telling, read_day_words(days), read_count_words(counts))


def choose_language(text: str, languages: Mapping[str, Language]) -> Language:
    """Choose the language whose frequent words stand most often at the beginning of a text; English where none do."""
    if len(languages) == 1:
        return languages[ENGLISH]
    written = [fold(word) for word in _WORD.findall(text[:LOOKED_AT])]
    counts = {code: sum(word in one.words["frequent"] for word in written) for code, one in languages.items()}
    best = max(counts, key=lambda code: (counts[code], code == ENGLISH))
    return languages[best]
