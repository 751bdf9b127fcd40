"""How many: people killed, wounded, taken or displaced, and vehicles, each with the words that say it."""

from __future__ import annotations

from dataclasses import dataclass

from geo.articles.count_words import CountWords, Item, read_count_words
from geo.articles.linking import Harm, find_harms
from geo.articles.phrases import lower_text
from geo.articles.quantities import find_quantities
from geo.articles.sentences import Sentence, split_sentences

WAY_BEFORE = 8
"""A word that denies or supposes stands at most so many words before the word of harm."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the numbers that make a count: where it stands, the number, and where its noun stands, if it has one."""

    start: int
    end: int
    number: int
    who: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things.

    Attributes:
        start: Where the mention begins, in characters of the text, 0-based.
        end: Where it ends, exclusive.
        kind: "killed", "wounded", "casualties" (killed or wounded), "captured", "arrested", "kidnapped", "displaced",
            "destroyed", or "vehicles" for two or more to which nothing of this happens.
        number: The number to write in a table, see `find_counts`; the sum of the parts.
        highest: The upper end of a range, else the same.
        bound: "exact", "at_least", "about", "up_to", "range" or "vague".
        parts: What it is the sum of, at least one.
        who: Where the noun of the first part stands ("Turkish soldiers"); None where none is said.
        is_negated: Whether a word before denies it: "did not kill two".
        is_hypothetical: Whether a word before supposes, plans or threatens it.
        is_total: Whether it is a toll: a sum over what else the text tells.
    """

    start: int
    end: int
    kind: str
    number: int
    highest: int
    bound: str
    parts: tuple[Part, ...]
    who: tuple[int, int] | None = None
    is_negated: bool = False
    is_hypothetical: bool = False
    is_total: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the text tells one number, and no bound."""
        return self.bound == "exact"


def find_counts(
    text: str, sentences: list[Sentence] | None = None, vocabulary: CountWords | None = None
) -> list[Count]:
    """Find how many were killed, wounded, taken, displaced, and how many vehicles there were, mention by mention.

    Numbers follow ACLED's published conventions, where it has some: the most careful one of several, so the lower end
    of a range and N for "at least N"; 10 for "tens", 12 for "dozens", 100 for "hundreds" and so on (ACLED, "FAQs:
    ACLED Fatality Methodology", 2023, updated 2024). Our own: "scores" are 20; "several", "many" and a number
    that is not known are 3. All of these say `bound="vague"`, for a person to look at. "Up to N" is N, `bound="up_to"`.

    Of "12 people, including 3 children" only 12 count. Two groups that one verb takes are added, with their parts.

    Args:
        text: Of any length; the time grows with it, whatever it holds.
        sentences: Those of the text, where they are known.
        vocabulary: Words that count; those of `data/vocabulary/count_words.csv` if not given.

    Returns:
        Counts in the order of the text. Nothing is said of whom no number is told: "soldiers were killed".
    """
    vocabulary = vocabulary or read_count_words()
    lower = lower_text(text)
    found: list[Count] = []
    for sentence in split_sentences(text) if sentences is None else sentences:
        items = vocabulary.read(text, lower, sentence.start, sentence.end)
        if any(item.kind in ("harm", "toll", "lives", "vehicle") for item in items):
            found += sorted(_find_in_sentence(text, items, vocabulary.fillers), key=lambda one: one.start)
    return found


def _find_in_sentence(text: str, items: list[Item], fillers: frozenset[str]) -> list[Count]:
    quantities = find_quantities(items)
    counts = [_make_count(text, items, harm, fillers) for harm in find_harms(text, items, quantities, fillers)]
    for quantity in quantities:
        if quantity.noun == "vehicle" and not quantity.is_used and quantity.number != 1:
            vehicles = Harm("vehicles", quantity.last - 1, quantity.last - 1, (quantity,))
            counts.append(_make_count(text, items, vehicles, fillers))
    return counts


def _make_count(text: str, items: list[Item], harm: Harm, fillers: frozenset[str]) -> Count:
    parts = sorted(harm.quantities, key=lambda one: one.start)
    bounds = {part.bound for part in parts}
    number = sum(part.number for part in parts)
    before = _words_before(items, harm.first)
    return Count(
        start=min(parts[0].start, items[harm.first].start),
        end=max(max(part.end for part in parts), items[harm.last].end),
        kind=harm.kind,
        number=number,
        highest=sum(part.highest for part in parts),
        bound=_join_bounds(bounds),
        parts=tuple(Part(part.start, part.end, part.number, _trim(text, part.who, fillers)) for part in parts),
        who=next((_trim(text, part.who, fillers) for part in parts if part.who), None),
        is_negated=number > 0 and "negation" in before,
        is_hypothetical="hypothetical" in before or _is_infinitive(items, harm.first),
        is_total=harm.is_total,
    )


def _trim(text: str, who: tuple[int, int] | None, fillers: frozenset[str]) -> tuple[int, int] | None:
    """Leave out the "of" of "dozens of civilians"."""
    first = text[who[0] : who[1]].partition(" ")[0] if who else ""
    return (who[0] + len(first) + 1, who[1]) if who and first.lower() in fillers else who


def _join_bounds(bounds: set[str]) -> str:
    """Give the bound of a sum: that of its parts where they agree, else that of the part that is not exact."""
    inexact = sorted(bounds - {"exact"})
    return inexact[0] if inexact else "exact"


def _words_before(items: list[Item], at: int) -> set[str]:
    """Give the kinds of the words shortly before, back to another word of harm or a semicolon."""
    kinds: set[str] = set()
    for number in range(at - 1, -1, -1):
        item = items[number]
        if items[at].place - item.place > WAY_BEFORE or item.kind == "harm" or item.meaning == ";":
            break
        kinds.add(item.kind)
    return kinds


def _is_infinitive(items: list[Item], at: int) -> bool:
    return (
        items[at].kind == "harm" and str(items[at].meaning).endswith("base") and at > 0 and items[at - 1].kind == "to"
    )
