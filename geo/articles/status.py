"""Whether a text says that an event happened, or only that it may, will, should or did not."""

from __future__ import annotations

from collections.abc import Sequence

from geo.articles.tokens import Token
from geo.articles.triggers import Hit

_CONDITION = frozenset({"if", "unless", "whether"})
_MAY = frozenset({
    "would", "could", "might", "may", "can", "should", "must", "cannot", "couldn", "wouldn", "shouldn", "ought",
})  # fmt: skip
_WILL = frozenset({"will", "shall", "ll", "won"})
_NOT = frozenset({
    "not", "never", "no", "neither", "nor", "without", "n't", "didn", "wasn", "weren", "hasn", "haven", "isn",
    "aren", "doesn", "don", "cannot",
})  # fmt: skip
_DENIED = frozenset({"denied", "denies", "deny", "denying", "rejected", "refuted"})
_POSSIBLE = frozenset({
    "possibility", "possible", "risk", "danger", "fear", "fears", "threat", "threats", "event", "case", "potential",
    "prevent", "preventing", "avoid", "avoiding", "stop", "prevented", "averted", "need", "needs", "averting",
    "feared", "against", "hope", "hopes",
})  # fmt: skip
_TRIED = frozenset({
    "try", "tried", "tries", "trying", "attempt", "attempted", "attempts", "attempting", "managed", "began",
    "begun", "started",
})  # fmt: skip
_THREATENED = frozenset({"threatened", "threatens", "threatening", "threaten", "vowed", "warned", "ultimatum"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_AUXILIARY = frozenset({
    "has", "have", "had", "having", "not", "be", "been", "being", "also", "already", "is", "are", "was", "were",
})  # fmt: skip
_IMAGINED = frozenset({"report", "write", "imagine", "suppose", "pretend", "invent", "create", "simulate", "simulated"})
_GENERIC = frozenset({"any", "every", "such", "all"})
_REACH, _POSSIBLE_REACH, _NOUN_REACH = 4, 5, 3


def judge_status(hit: Hit, tokens: Sequence[Token], first: int, last: int) -> str:
    """Say what a sentence, tokens `first` to `last`, exclusive, makes of the event of a trigger in it.

    Returns:
        One of `geo.articles.drafts.STATUSES` but `background`, which the day tells.
    """
    before = [token.lower for token in _clause_before(hit, tokens, first)]
    if not _CONDITION.isdisjoint(token.lower for token in tokens[first : hit.first]) and not _is_told(tokens, first):
        return "hypothetical"
    if hit.is_verb:
        return _status_of_verb(hit, before)
    return _status_of_noun(hit, before, [token.lower for token in _clause_after(hit, tokens, last)])


def _is_told(tokens: Sequence[Token], first: int) -> bool:
    """Whether a sentence begins so that its "if" is no condition of what it tells: "Asked whether"."""
    return tokens[first].lower == "asked"


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


def _status_of_verb(hit: Hit, before: list[str]) -> str:
    near = before[-_REACH:]
    if not _NOT.isdisjoint(before[-_NOUN_REACH:]):
        return "denied"
    if "to" in near[-2:] or (hit.is_base and near[-1:] in (["and"], ["or"]) and "to" in before):
        return _status_of_infinitive(before)
    at = [n for n, word in enumerate(near) if word in _MAY or word in _WILL]
    if at and (hit.is_base or near[at[-1] + 1 : at[-1] + 2] in (["have"], ["be"])):
        return "planned" if near[at[-1]] in _WILL else "hypothetical"
    if hit.is_ing and not _POSSIBLE.isdisjoint(before[-_POSSIBLE_REACH:]):
        return "hypothetical"
    if not _DENIED.isdisjoint(before):
        return "denied"
    return "happened"


def _status_of_infinitive(before: list[str]) -> str:
    at = len(before) - 1 - before[::-1].index("to")
    words = before[max(at - 3, 0) : at]
    if not _TRIED.isdisjoint(words):
        return "happened"
    if not _THREATENED.isdisjoint(words):
        return "threatened"
    return "planned"


def _status_of_noun(hit: Hit, before: list[str], after: list[str]) -> str:
    if not _IMAGINED.isdisjoint(before[-_REACH:]):
        return "hypothetical"
    if not _NOT.isdisjoint(before[-_POSSIBLE_REACH:]) or not _DENIED.isdisjoint(before[-_REACH:]):
        return "denied"
    if not _MAY.isdisjoint(after) or _has_to(after):
        return "hypothetical"
    if not _WILL.isdisjoint(after[:_REACH]):
        return "planned"
    near = before[-_POSSIBLE_REACH:]
    if not _MAY.isdisjoint(near):
        return "hypothetical"
    if not _WILL.isdisjoint(near) or _is_planned(before[-2:]):
        return "planned"
    if not _POSSIBLE.isdisjoint(near) or not _GENERIC.isdisjoint(near[-2:]):
        return "hypothetical"
    if "another" in near[-1:] and "need" in before:
        return "hypothetical"
    return "happened"


def _is_planned(words: list[str]) -> bool:
    return any(word in ("planned", "upcoming", "next", "forthcoming", "future", "scheduled") for word in words)


def _has_to(after: list[str]) -> bool:
    return any(after[n : n + 2] in (["has", "to"], ["have", "to"], ["need", "to"]) for n in range(len(after)))


def is_passive(hit: Hit, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a verb is in the passive: "was attacked", "soldiers killed by"."""
    if not hit.is_verb or hit.is_base or (hit.is_ing):
        return False
    for number in range(hit.first - 1, max(first, hit.first - _REACH) - 1, -1):
        word = tokens[number].lower
        if word in _BE:
            return True
        if word not in _AUXILIARY and not word.endswith("ly"):
            break
    return hit.last < last and tokens[hit.last].lower == "by" and tokens[hit.last].is_joined
