"""The mentions of events in one text, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from operator import attrgetter
from typing import TypeVar

from geo.articles.actors import ActorMention, Cast
from geo.articles.counts import Count
from geo.articles.days import DaySpan
from geo.articles.drafts import BACKGROUND, HAPPENED
from geo.articles.hints import NO_HINTS, Hints, mend_roles
from geo.articles.listing import Stretch, split_lists
from geo.articles.mentions import Mention
from geo.articles.roles import Roles, find_roles
from geo.articles.sentences import Sentence
from geo.articles.status import is_passive, judge_status
from geo.articles.strength import weigh
from geo.articles.telling_words import TellingWords
from geo.articles.tokens import Token
from geo.articles.toponyms import Toponym
from geo.articles.triggers import Hit, Triggers, find_hits
from geo.articles.voices import is_claim
from geo.articles.whereabouts import find_roads, find_where

Found = TypeVar("Found", Toponym, DaySpan, Count)

BACKGROUND_DAYS = 60
"""What lies further back than two months is background of a report, not its news."""

WIDEST_DAYS = 31
"""A longer time says next to nothing of the day."""

LONGEST_SENTENCE = 150
"""Words; what is longer is no sentence, and is read in pieces so that time grows with length alone."""

BESIDE = 110
"""Characters; what stands further from a trigger says less of it."""

DATELINE = re.compile(r"\A\s*[^\n]{0,100}?(?:\)|\d)\s{0,3}(?:--|—|–|-)\s{0,3}(?:\[[^\]\n]{0,80}\]\s{0,3}){0,4}")


@dataclass(frozen=True)
class Telling:
    """One text, with what was found in it.

    Attributes:
        text: As given.
        published: The day of publication.
        tokens: Its words.
        sentences: Its sentences.
        toponyms: Its places.
        words: The words of its language.
        days: Its time expressions.
        counts: Its numbers of people and things.
        body: Where the report begins after its dateline, in characters.
        number_of: Words for numbers.
        hints: What a model says of it.
    """

    text: str
    published: date
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]
    toponyms: Sequence[Toponym]
    words: TellingWords
    days: Sequence[DaySpan]
    counts: Sequence[Count] = ()
    body: int = 0
    number_of: Mapping[str, int] = field(default_factory=dict)
    hints: Hints = NO_HINTS


def find_sentence_hits(
    tokens: Sequence[Token], sentences: Sequence[Sentence], body: int, triggers: Triggers
) -> list[tuple[int, int, int, list[Hit]]]:
    """Find the sentences that tell of events: number, first token, token after the last, triggers."""
    starts = [token.start for token in tokens]
    found = []
    for number, sentence in enumerate(sentences):
        if sentence.end <= body:
            continue
        begin, end = bisect_left(starts, max(sentence.start, body)), bisect_left(starts, sentence.end)
        for first in range(begin, end, LONGEST_SENTENCE):
            last = min(first + LONGEST_SENTENCE, end)
            hits = find_hits(tokens, first, last, triggers)
            if hits:
                found.append((number, first, last, hits))
    return found


def read_mentions(telling: Telling, cast: Cast, found: Sequence[tuple[int, int, int, list[Hit]]]) -> Iterator[Mention]:
    """Read every mention of an event, in the order of the text."""
    numbers = {token.start: number for number, token in enumerate(telling.tokens)}
    for sentence, first, last, hits in found:
        reader = _SentenceReader(telling, numbers, cast.find(first, last, hits), sentence, first, last)
        counts = reader.share_counts(hits)
        mentions = [replace(one, counts=counts.get(hit.first, ())) for hit in hits for one in reader.read(hit)]
        yield from split_lists(mentions, reader.stretch)


class _SentenceReader:
    """One sentence that is being read."""

    def __init__(
        self, telling: Telling, numbers: dict[int, int], cast: list[ActorMention], sentence: int, first: int, last: int
    ) -> None:
        self._telling, self._numbers, self._cast = telling, numbers, cast
        self._sentence, self._first, self._last = sentence, first, last
        self._start, self._end = telling.tokens[first].start, telling.tokens[last - 1].end
        self._toponyms = _between(telling.toponyms, self._start, self._end)
        self._days = [one for one in _between(telling.days, self._start, self._end) if _is_close(one)]

    @property
    def stretch(self) -> Stretch:
        """What is read, for lists in it."""
        telling = self._telling
        known = (self._first, self._last, self._toponyms, telling.words, telling.number_of)
        return Stretch(telling.tokens, self._numbers, *known)

    def read(self, hit: Hit) -> Iterator[Mention]:
        """Read one trigger; a sentence that tells of several days by "once … and once …" has a mention for each."""
        tokens = self._telling.tokens
        words = self._telling.words
        roles = find_roles(hit, self._cast, tokens, self._first, self._last, words)
        roles = mend_roles(roles, tokens[hit.first].start, self._telling.hints, self._cast, tokens)
        status = judge_status(hit, tokens, self._first, self._last, words)
        if hit.trigger.says in ("threat", "state") and hit.is_verb and status in ("hypothetical", "threatened"):
            status = HAPPENED
        days = [day for day in self._days if day.time_precision == 1 and day.start > tokens[hit.last - 1].end]
        repeated = any(token.lower in words["repeated"] for token in tokens[self._first : self._last])
        if len(days) > 1 and repeated:
            for day, after in zip(days, [*days[1:], None], strict=True):
                end = after.start if after else self._end
                yield self._mention(hit, roles, status, day, [t for t in self._toponyms if day.end <= t.start < end])
        elif repeated and any(day.start < tokens[hit.first].start for day in self._days):
            day = [day for day in self._days if day.start < tokens[hit.first].start][-1]
            yield self._mention(hit, roles, status, day, [t for t in self._toponyms if day.end <= t.start])
        else:
            yield self._mention(hit, roles, status, self._nearest_day(hit, status), self._toponyms)

    def share_counts(self, hits: Sequence[Hit]) -> dict[int, tuple[Count, ...]]:
        """Give each number of the sentence to the trigger that stands nearest, known by its first token."""
        shared: dict[int, tuple[Count, ...]] = {}
        for count in _between(self._telling.counts, self._start, self._end):
            if not count.is_hypothetical:
                middle = (count.start + count.end) / 2
                nearest = min(hits, key=lambda hit: abs(self._telling.tokens[hit.first].start - middle)).first
                shared[nearest] = (*shared.get(nearest, ()), count)
        return shared

    def _nearest_day(self, hit: Hit, status: str) -> DaySpan | None:
        at = self._telling.tokens[hit.first].start
        days = [day for day in self._days if not day.is_future or status in ("planned", "threatened")]
        return min(days, key=lambda day: abs(day.start - at), default=None)

    def _mention(
        self, hit: Hit, roles: Roles, status: str, day: DaySpan | None, toponyms: Sequence[Toponym]
    ) -> Mention:
        tokens, telling, words = self._telling.tokens, self._telling, self._telling.words
        span = (self._first, self._last)
        where = find_where(hit, toponyms, self._cast, tokens, self._numbers, self._first, words)
        start, end = tokens[hit.first].start, tokens[hit.last - 1].end
        beside = (_is_beside(where.place or where.to_place, start), _is_beside(day, start))
        mention = Mention(
            hit, self._sentence, start, end, status, *roles, where, day,
            roads=self._roads(hit),
            strength=weigh(hit, roles, *beside, is_passive(hit, tokens, *span, words), tokens, *span, words),
            is_claim=is_claim(roles, self._cast, tokens, self._first, self._last, words),
            is_definite=not hit.is_verb and tokens[hit.first - 1].lower in words["definite"],
            is_other=any(token.lower in words["other"] for token in tokens[max(hit.first - 2, self._first) : hit.last]),
        )  # fmt: skip
        return _judge_day(mention, telling.published)

    def _roads(self, hit: Hit) -> tuple[tuple[int, int, str], ...]:
        if hit.trigger.event_type == "Diplomacy":
            return ()
        found = find_roads(self._telling.tokens[self._first : self._last], self._telling.text, self._telling.words)
        return tuple((road.start(), road.end(), road[0]) for road in found)


def _between(found: Sequence[Found], start: int, end: int) -> Sequence[Found]:
    """Give those that begin between two characters; searched, since a long text has thousands of them."""
    at = attrgetter("start")
    return found[bisect_left(found, start, key=at) : bisect_left(found, end, key=at)]


def _is_beside(span: Toponym | DaySpan | None, at: int) -> bool:
    return span is not None and abs(span.start - at) <= BESIDE


def _is_close(day: DaySpan) -> bool:
    return (day.last_day - day.first_day).days <= WIDEST_DAYS or not day.is_future


def _judge_day(mention: Mention, published: date) -> Mention:
    """Take an event long past for background, and one that was to happen on a day already here for one that did."""
    day = mention.day
    if day is None:
        return mention
    if (day.last_day - day.first_day).days > WIDEST_DAYS:
        is_old = day.last_day < published - timedelta(days=BACKGROUND_DAYS)
        return replace(mention, day=None, status=BACKGROUND if is_old else mention.status)
    if mention.status == HAPPENED and day.last_day < published - timedelta(days=BACKGROUND_DAYS):
        return replace(mention, status=BACKGROUND)
    if mention.status == "planned" and day.first_day <= published and day.time_precision == 1:
        doubt = "It was announced for this day; the text does not say that it took place."
        return replace(mention, status=HAPPENED, doubts=(doubt,))
    return mention
