"""Places of a text that its own theatre contradicts: a hamlet of a country that the text does not speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from geo.articles.toponyms import Toponym
from geo.gazetteer.candidates import Candidate
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.places import ALTERNATE

SURE_KINDS = frozenset({"country", "admin1", "city", "continent", "water", "island", "mountains"})
"""Kinds that are well enough known to be meant wherever they lie."""

FAMOUS, OBSCURE, DATELINE = 1.0, 0.3, 2.0
"""What a name says for its country: a village may be the wrong one, and reporters write from where it happens."""


def find_main_countries(toponyms: Sequence[Toponym], spoken_of: Iterable[str], body: int = 0) -> Counter[str]:
    """Count what speaks for each country, by ISO code: its places, and what is called after its people.

    Args:
        toponyms: The places of the text.
        body: Where the report begins after its dateline, in characters.
        spoken_of: ISO codes of the peoples it names, each as often as it does, and of countries known beforehand.
    """
    counts: Counter[str] = Counter()
    for one in toponyms:
        if one.place.country_code:
            said = FAMOUS if one.place.kind in SURE_KINDS else OBSCURE
            counts[one.place.country_code] += DATELINE if one.start < body else said
    counts.update(spoken_of)
    return counts


def settle_places(
    toponyms: Sequence[Toponym],
    counts: Counter[str],
    gazetteer: Gazetteer,
    country_of: Callable[[str], Candidate | None],
) -> list[Toponym]:
    """Move obscure places of countries that the text does not speak of to its own, or to that country as a whole."""
    main = max(counts, key=counts.__getitem__, default="")
    if not main:
        return list(toponyms)
    return [one if _is_sure(one.place, counts) else _moved(one, main, gazetteer, country_of) for one in toponyms]


def _is_sure(place: Candidate, counts: Counter[str]) -> bool:
    is_spoken_of = not place.country_code or counts[place.country_code] >= FAMOUS
    return place.is_own or place.kind in SURE_KINDS or is_spoken_of


def _moved(toponym: Toponym, code: str, gazetteer: Gazetteer, country_of: Callable[[str], Candidate | None]) -> Toponym:
    is_known = gazetteer.is_spelt_in(toponym.text, code)  # Else only what sounds alike is found, in far more time.
    found = next(iter(gazetteer.find(toponym.text, code)), None) if is_known else None
    if found and found.country_code == code and found.tier <= ALTERNATE:
        return replace(toponym, place=found)
    country = country_of(code)
    if country is None or toponym.place.kind == "town":
        return toponym
    review = f"{' '.join(toponym.text.split())} is not known in {country.country}"
    return replace(toponym, place=country, review=review)
