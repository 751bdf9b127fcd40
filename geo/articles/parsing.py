"""A reader with spaCy's model for English: the rules, with its names of groups and its grammar. The extra `[ner]`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from geo.articles.hints import NO_HINTS, Hints, Span
from geo.articles.languages import ENGLISH
from geo.articles.reading import RulesReader
from geo.articles.recognising import load_model
from geo.vocabulary import DATA_FOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Token

UNUSED_PARTS = ("lemmatizer", "senter")
DOERS, DONE_TO, BY = ("nsubj", "csubj"), ("dobj", "obj", "nsubjpass"), "agent"
"""Labels of the grammar that the model was trained on: ClearNLP's, as its makers publish them."""


class SpacyReader(RulesReader):
    """The rules, with what a trained model says of groups and of who does what to whom; English texts only."""

    def use_model(self, model: Language) -> None:
        """Read with a model from now on."""
        self._model = model

    @classmethod
    def load(cls, data_folder: Path = DATA_FOLDER, countries: Sequence[str] = ()) -> SpacyReader:
        """Load gazetteer, vocabulary and the first model that is installed.

        Raises:
            MissingExtra: If spaCy or a model is missing; the message says how to install them.
            BadVocabulary: If a file of words is damaged.
            UnreadableFile: If the gazetteer is, or a country is unknown.
        """
        model = load_model(UNUSED_PARTS, "choose --reader rules, which needs neither")
        reader = super().load(data_folder, countries)
        reader.use_model(model)
        return reader

    def _find_hints(self, text: str, language: str) -> Hints:
        if language != ENGLISH:
            return NO_HINTS
        document = self._model(text)
        groups = {one.start_char: one.end_char for one in document.ents if one.label_ == "ORG"}
        return Hints(groups, dict(_find_deeds(document)))  # With its places too, fewer events were right.


def _find_deeds(document: Doc) -> Iterator[tuple[int, tuple[Span | None, Span | None]]]:
    for verb in document:
        if verb.pos_ != "VERB":
            continue
        doer = _child(verb, DOERS)
        by = _child(verb, (BY,))
        doer = _child(by, ("pobj",)) if by is not None else doer
        done_to = _child(verb, DONE_TO)
        if doer is None and done_to is None and verb.dep_ == "conj":  # "raided the camp and killed five"
            doer = _child(verb.head, DOERS)
        if doer is not None or done_to is not None:
            yield verb.idx, (_span(doer), _span(done_to))


def _child(word: Token, labels: tuple[str, ...]) -> Token | None:
    return next((one for one in word.children if one.dep_ in labels), None)


def _span(word: Token | None) -> Span | None:
    """Give where a noun stands with the words that belong to it: "three Turkish soldiers", "jets of the army"."""
    if word is None:
        return None
    of = next((one for one in word.rights if one.lower_ == "of"), word)
    last = of.right_edge if of is not word else word
    first = min((word, *word.lefts), key=lambda one: one.idx)
    return first.idx, last.idx + len(last.text)
