"""When: the time expressions of a text as days, each with the words that say it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from geo.articles.day_span import Days, Said
from geo.articles.day_words import DayWords, Phrase, read_day_words
from geo.articles.phrases import Match, Word, find_longest

NEAR = 60
"""How many characters beside a phrase are looked at for words of the future."""

BESIDE = 12
"""A word of speech at most so many characters before is what the phrase dates."""

REACH = 1_000
""""The following day" speaks of a day told at most so many characters before."""

_SENTENCE_END = re.compile(r"[.!?…]\s|\n\s*\n")


@dataclass(frozen=True, slots=True)
class DaySpan:
    """A time expression.

    Attributes:
        start: Where it begins, in characters of the text, 0-based.
        end: Where it ends, exclusive.
        first_day: The first day that is meant.
        last_day: The last one, included.
        time_precision: ACLED's code (`geo.schema.TIME_PRECISION`): 1 where a day, or both ends of a span, are told as
            days; 2 where the day lies somewhere between first and last, up to a week apart; 3 where they are further.
        said: The rule that it was understood by: a name in `data/vocabulary/day_words.csv`.
        anchor: The day that it counts from: that of publication, or one told before; None for a full date.
        relation: "since", "until", "before" or "after" where the text says so, else "on". A span "since" a day ends on
            the day of publication.
        is_future: Whether it begins after the day of publication.
    """

    start: int
    end: int
    first_day: date
    last_day: date
    time_precision: int
    said: str
    anchor: date | None
    relation: str = "on"
    is_future: bool = False


def find_days(
    text: str, published: date, is_day_first: bool | None = None, vocabulary: DayWords | None = None
) -> list[DaySpan]:
    """Find the time expressions of a text; its time grows with its length, whatever it holds.

    Args:
        text: Of any length.
        published: The day that "today" is.
        is_day_first: Whether 3/4/2020 is the third of April; such dates are left out where it is not known.
        vocabulary: Words of time; those of `data/vocabulary/day_words.csv` if not given.

    Returns:
        Expressions in the order of the text, none within another. What has no day (a month that is a verb, the number
        of an article, the name of a movement, "the next day" of nothing) is left out.
    """
    vocabulary = vocabulary or read_day_words()
    reading = _Reading(text, vocabulary.read(text), vocabulary, published, is_day_first)
    found: list[DaySpan] = []
    number = 0
    while number < len(reading.words):
        span, number = _read_phrase(reading, number, found)
        if span:
            found.append(span)
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text that is being read."""

    text: str
    words: list[Word]
    vocabulary: DayWords
    published: date
    is_day_first: bool | None

    def has(self, number: int, kind: str) -> bool:
        """Whether a word is in one of the lists of the vocabulary."""
        return self.words[number].text in self.vocabulary.lists[kind]

    def is_followed(self, last: int) -> bool:
        """Whether a known word follows at once."""
        return last < len(self.words) and self.words[last].is_joined


def _read_phrase(reading: _Reading, first: int, found: list[DaySpan]) -> tuple[DaySpan | None, int]:
    for match in find_longest(reading.vocabulary.tree, reading.words, first):
        if _is_name(reading, first, match) or _counts_things(reading, match) or _is_cut(reading, first, match):
            continue
        days = _read_days(reading, first, match, found)
        if days:
            return _make_span(reading, first, match, days), match.last
    return None, first + 1


def _is_cut(reading: _Reading, first: int, match: Match[Phrase]) -> bool:
    """Whether a longer phrase begins with its second word: "since February" in "since February 10"."""
    if match.last - first < 2 or not reading.is_followed(match.last):
        return False
    later = find_longest(reading.vocabulary.tree, reading.words, first + 1)
    return any(one.last > match.last and not _counts_things(reading, one) for one in later)


def _read_days(reading: _Reading, first: int, match: Match[Phrase], found: list[DaySpan]) -> Days | None:
    is_near = found and reading.words[first].start - found[-1].end < REACH
    previous = (found[-1].first_day, found[-1].last_day) if is_near else None
    said = Said(reading.published, previous, _is_ahead(reading, first, match.last), reading.is_day_first)
    try:
        return match.meaning.rule(match.values, said, *match.meaning.arguments)
    except (ValueError, OverflowError):  # 31 February, or ten thousand years ago.
        return None


def _make_span(reading: _Reading, first: int, match: Match[Phrase], days: Days) -> DaySpan:
    words, relations, published = reading.words, reading.vocabulary.lists["relation"], reading.published
    start, relation = words[first].start, relations.get(words[first].text)
    for number in (first - 1, first - 2):  # Since the 5th of May
        if relation or number < 0 or not words[number + 1].is_joined or words[number].slots:
            break
        relation = relations.get(words[number].text)
        start = words[number].start if relation else start
    is_running = relation == "since" and days.first <= published
    return DaySpan(
        start,
        words[match.last - 1].end,
        days.first,
        published if is_running else days.last,
        days.precision,
        match.meaning.said,
        days.anchor,
        relation or "on",
        days.first > published,
    )


def _is_name(reading: _Reading, first: int, match: Match[Phrase]) -> bool:
    """Whether the words beside make it a name: "the 17 November Movement", "Good Friday", "the anniversary of"."""
    if reading.is_followed(match.last) and reading.has(match.last, "named_after"):
        return match.meaning.said in ("date", "weekday")
    for number in range(first, max(first - 3, 0), -1):
        if not reading.words[number].is_joined:
            return False
        if reading.has(number - 1, "named_before"):
            return True
    return False


def _counts_things(reading: _Reading, match: Match[Phrase]) -> bool:
    """Whether the number at its end counts what follows: "in February 15 soldiers were killed"."""
    ends_in_number = reading.words[match.last - 1].text.isdigit()
    return ends_in_number and reading.is_followed(match.last) and reading.has(match.last, "counted")


def _is_ahead(reading: _Reading, first: int, last: int) -> bool:
    """Whether a word of the future stands beside the phrase: in its sentence, and on its side of "he said"."""
    words = reading.words
    for number in range(first - 1, -1, -1):
        away = words[first].start - words[number].end
        if reading.has(number, "speech") and away < BESIDE:
            return False  # "He said on Monday that they will".
        if away > NEAR or reading.has(number, "speech"):
            break
        if reading.has(number, "future") and not _is_agent(reading, number, first):
            return not _SENTENCE_END.search(reading.text, words[number].end, words[first].start)
    for number in range(last, len(words)):
        if words[number].start - words[last - 1].end > NEAR or reading.has(number, "speech"):
            break
        if reading.has(number, "future") and not reading.has(number, "relation"):
            return not _SENTENCE_END.search(reading.text, words[last - 1].end, words[number].start)
    return False


def _is_agent(reading: _Reading, number: int, first: int) -> bool:
    """Whether "by" names who did it and not until when: "killed by gunmen on Friday", unlike "by Friday"."""
    is_before = number == first - 1 and reading.words[first].is_joined
    return reading.has(number, "relation") and not is_before
