"""Which quantity of a sentence each word of harm takes: "12 were killed", "killing 12", "the deaths of 12"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.articles.count_words import Item
from geo.articles.quantities import Quantity

SUBJECT_REACH = 14
"""How many words may stand between those who were killed and "were killed"."""

DIED_REACH = 8
OBJECT_REACH = 5
NAMED_REACH = 3
"""How near one named thing stands: "the commander was killed", but not "the reporter asked if they were killed"."""

AND_REACH = 4
TOLL_REACH = 10


@dataclass(frozen=True, slots=True)
class Harm:
    """A word of harm with the quantities it takes; `first` and `last` are its items in the sentence, both included."""

    kind: str
    first: int
    last: int
    quantities: tuple[Quantity, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    items: Sequence[Item]
    quantities: Sequence[Quantity]
    fillers: frozenset[str]

    def between(self, one: int, two: int) -> set[str]:
        """Give the kinds of the items from one to another, exclusive; signs as themselves."""
        return {str(item.meaning) if item.kind == "sign" else item.kind for item in self.items[one:two]}


def find_harms(text: str, items: Sequence[Item], quantities: Sequence[Quantity], fillers: frozenset[str]) -> list[Harm]:
    """Link the words of harm of a sentence to its quantities, from left to right; each quantity is taken once.

    Fillers may stand between a word of harm and its number: "killing a total of 12".
    Words without a quantity are left out. A word looks only a few words far, so the time grows with the sentence.
    """
    sentence = _Sentence(text, items, quantities, fillers)
    found: list[Harm] = []
    at = after = 0  # Of the items, and of the quantities that begin after it.
    while at < len(items):
        while after < len(quantities) and quantities[after].first <= at:
            after += 1
        harm = _read_harm(sentence, at, after)
        if harm:
            for quantity in harm.quantities:
                quantity.is_used = True
            found.append(harm)
        at = harm.last + 1 if harm else at + 1
    return found


def _read_harm(sentence: _Sentence, at: int, after: int) -> Harm | None:
    item = sentence.items[at]
    if item.kind == "toll":
        taken, is_total = _take_toll(sentence, at, after), True
        return Harm(str(item.meaning), at, at, taken, is_total) if taken else None
    if item.kind == "lives":
        taken = _take_lives(sentence, at, after)
        return Harm(str(item.meaning), at, at, taken) if taken else None
    if item.kind != "harm":
        return None
    kind, form = str(item.meaning).split()
    last, kind = _join_harms(sentence, at, after, kind, form)
    skipped = after
    while skipped < len(sentence.quantities) and sentence.quantities[skipped].first <= last:
        skipped += 1
    taken = _take(sentence, at, last, skipped, form)
    return Harm(kind, at, last, taken) if taken else None


def _join_harms(sentence: _Sentence, at: int, after: int, kind: str, form: str) -> tuple[int, str]:
    """Read "killed or wounded" as one: the item of the second word, and what both are."""
    items = sentence.items
    if at + 2 >= len(items) or items[at + 1].kind != "and" or items[at + 2].kind != "harm":
        return at, kind
    other, other_form = str(items[at + 2].meaning).split()
    if other_form != form or other == kind or not (items[at + 1].is_joined and items[at + 2].is_joined):
        return at, kind
    counted = sentence.quantities[max(0, after - 1) : after + 1]
    if counted and form == "past" and (counted[0].last, counted[-1].first) == (at, at + 3):
        return at, kind  # 12 killed and wounded 30
    return at + 2, "casualties" if {kind, other} <= {"killed", "wounded"} else kind


def _take(sentence: _Sentence, at: int, last: int, after: int, form: str) -> tuple[Quantity, ...]:
    if form in ("gerund", "base", "act"):
        return _take_object(sentence, last, after)
    if form == "noun":
        return _take_left(sentence, at, after, 1, ("",)) or _take_object(sentence, last, after)
    if form == "state":
        return _take_left(sentence, at, after, 5)
    if form == "died":
        return _take_left(sentence, at, after, DIED_REACH)
    if _is_passive(sentence, at):
        return _take_left(sentence, at, after, SUBJECT_REACH)
    return _take_object(sentence, last, after) or _take_reduced(sentence, at, last, after)


def _is_passive(sentence: _Sentence, at: int) -> bool:
    for number in range(at - 1, max(at - 4, -1), -1):
        item, following = sentence.items[number], sentence.items[number + 1]
        if following.place - item.place > 2:
            return False
        if item.kind == "aux" and item.meaning == "be":
            return True
        if item.kind not in ("aux", "harm", "and", "negation"):
            return False
    return False


def _take_object(sentence: _Sentence, at: int, after: int) -> tuple[Quantity, ...]:
    """Take what follows, and what is joined to it by "and"."""
    if after == len(sentence.quantities):
        return ()
    first = sentence.quantities[after]
    is_near = first.from_place - sentence.items[at].place <= OBJECT_REACH
    if not is_near or first.is_part or first.is_used or sentence.between(at + 1, first.first):
        return ()
    written = sentence.text[sentence.items[at].end : first.start]
    if not sentence.fillers.issuperset(written.lower().split()):
        return ()
    taken = [first]
    for number in range(after + 1, len(sentence.quantities)):
        following = sentence.quantities[number]
        if not _is_joined(sentence, taken[-1], following) or _is_subject(sentence, following):
            break
        taken.append(following)
    return tuple(taken)


def _is_joined(sentence: _Sentence, one: Quantity, two: Quantity) -> bool:
    between = sentence.between(one.last, two.first)
    is_near = two.from_place - one.to_place <= AND_REACH
    is_alike = one.noun == two.noun != "" and not (two.is_part or two.is_definite or two.is_used)
    return is_near and is_alike and "and" in between and between <= {"and", ","}


def _is_subject(sentence: _Sentence, quantity: Quantity) -> bool:
    """Whether a word of harm of its own follows: "and 3 civilians were wounded"."""
    if quantity.last >= len(sentence.items):
        return False
    following = sentence.items[quantity.last]
    if following.place - quantity.to_place > 2:
        return False
    is_past = following.kind == "harm" and str(following.meaning).split()[1] in ("past", "state", "noun", "died")
    return is_past or following.kind == "aux"


def _take_reduced(sentence: _Sentence, at: int, last: int, after: int) -> tuple[Quantity, ...]:
    """Take what stands right before: "12 people killed in"; not the killers in "two men killed Ahmed"."""
    ends = sentence.items[last].end
    if sentence.text[ends + 1 : ends + 2].isupper() and sentence.text[ends : ends + 1].isspace():
        return ()
    taken = _take_left(sentence, at, after, 2)
    is_apart = taken and (taken[0].is_definite or "," in sentence.between(taken[0].last, at))
    return () if is_apart else taken


def _take_left(
    sentence: _Sentence, at: int, after: int, reach: int, nouns: tuple[str, ...] | None = None
) -> tuple[Quantity, ...]:
    """Take the nearest quantity before that is no part of another, and what is joined to it by "and"."""
    taken: list[Quantity] = []
    place = sentence.items[at].place
    for number in range(after - 1, -1, -1):
        quantity = sentence.quantities[number]
        if quantity.last > at:  # The noun stands after the word: "12 wounded civilians".
            if quantity.first < at and not quantity.is_used:
                return (quantity,)
            continue
        if taken and not _is_joined(sentence, quantity, taken[-1]):
            break
        if quantity.is_used or place - quantity.to_place > reach + 4 * len(taken) + 8 * quantity.is_part:
            break
        if not taken and (quantity.is_part or _is_cut(sentence, quantity, at)):
            if quantity.is_part:
                reach += quantity.to_place - quantity.from_place + 4
                continue
            break
        if quantity.is_definite and place - quantity.to_place > NAMED_REACH:
            break
        if nouns is not None and quantity.noun not in nouns:
            break
        taken.append(quantity)
    return tuple(taken)


def _is_cut(sentence: _Sentence, quantity: Quantity, at: int) -> bool:
    """Whether something between shows that it is not the subject: another word of harm, or too many words."""
    between = sentence.between(quantity.last, at)
    longest = 4 if quantity.number else 6  # None of the passengers
    return (not quantity.noun and sentence.items[at].place - quantity.to_place > longest) or ";" in between


def _take_toll(sentence: _Sentence, at: int, after: int) -> tuple[Quantity, ...]:
    """Take the number that a toll has reached: the last one near, or the one after "to"."""
    place, taken = sentence.items[at].place, None
    for quantity in sentence.quantities[after : after + 4]:
        if quantity.from_place - place > TOLL_REACH:
            break
        if quantity.is_definite or quantity.is_part:
            continue
        taken = quantity
        if sentence.items[quantity.first - 1].kind == "to":
            break
    if not taken or taken.is_used:
        return ()
    if taken.bound == "range" and taken.last - taken.first == 3 and sentence.items[taken.first + 1].kind == "to":
        taken.number, taken.bound = taken.highest, "exact"  # From 8 to 12.
    return (taken,)


def _take_lives(sentence: _Sentence, at: int, after: int) -> tuple[Quantity, ...]:
    """Take whose lives were lost: "claimed the lives of 12", "took 12 lives"."""
    if not any(item.kind == "taking" for item in sentence.items[max(0, at - 4) : at + 4]):
        return ()
    return _take_object(sentence, at, after) or _take_left(sentence, at, after, 4)
