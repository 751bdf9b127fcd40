"""Cities that conferences are called after: "the Munich Security Conference" was held in Munich."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from geo.articles.telling_words import TellingWords
from geo.articles.toponyms import Toponym
from geo.gazetteer.gazetteer import Gazetteer


@lru_cache(maxsize=8)
def _called_pattern(words: TellingWords) -> re.Pattern[str]:
    kinds = "|".join(sorted(word.capitalize() for word in words["conference"])) or "(?!)"
    return re.compile(rf"\b(?P<city>[A-Z][\w’'-]{{2,20}})(?: [A-Z]\w{{2,15}}){{0,2}} (?:{kinds})\b")


def find_conference_cities(
    text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer, words: TellingWords
) -> Iterator[Toponym]:
    """Find the cities in names of conferences that were left out of the places of a text, being names of other things.

    Args:
        text: As given.
        toponyms: The places found in it.
        gazetteer: Where names are looked up; only the name of a city counts.
        words: Of the language.
    """
    starts = {one.start for one in toponyms}
    for found in _called_pattern(words).finditer(text):
        start, end = found.span("city")
        if start in starts:
            continue
        best = next(iter(gazetteer.find(found["city"])), None)
        if best and best.kind == "city" and best.name.casefold() == found["city"].casefold():
            yield Toponym(found["city"], start, end, best)
