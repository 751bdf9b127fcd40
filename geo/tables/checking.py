"""Columns against the rules of the event table: every fault with its row, asked once for each different cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from geo.schema import COLUMN_NAMES
from geo.tables.rows import Complaint, Rule, fault_rules, warning_rules
from geo.tables.texts import blanks, find_distinct, matches
from geo.vocabulary import Vocabulary


class Found(NamedTuple):
    """A complaint and the position of its row."""

    position: int
    column: str
    message: str


def find_column_faults(columns: Mapping[str, pa.Array], length: int, vocabulary: Vocabulary) -> list[Found]:
    """Find every reason to refuse a row, in the order of rows and columns.

    Args:
        columns: Columns of the schema as text; what is left out is blank.
        length: Number of rows.
        vocabulary: The event types that are allowed.
    """
    return _sorted(_break(fault_rules(vocabulary), columns, length))


def find_column_warnings(columns: Mapping[str, pa.Array], length: int) -> list[Found]:
    """Find what a person should look at in rows that are accepted."""
    return _sorted(_break(warning_rules(), columns, length))


def _break(rules: Iterable[Rule], columns: Mapping[str, pa.Array], length: int) -> Iterator[Found]:
    for rule in rules:
        if not any(name in columns for name in rule.columns) and not _asks_of_blanks(rule):
            continue
        texts = [columns[name] if name in columns else blanks(length) for name in rule.columns]
        positions = _doubtful(rule, texts)
        for position, complaints in find_distinct(texts, _asker(rule), positions):
            yield from (Found(position, column, message) for column, message in complaints)


def _asks_of_blanks(rule: Rule) -> bool:
    return bool(list(rule.find(*("" for _ in rule.columns))))


def _doubtful(rule: Rule, texts: list[pa.Array]) -> np.ndarray | None:
    """Return the rows that must be asked about; None for all."""
    if not rule.fine:
        return None
    pairs = zip(texts, rule.patterns, strict=True)
    return np.flatnonzero(~np.logical_and.reduce([matches(one, pattern) for one, pattern in pairs]))


def _asker(rule: Rule) -> object:
    def ask(*texts: str) -> list[Complaint] | None:
        return list(rule.find(*texts)) or None

    return ask


def _sorted(found: Iterable[Found]) -> list[Found]:
    places = {name: place for place, name in enumerate(COLUMN_NAMES)}
    return sorted(found, key=lambda one: (one.position, places[one.column]))
