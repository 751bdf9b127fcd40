"""Which words of a text are names of places: every name a gazetteer knows, weighed by what stands around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geo.articles.evidence import ENOUGH, speaks, weigh_evidence
from geo.articles.guessing import Guess, find_guesses
from geo.articles.lexicon import Lexicon
from geo.articles.page import Page
from geo.articles.recognising import Recognised
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.places import ALTERNATE
from geo.gazetteer.weighing import fame

SAID_BY_MODEL, DOUBTED_BY_MODEL = 1.0, -0.2
"""What a name gains that a trained model takes for a place's, and loses that it takes for a person's or firm's."""


OF_THE_THEATRE = 0.12
"""What a name gains that a place of the text's own theatre has: a village of another country needs more."""

LEAST_SURE, MAIN_SHARE = 2, 0.4


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a place in a text.

    Attributes:
        start: Where it begins, in characters of the text, 0-based.
        end: Where it ends, exclusive.
        text: As written.
        within: What follows as that which it lies in: "Ariha, Idlib".
        kind_word: "province" in "Idlib province"; "-" for a word that chooses no kind; else "".
        is_speaker: Whether a government is meant that says or does something: "Moscow denied".
    """

    start: int
    end: int
    text: str
    within: tuple[str, ...] = ()
    kind_word: str = ""
    is_speaker: bool = False


@dataclass(frozen=True)
class Spotted:
    """What was found in a text.

    Attributes:
        mentions: In the order of the text; none overlaps another.
        peoples: ISO code to how often that country's people or things are spoken of.
    """

    mentions: tuple[Mention, ...]
    peoples: Counter[str]


def spot_places(
    text: str,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    recognised: Sequence[Recognised] = (),
    countries: Sequence[str] = (),
) -> Spotted:
    """Find the names of places in a text.

    Args:
        text: Of any length, in any script; hard line breaks and capitals throughout are understood.
        gazetteer: The names that are known.
        lexicon: The words that tell names of places from others.
        recognised: Names that a trained model found in the text; those of places are found too.
        countries: ISO codes of countries that the text is known to be about.
    """
    page = Page(text, lexicon)
    guesses = find_guesses(page, gazetteer, recognised)
    for guess in guesses:
        guess.evidence = weigh_evidence(guess, page) + _say_of_model(guess, page, recognised)
    theatre = _find_theatre(guesses, countries)
    for guess in guesses:
        if any(match.place.country_code in theatre and match.tier <= ALTERNATE for match in guess.matches):
            guess.evidence += OF_THE_THEATRE
    sure = {guess.text.casefold() for guess in guesses if guess.evidence >= ENOUGH}
    # What is a place once in a text is a place there, unless a person bears the name.
    kept = [
        guess
        for guess in guesses
        if guess.evidence >= ENOUGH or (guess.text.casefold() in sure and not guess.is_person)
    ]
    return Spotted(tuple(_mention(guess, page) for guess in kept), _count_peoples(kept, page))


def _find_theatre(guesses: list[Guess], countries: Sequence[str]) -> set[str]:
    """Name the countries that a text is about: those given, and one in which most of what is sure in it lies."""
    best = [max(guess.matches, key=lambda match: fame(match.place)) for guess in guesses if guess.evidence >= ENOUGH]
    counts = Counter(match.place.country_code for match in best if match.place.country_code)
    main = {code for code, count in counts.items() if count >= LEAST_SURE and count >= MAIN_SHARE * counts.total()}
    return main | set(countries)


def _say_of_model(guess: Guess, page: Page, recognised: Sequence[Recognised]) -> float:
    start, end = page.tokens[guess.first].start, page.tokens[guess.last - 1].end
    for name in recognised:
        if name.start < end and start < name.end:
            return SAID_BY_MODEL if name.is_place else DOUBTED_BY_MODEL
    return 0.0


def _mention(guess: Guess, page: Page) -> Mention:
    return Mention(
        start=page.tokens[guess.first].start,
        end=page.tokens[guess.last - 1].end,
        text=page.text[page.tokens[guess.first].start : page.tokens[guess.last - 1].end],
        within=tuple(guess.within),
        kind_word=guess.kind_word,
        is_speaker=speaks(guess, page),
    )


def _count_peoples(kept: list[Guess], page: Page) -> Counter[str]:
    inside = {number for guess in kept for number in range(guess.first, guess.last)}
    peoples = page.lexicon.peoples
    return Counter(
        peoples[token.lower]
        for number, token in enumerate(page.tokens)
        if token.is_capital and number not in inside and token.lower in peoples
    )
