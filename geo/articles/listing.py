"""Lists of places in a sentence: "bombs exploded in A, B and C" tells of three events, "between A and B" of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geo.articles.counts import Count, Part
from geo.articles.drafts import HAPPENED
from geo.articles.mentions import Mention
from geo.articles.telling_words import TellingWords
from geo.articles.tokens import Token
from geo.articles.toponyms import Toponym
from geo.articles.whereabouts import Where

SETTLEMENTS = frozenset({"city", "town", "village"})
FEWEST, LONGEST_GAP = 2, 4
KILLED, MOST_DIGITS = "killed", 6
REPEATED = 0.05
"""What each further word of the sentence adds to how sure the event is."""
"""Places that make a list, and words between two of them: "and in the town of"."""

_SPLIT_TYPES = ("Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots")


@dataclass(frozen=True)
class Stretch:
    """A sentence, or a piece of one.

    Attributes:
        tokens: The words of the text.
        numbers: Start of a token in characters to its number.
        first: Number of the first token.
        last: Number of the token after the last.
        toponyms: The places named in it, in their order.
        words: Of the language.
        number_of: Words for numbers.
    """

    tokens: Sequence[Token]
    numbers: Mapping[int, int]
    first: int
    last: int
    toponyms: Sequence[Toponym]
    words: TellingWords
    number_of: Mapping[str, int]


def split_lists(mentions: list[Mention], stretch: Stretch) -> list[Mention]:
    """Make one mention for each place of a list; a number told for all of them together is given to none.

    Args:
        mentions: Of one sentence.
        stretch: The sentence.
    """
    listed = [(one, places) for one in mentions if (places := find_listed(one, stretch))]
    if not listed:
        return mentions
    best, places = max(listed, key=_rank)
    strength = max(one.strength for one in mentions) + REPEATED * (len(mentions) - 1)
    best = replace(best, strength=min(strength, 1.0))
    others = [one for one in mentions if not one.is_harm and all(one is not each for each, _ in listed)]
    told = next((count for one in mentions for count in one.counts if count.kind == KILLED), None)
    own = _find_own_numbers(len(places), stretch) if told else []
    if told and own:
        counts = [(_count_alone(told, stretch.tokens[at], number),) for at, number in own]
        return [replace(best, where=Where(one), counts=two) for one, two in zip(places, counts, strict=True)] + others
    doubts = (f"fatalities: {told.number} in all places of a list together; part them",) if told else ()
    return [replace(best, where=Where(one), counts=(), doubts=best.doubts + doubts) for one in places] + others


def _rank(listed: tuple[Mention, list[Toponym]]) -> tuple[bool, bool, float]:
    """Rank what happened before what it led to, and clear words before others."""
    mention, _ = listed
    return not mention.is_harm, bool(mention.hit.trigger.sub_event_type), mention.strength


def _count_alone(told: Count, token: Token, number: int) -> Count:
    part = Part(token.start, token.end, number, None)
    return replace(told, start=token.start, end=token.end, number=number, highest=number, parts=(part,))


def find_listed(mention: Mention, stretch: Stretch) -> list[Toponym]:
    """Find the places of the list that the place of an event stands in; none where it stands in no list."""
    trigger, place = mention.hit.trigger, mention.where.place
    is_split = trigger.event_type in _SPLIT_TYPES and trigger.roles != "move" and mention.status == HAPPENED
    if place is None or not is_split:
        return []
    chain = next((one for one in _find_chains(stretch) if place in one), [])
    if len(chain) < FEWEST or len({one.place.place_id for one in chain}) < len(chain):
        return []
    first = stretch.numbers[chain[0].start]
    before = [token.lower for token in stretch.tokens[max(first - LONGEST_GAP, stretch.first) : first]]
    return chain if stretch.words["between"].isdisjoint(before) else []


def _find_chains(stretch: Stretch) -> list[list[Toponym]]:
    """Find the lists of places; "and" ends one, and "Ariha, Saraqib" alone is none."""
    chains: list[list[Toponym]] = []
    is_open = False
    ended: list[list[Toponym]] = []
    for one in (one for one in stretch.toponyms if one.start in stretch.numbers):
        joint = _join(chains[-1][-1], one, stretch) if is_open else None
        if joint is None:
            chains.append([one])
        else:
            chains[-1].append(one)
        is_open = not joint
        if joint:
            ended.append(chains[-1])
    return ended


def _join(one: Toponym, other: Toponym, stretch: Stretch) -> bool | None:
    """Say whether "and" joins two places of a kind, or only a comma; None where they stand in no list together."""
    words, after = stretch.words, stretch.numbers[one.start] + len(one.text.split())
    between = stretch.tokens[after : stretch.numbers[other.start]]
    allowed = words["listing"] | words["at"] | words["of"] | words["passed"]
    is_near = len(between) <= LONGEST_GAP and all(token.lower in allowed for token in between)
    if not is_near or not {one.place.kind, other.place.kind} <= SETTLEMENTS:
        return None
    is_and = any(token.lower in words["listing"] for token in between)
    return is_and if is_and or not between else None


def _find_own_numbers(count: int, stretch: Stretch) -> list[tuple[int, int]]:
    """Find as many numbers in a row as there are places: "killing 3, 4 and 5"; the token of each, and the number."""
    row: list[tuple[int, int]] = []
    for at in range(stretch.first, stretch.last):
        number = _read_number(at, stretch)
        if number is None:
            continue
        between = stretch.tokens[row[-1][0] + 1 : at] if row else ()
        row = [*row, (at, number)] if all(one.lower in stretch.words["listing"] for one in between) else [(at, number)]
        if len(row) == count and _read_number(at + 1, stretch) is None:
            return row
    return []


def _read_number(at: int, stretch: Stretch) -> int | None:
    word = stretch.tokens[at].lower if at < stretch.last else ""
    return int(word) if word.isdecimal() and len(word) <= MOST_DIGITS else stretch.number_of.get(word)
