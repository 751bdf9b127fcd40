"""How surely a mention tells of an event: by its form, and by how much of who, where and when stands with it."""

from __future__ import annotations

from collections.abc import Sequence

from geo.articles.roles import Roles
from geo.articles.telling_words import TellingWords
from geo.articles.tokens import Token
from geo.articles.triggers import Hit

ENOUGH = 0.5
"""From which strength on a mention makes a draft; weaker ones only add to others."""

PAST, PRESENT, ING, OBJECT_ING, NOUN = 0.42, 0.3, 0.3, 0.15, 0.25
ACTOR, TWO_STATES, PLACE, DAY, TOLD, WEAK, PLURAL = 0.1, 0.15, 0.15, 0.15, 0.2, -0.2, -0.1
MOVED, UNPEOPLED = "Military movement", -0.25
"""What a verb loses that nobody known does to nobody known: a team attacks too."""

_CLAUSE_WORDS = 9


def weigh(
    hit: Hit,
    roles: Roles,
    has_place: bool,
    has_day: bool,
    is_passive: bool,
    tokens: Sequence[Token],
    first: int,
    last: int,
    words: TellingWords,
) -> float:
    """Add up what speaks for an event of a sentence, tokens `first` to `last`, exclusive; `ENOUGH` decides."""
    trigger = hit.trigger
    strength = NOUN if not hit.is_verb else ING if hit.is_ing else PRESENT if hit.is_base else PAST
    if hit.is_ing and hit.first and tokens[hit.first - 1].lower in words["before_ing"]:
        strength = OBJECT_ING
    if not hit.is_verb:
        near = tokens[max(hit.first - _CLAUSE_WORDS, first) : min(hit.last + _CLAUSE_WORDS, last)]
        strength += TOLD * any(token.lower in words["happening"] for token in near)
        strength += PLURAL * (hit.word.endswith("s") and hit.word != trigger.lemma)
    strength += ACTOR * sum(one is not None for one in roles) + PLACE * has_place + DAY * has_day
    strength += WEAK * (trigger.says == "weak")
    if trigger.event_type == MOVED and roles[0] is not None and roles[0].kind in ("civilians", "others", "property"):
        strength += UNPEOPLED  # Aid and refugees move too.
    if trigger.event_type == "Diplomacy":
        strength += _weigh_diplomacy(hit, roles)
    if hit.is_verb and trigger.roles in ("act", "take") and roles == (None, None) and not is_passive:
        strength += UNPEOPLED
    return max(min(strength, 1.0), 0.0)


def _weigh_diplomacy(hit: Hit, roles: Roles) -> float:
    """Words are spoken by everyone: only what governments and armed groups say and do to each other counts."""
    names = {one.name for one in roles if one is not None and one.kind in ("state", "forces", "rebels", "others")}
    if hit.trigger.says in ("threat", "state"):
        is_between = len(names) == 2 and all(one is not None and one.kind == "state" for one in roles)
        return 0.0 if is_between or (hit.trigger.says == "threat" and _is_state(roles[0])) else -1.0
    if len(names) == 2:
        return TWO_STATES
    if hit.trigger.sub_event_type == "Agreement":
        return 0.0  # Who agreed to a ceasefire may be told elsewhere.
    return -0.15 if names else -0.3


def _is_state(one: object) -> bool:
    return one is not None and one.kind == "state" and "{" not in one.name
