"""Ibis expressions to SQL once, with the numbers that change on every frame left open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir

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
_TOKENS = re.compile(rf"'(?:[^']|'')*'|\b(?P<mark>{'|'.join(_NAMES)})\b")
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
    """

    sql: str
    names: tuple[str, ...]
    given: Mapping[str, int] = field(default_factory=dict)
    kept: Selection | None = None


def compile_question(expression: ir.Table, dialect: str = "duckdb") -> Compiled:
    """Compile an expression, turning each number left open into a named parameter.

    Ibis needs about 15 ms a compilation; the SQL it returns is run with new numbers in microseconds.
    """
    sql = str(ibis.to_sql(expression, dialect=dialect))
    names = dict.fromkeys(_NAMES[found["mark"]] for found in _TOKENS.finditer(sql) if found["mark"])
    return Compiled(_TOKENS.sub(_open, sql), tuple(names))


def _open(found: re.Match[str]) -> str:
    return f"${_NAMES[found['mark']]}" if found["mark"] else found[0]
