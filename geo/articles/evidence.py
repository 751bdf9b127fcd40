"""What speaks for and against a name in a text being a place's, and a capital being a government."""

from __future__ import annotations

import re

from geo.articles.guessing import Guess
from geo.articles.page import Page
from geo.articles.tokens import Token
from geo.gazetteer.places import ALTERNATE
from geo.gazetteer.weighing import fame

ENOUGH = 0.45
"""The evidence from which on a name counts as a place's. It begins with the fame of the most famous place so called,
0 to 1; a city of a million alone is enough, a village needs words that point to it."""

OTHER_NAME = -0.1
UNDERGONE, LISTED, MOST_AUXILIARIES, LONGEST_LIST, WORDS_OF_A_NAME = 0.25, 0.2, 4, 14, 4
SEVERAL_WORDS, WITHIN, KIND_WORD, LOCATED = 0.25, 0.3, 0.3, 0.3
ALSO_SMALL, COMMON, SURNAME, GIVEN_NAME, BEGINS, SHORT, CASELESS = -0.5, -0.6, -0.3, -0.35, -0.15, -0.2, -0.2
BEGINS_AS_NAME = -0.06
AFTER_PERSON, AFTER_ORGANISATION, AFTER_UNKNOWN = -0.6, -0.6, -0.4
BEFORE_OTHER, BEFORE_UNKNOWN, PERSON_HERE = -0.5, -0.3, -0.5
"""What each sign adds."""

SURELY_NO_PLACE = -0.5
SHORTEST_WORD = 3
MOST_WORDS_BEFORE = 2
_DATELINE = re.compile(r"\s*(?:,\s*(?:\w+\s*)?)?(?:\d|\(|--|—|\[)")
SEATS = ("country", "city")


def weigh_evidence(guess: Guess, page: Page) -> float:
    """Add up what speaks for and against a guess; `ENOUGH` decides.

    Sets `guess.is_person` where its neighbours say that a person is meant.
    """
    best = max(guess.matches, key=lambda match: fame(match.place) + OTHER_NAME * (match.tier >= ALTERNATE))
    evidence = fame(best.place) + OTHER_NAME * (best.tier >= ALTERNATE and best.place.kind != "country")
    evidence += SEVERAL_WORDS * (not guess.is_single) + WITHIN * bool(guess.within) + KIND_WORD * bool(guess.kind_word)
    is_told = is_located(guess, page) or _is_dateline(guess, page)
    evidence += LOCATED if is_told else UNDERGONE * _is_undergone(guess, page) or LISTED * _is_listed(guess, page)
    if guess.is_single:
        evidence += _doubts_of_word(page.tokens[guess.first], page)
    doubts = _doubts_of_neighbours(guess, page)
    guess.is_person = doubts <= SURELY_NO_PLACE
    return evidence + doubts


def is_located(guess: Guess, page: Page) -> bool:
    """Whether words before a name point to a place: "in", "near the", "in northern"."""
    cues, before = page.lexicon.cues, page.token(guess.first - 1)
    if page.tokens[guess.last - 1].ending in ("at", "to", "from", "object"):
        return True
    if before is None or page.tokens[guess.first].begins_sentence or not page.tokens[guess.first].is_joined:
        return False
    earlier = page.token(guess.first - 2)
    if before.lower in cues.compass and earlier:
        return earlier.lower in cues.locative or earlier.lower in ("the", "of")
    if before.lower == "the" and earlier:
        before = earlier
    return before.lower in cues.locative


def _is_undergone(guess: Guess, page: Page) -> bool:
    """Whether what follows happens to places: "Ariha was shelled", "Nayrab fell to"."""
    cues, at = page.lexicon.cues, guess.last
    if page.tokens[guess.last - 1].is_possessive:
        return False
    while at < min(len(page.tokens), guess.last + MOST_AUXILIARIES) and page.tokens[at].lower in cues.auxiliary:
        at += 1
    after = page.token(at)
    return at > guess.last and after is not None and after.is_joined and after.lower in cues.undergone


def _is_listed(guess: Guess, page: Page) -> bool:
    """Whether the name stands in a list that words point to: "in the villages of Ariha, Sarmin and Nayrab"."""
    tokens, first, is_ended = page.tokens, guess.first, False
    while first and guess.first - first < LONGEST_LIST:
        at = first - 1
        is_and = tokens[first].is_joined and tokens[at].lower == "and"
        if not is_and and page.between(first) != ",":
            break
        name = at = at - is_and
        while at >= 0 and tokens[at].is_capital and name - at < WORDS_OF_A_NAME:
            at -= 1
        if at == name or at < 0:
            return False
        first, is_ended = at + 1, is_ended or is_and
    is_going_on = is_ended or _goes_on(guess, page)
    return first < guess.first and is_going_on and _points(first, page)


