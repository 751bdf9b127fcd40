"""Who does what to whom in a sentence: by position, the passive, and the words between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.articles.actors import ARMED, ActorMention
from geo.articles.status import is_passive
from geo.articles.telling_words import TellingWords
from geo.articles.tokens import Token
from geo.articles.triggers import Hit

_HARMLESS = frozenset({"civilians", "property", "others", "arms"})
_VIOLENT = ("Violence against civilians", "Explosions/Remote violence", "Battles")
_OBJECT_REACH, _BY_REACH, _NOUN_REACH = 9, 14, 10
_NEAR_WORDS = 4

Roles = tuple[ActorMention | None, ActorMention | None]
"""Who acted, and who was acted on, fought or met."""


def find_roles(
    hit: Hit, cast: Sequence[ActorMention], tokens: Sequence[Token], first: int, last: int, words: TellingWords
) -> Roles:
    """Find who acts and who is acted on in the event of a trigger.

    Args:
        hit: The trigger.
        cast: The actors of its sentence, in its order.
        tokens: The words of the text.
        first: Number of the sentence's first token.
        last: Number of the token after its last.
        words: Of the language.
    """
    before = tuple(one for one in cast if one.last <= hit.first)
    after = tuple(one for one in cast if one.first >= hit.last)
    clause = _Clause(hit, before, after, tokens, words)
    if hit.trigger.roles == "both":
        return clause.find_both()
    if not hit.is_verb:
        return clause.find_of_noun()
    return clause.find_of_verb(is_passive(hit, tokens, first, last, words))


@dataclass(frozen=True)
class _Clause:
    """A trigger with the actors before and after it in its sentence."""

    hit: Hit
    before: Sequence[ActorMention]
    after: Sequence[ActorMention]
    tokens: Sequence[Token]
    words: TellingWords

    def find_of_verb(self, is_passive: bool) -> Roles:
        """Find the roles of a verb."""
        hit, trigger = self.hit, self.hit.trigger
        by = self._after_word(self.after, "agent", hit.last, _BY_REACH) or self._by_before()
        subject = self._subject(one for one in self.before if one is not by)
        if trigger.roles in ("suffer", "move"):
            return (by, subject) if trigger.roles == "suffer" else (subject, None)
        if is_passive:
            return by, subject
        target = self._object() or self._object_before(subject)
        if trigger.roles == "none":
            return by, target
        is_alone = target is None and not hit.is_base and not hit.is_ing and not self._is_number(hit.last)
        if trigger.says == "harm" and is_alone:
            return by, subject  # "Two soldiers killed in ambush": a verb without an object tells of its subject.
        if trigger.roles == "take" and trigger.words[-1] in self.words["to"]:
            return next(iter(self.after), None), None  # "The town fell to the rebels".
        if trigger.roles == "take":
            return subject, self._after_word(self.after, "from", hit.last, _BY_REACH) or target
        return subject, target

    def find_of_noun(self) -> Roles:
        """Find the roles of a noun: "the attack by rebels on the village"."""
        hit, trigger = self.hit, self.hit.trigger
        agent = self._after_word(self.after, "agent", hit.last, _NOUN_REACH)
        others = [one for one in self.after if one is not agent]
        target = self._after_word(others, "onto", hit.last - 1, _NOUN_REACH)
        if trigger.roles == "suffer":
            return agent, target or self._nearest()
        if agent is None and trigger.roles != "none":
            agent = self._nearest() or self._subject(one for one in self.before if one.kind in ARMED)
            agent = None if agent and agent.kind in _HARMLESS and trigger.event_type in _VIOLENT else agent
        return agent, target

    def find_both(self) -> Roles:
        """Find the two who meet or fight."""
        hit = self.hit
        near = [one for one in self.after if one.first - hit.last <= _BY_REACH]
        other = self._after_word(near, "against", hit.last, _BY_REACH)
        if other is None and len(near) > 1 and self._has("between", hit.last, near[0].first):
            return near[0], near[1]
        pair = [one for one in self.before if not self._is_indirect(one)]
        if other is not None:
            return (pair[-1] if pair else None), other
        if len(pair) > 1 and pair[-2].name != pair[-1].name:
            return pair[-2], pair[-1]
        return (pair[-1] if pair else None), (near[0] if hit.is_verb and near else None)

    def _subject(self, before: object) -> ActorMention | None:
        before = list(before)
        direct = [one for one in before if one.kind != "property" and not self._is_indirect(one)]
        chosen = direct or [one for one in before if one.kind == "property"]
        if chosen and self.words.has_trait("verb_last"):
            return chosen[0]
        return chosen[-1] if chosen else (before[-1] if before else None)

    def _object(self) -> ActorMention | None:
        for one in self.after:
            if one.first - self.hit.last > _OBJECT_REACH or not self._is_one_clause(self.hit.last, one.first):
                return None
            word = self._word_before(one)
            if word not in self.words["indirect"] or word in self.words["onto"]:
                return one
        return None

    def _is_one_clause(self, first: int, last: int) -> bool:
        """Whether no comma parts two words; one before a place does not count: "the mayor of Zaria, Nigeria"."""
        return all(token.is_joined for token in self.tokens[first : last + 1])

    def _object_before(self, subject: ActorMention | None) -> ActorMention | None:
        """Give what stands between the subject and a verb that comes last."""
        if subject is None or not self.words.has_trait("verb_last"):
            return None
        return next((one for one in reversed(self.before) if one.first >= subject.last), None)

    def _by_before(self) -> ActorMention | None:
        """Give the actor that a word right behind it makes the one who did it, in languages whose verbs come last."""
        if not self.words.has_trait("verb_last"):
            return None
        return next((one for one in self.before if self.tokens[one.last].lower in self.words["agent"]), None)

    def _is_indirect(self, one: ActorMention) -> bool:
        return self._word_before(one) in self.words["indirect"]

    def _word_before(self, one: ActorMention) -> str:
        """Give the preposition or other word before an actor, past articles, numbers and adjectives."""
        tokens, filling = self.tokens, self.words["filling"]
        at = one.first - 1
        while at > 0 and (tokens[at].lower in filling or tokens[at].lower.isdigit()) and tokens[at + 1].is_joined:
            at -= 1
        return tokens[at].lower if at >= 0 and tokens[at + 1].is_joined else ""

    def _after_word(self, after: Sequence[ActorMention], kind: str, start: int, reach: int) -> ActorMention | None:
        """Give the first actor that a word of a kind stands before."""
        for one in after:
            if one.first - start > reach:
                return None
            if self._has(kind, max(start, one.first - _NEAR_WORDS), one.first):
                return one
        return None

    def _has(self, kind: str, first: int, last: int) -> bool:
        return any(token.lower in self.words[kind] for token in self.tokens[first:last])

    def _is_number(self, number: int) -> bool:
        return number < len(self.tokens) and self.tokens[number].lower.isdigit()

    def _nearest(self) -> ActorMention | None:
        return self.before[-1] if self.before and self.hit.first - self.before[-1].last <= 1 else None
