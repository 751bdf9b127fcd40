"""Which places the names of one text mean: chosen together, so that each is context to the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp

from geo.gazetteer.areas import split_area
from geo.gazetteer.candidates import candidate_of
from geo.gazetteer.choosing import CLEAR_MARGIN, Choice, judge
from geo.gazetteer.context import Area, Context, area_of
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.matching import AREAS, SETTLEMENTS
from geo.gazetteer.places import Place
from geo.gazetteer.weighing import Match, fame, weigh

SEATS = ("country", "city")
PASSES = 2
"""How often every name is chosen anew with what was chosen for the others; a third pass changes next to nothing."""

MOST_CANDIDATES = 40
"""Of the places a name may mean, those that are weighed: the best spelt and most famous."""

MOST_RIVALS = 6
"""Of the candidates, those that the best is compared with to say how clear the choice is."""

MOST_NEAR = 12
"""Of the other places of a text, those that nearness is measured to: the first ones."""

SHARPNESS = 25.0
"""How fast the say of a candidate in the context falls with its score: by a factor e per 1/25."""

NOTHING = 1e-9
"""What may be left of a sum of which every part was taken away again."""

SAID_BY_CALLER = 3.0
"""A country that the caller names counts as this many mentions."""


@dataclass(frozen=True)
class Name:
    """One name as a text uses it; in one text it has one sense.

    Attributes:
        text: As written.
        within: Names that follow it as what it lies in: "Ariha, Idlib".
        kind_word: What stands beside it and says what it is, as in "Idlib province"; else "".
        count: How often it occurs.
        is_seat: Whether it speaks as a government does, so that a country or capital is meant.
    """

    text: str
    within: tuple[str, ...] = ()
    kind_word: str = ""
    count: int = 1
    is_seat: bool = False


def resolve_names(
    names: Sequence[Name], gazetteer: Gazetteer, peoples: Mapping[str, float], countries: Iterable[str] = ()
) -> list[Choice]:
    """Choose a place for every name of one text.

    Args:
        names: Each name once.
        gazetteer: Where names are looked up.
        peoples: ISO code to how often the text speaks of that country's people or things ("Syrian").
        countries: ISO codes that the text is known to be about.

    Returns:
        In step with `names`; without a place for a name that none has.
    """
    matches = [_matches_of(name, gazetteer) for name in names]
    base = Counter({code: 0.5 * count for code, count in peoples.items()})
    base.update(dict.fromkeys(countries, SAID_BY_CALLER))
    contexts = [Context(within=_within(name, gazetteer)) for name in names]
    scored = [_scored(found, context) for found, context in zip(matches, contexts, strict=True)]
    for _ in range(PASSES):
        say = [_says(name, options) for name, options in zip(names, scored, strict=True)]
        shares = _Shares(base, say)
        contexts = [shares.without(number, contexts[number].within, found) for number, found in enumerate(matches)]
        scored = [_scored(found, context) for found, context in zip(matches, contexts, strict=True)]
    return [_best(name, options, context) for name, options, context in zip(names, scored, contexts, strict=True)]


def _matches_of(name: Name, gazetteer: Gazetteer) -> list[Match]:
    found: Sequence[Match] = ()
    if name.kind_word:
        found = gazetteer.matches(f"{name.text} {name.kind_word}")
    found = found or gazetteer.matches(name.text)
    if name.is_seat:
        found = [match for match in found if match.place.kind in SEATS] or found
    if len(found) <= 1:
        return list(found)
    return sorted(found, key=lambda match: match.tier - 4 * fame(match.place))[:MOST_CANDIDATES]


def _within(name: Name, gazetteer: Gazetteer) -> tuple:
    return tuple(filter(None, map(gazetteer.whereabouts, name.within)))


def _scored(matches: list[Match], context: Context) -> list[tuple[float, Match]]:
    scored = [(weigh(match, context).score, match) for match in matches]
    scored.sort(key=lambda pair: (-pair[0], pair[1].place.place_id))
    return scored


def _best(name: Name, options: list[tuple[float, Match]], context: Context) -> Choice:
    """Take the best; of an area and the town that it is called after the town, unless "province" stands beside it."""
    if not options:
        return Choice()
    match = options[0][1]
    if match.place.kind in AREAS and not name.kind_word and not split_area(name.text):
        towns = [one for _, one in options if one.place.kind in SETTLEMENTS and one.tier < match.tier]
        match = next((town for town in towns if area_of(town.place) == area_of(match.place)), match)
    least = options[0][0] - CLEAR_MARGIN
    rivals = [one for score, one in options[:MOST_RIVALS] if one is not match and score > least]
    return judge([candidate_of(one, weigh(one, context)) for one in (match, *rivals)], context)


def _says(name: Name, options: list[tuple[float, Match]]) -> list[tuple[float, Place]]:
    """Share a name's say among its candidates; names that stand for nobody in particular say little."""
    if not options:
        return []
    best = options[0][0]
    weights = [(exp(SHARPNESS * (score - best)), match.place) for score, match in options[:8]]
    whole = sum(weight for weight, _ in weights)
    times = 1 + 0.5 * (min(name.count, 5) - 1)
    return [(times * weight / whole, place) for weight, place in weights]


class _Shares:
    """How much of a text is about each country and area, and where its places lie."""

    def __init__(self, base: Counter[str], says: list[list[tuple[float, Place]]]) -> None:
        self._base = base
        self._says = says
        self._countries = [self._of_countries(say) for say in says]
        self._areas = [self._of_areas(say) for say in says]
        self._all_countries = _together([base, *self._countries])
        self._all_areas: Counter[Area] = _together(self._areas)
        self._all_said, self._all_located = self._all_countries.total(), self._all_areas.total()
        local = ((number, say[0][1]) for number, say in enumerate(says) if _is_local(say))
        self._near = [(number, (place.longitude, place.latitude)) for number, place in islice(local, MOST_NEAR + 1)]

    @staticmethod
    def _of_countries(say: list[tuple[float, Place]]) -> Counter[str]:
        found: Counter[str] = Counter()
        for weight, place in say:
            if place.country_code:
                found[place.country_code] += weight
        return found

    @staticmethod
    def _of_areas(say: list[tuple[float, Place]]) -> Counter[Area]:
        found: Counter[Area] = Counter()
        for weight, place in say:
            if place.admin1:
                found[area_of(place)] += weight
        return found

    def without(self, number: int, within: tuple, matches: Iterable[Match]) -> Context:
        """Give the context of one name: what all others say of the countries and areas of its own matches.

        Of no others, or a list of ten thousand names would take the time of its square.
        """
        near = [point for other, point in self._near if other != number]
        countries = {match.place.country_code for match in matches}
        areas = {area_of(match.place) for match in matches}
        return Context(
            within=within,
            country_shares=_shares_without(self._countries[number], self._all_countries, self._all_said, countries),
            area_shares=_shares_without(self._areas[number], self._all_areas, self._all_located, areas),
            near=tuple(near[:MOST_NEAR]),
        )


def _is_local(say: list[tuple[float, Place]]) -> bool:
    return bool(say) and say[0][1].kind not in ("country", "continent", "water") and say[0][0] > 0.5


def _together(several: Iterable[Counter]) -> Counter:
    whole: Counter = Counter()
    for counts in several:
        whole.update(counts)
    return whole


def _shares_without(some: Counter, every: Counter, whole: float, keys: Iterable) -> dict:
    """Share out what is left of counts, `whole` in all, when some of them are taken away; only for some keys."""
    rest = whole - some.total()
    if rest < NOTHING:
        return {}
    return {key: (every[key] - some[key]) / rest for key in keys}
