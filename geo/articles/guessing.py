"""Which words of a text could be names of places: the longest that a gazetteer knows, and what a model found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from geo.articles.page import Page
from geo.articles.recognising import Recognised
from geo.articles.tokens import Token
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.normalise import ARTICLES, name_key
from geo.gazetteer.places import BARE
from geo.gazetteer.weighing import Match

LONGEST_NAME_WORDS = 6
CONNECTORS = frozenset({
    "of", "de", "del", "della", "di", "do", "da", "dos", "das", "du", "des", "d", "la", "le", "les", "l", "los", "las",
    "y", "e", "upon", "on", "sur", "am", "im", "der", "den", "bei", "au", "aux", "and", "the", *ARTICLES,
})  # fmt: skip
"""Words in lower case that names of places have inside."""

ENGLISH_ARTICLES = frozenset({"the", "a", "an", "as", "at", "en", "es", "er", "ed"})
"""Articles of other languages too, but in an English text words that come before a name."""

ACRONYM_KINDS = ("country", "admin1", "region", "continent")
"""Kinds of places that are called by their initials: UK, NSW; a village called HIV is not meant."""

LONGEST_ACRONYM = 5
MOST_WITHIN = 3


@dataclass(slots=True)
class Guess:
    """Words that a place is called by.

    Attributes:
        first: Number of the first token.
        last: Number of the token after the last one.
        text: As written, on one line.
        matches: The places that are called so.
        within: Names that follow as what it lies in: "Ariha, Idlib".
        kind_word: "province" in "Idlib province"; "-" for a word that chooses no kind; else "".
        evidence: What speaks for its being a place; see `geo.articles.evidence`.
        is_person: Whether a person is called so.
    """

    first: int
    last: int
    text: str
    matches: tuple[Match, ...]
    within: list[str] = field(default_factory=list)
    kind_word: str = ""
    evidence: float = 0.0
    is_person: bool = False

    @property
    def is_single(self) -> bool:
        """Whether it is one word."""
        return self.last == self.first + 1


def find_guesses(page: Page, gazetteer: Gazetteer, recognised: Sequence[Recognised]) -> list[Guess]:
    """Find what could be names of places, in the order of the text and without overlaps."""
    guesses = _with_recognised(list(_known_names(page, gazetteer)), page, gazetteer, recognised)
    starts = {guess.first: guess for guess in guesses}
    for guess in guesses:
        _read_on(guess, page, starts, gazetteer)
    return guesses


def _known_names(page: Page, gazetteer: Gazetteer) -> Iterator[Guess]:
    last = 0
    for number, token in enumerate(page.tokens):
        if number < last or not (token.is_capital or token.lower in ARTICLES):
            continue
        guess = _longest_from(number, page, gazetteer)
        if guess:
            last = guess.last
            yield guess


def _longest_from(first: int, page: Page, gazetteer: Gazetteer) -> Guess | None:
    tokens = page.tokens
    if first in page.taken or not _may_begin(first, page):
        return None
    last = first + 1
    while last < len(tokens) and last - first < LONGEST_NAME_WORDS and tokens[last].is_joined:
        if last in page.taken or not (tokens[last].is_capital or tokens[last].lower in CONNECTORS):
            break
        last += 1
    for end in range(last, first, -1):
        if not tokens[end - 1].is_capital or tokens[end - 1].lower == "the" or _goes_on(end, page):
            continue
        written = page.written(first, end)
        is_strict = tokens[first].lower in ENGLISH_ARTICLES or _may_be_everyday(tokens[first], page)
        matches = tuple(_matches(written, is_strict, gazetteer))
        if matches and not (end == first + 1 and _is_no_name(tokens[first], matches, page)):
            return Guess(first, end, written, matches)
    return None


def _goes_on(end: int, page: Page) -> bool:
    """Whether an Arabic article and a capital follow with a hyphen: "Bab" of "Bab al-Hawa" is no name."""
    article, name = page.token(end), page.token(end + 1)
    is_article = article and article.is_joined and not article.is_capital and article.lower in ARTICLES
    return bool(is_article and name and name.is_dashed and name.is_capital)


def _may_be_everyday(first: Token, page: Page) -> bool:
    """Whether a word may have its capital from the sentence that it begins: "In Aleppo", "Many Lebanese"."""
    return first.begins_sentence and first.lower in page.lexicon.common


def _matches(written: str, is_strict: bool, gazetteer: Gazetteer) -> Iterator[Match]:
    """Match a name; a sentence's "The" or "As" is no part of it unless the place is called so, as The Hague is."""
    for match in gazetteer.matches(written):
        is_spelt = match.tier < BARE or (match.tier == BARE and not is_strict)
        if is_spelt and (not is_strict or name_key(match.place.name) == name_key(written)):
            yield match


