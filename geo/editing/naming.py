"""Ids of new events: stable, unique over all files, and of the form that the file's other events have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import PurePath

from geo.editing.session import Session

_DATED = re.compile(r"(?P<prefix>.*?)-?\d{4}-\d{2}-\d{2}-[a-z]+", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]+")
_FALLBACK_PREFIX = "EV"


class Names:
    """The ids of a file in hand, those it ever had, and those of the other files."""

    def __init__(self, session: Session, where_used: Callable[[str], str]) -> None:
        self._file = session.file.name
        self._own = {one.casefold() for one in session.table.places}
        self._past = {one.event_id.casefold() for one in session.log}
        self._where_used = where_used
        prefixes = Counter(found["prefix"] for one in session.table.places if (found := _DATED.fullmatch(one)))
        self._prefix = prefixes.most_common(1)[0][0] if prefixes else _prefix_of(self._file)

    def where_used(self, event_id: str) -> str:
        """Name the file in which an id is in use, whatever its case; "" where it is free."""
        return self._file if event_id.casefold() in self._own else self._where_used(event_id)

    def take(self, event_id: str) -> None:
        """Count an id as used from now on."""
        self._own.add(event_id.casefold())

    def propose(self, day: str) -> str:
        """Propose an id: the commonest prefix of the file, the day, the first letters free (`IDL-2020-02-07-c`).

        An id that was given once never names another event.
        """
        begin = "-".join(part for part in (self._prefix, day) if part)
        named = (f"{begin}-{_letters_of(number)}" for number in count())
        return next(one for one in named if one.casefold() not in self._past and not self.where_used(one))


def _prefix_of(file: str) -> str:
    letters = _LETTERS.search(PurePath(file).stem)
    return letters[0][:3].upper() if letters else _FALLBACK_PREFIX


def _letters_of(number: int) -> str:
    """Count a, b, … z, aa, ab and so on."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
