"""What a trained model may tell a reader of a text beside its rules: names, and who does what to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geo.articles.actors import ActorMention
from geo.articles.roles import Roles
from geo.articles.tokens import Token

Span = tuple[int, int]
"""Where something begins and ends, exclusive, in characters of the text."""


@dataclass(frozen=True)
class Hints:
    """What a model found in one text; nothing by default.

    Attributes:
        groups: Where the name of an organisation begins, to where it ends.
        deeds: Where a verb begins, to who does it and who has it done; None where the sentence does not say.
    """

    groups: Mapping[int, int] = field(default_factory=dict)
    deeds: Mapping[int, tuple[Span | None, Span | None]] = field(default_factory=dict)


NO_HINTS = Hints()


def mend_roles(roles: Roles, verb: int, hints: Hints, cast: Sequence[ActorMention], tokens: Sequence[Token]) -> Roles:
    """Take the grammar's word for who did it, where it names one of the actors of the sentence.

    Args:
        roles: What the rules found.
        verb: Where the verb begins, in characters.
        hints: Of the text.
        cast: The actors of the sentence.
        tokens: The words of the text.
    """
    if verb not in hints.deeds:
        return roles
    agent, target = (_find_within(span, cast, tokens) for span in hints.deeds[verb])
    return agent or (None if roles[0] is target else roles[0]), target or (None if roles[1] is agent else roles[1])


def _find_within(span: Span | None, cast: Sequence[ActorMention], tokens: Sequence[Token]) -> ActorMention | None:
    if span is None:
        return None
    inside = [one for one in cast if span[0] <= tokens[one.last - 1].start < span[1]]
    return next((one for one in inside if one.name), inside[0] if inside else None)
