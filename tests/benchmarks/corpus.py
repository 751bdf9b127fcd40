"""Texts whose places were marked by people, and the table of written names: what geocoding is measured with."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = PROJECT.parent / "shared" / "bench" / "geovirus.json"
WRITTEN_NAMES = PROJECT / "tests" / "geo" / "gazetteer" / "written_names.csv"

PLACE_KM, CITY_KM, AREA_KM = 5, 15, 80
"""A written name is right within so many kilometres: a place, a city, and one that `means` calls an area."""


@dataclass(frozen=True)
class Marked:
    """A name of a place that a person marked.

    Attributes:
        text: As written.
        start: Where it begins, in characters of the text, 0-based.
        end: Where it ends, exclusive.
        latitude: Degrees north of the place it means.
        longitude: Degrees east.
    """

    text: str
    start: int
    end: int
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Article:
    """One text, and all the names of places in it, in their order."""

    text: str
    marked: tuple[Marked, ...]


@dataclass(frozen=True)
class WrittenName:
    """A name as a report writes it in a table, and the place it means; degrees."""

    written: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    is_area: bool

    def allowed_km(self, kind: str) -> float:
        """How far off a place of a kind may lie and still be right."""
        if self.is_area:
            return AREA_KM
        return CITY_KM if kind == "city" else PLACE_KM


def read_corpus(path: Path = CORPUS) -> list[Article]:
    """Read a list of `{"text", "toponyms": [{"name", "start", "end", "latitude", "longitude"}]}`."""
    return [
        Article(one["text"], tuple(sorted(map(_marked, one["toponyms"]), key=lambda name: name.start)))
        for one in json.loads(path.read_text(encoding="utf-8"))
    ]


def _marked(toponym: dict) -> Marked:
    return Marked(
        toponym["name"],
        toponym["start"],
        toponym["end"],
        float(toponym["latitude"]),
        float(toponym["longitude"]),
    )


def read_written_names(path: Path = WRITTEN_NAMES) -> list[WrittenName]:
    """Read the table of names as reports write them; it was written without asking the gazetteer."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            WrittenName(
                row["written"],
                row["country"],
                row["admin1"],
                float(row["latitude"]),
                float(row["longitude"]),
                row["means"].startswith("area: "),
            )
            for row in csv.DictReader(lines)
        ]