def _may_begin(number: int, page: Page) -> bool:
    """Whether a name may begin here: with a capital, or with an article that a hyphen joins to one (al-Bab)."""
    token, follows = page.tokens[number], page.token(number + 1)
    if token.is_capital or token.lower not in ARTICLES or follows is None:
        return token.is_capital
    return follows.is_joined and follows.is_capital and page.text[token.end] in "-‐‑"


def _is_no_name(token: Token, matches: tuple[Match, ...], page: Page) -> bool:
    cues = page.lexicon.cues
    if token.lower in page.lexicon.peoples or token.lower in cues.compass or token.lower in cues.locative:
        return True
    is_short = token.text.isascii() and len(token.text) <= LONGEST_ACRONYM
    is_acronym = token.text.isupper() and is_short and not page.is_caseless
    if is_acronym and not any(match.place.kind in ACRONYM_KINDS for match in matches):
        return True
    return len(token.text) < 2 or (token.lower in page.lexicon.common and not page.is_caseless)


def _with_recognised(
    guesses: list[Guess], page: Page, gazetteer: Gazetteer, recognised: Sequence[Recognised]
) -> list[Guess]:
    """Add the places that only the model found, in place of shorter guesses inside them."""
    for name in (one for one in recognised if one.is_place):
        numbers = [n for n, token in enumerate(page.tokens) if name.start <= token.start and token.end <= name.end]
        if not numbers:
            continue
        first, last = numbers[0], numbers[-1] + 1
        met = [guess for guess in guesses if guess.first < last and first < guess.last]
        if any(guess.first <= first and last <= guess.last for guess in met):
            continue
        written = page.written(first, last)
        matches = tuple(match for match in gazetteer.matches(written) if match.tier <= BARE)
        if matches:
            guesses = [*(guess for guess in guesses if guess not in met), Guess(first, last, written, matches)]
    return sorted(guesses, key=lambda guess: guess.first)


def _read_on(guess: Guess, page: Page, starts: dict[int, Guess], gazetteer: Gazetteer) -> None:
    """Read what stands after a name: a word for its kind, the places it lies in."""
    cues, after = page.lexicon.cues, guess.last
    follows = page.token(after)
    if follows and follows.is_joined and follows.lower in cues.kind:
        guess.kind_word = follows.lower if follows.lower in cues.area else "-"
    while after in starts and len(guess.within) < MOST_WITHIN and page.between(after) in (",", "("):
        if not _holds(starts[after].text, guess, gazetteer):
            break  # An enumeration: "Mopti, Ségou".
        guess.within.append(starts[after].text)
        after = starts[after].last
    if not guess.within and after < len(page.tokens) and _is_abbreviation(after, page):
        guess.within.append(page.tokens[after].text)


def _holds(hint: str, guess: Guess, gazetteer: Gazetteer) -> bool:
    where = gazetteer.whereabouts(hint)
    return any(where.holds(match.place) == 1 for match in guess.matches)


def _is_abbreviation(number: int, page: Page) -> bool:
    """Whether a token is an area's abbreviation after a comma: "Springfield, IL", "Fresno, Calif."."""
    token = page.tokens[number]
    is_short = token.text.replace(".", "").isupper() and len(token.text) <= LONGEST_ACRONYM - 1
    is_cut = token.is_capital and page.text[token.end : token.end + 1] == "."
    return page.between(number) == "," and (is_short or is_cut)
