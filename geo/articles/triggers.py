"""The words that tell of events: `data/vocabulary/triggers.csv` read, and found in the words of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.articles.telling_words import TellingWords, fold, read_telling_words
from geo.articles.tokens import Token
from geo.errors import BadVocabulary
from geo.vocabulary import read_rows

COLUMNS = ("pattern", "forms", "part", "event_type", "sub_event_type", "roles", "says", "needs")
PARTS = ("verb", "noun")
ROLES = ("act", "suffer", "both", "move", "take", "none")
SAYS = ("event", "harm", "weak", "threat", "state", "nothing")
GAP, LONGEST_GAP = "*", 4
"""What stands for up to four words in a pattern: "plant * bomb"."""

STEM = "-"
"""What a word of a pattern ends in that stands for every word beginning so, for languages with many endings."""

INFLECTED = "+"
"""What marks the word of a pattern that is inflected, where it is not the first."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of the vocabulary.

    Attributes:
        words: In lower case; `GAP` for a few words that may stand between.
        lemma: The word that is inflected, as it was in the pattern.
        part: Of `PARTS`.
        event_type: Of event_types.csv.
        sub_event_type: Of that type, "" where others must say.
        roles: Of `ROLES`: `act` does something to others, `suffer` has it done to the subject, `both` do it together,
            `move` goes somewhere, `take` comes to hold a place, `none` names no one.
        says: Of `SAYS`: `harm` is what another event led to, `weak` needs more than others, `threat` and `state` are
            words of governments; `nothing` stands for words that look like an event and are none: "battle tank".
        needs: Words of which one must stand in the sentence; none are needed where it is empty.
    """

    words: tuple[str, ...]
    lemma: str
    part: str
    event_type: str
    sub_event_type: str
    roles: str
    says: str
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger in a text.

    Attributes:
        first: Number of its first token.
        last: Number of the token after its last.
        trigger: What was met.
        word: The word of it that is inflected, as it stands in the text, in lower case.
        is_verb: Whether it is used as a verb; "the advance" is not.
    """

    first: int
    last: int
    trigger: Trigger
    word: str
    is_verb: bool

    @property
    def is_ing(self) -> bool:
        """Whether it is a verb as "attacking"."""
        return self.is_verb and self.word.endswith("ing") and not self.trigger.lemma.endswith("ing")

    @property
    def is_base(self) -> bool:
        """Whether it is a verb as "attack" or "attacks"; "hit" and its like count as past."""
        return self.is_verb and self.word in (self.trigger.lemma, *_present(self.trigger.lemma))


@dataclass(frozen=True, eq=False)
class Triggers:
    """The triggers of one language.

    Attributes:
        by_word: First word to the triggers that begin so, the longest first; stems with their hyphen.
        words: The language's other words.
        stem_lengths: How long its stems are, without the hyphen.
    """

    by_word: dict[str, list[Trigger]]
    words: TellingWords
    stem_lengths: tuple[int, ...] = ()

    def starting(self, word: str) -> Sequence[Trigger]:
        """Give the triggers that begin with a word, in lower case, or with a stem that it has."""
        known = self.by_word.get(word, ())
        if not self.stem_lengths:
            return known
        stems = [f"{word[:length]}{STEM}" for length in self.stem_lengths if length <= len(word)]
        return [*known, *(one for stem in stems for one in self.by_word.get(stem, ()))]


def read_triggers(path: Path, words: TellingWords | None = None) -> Triggers:
    """Read the vocabulary of triggers.

    Args:
        path: The file.
        words: Other words of its language; the English ones if not given.

    Raises:
        BadVocabulary: If the file cannot be read, or a row says what is not known.
    """
    words = words or read_telling_words()
    found: dict[str, list[Trigger]] = {}
    for number, row in read_rows(path, COLUMNS):
        for name, allowed in (("part", PARTS), ("roles", ROLES), ("says", SAYS)):
            if row[name] not in allowed:
                raise BadVocabulary(f'{path} row {number}, {name}: "{row[name]}" is none of {", ".join(allowed)}.')
        for trigger in _inflect(row, words):
            found.setdefault(trigger.words[0], []).append(trigger)
    for triggers in found.values():
        triggers.sort(key=lambda one: -len(one.words))
    lengths = {len(word) - 1 for word in found if word.endswith(STEM)}
    return Triggers(found, words, tuple(sorted(lengths, reverse=True)))


