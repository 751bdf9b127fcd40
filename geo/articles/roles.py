"""Who does what to whom in a sentence: by position, the passive, and the words between."""

from __future__ import annotations

from collections.abc import Sequence

from geo.articles.actors import ARMED, ActorMention
from geo.articles.status import is_passive
from geo.articles.tokens import Token
from geo.articles.triggers import Hit

_INDIRECT = frozenset({
    "of", "in", "by", "at", "from", "to", "with", "against", "on", "near", "for", "about", "between", "into",
    "under", "over",
})  # fmt: skip
_ONTO = frozenset({"on", "against", "at", "upon", "of"})
_FILLING = frozenset({
    "the", "a", "an", "some", "several", "two", "three", "four", "five", "other", "more", "armed", "unidentified",
    "local",
})  # fmt: skip
_HARMLESS = frozenset({"civilians", "property", "others"})
_VIOLENT = ("Violence against civilians", "Explosions/Remote violence", "Battles")
_OBJECT_REACH, _BY_REACH, _NOUN_REACH = 9, 14, 10

Roles = tuple[ActorMention | None, ActorMention | None]
"""Who acted, and who was acted on, fought or met."""


def find_roles(hit: Hit, cast: Sequence[ActorMention], tokens: Sequence[Token], first: int, last: int) -> Roles:
    """Find who acts and who is acted on in the event of a trigger.

    Args:
        hit: The trigger.
        cast: The actors of its sentence, in its order.
        tokens: The words of the text.
        first: Number of the sentence's first token.
        last: Number of the token after its last.
    """
    before = [one for one in cast if one.last <= hit.first]
    after = [one for one in cast if one.first >= hit.last]
    if hit.trigger.roles == "both":
        return _find_both(hit, before, after, tokens)
    if not hit.is_verb:
        return _find_of_noun(hit, before, after, tokens)
    subject = _subject(before, tokens)
    if hit.trigger.roles in ("suffer", "move"):
        return (None, subject) if hit.trigger.roles == "suffer" else (subject, None)
    by = _after_word(after, tokens, ("by",), hit.last, _BY_REACH)
    if is_passive(hit, tokens, first, last):
        return by, subject
    target = _object(hit, after, tokens)
    if hit.trigger.roles == "none":
        return by, target
    if hit.trigger.says == "harm" and target is None and not hit.is_base and not hit.is_ing:
        return by, subject  # "Two soldiers killed in ambush": a verb without an object tells of its subject.
    if hit.trigger.roles == "take":
        return subject, _after_word(after, tokens, ("from",), hit.last, _BY_REACH) or target
    return subject, target


def _subject(before: Sequence[ActorMention], tokens: Sequence[Token]) -> ActorMention | None:
    direct = [one for one in before if _word_before(one, tokens) not in _INDIRECT and one.kind != "property"]
    chosen = direct or [one for one in before if one.kind == "property"]
    return chosen[-1] if chosen else (before[-1] if before else None)


def _object(hit: Hit, after: Sequence[ActorMention], tokens: Sequence[Token]) -> ActorMention | None:
    for one in after:
        if one.first - hit.last > _OBJECT_REACH:
            return None
        word = _word_before(one, tokens)
        if word not in _INDIRECT or word in _ONTO:
            return one
    return None


def _word_before(one: ActorMention, tokens: Sequence[Token]) -> str:
    """Give the preposition or other word before an actor, past articles, numbers and adjectives."""
    at = one.first - 1
    while at > 0 and (tokens[at].lower in _FILLING or tokens[at].lower.isdigit()) and tokens[at + 1].is_joined:
        at -= 1
    return tokens[at].lower if at >= 0 and tokens[at + 1].is_joined else ""


def _after_word(
    after: Sequence[ActorMention], tokens: Sequence[Token], words: Sequence[str], start: int, reach: int
) -> ActorMention | None:
    for one in after:
        if one.first - start > reach:
            return None
        if any(tokens[n].lower in words for n in range(max(start, one.first - 4), one.first)):
            return one
    return None


def _find_of_noun(
    hit: Hit, before: Sequence[ActorMention], after: Sequence[ActorMention], tokens: Sequence[Token]
) -> Roles:
    agent = _after_word(after, tokens, ("by",), hit.last, _NOUN_REACH)
    target = _after_word([one for one in after if one is not agent], tokens, tuple(_ONTO), hit.last - 1, _NOUN_REACH)
    if hit.trigger.roles == "suffer":
        return agent, target or _nearest(before, hit)
    if agent is None and hit.trigger.roles != "none":
        agent = _nearest(before, hit) or _subject([one for one in before if one.kind in ARMED], tokens)
        agent = None if agent and agent.kind in _HARMLESS and hit.trigger.event_type in _VIOLENT else agent
    return agent, target


def _nearest(before: Sequence[ActorMention], hit: Hit) -> ActorMention | None:
    return before[-1] if before and hit.first - before[-1].last <= 1 else None


def _find_both(
    hit: Hit, before: Sequence[ActorMention], after: Sequence[ActorMention], tokens: Sequence[Token]
) -> Roles:
    near = [one for one in after if one.first - hit.last <= _BY_REACH]
    other = _after_word(near, tokens, ("with", "against"), hit.last, _BY_REACH)
    if other is None and len(near) > 1 and any(t.lower == "between" for t in tokens[hit.last : near[0].first]):
        return near[0], near[1]
    pair = [one for one in before if _word_before(one, tokens) not in _INDIRECT]
    if other is not None:
        return (pair[-1] if pair else None), other
    if len(pair) > 1 and pair[-2].name != pair[-1].name:
        return pair[-2], pair[-1]
    return (pair[-1] if pair else None), (near[0] if hit.is_verb and near else None)
