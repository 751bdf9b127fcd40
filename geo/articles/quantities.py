"""Quantities of a sentence: numbers and vague words with their bounds, and the noun that they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.articles.count_words import NOUNS, NUMERIC, Item

NOUN_REACH = 5
"""How many words may stand between a number and its noun, with the noun: "five Syrian army special forces soldiers"."""

GOES_ON = ("multiplier", "and")
"""What a number goes on after: "two hundred five"."""


@dataclass(slots=True)
class Quantity:
    """A number with its noun.

    Attributes:
        first: Number of its first item in the sentence.
        last: Number of the item after its last one.
        start: Where it begins, bound included, in characters of the text.
        end: Where it ends, noun included.
        from_place: Which word of the sentence it begins with.
        to_place: Which word it ends with.
        number: The number, the lowest one of a range; of a vague word what `find_counts` says.
        highest: The highest number of a range, else the same.
        bound: "exact", "at_least", "about", "up_to", "range" or "vague".
        noun: What is counted: "person", "vehicle", "building", or "" where the noun is not known or not said.
        who: Where the noun and the words before it stand; None without a known noun.
        is_definite: Whether it is one thing named without a number: "the commander", "Colonel".
        is_part: Whether it is counted within another: "including three children".
        is_used: Whether a word of harm has taken it.
    """

    first: int
    last: int
    start: int
    end: int
    from_place: int
    to_place: int
    number: int
    highest: int
    bound: str
    noun: str = ""
    who: tuple[int, int] | None = None
    is_definite: bool = False
    is_part: bool = False
    is_used: bool = False


def find_quantities(items: Sequence[Item]) -> list[Quantity]:
    """Find the quantities of a sentence in their order; none over another, and no ages, measures, days or years."""
    found: list[Quantity] = []
    number = 0
    while number < len(items):
        quantity = _read_quantity(items, number)
        if quantity is None:
            number += 1
            continue
        number = quantity.last
        if not _is_other(items, quantity):
            found.append(quantity)
    _mark_parts(items, found)
    return found


def _read_quantity(items: Sequence[Item], first: int) -> Quantity | None:
    at, bound = first, ""
    while at < len(items) and items[at].kind in ("bound", "range") and (at == first or items[at].is_joined):
        bound = bound or (str(items[at].meaning) if items[at].kind == "bound" else "range")
        at += 1
    if at == len(items) or (at > first and not items[at].is_joined):
        return None
    if items[at].kind in NOUNS:
        return _read_bare(items, at) if at == first else None
    low, high, is_vague, is_definite, last = _read_number(items, at)
    if last == at:
        return None
    if last + 1 < len(items) and _is_range(items, last, bound):
        _, high, _, _, after = _read_number(items, last + 1)
        bound, last = ("range", after) if after > last + 1 else (bound, last)
    if high < low or bound == "range":
        bound, high = ("range", high) if high > low else ("", low)
    bound = "range" if high > low and not bound else bound or ("vague" if is_vague else "exact")
    ends = items[last - 1]
    quantity = Quantity(
        first, last, items[first].start, ends.end, items[first].place, ends.place, low, high, bound,
        is_definite=is_definite,
    )  # fmt: skip
    return _with_noun(items, quantity)


def _is_range(items: Sequence[Item], last: int, bound: str) -> bool:
    joins = items[last].kind == "to" or (bound == "range" and items[last].kind == "and")
    return joins and items[last].is_joined and items[last + 1].is_joined


def _read_number(items: Sequence[Item], first: int) -> tuple[int, int, bool, bool, int]:
    """Read the words of one number: lowest, highest, whether vague, whether only "the", number of the item after."""
    total = high = current = 0
    is_vague, at = False, first
    while at < len(items) and (at == first or items[at].is_joined):
        kind, meaning = items[at].kind, items[at].meaning
        is_begun = at > first
        if kind == "digits" and not is_begun:
            current, high = meaning
        elif kind in ("number", "none", "any") and (
            not is_begun or items[at - 1].kind in ("multiplier", "number", "and")
        ):
            current += 0 if kind == "any" else meaning
        elif kind == "multiplier" and is_begun:
            is_half = any(item.kind == "half" for item in items[max(first, at - 2) : at])
            current, high = (meaning // 2, 0) if is_half else (max(current, 1) * meaning, high * meaning)
        elif kind == "vague":
            current, is_vague = max(current if is_vague else 1, 1) * meaning, True
        elif kind in ("one", "definite", "half") and not is_begun:
            current = 1
        elif not _goes_with_half(items, at, first) and not _links_number(items, at):
            break
        at += 1
        if kind == "multiplier" and meaning >= 1000:
            total, current = total + current, 0
    while at > first + 1 and items[at - 1].kind == "and":
        at -= 1
    number = total + current
    is_definite = at == first + 1 and items[first].kind == "definite"
    return number, max(number, high), is_vague, is_definite, at


def _goes_with_half(items: Sequence[Item], at: int, first: int) -> bool:
    """Whether it is a word of "half a dozen" or "a half dozen"."""
    return at == first + 1 and {items[first].kind, items[at].kind} == {"half", "one"}


def _links_number(items: Sequence[Item], at: int) -> bool:
    """Whether "and" stands within a number: "a hundred and five"."""
    return (
        items[at].kind == "and"
        and at + 1 < len(items)
        and items[at - 1].kind == "multiplier"
        and items[at + 1].kind == "number"
        and items[at + 1].is_joined
    )


def _read_bare(items: Sequence[Item], at: int) -> Quantity | None:
    """Read one person named right after a word of harm: "killed Colonel", "the murder of priest"."""
    item = items[at]
    is_object = at > 0 and items[at - 1].kind == "harm" and item.place - items[at - 1].place <= 2
    if not is_object or item.meaning != "one":
        return None
    span = (item.start, item.end)
    return Quantity(
        at, at + 1, item.start, item.end, item.place, item.place, 1, 1, "exact", item.kind, span, is_definite=True
    )


def _with_noun(items: Sequence[Item], quantity: Quantity) -> Quantity | None:
    """Add the noun that is counted; None where "a" or "the" counts none."""
    begins = items[quantity.last - 1]
    is_article = quantity.is_definite or begins.kind == "one"
    for at in range(quantity.last, min(quantity.last + NOUN_REACH, len(items))):
        item = items[at]
        if item.place - begins.place > NOUN_REACH or item.kind in NUMERIC or item.kind == "digits":
            break
        if item.kind in NOUNS:
            if is_article and item.meaning == "many":
                continue
            quantity.last, quantity.end, quantity.to_place = at + 1, item.end, item.place
            quantity.noun, quantity.who = item.kind, (begins.end + 1, item.end)
            if at + 1 < len(items) and items[at + 1].kind in NOUNS and items[at + 1].is_joined:
                continue
            break
        is_adjective = item.kind == "harm" and str(item.meaning).endswith("past") and item.place == begins.place + 1
        if not is_adjective:
            break
    return quantity if quantity.noun or not is_article else None


def _is_other(items: Sequence[Item], quantity: Quantity) -> bool:
    """Whether it is a measure, an age, a day or a year."""
    after = items[quantity.last] if quantity.last < len(items) else None
    if after and after.kind in ("measure", "month") and after.place - quantity.to_place <= 1:
        return True
    before = items[quantity.first - 1] if quantity.first else None
    if after and after.kind == "sign" and after.meaning == "%":
        return True
    return bool(before and before.kind == "month" and items[quantity.first].is_joined and not quantity.noun)


def _mark_parts(items: Sequence[Item], quantities: Sequence[Quantity]) -> None:
    """Mark those that are counted within another: after "including", up to the next word of harm or verb."""
    marks = {at for at, item in enumerate(items) if item.kind == "subset"}
    if not marks:
        return
    at, is_part = 0, False
    for quantity in quantities:
        for number in range(at, quantity.first):
            if number in marks:
                is_part = True
            elif items[number].kind in ("harm", "aux", "toll"):
                is_part = False
        quantity.is_part, at = is_part, quantity.last
