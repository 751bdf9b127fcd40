"""The event types of ACLED, today's and those of before 2019, as types and sub-types of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from geo.tables.formats.remarks import say_once
from geo.tables.formats.their_columns import TheirColumns, plain_whole
from geo.tables.sheets.sheet import Remark
from geo.tables.texts import map_together
from geo.vocabulary import DATA_FOLDER, Vocabulary, read_rows

FORMER_TYPES = DATA_FOLDER / "vocabulary" / "acled_former_types.csv"
RIOTS_OR_PROTESTS = "riots/protests"
"""One type until 2018; who acted says which of today's two it is."""

RIOTERS, PROTESTERS = ("5", "rioters"), ("6", "protesters")
"""ACLED's codes of actors, and their words since 2024, folded."""


@dataclass(frozen=True)
class Kinds:
    """What kind each event is.

    Attributes:
        event_type: A type of ours, or ACLED's text where it is none: the rules refuse it.
        sub_event_type: A sub-type of that type, or blank.
        extras: ACLED's own words where they differ.
        warnings: What became of sub-types that we have not.
    """

    event_type: pa.Array
    sub_event_type: pa.Array
    extras: dict[str, pa.Array]
    warnings: tuple[Remark, ...]


def shape_kinds(theirs: TheirColumns, vocabulary: Vocabulary) -> Kinds:
    """Translate types and sub-types."""
    columns = [theirs.look("event_type"), theirs.look("sub_event_type"), *_who_acted(theirs)]
    event_type, sub_event_type, former, unknown = map_together(columns, _translator(vocabulary), 4)
    extras = {"acled_event_type": former, "acled_sub_event_type": unknown}
    warnings = say_once(
        theirs.sheet,
        theirs.written("sub_event_type"),
        unknown,
        lambda text: f'"{text}" is not a sub-type of ours. It is kept as acled_sub_event_type.',
    )
    used = {name: texts for name, texts in extras.items() if pc.any(pc.not_equal(texts, "")).as_py()}
    return Kinds(event_type, sub_event_type, used, tuple(warnings))


def fold_type(text: str) -> str:
    """Fold a type: case and blanks, those around - and / too, were written in many ways."""
    return re.sub(r" *([-/]) *", r"\1", " ".join(text.casefold().split()))


@cache
def read_former_types() -> dict[str, tuple[str, str]]:
    """Read which type and sub-type of today ACLED made of each former type, by its folded name."""
    rows = read_rows(FORMER_TYPES, ("former_type", "event_type", "sub_event_type"))
    return {fold_type(row["former_type"]): (row["event_type"], row["sub_event_type"]) for _, row in rows}


def _who_acted(theirs: TheirColumns) -> Sequence[pa.Array]:
    """Return what tells riots from protests, where a table has events that may be either."""
    types = theirs.look("event_type")
    if not pc.any(pc.match_substring_regex(types, "(?i)riots ?/ ?protests")).as_py():
        return []
    acting = pc.extract_regex(theirs.look("actor1"), r"^(?P<who>Rioters|Protesters)")
    named = pc.fill_null(pc.struct_field(acting, "who"), "")
    return [*(plain_whole(theirs.look(name)) for name in ("inter1", "inter2")), named]


def _translator(vocabulary: Vocabulary) -> Callable[..., tuple[str, str, str, str]]:
    types = {fold_type(one.event_type): one.event_type for one in vocabulary.event_types}
    former = read_former_types()

    def translate(event_type: str, sub_type: str, *who: str) -> tuple[str, str, str, str]:
        folded = fold_type(event_type)
        if folded == RIOTS_OR_PROTESTS:
            kind, sub = _tell_riots(who) or event_type, ""
        elif folded in types:
            kind, sub = types[folded], ""
        else:
            kind, sub = former.get(folded, (event_type, ""))
        known = {fold_type(one): one for one in vocabulary.sub_types_of(kind)}
        unknown = sub_type if sub_type and fold_type(sub_type) not in known else ""
        return kind, known.get(fold_type(sub_type), sub), event_type if kind != event_type else "", unknown

    return translate


def _tell_riots(who: Sequence[str]) -> str:
    """Say whether those who acted rioted or protested; "" where nothing says it. Where both did, it was a riot."""
    folded = [one.casefold() for one in who]
    if any(one in RIOTERS for one in folded):
        return "Riots"
    return "Protests" if any(one in PROTESTERS for one in folded) else ""
