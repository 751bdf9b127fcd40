"""Phrases of a vocabulary found in a text: its known words, and the longest pattern that begins at each of them.

A pattern is a row of words, slots and choices: `(in|since) [early] {month}`. All patterns make one tree, in which the
words of a text are followed one by one. A step costs the same whatever the text is, and no path is longer than the
longest pattern: the time grows with the length of the text, and no text can make it grow faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Generic, TypeVar

T = TypeVar("T")

_ELEMENT = re.compile(r"\[([^\]]*)\]|\(([^)]*)\)|(\S+)")
LONGEST_GAP = 4
"""Characters of white space that may part two words of one phrase."""


@dataclass(slots=True)  # Frozen ones take three times as long to make, and a text has thousands.
class Word:
    """A word or sign of a text that the vocabulary knows.

    Attributes:
        text: In lower case.
        start: Where it begins, in characters of the text, 0-based.
        end: Where it ends, exclusive.
        slots: What it can stand for, beside itself: slot to value.
        is_joined: Whether nothing but a little white space, without an empty line, parts it from the one before.
    """

    text: str
    start: int
    end: int
    slots: dict[str, int | str]
    is_joined: bool = False


@dataclass(slots=True)
class Node(Generic[T]):
    """A place in the tree of patterns: where each next word leads, and what a pattern that ends here means."""

    steps: dict[str, Node[T]] = field(default_factory=dict)
    meaning: T | None = None


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A pattern found.

    Attributes:
        meaning: Of the pattern.
        last: Number of the word after its last one.
        values: What stood in its slots: slot to values, in the order of the text.
    """

    meaning: T
    last: int
    values: dict[str, list[int | str]]


def lower_text(text: str) -> str:
    """Write a text small, every character in its place (the capital İ would become two)."""
    return text.replace("İ", "i").lower()


def expand_pattern(pattern: str) -> list[tuple[str, ...]]:
    """Write out a pattern: `[x]` with and without x, `(a|b)` as a and as b.

    Example:
        >>> expand_pattern("(in|since) [early] {month}")[0]
        ('in', 'early', '{month}')
    """
    choices: list[list[tuple[str, ...]]] = []
    for found in _ELEMENT.finditer(pattern):
        optional, several, word = found.groups()
        listed = optional if optional is not None else several
        ways = [tuple(way.split()) for way in (word if listed is None else listed).split("|")]
        choices.append([*ways, ()] if optional is not None else ways)
    return [tuple(word for part in parts for word in part) for parts in product(*choices)]


def grow_tree(patterns: Iterable[tuple[str, T]]) -> Node[T]:
    """Make one tree of patterns with their meanings; of two that are written alike the first counts."""
    root: Node[T] = Node()
    for pattern, meaning in patterns:
        for words in expand_pattern(pattern):
            node = root
            for word in words:
                node = node.steps.setdefault(word, Node())
            node.meaning = node.meaning or meaning
    return root


def is_gap(text: str, start: int, end: int) -> bool:
    """Whether nothing stands between two words but a little white space without an empty line."""
    if start == end:
        return True
    if end - start > LONGEST_GAP:
        return False
    gap = text[start:end]
    return gap.isspace() and gap.count("\n") < 2


def find_longest(root: Node[T], words: Sequence[Word], first: int) -> list[Match[T]]:
    """Find the patterns that begin at a word, the longest first."""
    found: list[Match[T]] = []
    paths = [(root, first, ())]
    while paths:
        node, number, values = paths.pop()
        if node.meaning is not None:
            found.append(Match(node.meaning, number, _gather(values)))
        if number == len(words) or (number > first and not words[number].is_joined):
            continue
        word = words[number]
        following = node.steps.get(word.text)
        if following:
            paths.append((following, number + 1, values))
        for slot, value in word.slots.items():
            following = node.steps.get(slot)
            if following:
                paths.append((following, number + 1, (*values, (slot, value))))
    return sorted(found, key=lambda one: -one.last) if len(found) > 1 else found


def _gather(values: tuple[tuple[str, int | str], ...]) -> dict[str, list[int | str]]:
    gathered: dict[str, list[int | str]] = {}
    for slot, value in values:
        gathered.setdefault(slot, []).append(value)
    return gathered
