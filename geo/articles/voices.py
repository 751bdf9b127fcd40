"""Whose word a sentence gives: where only a party to an event says that it happened, it is a claim."""

from __future__ import annotations

from collections.abc import Sequence

from geo.articles.actors import ActorMention
from geo.articles.roles import Roles
from geo.articles.telling_words import TellingWords
from geo.articles.tokens import Token

PARTIES = ("forces", "rebels", "militia", "state")
"""Kinds of actors whose word on their own deeds is a claim; policemen report crimes too."""

BEFORE_SPEECH, AFTER_SPEECH = 6, 3
"""Tokens between a speaker and the word of speech: "the army spokesman Colonel Smith said", "said the army"."""


def is_claim(
    roles: Roles, cast: Sequence[ActorMention], tokens: Sequence[Token], first: int, last: int, words: TellingWords
) -> bool:
    """Whether all who speak in a sentence, and at least one does, are parties to the event told in it.

    Args:
        roles: Who acted, and who was acted on.
        cast: The actors of the sentence, in its order.
        tokens: The words of the text.
        first: Number of the sentence's first token.
        last: Number of the token after its last.
        words: Of the language.
    """
    parties = {_side(one) for one in roles if one is not None and one.kind in PARTIES}
    if not parties:
        return False
    voices = [
        _find_according(number, cast)
        if tokens[number].lower in words["according"]
        else _find_speaker(number, cast, tokens, last)
        for number in range(first, last)
        if tokens[number].lower in words["speech"] or tokens[number].lower in words["according"]
    ]
    return bool(voices) and all(one is not None and _side(one) in parties for one in voices)


def _find_speaker(number: int, cast: Sequence[ActorMention], tokens: Sequence[Token], last: int) -> ActorMention | None:
    """Find who speaks: before the word, or after it where a clause ends with them."""
    before = [one for one in cast if 0 <= number - one.last <= BEFORE_SPEECH and _are_joined(tokens, one.last, number)]
    after = [one for one in _after(number, cast) if one.last >= last or not tokens[one.last].is_joined]
    return before[-1] if before else next(iter(after), None)


def _are_joined(tokens: Sequence[Token], first: int, last: int) -> bool:
    return all(token.is_joined for token in tokens[first : last + 1])


def _find_according(number: int, cast: Sequence[ActorMention]) -> ActorMention | None:
    return next(iter(_after(number, cast)), None)


def _after(number: int, cast: Sequence[ActorMention]) -> list[ActorMention]:
    return [one for one in cast if 0 < one.first - number <= AFTER_SPEECH]


def _side(one: ActorMention) -> str:
    """Name a government and its army alike: one speaks for the other."""
    return one.name.removeprefix("Government of ").removeprefix("Military Forces of ")
