"""Whether a text says that an event happened, or only that it may, will, should or did not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geo.articles.telling_words import TellingWords
from geo.articles.tokens import Token
from geo.articles.triggers import Hit

_REACH, _POSSIBLE_REACH, _NOUN_REACH = 4, 5, 3


def judge_status(hit: Hit, tokens: Sequence[Token], first: int, last: int, words: TellingWords) -> str:
    """Say what a sentence, tokens `first` to `last`, exclusive, makes of the event of a trigger in it.

    Returns:
        One of `geo.articles.drafts.STATUSES` but `background`, which the day tells.
    """
    before = [token.lower for token in _clause_before(hit, tokens, first)]
    is_asked = tokens[first].lower in words["asked"]  # "Asked whether" begins no condition of what is told.
    if not is_asked and not words["condition"].isdisjoint(token.lower for token in tokens[first : hit.first]):
        return "hypothetical"
    if hit.is_verb:
        return _status_of_verb(hit, before, words)
    return _status_of_noun(before, [token.lower for token in _clause_after(hit, tokens, last)], words)


def _clause_before(hit: Hit, tokens: Sequence[Token], first: int) -> Sequence[Token]:
    start = hit.first
    while start > first and tokens[start].is_joined:
        start -= 1
    return tokens[start : hit.first]


def _clause_after(hit: Hit, tokens: Sequence[Token], last: int) -> Sequence[Token]:
    end = hit.last
    while end < last and tokens[end].is_joined and end < hit.last + 8:
        end += 1
    return tokens[hit.last : end]


def _status_of_verb(hit: Hit, before: list[str], words: TellingWords) -> str:
    near = before[-_REACH:]
    if not words["negation"].isdisjoint(before[-_NOUN_REACH:]):
        return "denied"
    is_joined = hit.is_base and not words["joining"].isdisjoint(near[-1:])
    if not words["infinitive"].isdisjoint(before if is_joined else near[-2:]):
        return _status_of_infinitive(before, words)
    at = [n for n, word in enumerate(near) if word in words["may"] or word in words["will"]]
    if at and (hit.is_base or not words["having"].isdisjoint(near[at[-1] + 1 : at[-1] + 2])):
        return "planned" if near[at[-1]] in words["will"] else "hypothetical"
    if hit.is_ing and not words["possible"].isdisjoint(before[-_POSSIBLE_REACH:]):
        return "hypothetical"
    if not words["denied"].isdisjoint(before):
        return "denied"
    return "happened"


def _status_of_infinitive(before: list[str], words: TellingWords) -> str:
    at = max(n for n, word in enumerate(before) if word in words["infinitive"])
    near = before[max(at - 3, 0) : at]
    if not words["tried"].isdisjoint(near):
        return "happened"
    if not words["threatened"].isdisjoint(near):
        return "threatened"
    return "planned"


def _status_of_noun(before: list[str], after: list[str], words: TellingWords) -> str:
    near = before[-_POSSIBLE_REACH:]
    if not words["imagined"].isdisjoint(before[-_REACH:]):
        return "hypothetical"
    if not words["negation"].isdisjoint(near) or not words["denied"].isdisjoint(before[-_REACH:]):
        return "denied"
    if not words["may"].isdisjoint(after) or _has_to(after, words):
        return "hypothetical"
    if not words["will"].isdisjoint(after[:_REACH]):
        return "planned"
    if not words["may"].isdisjoint(near):
        return "hypothetical"
    if not words["will"].isdisjoint(near) or not words["planned"].isdisjoint(before[-2:]):
        return "planned"
    if not words["possible"].isdisjoint(near) or not words["generic"].isdisjoint(near[-2:]):
        return "hypothetical"
    is_wanted = not words["other"].isdisjoint(near[-1:]) and not words["needed"].isdisjoint(before)
    return "hypothetical" if is_wanted else "happened"


def _has_to(after: list[str], words: TellingWords) -> bool:
    return any(one in words["obliged"] and other in words["infinitive"] for one, other in pairwise(after))


def is_passive(hit: Hit, tokens: Sequence[Token], first: int, last: int, words: TellingWords) -> bool:
    """Whether a verb is in the passive: "was attacked", "soldiers killed by"."""
    if not hit.is_verb or hit.is_base or (hit.is_ing):
        return False
    for number in range(hit.first - 1, max(first, hit.first - _REACH) - 1, -1):
        word = tokens[number].lower
        if word in words["be"]:
            return True
        if word not in words["auxiliary"] and not word.endswith(tuple(words["adverb_ending"])):
            break
    return hit.last < last and tokens[hit.last].lower in words["agent"] and tokens[hit.last].is_joined
