"""A text as it is read: its words, those that names of organisations take, and the surnames of persons in it."""

from __future__ import annotations

from dataclasses import replace

from geo.articles.lexicon import Lexicon
from geo.articles.tokens import Token, split_words

MOSTLY_CAPITALS = 0.7
"""A text with this share of its words in capitals says nothing by them."""

WORDS_OF_A_PERSON = 3


class Page:
    """One text.

    Attributes:
        text: As given.
        tokens: Its words.
        lexicon: What is known of words.
        is_caseless: Whether capitals say nothing in it.
        small: Words that it also writes without a capital.
        taken: Numbers of the tokens that belong to the name of an organisation, medium or agreement.
        persons: Surnames in it, in lower case.
    """

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens = split_words(text, lexicon.endings)
        self.small = {token.lower for token in self.tokens if not token.is_capital}
        capitals = sum(token.text.isupper() and len(token.text) > 1 for token in self.tokens)
        self.is_caseless = capitals > MOSTLY_CAPITALS * len(self.tokens)
        if self.is_caseless:
            self.tokens = [replace(token, is_capital=not self._is_everyday(token)) for token in self.tokens]
        self.taken = self._find_organisations()
        self.persons = self._find_persons()

    def token(self, number: int) -> Token | None:
        """Give a token; None before the first and after the last."""
        return self.tokens[number] if 0 <= number < len(self.tokens) else None

    def written(self, first: int, last: int) -> str:
        """Give what is written from one token to another, exclusive, on one line."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def between(self, number: int) -> str:
        """Give what stands between a token and the one before it, without spaces."""
        return self.text[self.tokens[number - 1].end : self.tokens[number].start].strip()

    def _is_everyday(self, token: Token) -> bool:
        cues = self.lexicon.cues
        return token.lower in self.lexicon.common or token.lower in cues.locative or token.lower in cues.speech

    def _find_organisations(self) -> set[int]:
        known, longest, taken = self.lexicon.organisations, self.lexicon.longest_organisation, set()
        words = [token.lower for token in self.tokens]
        for first, token in enumerate(self.tokens):
            if not token.is_capital or token.lower not in self.lexicon.beginnings or first in taken:
                continue
            for last in range(min(first + longest, len(words)), first, -1):
                if tuple(words[first:last]) in known:
                    taken.update(range(first, last))
                    break
        return taken

    def _find_persons(self) -> set[str]:
        """Collect the capitalised words that follow a title or given name without a comma."""
        names: set[str] = set()
        for number, token in enumerate(self.tokens):
            if token.is_capital and (token.lower in self.lexicon.given_names or self.lexicon.is_title(token.lower)):
                for after in self.tokens[number + 1 : number + 1 + WORDS_OF_A_PERSON]:
                    if not (after.is_capital and after.is_joined) or after.begins_sentence:
                        break
                    names.add(after.lower)
        return names
