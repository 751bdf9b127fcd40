"""How well the places of texts and tables are found, beside what population alone would answer."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from geo.articles.lexicon import Lexicon, read_lexicon
from geo.articles.recognising import Recogniser
from geo.articles.toponyms import Toponym, find_toponyms
from geo.errors import MissingExtra
from geo.gazetteer.choosing import choose_place
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.roads import distance_km
from tests.benchmarks.corpus import CORPUS, PROJECT, Article, read_corpus, read_written_names
from tests.benchmarks.findings import Finding, find_least, find_value, say
from tests.benchmarks.namesakes import compare_choices
from tests.benchmarks.scoring import CLOSE_KM, NEAR_KM, Answer, Score, score_answers

LEAST_RECALL, LEAST_RECALL_WITH_MODEL, LEAST_RIGHT = 66, 76, 85
LEAST_NAMES_RIGHT, MOST_SILENT = 98, 0
LEAST_ARTICLES_PER_S, LATER_PASSES = 300, 3


def measure_geocoding(data_folder: Path = PROJECT / "data") -> Iterator[Finding]:
    """Measure written names, whole texts by rules and with the model, and namesakes in context."""
    yield from _score_written_names(data_folder)
    if not CORPUS.exists():
        say(f"{CORPUS.name} is not there: texts with marked places are left out.")
        return
    articles = read_corpus()
    lexicon = read_lexicon(data_folder)
    say(f"finding the places of {len(articles)} texts by rules")
    yield from _score_texts("rules", LEAST_RECALL, articles, Gazetteer.load(data_folder / "gazetteer"), lexicon)
    try:
        recogniser = Recogniser.load()
    except MissingExtra as error:
        say(f"the texts are read without a model. {error}")
    else:
        say(f"finding the places of {len(articles)} texts with the model")
        gazetteer = Gazetteer.load(data_folder / "gazetteer")
        yield from _score_texts("model", LEAST_RECALL_WITH_MODEL, articles, gazetteer, lexicon, recogniser)
    say("choosing between namesakes")
    yield from compare_choices(articles, Gazetteer.load(data_folder / "gazetteer"), lexicon)


def _score_texts(
    how: str,
    least_recall: float,
    articles: Sequence[Article],
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    recogniser: Recogniser | None = None,
) -> Iterator[Finding]:
    speeds, found = [], []
    for _ in range(1 + LATER_PASSES):
        began = time.perf_counter()
        found = list(_find_all(articles, gazetteer, lexicon, recogniser))
        speeds.append(len(articles) / (time.perf_counter() - began))
    score = score_answers(articles, (list(map(Answer.of, one)) for one in found))
    yield from _report(f"texts, {how}", score, least_recall)
    least = None if recogniser else LEAST_ARTICLES_PER_S
    yield find_least(f"texts, {how}: first pass, nothing cached", speeds[0], "articles/s", least)
    yield find_least(f"texts, {how}: later passes", float(np.median(speeds[1:])), "articles/s", least)


def _find_all(
    articles: Sequence[Article], gazetteer: Gazetteer, lexicon: Lexicon, recogniser: Recogniser | None
) -> Iterator[tuple[Toponym, ...]]:
    texts = [article.text for article in articles]
    named = recogniser.read(texts) if recogniser else (() for _ in texts)
    for text, recognised in zip(texts, named, strict=True):
        yield find_toponyms(text, gazetteer, lexicon, recognised=recognised)


def _report(name: str, score: Score, least_recall: float) -> Iterator[Finding]:
    yield find_least(f"{name}: names found, precision", 100 * score.precision, "%")
    yield find_least(f"{name}: names found, recall", 100 * score.recall, "%")
    yield find_least(f"{name}: names found, F", 100 * score.f_score, "%")
    yield find_least(f"{name}: of those found, within 161 km", 100 * score.right_of_resolved(NEAR_KM), "%", LEAST_RIGHT)
    yield find_least(f"{name}: of those found, within 25 km", 100 * score.right_of_resolved(CLOSE_KM), "%")
    yield find_value(f"{name}: median error", None, score.median_km, "km")
    yield find_value(f"{name}: mean error", None, score.mean_km, "km")
    yield find_least(f"{name}: of all, found within 161 km", 100 * score.right_of_all(NEAR_KM), "%", least_recall)


def _score_written_names(data_folder: Path) -> Iterator[Finding]:
    say("looking up names as reports write them")
    gazetteer = Gazetteer.load(data_folder / "gazetteer")
    names = read_written_names()
    right = silent = 0
    for name in names:
        choice = choose_place(name.written, gazetteer, gazetteer.context(name.country, name.admin1))
        place = choice.place
        is_right = place is not None and (
            distance_km((name.longitude, name.latitude), (place.longitude, place.latitude))
            <= name.allowed_km(place.kind)
        )
        right += is_right
        # A name without any place is no silent miss: the table names it, and keeps it off the map.
        silent += not is_right and place is not None and not choice.needs_review
    share = 100 * right / len(names)
    yield find_least("names in tables: right", share, "%", LEAST_NAMES_RIGHT, f"{right:,} of {len(names):,}")
    yield find_value("names in tables: wrong without a word", None, silent, "names", MOST_SILENT)
