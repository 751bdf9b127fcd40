"""How well and how fast draft events are read from reports: documents, events one to one, slots."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from geo.articles.drafts import Draft
from geo.articles.reading import RulesReader
from geo.articles.texts.article import Article
from geo.gazetteer.gazetteer import Gazetteer
from tests.benchmarks.corpus import PROJECT
from tests.benchmarks.findings import Finding, find_least, say
from tests.benchmarks.muc import (
    MESSAGES,
    Incident,
    Message,
    has_day,
    has_near_place,
    has_place,
    is_incident,
    names_perpetrator,
    read_messages,
)

LEAST_RELEVANCE_F, LEAST_RELEVANCE_PRECISION, LEAST_EVENT_F, LEAST_ARTICLES_PER_S = 80, 72, 50, 150
PASSES = 3

Pairs = list[tuple[Draft, Incident]]


def measure_drafting() -> Iterator[Finding]:
    """Measure relevance of documents, events and slots, and documents per second."""
    if not MESSAGES.exists():
        say(f"{MESSAGES.name} is not there: drafts are not measured.")
        return
    gazetteer = Gazetteer.load(PROJECT / "data" / "gazetteer")
    messages = read_messages(gazetteer)
    say(f"reading {len(messages)} messages for drafts")
    reader = RulesReader.load(PROJECT / "data")
    drafts, speeds = [], []
    for _ in range(PASSES):
        began = time.process_time()  # Of one core, however busy the others are.
        drafts = [_read(reader, message) for message in messages]
        speeds.append(len(messages) / (time.process_time() - began))
    yield from _report(messages, drafts, gazetteer)
    yield find_least("drafts: first pass, nothing cached", speeds[0], "articles/s", LEAST_ARTICLES_PER_S)
    yield find_least("drafts: later passes", max(speeds[1:]), "articles/s", LEAST_ARTICLES_PER_S)


def _read(reader: RulesReader, message: Message) -> list[Draft]:
    article = Article(text=message.text, file="message", published=message.published)
    return [draft for draft in reader.read(article) if is_incident(draft)]


def _report(messages: Sequence[Message], drafts: Sequence[list[Draft]], gazetteer: Gazetteer) -> Iterator[Finding]:
    both = sum(bool(found) and bool(one.incidents) for found, one in zip(drafts, messages, strict=True))
    relevant, said = sum(bool(one.incidents) for one in messages), sum(map(bool, drafts))
    precision, recall, score = _rates(both, said, relevant)
    yield find_least("drafts: relevance of documents, precision", precision, "%", LEAST_RELEVANCE_PRECISION)
    yield find_least("drafts: relevance of documents, recall", recall, "%")
    yield find_least("drafts: relevance of documents, F", score, "%", LEAST_RELEVANCE_F)
    pairs = [pair for found, one in zip(drafts, messages, strict=True) for pair in match(found, one, gazetteer)]
    precision, recall, score = _rates(len(pairs), sum(map(len, drafts)), sum(len(one.incidents) for one in messages))
    yield find_least("drafts: events one to one, precision", precision, "%")
    yield find_least("drafts: events one to one, recall", recall, "%")
    yield find_least("drafts: events one to one, F", score, "%", LEAST_EVENT_F)
    yield from _report_slots(messages, drafts, gazetteer)


def _report_slots(
    messages: Sequence[Message], drafts: Sequence[list[Draft]], gazetteer: Gazetteer
) -> Iterator[Finding]:
    """Slots of the drafts that tell of an incident, by its type alone."""
    pairs = [
        pair
        for found, one in zip(drafts, messages, strict=True)
        for pair in match(found, one, gazetteer, is_by_type=True)
    ]
    slots = {
        "day": [has_day(*pair) for pair in pairs],
        "country or within 50 km": [has_place(*pair, gazetteer) for pair in pairs],
        "within 50 km": [has_near_place(*pair) for pair in pairs if pair[1].points],
        "perpetrator": [names_perpetrator(*pair) for pair in pairs if pair[1].perpetrators],
    }
    for name, right in slots.items():
        yield find_least(f"drafts: slot {name}", 100 * sum(right) / max(len(right), 1), "%", None, f"of {len(right)}")


def match(found: Sequence[Draft], message: Message, gazetteer: Gazetteer, is_by_type: bool = False) -> Pairs:
    """Pair drafts and incidents, each once: type, day and place must fit, or the type alone; the nearest first."""
    fitting = [
        (has_near_place(draft, one) + has_day(draft, one), n, m)
        for n, draft in enumerate(found)
        for m, one in enumerate(message.incidents)
        if draft.row["event_type"] in one.types
        and (is_by_type or (has_day(draft, one) and has_place(draft, one, gazetteer)))
    ]
    pairs: Pairs = []
    used: set[tuple[str, int]] = set()
    for _, n, m in sorted(fitting, reverse=True):
        if not {("draft", n), ("incident", m)} & used:
            used |= {("draft", n), ("incident", m)}
            pairs.append((found[n], message.incidents[m]))
    return pairs


def _rates(right: int, said: int, true: int) -> tuple[float, float, float]:
    precision, recall = right / max(said, 1), right / max(true, 1)
    return 100 * precision, 100 * recall, 200 * precision * recall / max(precision + recall, 1e-9)
