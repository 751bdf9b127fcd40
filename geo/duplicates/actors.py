"""How alike the actors of two events are, by the words of their names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from geo.gazetteer.normalise import bare_key

MAIN = ("actor1", "actor2")
ALL = (*MAIN, "assoc_actor_1", "assoc_actor_2")

STEM_LETTERS = 4
"""Words that begin alike are one: Syria and Syrian, Turkey and Turkish, force and forces."""

LIGHT_WEIGHT = 0.25
LIGHT_WORDS = (
    "air", "allied", "and", "armed", "army", "authorities", "defence", "factions", "fighters", "for", "forces", "from",
    "government", "groups", "in", "local", "military", "national", "of", "or", "other", "police", "regime", "security",
    "the", "troops", "unidentified", "unknown", "with",
)  # fmt: skip
"""What names of different actors share: it says little. So do numbers, such as the years of a government."""

_LIGHT_STEMS = frozenset(word[:STEM_LETTERS] for word in LIGHT_WORDS)

PIECE_PAIRS = 1_000_000


class ActorWords:
    """The words of the actors of many events.

    Two events are as alike as the weights of the words they share, divided by the weights of all their words (Jaccard's
    index, weighted: P. Jaccard, Étude comparative de la distribution florale, 1901). Case, accents, articles and the
    order of the actors do not count; who acted *with* them counts only where it makes two events more alike, because
    many reports leave it out.
    """

    def __init__(self, events: pd.DataFrame) -> None:
        """Fold the names.

        Args:
            events: With the columns of `ALL` as text, blank where unknown; those that are missing are blank.
        """
        texts = [events[name] if name in events else pd.Series("", index=events.index) for name in ALL]
        coded = [pd.factorize(column.fillna(""), sort=False) for column in texts]
        self.codes, different = _factorize([codes for codes, _ in coded])
        numbers: dict[str, int] = {}
        names = [_WordsOfNames(list(column), numbers) for _, column in coded]
        weights = np.array([LIGHT_WEIGHT if _is_light(stem) else 1.0 for stem in numbers])
        picked = [codes[different] for codes, _ in coded]
        self._measures = [
            _Sets([one.of(codes) for one, codes in zip(names[:count], picked, strict=False)], len(different), weights)
            for count in (len(MAIN), len(ALL))
        ]

    def likeness(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Measure how alike the actors of pairs are.

        Args:
            one: Positions of events.
            other: Positions of those they are compared with.

        Returns:
            0 (no word in common) to 1 (the same words); NaN where one of both names no actor.
        """
        pairs = self.codes[one] * (self.codes.max(initial=0) + 1) + self.codes[other]
        different, firsts, inverse = np.unique(pairs, return_index=True, return_inverse=True)
        left, right = self.codes[one][firsts], self.codes[other][firsts]
        alike = np.full(len(different), np.nan)
        for begin in range(0, len(different), PIECE_PAIRS):
            piece = slice(begin, begin + PIECE_PAIRS)
            alike[piece] = np.fmax(*(one.likeness(left[piece], right[piece]) for one in self._measures))
        return alike[inverse]


def _stems(name: str) -> list[str]:
    return list(dict.fromkeys(word[:STEM_LETTERS] for word in bare_key(name).split()))


def _is_light(stem: str) -> bool:
    return stem in _LIGHT_STEMS or stem.isdigit()


def _factorize(columns: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Number the different combinations of codes, and say where each is first."""
    codes = columns[0].astype("int64")
    for column in columns[1:]:
        codes, _ = pd.factorize(codes * (int(column.max(initial=0)) + 1) + column)
    return codes, np.unique(codes, return_index=True)[1]


class _WordsOfNames:
    """The numbers of the words of each of some names, one after the other."""

    def __init__(self, names: list[str], numbers: dict[str, int]) -> None:
        listed = [[numbers.setdefault(stem, len(numbers)) for stem in _stems(name)] for name in names]
        self._counts = np.array([len(words) for words in listed], dtype="int64")
        self._starts = np.cumsum(self._counts) - self._counts
        self._words = np.array([word for words in listed for word in words], dtype="int64")

    def of(self, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return who has which word: positions in `codes`, and numbers of words."""
        owners, places = _spread(self._starts[codes], self._counts[codes])
        return owners, self._words[places]


class _Sets:
    """Sets of weighted words, compared in pairs."""

    def __init__(self, owned: Sequence[tuple[np.ndarray, np.ndarray]], length: int, weights: np.ndarray) -> None:
        owners, words = (np.concatenate(part) for part in zip(*owned, strict=True))
        self._size = max(len(weights), 1)
        self._keys = np.unique(owners * self._size + words)
        self._weights = weights
        owners = self._keys // self._size
        self._counts = np.bincount(owners, minlength=length)
        self._starts = np.cumsum(self._counts) - self._counts
        self._sums = np.bincount(owners, weights=weights[self._keys % self._size], minlength=length)

    def likeness(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        if not len(self._keys):
            return np.full(len(left), np.nan)
        pair, places = _spread(self._starts[left], self._counts[left])
        words = self._keys[places] % self._size
        wanted = right[pair] * self._size + words
        found = self._keys[np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)] == wanted
        shared = np.bincount(pair, weights=self._weights[words] * found, minlength=len(left))
        sums = self._sums[left], self._sums[right]
        alike = shared / np.maximum(sums[0] + sums[1] - shared, LIGHT_WEIGHT)
        return np.where((sums[0] > 0) & (sums[1] > 0), alike, np.nan)


def _spread(starts: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Write ranges out: the position of the range of each place, and the place."""
    owners = np.repeat(np.arange(len(counts)), counts)
    return owners, np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(starts, counts)
