"""Where an event of a sentence happened: of the places named there, one that words point to and that stands near."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo.articles.actors import ActorMention
from geo.articles.tokens import Token
from geo.articles.toponyms import Toponym
from geo.articles.triggers import Hit

_AT = frozenset({"in", "at", "near", "outside", "around", "inside", "on", "throughout", "across", "off", "within"})
_OF = frozenset({"of", "from"})
_TO = frozenset({"to", "toward", "towards", "into", "onto"})
_TAKEN = frozenset({
    "reached", "entered", "captured", "seized", "liberated", "recaptured", "retook", "attacked", "bombed",
    "shelled", "hit",
})  # fmt: skip
_PASSED = frozenset({
    "the", "a", "an", "entire", "whole", "central", "downtown", "rural", "north", "south", "east", "west",
    "northern", "southern", "eastern", "western", "northeastern", "northwestern", "southeastern", "southwestern",
    "northeast", "northwest", "southeast", "southwest", "greater", "capital", "city", "town", "village", "of",
    "countryside", "province", "department", "outskirts", "suburbs", "suburb", "area", "region", "district",
    "municipality", "nearby", "upper", "lower", "strategic", "strategically", "important", "neighborhood",
    "neighbourhood", "vicinity", "port", "mining", "syrian",
})  # fmt: skip
_ABOUT = frozenset({
    "conference", "talks", "agreement", "summit", "situation", "developments", "on", "about", "regarding", "over",
})  # fmt: skip
_WORDS_BACK = 6
_PART = re.compile(
    r"\b(?:(?:north|south|east|west|central|rural)[a-z]{0,8}\s(?:(?:countryside|outskirts|suburbs|part)\s+of\s(?:the\s(?:city|town)\sof\s)?)?"
    r"|(?:countryside|outskirts|suburbs)\sof\s(?:the\s(?:city|town)\sof\s)?)\Z"
)
LONGEST_PART = 60
_ROAD = re.compile(
    r"\b(?:M|A|N|E|R|D|RN|Route |Highway )[-‑ ]?\d{1,3}\b(?=(?:[^\n]{0,25}\b(?:highway|road|route|motorway)s?)?)"
)
_ROAD_WORDS = re.compile(r"\b(?:highway|road|route|motorway)s?\b", re.IGNORECASE)
_CONFERENCES = frozenset({"conference", "summit", "forum"})
BEST = 1.5
"""The score of a place that nothing beats."""

FARTHEST_TALKS = 14
"""Tokens; further off stands what talks are about, not where they are held."""

NEAR, FINE = 40.0, {"country": -0.45, "admin1": -0.12, "continent": -2.0, "water": -0.3, "admin2": -0.05}
"""Tokens over which nearness fades, and what a coarse place loses beside a finer one."""


@dataclass(frozen=True, slots=True)
class Where:
    """The place of an event, and its destination where it is a movement."""

    place: Toponym | None
    to_place: Toponym | None = None


def find_where(
    hit: Hit,
    toponyms: Sequence[Toponym],
    cast: Sequence[ActorMention],
    tokens: Sequence[Token],
    numbers: dict[int, int],
    first: int,
) -> Where:
    """Choose the place of an event among those that its sentence names.

    Args:
        hit: The trigger.
        toponyms: The places of the sentence, or of the part of it that tells of this event.
        cast: Its actors: a country that only says whose soldiers they are is no place.
        tokens: The words of the text.
        numbers: Start of a token in characters to its number.
        first: Number of the sentence's first token.
    """
    if hit.trigger.says in ("threat", "state"):
        return Where(None)
    taken = {number for one in cast for number in range(one.first, one.last)}
    scored = []
    for toponym in toponyms:
        number = numbers.get(toponym.start)
        if number is None or toponym.is_speaker or number in taken:
            continue
        if hit.trigger.event_type == "Diplomacy" and _is_conference(number, tokens):
            scored.append((BEST, "at", toponym))
            continue
        if hit.trigger.event_type == "Diplomacy" and abs(number - hit.first) > FARTHEST_TALKS:
            continue
        word = _preposition(number, tokens, first)
        score = _score(word, abs(number - hit.first), toponym, hit)
        scored.append((score, word, toponym))
    is_movement = hit.trigger.roles == "move"
    goal = max((one for one in scored if one[1] in _TO), default=None, key=lambda one: one[0])
    at = [one for one in scored if one[0] > 0 and not (is_movement and one is goal)]
    best = max(at, default=None, key=lambda one: one[0])
    if is_movement and goal and goal[0] > -0.5:
        if best and best[1] in _AT | _OF and best[2].place.place_id != goal[2].place.place_id:
            return Where(best[2], goal[2])
        return Where(None, goal[2])
    return Where(best[2] if best else None)


def _is_conference(number: int, tokens: Sequence[Token]) -> bool:
    """Whether a conference is called after the place: "the Munich Security Conference"."""
    near = tokens[number + 1 : number + 4]
    return any(token.lower in _CONFERENCES and token.is_capital for token in near if token.is_joined)


def _preposition(number: int, tokens: Sequence[Token], first: int) -> str:
    at = number - 1
    passed_capital = False
    while at >= max(first, number - _WORDS_BACK):
        word, after = tokens[at], tokens[at + 1]
        if not after.is_joined and not passed_capital and at != number - 1:
            return ""
        if word.lower in _AT | _OF | _TO | _TAKEN | _ABOUT | {"against", "with", "between", "for", "and", "by"}:
            if word.lower != "of" or not _is_part(tokens, at, first):
                return word.lower
        elif word.lower not in _PASSED and not word.is_capital:
            return ""
        passed_capital = passed_capital or word.is_capital
        at -= 1
    return ""


def _is_part(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether "of" follows a part of a place, so that the word before that counts: "in the outskirts of"."""
    return at > first and tokens[at - 1].lower in _PASSED


def _score(word: str, distance: int, toponym: Toponym, hit: Hit) -> float:
    score = FINE.get(toponym.place.kind, 0.0) - min(distance, NEAR) / NEAR * 0.5
    if hit.trigger.event_type == "Diplomacy" and word in _ABOUT:
        return score - 0.8
    if word in _AT:
        return score + 1.0
    if word in _TAKEN:
        return score + 1.15
    if word in _TO:
        return score + 0.6
    if word in _OF:
        return score + 0.5
    if word == "":
        return score + 0.35
    if word in ("and", "between"):
        return score + 0.55
    return score - 0.8 if hit.trigger.event_type == "Diplomacy" else score - 0.1


def written_part(toponym: Toponym, text: str) -> str:
    """Write a place with the part of it that is meant: "western countryside of Aleppo", "southern Idlib"."""
    name = " ".join(toponym.text.split())
    part = _PART.search(text, max(toponym.start - LONGEST_PART, 0), toponym.start)
    return f"{' '.join(part[0].split())} {name}" if part else name


def find_roads(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Find the roads that a sentence names by number: "the M4 and M5 highways"."""
    if not _ROAD_WORDS.search(text, start, end):
        return []
    return list(_ROAD.finditer(text, start, end))
