"""The readers to choose from, by the name that the command line knows them by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from geo.articles.reading import RulesReader
from geo.errors import UnreadableFile
from geo.vocabulary import DATA_FOLDER

RULES, SPACY = "rules", "spacy"
READERS = (RULES, SPACY)


def load_reader(name: str = RULES, data_folder: Path = DATA_FOLDER, countries: Sequence[str] = ()) -> RulesReader:
    """Load a reader.

    Args:
        name: Of `READERS`: the rules alone, or with spaCy's names and grammar.
        data_folder: Where gazetteer and vocabulary are.
        countries: Codes or names of countries that the articles are known to be about.

    Raises:
        MissingExtra: If spaCy is asked for, and it or its model is not installed.
        BadVocabulary: If a file of words is damaged.
        UnreadableFile: If the gazetteer is, or a country or the reader is unknown.
    """
    if name == RULES:
        return RulesReader.load(data_folder, countries)
    if name == SPACY:
        from geo.articles.parsing import SpacyReader  # Loaded only where it is asked for: it is an extra.

        return SpacyReader.load(data_folder, countries)
    raise UnreadableFile(f'"{name}" is no reader. Choose one of: {", ".join(READERS)}.')