def _inflect(row: dict[str, str], telling: TellingWords) -> Iterator[Trigger]:
    words = fold(row["pattern"]).split()
    at = next((n for n, word in enumerate(words) if word.startswith(INFLECTED)), 0)
    lemma = words[at].lstrip(INFLECTED)
    rest = (row["part"], row["event_type"], row["sub_event_type"], row["roles"], row["says"])
    needs = frozenset(fold(row["needs"]).split("|")) - {""}
    is_regular = row["part"] == "verb" and telling.has_trait("english_forms")
    for form in dict.fromkeys(_forms(lemma, fold(row["forms"]).split(), is_regular)):
        yield Trigger((*words[:at], form, *words[at + 1 :]), lemma, *rest, needs)


def _forms(lemma: str, irregular: Sequence[str], is_regular: bool) -> Iterator[str]:
    yield lemma
    yield from irregular
    if not is_regular:
        return
    yield from _present(lemma)
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if not any(form.endswith("ing") for form in irregular):
        yield f"{stem}ing"
    if all(form.endswith("ing") for form in irregular):
        yield f"{lemma[:-1]}ied" if lemma.endswith("y") and lemma[-2] not in "aeou" else f"{stem}ed"


def _present(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("y") and lemma[-2:-1] not in "aeou":
        return (f"{lemma[:-1]}ies",)
    return (f"{lemma}es",) if lemma.endswith(("s", "sh", "ch", "x", "z")) else (f"{lemma}s",)


def find_hits(tokens: Sequence[Token], first: int, last: int, triggers: Triggers) -> list[Hit]:
    """Find the triggers of one sentence, tokens `first` to `last`, exclusive; none overlaps another."""
    hits: list[Hit] = []
    words: set[str] | None = None
    number = first
    while number < last:
        candidates = triggers.starting(tokens[number].lower)
        if candidates:
            words = words or {token.lower for token in tokens[first:last]}
            met = [(end, one) for one in candidates if (end := _match(one, tokens, number, last))]
            met = [(end, one) for end, one in met if not one.needs or not words.isdisjoint(one.needs)]
            if met:
                end, trigger = _choose(met, tokens, number, first, triggers.words)
                if trigger.says != "nothing":
                    hits.append(_make_hit(number, end, trigger, tokens, first, triggers.words))
                number = end if GAP not in trigger.words else number + 1
                continue
        number += 1
    return hits


def _make_hit(number: int, end: int, trigger: Trigger, tokens: Sequence[Token], first: int, words: TellingWords) -> Hit:
    word = _word_met(trigger, tokens, number)
    before = tokens[number - 1] if number > first else None
    is_named = before is not None and (before.is_possessive or before.lower in words["determiner"])
    is_noun = trigger.part == "noun" or (is_named and word in (trigger.lemma, *_present(trigger.lemma)))
    return Hit(number, end, trigger, word, not is_noun)


def _word_met(trigger: Trigger, tokens: Sequence[Token], first: int) -> str:
    lower = tokens[first].lower
    return lower if lower.startswith(trigger.lemma[:1]) else trigger.words[min(1, len(trigger.words) - 1)]


def _choose(
    met: list[tuple[int, Trigger]], tokens: Sequence[Token], number: int, first: int, words: TellingWords
) -> tuple[int, Trigger]:
    """Choose the longest; of a noun and a verb that are spelt alike, the verb where a word before says so."""
    longest = [one for one in met if len(one[1].words) == len(met[0][1].words)]
    is_after = number > first and tokens[number - 1].lower in words["before_verb"]
    wanted = "verb" if is_after else "noun"
    return next((one for one in longest if one[1].part == wanted), longest[0])


def _match(trigger: Trigger, tokens: Sequence[Token], first: int, last: int) -> int:
    """Say after which token a trigger that begins at `first` ends; 0 where it does not stand there."""
    at, words = first + 1, trigger.words[1:]
    position = 0
    while position < len(words):
        if words[position] == GAP:
            wanted = words[position + 1]
            reach = range(at, min(at + LONGEST_GAP + 1, last))
            at = next((n for n in reach if _is_met(wanted, tokens[n])), 0) + 1
            if at == 1:
                return 0
            position += 2
        elif at < last and _is_met(words[position], tokens[at]):
            at, position = at + 1, position + 1
        else:
            return 0
    return at


def _is_met(wanted: str, token: Token) -> bool:
    return token.lower.startswith(wanted[:-1]) if wanted.endswith(STEM) else token.lower == wanted
