"""One feature of a layer file: checked property by property, refused where it would mislead."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from geo.errors import Fault
from geo.layers.geometry import (
    KINDS,
    Bounds,
    bounds_of,
    close_rings,
    complain_about_geometry,
    find_anchor,
    looks_swapped,
)
from geo.layers.layer import AREA, PRECISIONS, STATUSES, Feature, Look
from geo.tables.dates import complain_about_date, parse_date
from geo.vocabulary import Vocabulary

MOST_SAID = 60
MOST_SHOWN = 300
"""A value that is no text may be all the coordinates of a country."""

_COLOUR = re.compile("#[0-9a-fA-F]{6}", re.ASCII)


class FeatureCheck:
    """Checks the features of one file, and keeps what is wrong with them.

    Args:
        file: Path of the file as the user named it.
        vocabulary: The sides there are.
        near: The box around all events; None if it is not known.

    Attributes:
        refused: Why features were refused; `row` is the number of the feature, from 1.
        warnings: What a person should look at in features that are shown.
    """

    def __init__(self, file: str, vocabulary: Vocabulary, near: Bounds | None = None) -> None:
        self.refused: list[Fault] = []
        self.warnings: list[Fault] = []
        self._file = file
        self._sides = {side.side: side for side in vocabulary.sides}
        self._near = near

    def read(self, number: int, content: object) -> Feature | None:
        """Return one feature, or None if it had to be refused."""
        before = len(self.refused)
        if not isinstance(content, dict) or content.get("type") != "Feature":
            found = content.get("type") if isinstance(content, dict) else content
            self.refuse(number, "type", found, "Expected a GeoJSON object of type Feature.")
            return None
        said = content.get("properties") or {}
        if not isinstance(said, dict):
            self.refuse(number, "properties", said, 'Expected an object: {"name": "…"}.')
            return None
        if complaint := complain_about_geometry(content.get("geometry")):
            self.refuse(number, *complaint)
        days = self._read_days(number, said)
        if len(self.refused) > before:
            return None
        return self._make(number, said, content["geometry"], days)

    def refuse(self, number: int, column: str, value: object, message: str) -> None:
        """Write down why a feature is not shown."""
        self.refused.append(self._fault(number, column, value, message))

    def warn(self, number: int, column: str, value: object, message: str) -> None:
        """Write down what to look at; number 0 is the file's own `layer`."""
        self.warnings.append(self._fault(number, column, value, message))

    def _fault(self, number: int, column: str, value: object, message: str) -> Fault:
        text = _say(value)
        # A terminal prints the message alone, so it has to hold the value.
        said = message if text in message else f'"{text[:MOST_SAID]}": {message}'
        return Fault(self._file, number, column, text, said)

    def _read_days(self, number: int, said: Mapping) -> tuple[date | None, date | None]:
        days = [self._read_day(number, column, said.get(column)) for column in ("valid_from", "valid_to")]
        first, last = days
        if first and last and first > last:
            message = f"It would end before it begins: valid_to is {last}. Swap the two, or mend the wrong one."
            self.refuse(number, "valid_from", first.isoformat(), message)
        return first, last

    def _read_day(self, number: int, column: str, value: object) -> date | None:
        if value is None or value == "":
            return None
        text = _as_text(value)
        day = parse_date(text) if isinstance(value, str) else None
        if day is None:
            complaint = complain_about_date(text) if isinstance(value, str) else None
            message = complaint or f'{text} is not a day. Write it as "2020-02-07", or null where that end is open.'
            self.refuse(number, column, value, message)
        return day

    def _make(self, number: int, said: Mapping, drawn: dict, days: tuple[date | None, date | None]) -> Feature:
        geometry = close_rings(drawn)
        kind = KINDS[geometry["type"]]
        if looks_swapped(bounds_of(geometry), self._near):
            message = "It lies far from all events, and among them the other way round. Write longitude first."
            self.warn(number, "geometry.coordinates", bounds_of(geometry)[:2], message)
        return Feature(
            look=self._look(number, said, kind),
            geometry=geometry,
            anchor=self._anchor(number, geometry) if kind == AREA else None,
            name=_say(said.get("name")),
            label=_say(said.get("label")) or _say(said.get("name")),
            precision=self._word(number, said, "precision", PRECISIONS),
            valid_from=days[0],
            valid_to=days[1],
            source=_say(said.get("source")),
            source_url=self._address(number, said.get("source_url")),
        )

    def _anchor(self, number: int, geometry: dict) -> tuple[float, float]:
        anchor, reason = find_anchor(geometry)
        if reason:
            self.warn(number, "geometry", reason, "Its outline crosses or repeats itself. Draw it anew.")
        return anchor

    def _look(self, number: int, said: Mapping, kind: str) -> Look:
        status = self._word(number, said, "status", STATUSES)
        wanted, colour = _say(said.get("side")), _say(said.get("colour"))
        side = self._sides.get(wanted)
        if wanted and not side:
            message = f"There is no such side in sides.csv. Expected {', '.join(self._sides)}."
            self.warn(number, "side", wanted, message)
        if colour and not _COLOUR.fullmatch(colour):
            self.warn(number, "colour", colour, "Expected a colour such as #2563b8. Another is drawn instead.")
            colour = ""
        return Look(kind, status, side.label if side else wanted, colour or (side.colour if side else ""))

    def _word(self, number: int, said: Mapping, column: str, words: tuple[str, ...]) -> str:
        word = _say(said.get(column))
        if word and word not in words:
            self.warn(number, column, word, f"Expected {', '.join(words)}. It is shown as written.")
        return word

    def _address(self, number: int, value: object) -> str:
        address = _say(value)
        try:
            parts = urlsplit(address)
            is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and address.isprintable()
        except ValueError:
            is_good = False
        if address and not is_good:
            self.warn(number, "source_url", address, "Expected a full http:// or https:// address. It is left out.")
        return address if is_good else ""


def _say(value: object) -> str:
    """Return a property as text; nothing for null."""
    return "" if value is None else _as_text(value).strip()


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)[:MOST_SHOWN]
