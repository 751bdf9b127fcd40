"""Ibis expressions to SQL once, with the numbers that change on every frame left open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from geo.store.selection import Selection

MASK_BITS = 60
"""A set of codes is one bit each, in whole numbers of so many."""

MASK_WORDS = 16
MASKS = ("sub", "side", "confidence", "when", "where")
OPEN_NUMBERS = (
    "first_day", "last_day", "west", "east", "north", "south", "inner_west", "inner_east", "inner_north", "inner_south",
    "bits", "skip", "take", "least", "most", "since",
    "place", "day",
    *(f"{name}_{word}" for name in MASKS for word in range(MASK_WORDS)),
)  # fmt: skip
_FIRST_MARK = 900_719_925_470_001
_MARKS = {name: _FIRST_MARK + number for number, name in enumerate(OPEN_NUMBERS)}
_NAMES = {str(mark): name for name, mark in _MARKS.items()}
_MARK = rf"\b(?P<mark>{'|'.join(_NAMES)})\b"
QUOTED, QUOTED_WITH_BACKSLASHES = r"'(?:[^']|'')*'", r"'(?:[^'\\]|''|\\.)*'"
"""Text in quotes is passed over whole: what a person searches for may look like a mark."""


def leave_open(name: str) -> ir.IntegerScalar:
    """Return an integer whose value is given when the question is run; `name` is one of `OPEN_NUMBERS`."""
    return ibis.literal(_MARKS[name], "int64")


def leave_mask_open(name: str, word: int) -> ir.IntegerScalar:
    """Return the same for a set of codes: the bits of those from `word` times `MASK_BITS` on."""
    return leave_open(f"{name}_{word}")


def leave_limit_open(name: str) -> int:
    """Return the same for `limit` and `offset`, which take plain numbers only."""
    return _MARKS[name]


@dataclass(frozen=True)
class Compiled:
    """SQL of one backend with named gaps, and which gaps it has.

    Attributes:
        sql: The question.
        names: Its gaps.
        given: Numbers for some of them.
        kept: What the bitmap `kept` of the question is searched with; None where it has none.
        types: What the columns of the answer are; None where the engine gives them so by itself.
    """

    sql: str
    names: tuple[str, ...]
    given: Mapping[str, int] = field(default_factory=dict)
    kept: Selection | None = None
    types: pa.Schema | None = None


def compile_question(expression: ir.Table, dialect: str = "duckdb") -> Compiled:
    """Compile an expression, turning each number left open into a named parameter.

    Ibis needs about 15 ms a compilation; the SQL it returns is run with new numbers in microseconds.
    """
    return leave_gaps(str(ibis.to_sql(expression, dialect=dialect)))


def leave_gaps(sql: str, quoted: str = QUOTED, gap: str = "${}") -> Compiled:
    """Turn the numbers of a question that were left open into named gaps.

    Args:
        sql: The question.
        quoted: How text in quotes looks in it, as a regular expression.
        gap: What a gap is written as.
    """
    tokens, names = re.compile(f"(?s:{quoted})|{_MARK}"), dict[str, None]()

    def open_gap(found: re.Match[str]) -> str:
        if not found["mark"]:
            return found[0]
        names[_NAMES[found["mark"]]] = None
        return gap.format(_NAMES[found["mark"]])

    return Compiled(tokens.sub(open_gap, sql), tuple(names))
