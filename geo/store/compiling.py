"""Ibis expressions to SQL once, with the numbers that change on every frame left open."""

from __future__ import annotations

import re
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

OPEN_NUMBERS = ("first_day", "last_day", "west", "east", "north", "south", "bits", "skip", "take")
_FIRST_MARK = 900_719_925_470_001
_MARKS = {name: _FIRST_MARK + number for number, name in enumerate(OPEN_NUMBERS)}
_NAMES = {str(mark): name for name, mark in _MARKS.items()}
_TOKENS = re.compile(rf"'(?:[^']|'')*'|\b(?P<mark>{'|'.join(_NAMES)})\b")
"""Text in quotes is passed over whole: what a person searches for may look like a mark."""


def leave_open(name: str) -> ir.IntegerScalar:
    """Return an integer whose value is given when the question is run; `name` is one of `OPEN_NUMBERS`."""
    return ibis.literal(_MARKS[name], "int64")


def leave_limit_open(name: str) -> int:
    """Return the same for `limit` and `offset`, which take plain numbers only."""
    return _MARKS[name]


@dataclass(frozen=True)
class Compiled:
    """SQL of one backend with named gaps, and which gaps it has."""

    sql: str
    names: tuple[str, ...]


def compile_question(expression: ir.Table, dialect: str = "duckdb") -> Compiled:
    """Compile an expression, turning each number left open into a named parameter.

    Ibis needs about 15 ms a compilation; the SQL it returns is run with new numbers in microseconds.
    """
    sql = str(ibis.to_sql(expression, dialect=dialect))
    names = dict.fromkeys(_NAMES[found["mark"]] for found in _TOKENS.finditer(sql) if found["mark"])
    return Compiled(_TOKENS.sub(_open, sql), tuple(names))


def _open(found: re.Match[str]) -> str:
    return f"${_NAMES[found['mark']]}" if found["mark"] else found[0]
