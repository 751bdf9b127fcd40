"""Marked names and their namesakes: what all that a text says chooses, beside what population alone would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from geo.articles.lexicon import Lexicon
from geo.articles.page import Page
from geo.articles.spotting import Mention, Spotted
from geo.articles.toponyms import resolve_mentions
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.places import Place
from geo.gazetteer.radius import KINDS
from geo.gazetteer.roads import distance_km
from tests.benchmarks.corpus import Article, Marked
from tests.benchmarks.findings import Finding, find_least, find_value
from tests.benchmarks.scoring import NEAR_KM, Answer, score_answers

LEAST_GAIN = 10
SETTLED = ("city", "town", "village", "quarter", "country")


def compare_choices(articles: Sequence[Article], gazetteer: Gazetteer, lexicon: Lexicon) -> Iterator[Finding]:
    """Give marked names their places, by all that the text says and by population alone."""
    context = score_answers(articles, (_in_context(one, gazetteer, lexicon) for one in articles))
    settled = score_answers(articles, (_by_population(one, gazetteer, SETTLED) for one in articles))
    any_kind = score_answers(articles, (_by_population(one, gazetteer, tuple(KINDS)) for one in articles))
    ceiling = score_answers(articles, (_best_possible(one, gazetteer) for one in articles))
    right = {
        "in context": context,
        "most populous settlement or country": settled,
        "most populous place": any_kind,
        "any candidate (ceiling)": ceiling,
    }
    for name, score in right.items():
        yield find_least(f"marked names, {name}: within 161 km", 100 * score.right_of_all(NEAR_KM), "%")
    gain = 100 * (context.right_of_all(NEAR_KM) - settled.right_of_all(NEAR_KM))
    against = f"most populous settlement or country: {100 * settled.right_of_all(NEAR_KM):.1f} %"
    yield find_least("marked names, gain of context", gain, "points", LEAST_GAIN, against)
    yield find_value("marked names, in context: median error", None, context.median_km, "km")
    yield find_value("marked names, in context: mean error", None, context.mean_km, "km")


def _in_context(article: Article, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Answer]:
    spotted = Spotted(tuple(_mentions(article)), _count_peoples(article, lexicon))
    return list(map(Answer.of, resolve_mentions(spotted, gazetteer)))


def _mentions(article: Article) -> Iterator[Mention]:
    """Take the marked names as found; a comma between two says that the first lies in the second."""
    follows = {
        one.start: other.text
        for one, other in pairwise(article.marked)
        if article.text[one.end : other.start].strip() in (",", "(")
    }
    for one in article.marked:
        within = (follows[one.start],) if one.start in follows else ()
        yield Mention(one.start, one.end, one.text, within)


def _count_peoples(article: Article, lexicon: Lexicon) -> Counter[str]:
    tokens = Page(article.text, lexicon).tokens
    spoken_of = [token for token in tokens if token.is_capital and token.lower in lexicon.peoples]
    inside = [(one.start, one.end) for one in article.marked]
    return Counter(
        lexicon.peoples[token.lower]
        for token in spoken_of
        if not any(start <= token.start < end for start, end in inside)
    )


def _by_population(article: Article, gazetteer: Gazetteer, kinds: Sequence[str]) -> list[Answer]:
    answers = []
    for one in article.marked:
        places = [match.place for match in gazetteer.matches(one.text) if match.place.kind in kinds]
        if places:
            answers.append(_at(one, max(places, key=_people)))
    return answers


def _people(place: Place) -> int:
    return place.population or (KINDS[place.kind].usual_population if place.is_curated else 0)


def _best_possible(article: Article, gazetteer: Gazetteer) -> list[Answer]:
    """Answer with the nearest of all candidates: no choice can do better."""
    answers = []
    for one in article.marked:
        places = [match.place for match in gazetteer.matches(one.text)]
        if places:
            answers.append(_at(one, min(places, key=lambda place: _apart_km(one, place))))
    return answers


def _apart_km(marked: Marked, place: Place) -> float:
    return distance_km((marked.longitude, marked.latitude), (place.longitude, place.latitude))


def _at(marked: Marked, place: Place) -> Answer:
    return Answer(marked.start, marked.end, place.latitude, place.longitude)