def _goes_on(guess: Guess, page: Page) -> bool:
    after = page.token(guess.last)
    return after is not None and (page.between(guess.last) == "," or after.lower == "and")


def _points(first: int, page: Page) -> bool:
    """Whether a word before a name points to a place."""
    before = [token.lower for token in page.tokens[max(first - 2, 0) : first] if token.lower != "the"]
    return bool(before) and before[-1] in page.lexicon.cues.locative


def _is_dateline(guess: Guess, page: Page) -> bool:
    """Whether a report begins with the name: "Lima, 20 Aug 88 (EFE) --", "BEIRUT (Reuters) -"."""
    return guess.first <= MOST_WORDS_BEFORE and bool(_DATELINE.match(page.text, page.tokens[guess.last - 1].end))


def _doubts_of_word(token: Token, page: Page) -> float:
    lexicon = page.lexicon
    return (
        ALSO_SMALL * (token.lower in page.small)
        + COMMON * (token.lower in lexicon.common)
        + SURNAME * (token.lower in lexicon.surnames)
        + GIVEN_NAME * (token.lower in lexicon.given_names)
        + (BEGINS if _may_be_a_word(token, page) else BEGINS_AS_NAME) * token.begins_sentence
        + SHORT * (len(token.text) <= SHORTEST_WORD)
        + CASELESS * (page.is_caseless or _has_no_case(token))
    )


def _may_be_a_word(token: Token, page: Page) -> bool:
    """Whether a word may have its capital from the sentence alone: one of everyday life, or of a hamlet only."""
    lexicon = page.lexicon
    lists = (page.small, lexicon.common, lexicon.surnames, lexicon.given_names, lexicon.titles, lexicon.peoples)
    return any(token.lower in words for words in lists)


def _has_no_case(token: Token) -> bool:
    return token.text.upper() == token.text.lower()


def _doubts_of_neighbours(guess: Guess, page: Page) -> float:
    doubts, first = 0.0, page.tokens[guess.first]
    before, after = page.token(guess.first - 1), page.token(guess.last)
    owner = page.token(guess.first - 2)
    if before and before.lower == "of" and owner and owner.is_capital and owner.lower in page.lexicon.cues.organisation:
        doubts += BEFORE_OTHER  # "University of Aleppo"
    if not page.is_caseless and not _has_no_case(first):
        is_led = before and first.is_joined and not first.is_dashed and before.is_capital and not before.is_possessive
        if is_led and not first.begins_sentence:
            doubts += _doubt_after(guess.first - 1, page)
        is_followed = after and after.is_joined and not after.is_dashed and after.is_capital
        if is_followed and not page.tokens[guess.last - 1].is_possessive:
            doubts += _doubt_before(after, page)
    if guess.is_single and first.lower in page.persons:
        doubts += PERSON_HERE
    return doubts


def _doubt_after(number: int, page: Page) -> float:
    """Doubt a name because of the capitalised word before it."""
    token, lexicon = page.tokens[number], page.lexicon
    if token.lower in lexicon.given_names or lexicon.is_title(token.lower):
        return AFTER_PERSON
    is_known = token.lower in lexicon.cues.compass or token.lower in lexicon.peoples or token.lower in lexicon.common
    if is_known or (token.begins_sentence and token.lower in page.small):
        return 0.0
    return AFTER_ORGANISATION if number in page.taken else AFTER_UNKNOWN


def _doubt_before(token: Token, page: Page) -> float:
    """Doubt a name because of the capitalised word after it."""
    lexicon = page.lexicon
    if token.lower in lexicon.cues.organisation or token.lower in lexicon.surnames:
        return BEFORE_OTHER
    is_known = token.lower in lexicon.common or token.lower in lexicon.peoples or lexicon.is_title(token.lower)
    return 0.0 if is_known else BEFORE_UNKNOWN


def speaks(guess: Guess, page: Page) -> bool:
    """Whether a name stands for a government: "Moscow denied", "urged Damascus", "talks with Ankara"."""
    if guess.within or guess.kind_word or not any(match.place.kind in SEATS for match in guess.matches):
        return False
    cues = page.lexicon.cues
    before = [token.lower for token in page.tokens[max(guess.first - 4, 0) : guess.first]]
    after = [token.lower for token in page.tokens[guess.last : guess.last + 2]]
    if before and before[-1] in cues.address:
        return True
    if any(word in ("between", "with", "and") for word in before[-1:]) and cues.dealing.intersection(before):
        return True
    if after[:1] == ["and"] and "between" in before[-1:] and cues.dealing.intersection(before):
        return True
    if is_located(guess, page) or not after:
        return False
    return after[0] in cues.speech or (after[0] in ("has", "had", "also", "will") and after[-1] in cues.speech)
