"""Two rows that tell one event to one row: what both know is kept, and where they differ a person is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.schema import COLUMN_NAMES, CONFIDENCE

SOURCE_COLUMNS = ("source", "source_title", "source_date", "source_url")
ACTOR_COLUMNS = ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2")
PLACE_COLUMNS = (
    "location", "to_location", "road", "admin1", "country", "latitude", "longitude", "geo_precision",
)  # fmt: skip
TIME_COLUMNS = ("event_date", "end_date", "time_precision")

SUREST_FIRST = tuple(CONFIDENCE)
BLANK_PRECISION = {"time_precision": 1, "geo_precision": 2}
"""What a blank precision is weighed as; that of a place is only known when it was looked up."""

Row = Mapping[str, str]


@dataclass(frozen=True)
class Merged:
    """A proposal; a person looks at it before it is written.

    Attributes:
        row: Column of the schema to text, with the id of the row that is kept.
        differing: Columns in which the rows say different things and only one could be taken: text taken, text left.
    """

    row: dict[str, str]
    differing: dict[str, tuple[str, str]]


def merge_rows(kept: Row, other: Row) -> Merged:
    """Propose one row for two.

    Sources are those of both, in step; tags those of both. Day and place are taken whole from the row that knows them
    better, the actors from the one that names more. It is confirmed where two rows that are at least reported have no
    publisher in common; else as sure as the surer one. Of anything else the kept row's own word stands, or the other's
    where it says nothing.

    Args:
        kept: The row that stays, as text; "" or missing where blank.
        other: The row that is retired.
    """
    one, two = ({name: (row.get(name) or "").strip() for name in COLUMN_NAMES} for row in (kept, other))
    row = {name: one[name] or two[name] for name in COLUMN_NAMES}
    for columns, is_better in (
        (TIME_COLUMNS, _precision(two, "time_precision") < _precision(one, "time_precision")),
        (PLACE_COLUMNS, _place_rank(two) < _place_rank(one)),
        (ACTOR_COLUMNS, _count_actors(two) > _count_actors(one)),
    ):
        row |= {name: (two if is_better else one)[name] for name in columns}
    row |= _merge_sources(one, two)
    row["tags"] = ";".join(_unite(_split(one["tags"]) + _split(two["tags"])))
    row["confidence"] = _merge_confidence(one, two)
    settled = {"event_id", "tags", "confidence", *SOURCE_COLUMNS}
    left = {name: two[name] if row[name] == one[name] else one[name] for name in COLUMN_NAMES if name not in settled}
    return Merged(row, {name: (row[name], text) for name, text in left.items() if text and text != row[name]})


def _precision(row: Row, name: str) -> int:
    return int(row[name]) if row[name].isdigit() else BLANK_PRECISION[name]


def _place_rank(row: Row) -> tuple[int, bool, bool]:
    return _precision(row, "geo_precision"), not row["latitude"], not row["location"]


def _count_actors(row: Row) -> int:
    return sum(bool(name) for column in ACTOR_COLUMNS for name in _split(row[column]))


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")] if text else []


def _unite(words: Iterable[str]) -> list[str]:
    """Keep each word once, as it was first written."""
    return list({word.casefold(): word for word in reversed(list(words)) if word}.values())[::-1]


def _merge_sources(one: Row, two: Row) -> dict[str, str]:
    sources = _sources(one)
    for source in _sources(two):
        if not any(_is_same_source(source, known) for known in sources):
            sources.append(source)
    columns = zip(SOURCE_COLUMNS, zip(*sources, strict=True), strict=True) if sources else ()
    # A column that no source fills stays blank, instead of a row of semicolons.
    return {name: ";".join(texts) if any(texts) else "" for name, texts in columns}


def _sources(row: Row) -> list[tuple[str, ...]]:
    """Return publisher, title, day and link of each source; lists that are out of step are filled up with blanks."""
    lists = [_split(row[name]) for name in SOURCE_COLUMNS]
    length = max(map(len, lists))
    return [parts for parts in zip(*(one + [""] * (length - len(one)) for one in lists), strict=True) if any(parts)]


def _is_same_source(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two sources are one: by the link where both have one, else by publisher, title and day."""
    if one[3] and two[3]:
        return one[3] == two[3]
    return all(a.casefold() == b.casefold() for a, b in zip(one[:3], two[:3], strict=True))


def _merge_confidence(one: Row, two: Row) -> str:
    sure = [row["confidence"] or "reported" for row in (one, two)]
    publishers = [{name.casefold() for name in _split(row["source"]) if name} for row in (one, two)]
    are_independent = all(publishers) and not publishers[0] & publishers[1]
    if are_independent and "claimed" not in sure:
        return "confirmed"
    return min(sure, key=lambda word: SUREST_FIRST.index(word) if word in SUREST_FIRST else len(SUREST_FIRST))
