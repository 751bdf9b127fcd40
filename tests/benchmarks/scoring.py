"""How good geocoding is, as numbers: names found, places right, kilometres off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from geo.articles.toponyms import Toponym
from geo.gazetteer.roads import distance_km
from tests.benchmarks.corpus import Article, Marked

NEAR_KM, CLOSE_KM = 161.0, 25.0
"""Right in the field's own measure, 100 miles, and nearly on the spot."""


@dataclass(frozen=True)
class Answer:
    """A name that was found, and where it was put: degrees."""

    start: int
    end: int
    latitude: float
    longitude: float

    @classmethod
    def of(cls, toponym: Toponym) -> Answer:
        """Take what `geo.articles` answers."""
        return cls(toponym.start, toponym.end, toponym.place.latitude, toponym.place.longitude)


@dataclass
class Score:
    """Counts over all articles; everything derived is a share of 0 to 1, or kilometres.

    Attributes:
        marked: Names that people marked.
        found: Names that were found.
        exact: Names found with just the marked letters.
        errors_km: How far off each marked name was put that a found one overlaps.
    """

    marked: int = 0
    found: int = 0
    exact: int = 0
    errors_km: list[float] = field(default_factory=list)

    def add(self, marked: Sequence[Marked], answers: Sequence[Answer]) -> None:
        """Count one article."""
        spans = {(one.start, one.end) for one in answers}
        self.marked += len(marked)
        self.found += len(spans)
        self.exact += len(spans & {(one.start, one.end) for one in marked})
        for one in marked:
            answer = _answer_to(one, answers)
            if answer:
                self.errors_km.append(distance_km((one.longitude, one.latitude), (answer.longitude, answer.latitude)))

    @property
    def precision(self) -> float:
        """Of the names found, the share that is marked letter for letter."""
        return self.exact / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of the names marked, the share that is found letter for letter."""
        return self.exact / self.marked if self.marked else 0.0

    @property
    def f_score(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def right_of_resolved(self, most_km: float) -> float:
        """Of the marked names that got a place, the share that lies this near."""
        return self._right(most_km) / len(self.errors_km) if self.errors_km else 0.0

    def right_of_all(self, most_km: float) -> float:
        """Of all marked names, the share that was found and lies this near: recall end to end."""
        return self._right(most_km) / self.marked if self.marked else 0.0

    @property
    def median_km(self) -> float:
        """Middle error of the marked names that got a place."""
        return float(np.median(self.errors_km)) if self.errors_km else 0.0

    @property
    def mean_km(self) -> float:
        """Mean error of the same."""
        return float(np.mean(self.errors_km)) if self.errors_km else 0.0

    def _right(self, most_km: float) -> int:
        return sum(error <= most_km for error in self.errors_km)


def score_answers(articles: Iterable[Article], answers: Iterable[Sequence[Answer]]) -> Score:
    """Count the answers to all articles, in step with them."""
    score = Score()
    for article, given in zip(articles, answers, strict=True):
        score.add(article.marked, given)
    return score


def _answer_to(marked: Marked, answers: Sequence[Answer]) -> Answer | None:
    """Choose the found name that shares most letters with a marked one."""
    shared = [(min(one.end, marked.end) - max(one.start, marked.start), one) for one in answers]
    most, answer = max(shared, key=lambda pair: pair[0], default=(0, None))
    return answer if most > 0 else None
