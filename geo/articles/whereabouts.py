"""Where an event of a sentence happened: of the places named there, one that words point to and that stands near."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.articles.actors import ActorMention
from geo.articles.telling_words import TellingWords
from geo.articles.tokens import Token
from geo.articles.toponyms import Toponym
from geo.articles.triggers import Hit

_WORDS_BACK = 6
_POINTING = ("at", "of", "from", "to", "taken", "about", "beside", "preposition")
"""Kinds of words before a place that say what it is to the event."""

LONGEST_PART = 60
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
    words: TellingWords,
) -> Where:
    """Choose the place of an event among those that its sentence names.

    Args:
        hit: The trigger.
        toponyms: The places of the sentence, or of the part of it that tells of this event.
        cast: Its actors: a country that only says whose soldiers they are is no place.
        tokens: The words of the text.
        numbers: Start of a token in characters to its number.
        first: Number of the sentence's first token.
        words: Of the language.
    """
    if hit.trigger.says in ("threat", "state"):
        return Where(None)
    taken = {number for one in cast for number in range(one.first, one.last)}
    scored = []
    for toponym in toponyms:
        number = numbers.get(toponym.start)
        if number is None or toponym.is_speaker or number in taken:
            continue
        if hit.trigger.event_type == "Diplomacy" and _is_conference(number, tokens, words):
            scored.append((BEST, frozenset({"at"}), toponym))
            continue
        if hit.trigger.event_type == "Diplomacy" and abs(number - hit.first) > FARTHEST_TALKS:
            continue
        last = number + len(toponym.text.split()) - 1
        is_patient = _is_patient(last, hit, tokens, words)
        kinds = {"taken"} if is_patient else _find_kinds(number, last, tokens, first, words)
        scored.append((_score(kinds, abs(number - hit.first), toponym, hit), kinds, toponym))
    is_movement = hit.trigger.roles == "move"
    goal = max((one for one in scored if "to" in one[1]), default=None, key=lambda one: one[0])
    at = [one for one in scored if one[0] > 0 and not (is_movement and one is goal)]
    best = max(at, default=None, key=lambda one: one[0])
    if is_movement and goal and goal[0] > -0.5:
        if best and best[1] & {"at", "of", "from"} and best[2].place.place_id != goal[2].place.place_id:
            return Where(best[2], goal[2])
        return Where(None, goal[2])
    return Where(best[2] if best else None)


def _is_conference(number: int, tokens: Sequence[Token], words: TellingWords) -> bool:
    """Whether a conference is called after the place: "the Munich Security Conference"."""
    near = tokens[number + 1 : number + 4]
    return any(token.lower in words["conference"] and token.is_capital for token in near if token.is_joined)


def _find_kinds(
    number: int, last: int, tokens: Sequence[Token], first: int, words: TellingWords
) -> frozenset[str] | set[str]:
    """Find the kinds of the word that points to a place: the one before it, or an ending taken off its last word."""
    if last < len(tokens) and (ending := tokens[last].ending) not in ("", "of"):
        return {"taken" if ending == "object" else ending}
    word = _preposition(number, tokens, first, words)
    return {kind for kind in _POINTING if word in words[kind]} if word else set()


def _is_patient(last: int, hit: Hit, tokens: Sequence[Token], words: TellingWords) -> bool:
    """Whether what happens is done to the place right before: "Ariha has been shelled", "Nayrab fell to"."""
    between = tokens[last + 1 : hit.first]
    is_passive = any(token.lower in words["be"] for token in between)
    is_to = hit.trigger.words[-1] in words["to"] and last + 1 == hit.first
    is_near = all(token.lower in words["auxiliary"] and token.is_joined for token in between)
    return hit.is_verb and last < hit.first and is_near and (is_passive or is_to)


def _preposition(number: int, tokens: Sequence[Token], first: int, words: TellingWords) -> str:
    at = number - 1
    passed_capital = False
    while at >= max(first, number - _WORDS_BACK):
        word, after = tokens[at], tokens[at + 1]
        if not after.is_joined and not passed_capital and at != number - 1:
            return ""
        if any(word.lower in words[kind] for kind in _POINTING):
            if word.lower not in words["of"] or not _is_part(tokens, at, first, words):
                return word.lower
        elif word.lower not in words["passed"] and not word.is_capital:
            return ""
        passed_capital = passed_capital or word.is_capital
        at -= 1
    return ""


def _is_part(tokens: Sequence[Token], at: int, first: int, words: TellingWords) -> bool:
    """Whether "of" follows a part of a place, so that the word before that counts: "in the outskirts of"."""
    return at > first and tokens[at - 1].lower in words["passed"]


POINTED = (("at", 1.0), ("taken", 1.15), ("to", 0.6), ("of", 0.5), ("from", 0.5), ("beside", 0.55))
"""What the word before a place adds; of several kinds the first counts."""

NOT_POINTED, OTHERWISE, OF_TALKS = 0.35, -0.1, -0.8


def _score(kinds: frozenset[str] | set[str], distance: int, toponym: Toponym, hit: Hit) -> float:
    score = FINE.get(toponym.place.kind, 0.0) - min(distance, NEAR) / NEAR * 0.5
    is_talk = hit.trigger.event_type == "Diplomacy"
    if is_talk and "about" in kinds:
        return score + OF_TALKS
    if not kinds:
        return score + NOT_POINTED
    added = next((added for kind, added in POINTED if kind in kinds), OF_TALKS if is_talk else OTHERWISE)
    return score + added


def written_part(toponym: Toponym, text: str, words: TellingWords) -> str:
    """Write a place with the part of it that is meant: "western countryside of Aleppo", "southern Idlib"."""
    name = " ".join(toponym.text.split())
    part = _part_pattern(words).search(text, max(toponym.start - LONGEST_PART, 0), toponym.start)
    return f"{' '.join(part[0].split())} {name}" if part else name


@lru_cache(maxsize=8)
def _part_pattern(words: TellingWords) -> re.Pattern[str]:
    sky, part, of, town = (_any_of(words[kind]) for kind in ("compass", "part", "of", "town"))
    of_town = rf"{part}\s+{of}\s(?:the\s{town}\s{of}\s)?"
    return re.compile(rf"\b(?:{sky}\s(?:{of_town})?|{of_town})\Z")


def _any_of(words: frozenset[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})" if words else "(?!)"


def find_roads(tokens: Sequence[Token], text: str, words: TellingWords) -> list[re.Match[str]]:
    """Find the roads that a sentence names by number: "the M4 and M5 highways"."""
    if not tokens or all(token.lower not in words["road"] for token in tokens):
        return []
    return list(_road_pattern(words).finditer(text, tokens[0].start, tokens[-1].end))


@lru_cache(maxsize=8)
def _road_pattern(words: TellingWords) -> re.Pattern[str]:
    called = "|".join(sorted(word.capitalize() for word in words["road"]))
    return re.compile(rf"\b(?:(?:M|A|N|E|R|D|RN)[-‑ ]?|(?:{called}) )\d{{1,3}}\b")
