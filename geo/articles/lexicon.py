"""The words that tell names of places from those of peoples, persons and organisations, and the cues beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from geo.articles.telling_words import TellingWords
from geo.articles.tokens import ENGLISH_ENDINGS
from geo.errors import BadVocabulary
from geo.vocabulary import read_rows

KINDS_OF_WORDS = ("given_name", "surname", "title", "organisation", "common")
KINDS_OF_CUES = (
    "locative",
    "kind",
    "area",
    "organisation",
    "speech",
    "address",
    "dealing",
    "compass",
    "undergone",
    "auxiliary",
)


@dataclass(frozen=True)
class Cues:
    """Words that say something of the name beside them; all in lower case.

    Attributes:
        locative: Before a place ("in", "near", "shelled").
        kind: After or before a place's name ("city", "countryside").
        area: Those of them that choose between namesakes of different kinds ("province").
        organisation: Capitalised after a name, they make both the name of something else ("Washington Post").
        speech: After a capital or country, they make it a government ("Moscow denied").
        address: Before one, they do so too ("urged Damascus").
        dealing: And so do these, with "between" or "with" ("talks between Moscow and Ankara").
        compass: Parts of the sky, and "central", "greater", "rural".
        undergone: After a place and an auxiliary, what is done to places ("was shelled", "came under", "fell to").
        auxiliary: Words before those ("was", "came").
    """

    locative: frozenset[str]
    kind: frozenset[str]
    area: frozenset[str]
    organisation: frozenset[str]
    speech: frozenset[str]
    address: frozenset[str]
    dealing: frozenset[str]
    compass: frozenset[str]
    undergone: frozenset[str]
    auxiliary: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """Words by what they tell; all folded to lower case.

    Attributes:
        given_names: Names that stand before a surname.
        surnames: Surnames that are also names of towns.
        titles: Words that stand before a person's name.
        organisations: Names of organisations, media and agreements, as tuples of words.
        common: Words that are capitalised without being names.
        peoples: Adjective or noun of a people to ISO code of its country.
        cues: Words that say something of the name beside them.
        endings: Endings behind an apostrophe that are no part of a name, with what they mean.
    """

    given_names: frozenset[str]
    surnames: frozenset[str]
    titles: frozenset[str]
    organisations: frozenset[tuple[str, ...]]
    common: frozenset[str]
    peoples: Mapping[str, str]
    cues: Cues
    endings: Mapping[str, str] = field(default_factory=lambda: ENGLISH_ENDINGS)

    def in_language(self, words: TellingWords) -> Lexicon:
        """Give the same with the endings of a language, and its words for peoples where it has some."""
        peoples = {**self.peoples, **words.meanings_of("people")}
        return replace(self, peoples=peoples, endings=words.meanings_of("ending"))

    def is_title(self, word: str) -> bool:
        """Whether a word in lower case, with or without its full stop, stands before a person's name."""
        return word in self.titles or word.rstrip(".") in self.titles

    @cached_property
    def longest_organisation(self) -> int:
        """The most words that an organisation's name has."""
        return max((len(words) for words in self.organisations), default=0)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first words of organisations' names."""
        return frozenset(words[0] for words in self.organisations)


def read_lexicon(data_folder: Path) -> Lexicon:
    """Read vocabulary/not_places.csv, vocabulary/cue_words.csv and the demonyms of gazetteer/country_points.csv.

    Raises:
        BadVocabulary: If a file is missing or holds a kind of words that is not known.
    """
    vocabulary = data_folder / "vocabulary"
    words = _read_kinds(vocabulary / "not_places.csv", "words", KINDS_OF_WORDS)
    cues = _read_kinds(vocabulary / "cue_words.csv", "word", KINDS_OF_CUES)
    peoples: dict[str, str] = {}
    for _, row in read_rows(data_folder / "gazetteer" / "country_points.csv", ("country_code", "demonyms")):
        for name in filter(None, row["demonyms"].split(";")):
            peoples.setdefault(name.strip().casefold(), row["country_code"])
    return Lexicon(
        given_names=frozenset(words["given_name"]),
        surnames=frozenset(words["surname"]),
        titles=frozenset(words["title"]),
        organisations=frozenset(tuple(phrase.replace("-", " ").split()) for phrase in words["organisation"]),
        common=frozenset(words["common"]),
        peoples=peoples,
        cues=Cues(**{kind: frozenset(cues[kind]) for kind in KINDS_OF_CUES}),
    )


def _read_kinds(path: Path, column: str, kinds: tuple[str, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in kinds}
    for number, row in read_rows(path, (column, "kind")):
        if row["kind"] not in found:
            raise BadVocabulary(f'{path} row {number}: "{row["kind"]}" is none of {", ".join(kinds)}.')
        found[row["kind"]].add(" ".join(row[column].casefold().split()))
    return found
