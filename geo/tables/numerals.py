"""Digits and signs of other scripts in numbers and dates: one way to read them, so they are read, and said."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.schema import COLUMNS
from geo.tables.checking import Found
from geo.tables.texts import find_distinct, map_distinct

_KINDS = ("date", "degrees", "whole", "code")
_SIGNS = {"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u066b": "."}
"""Minus sign and hyphens; the Arabic decimal separator. A thousands separator is no part of a number here."""


def plain_numerals(columns: Mapping[str, pa.Array]) -> tuple[dict[str, pa.Array], list[Found]]:
    """Write the numbers and dates of a table in ASCII.

    Returns:
        The columns, and a warning for each cell that was written otherwise.
    """
    plain, found = dict(columns), []
    for column in COLUMNS:
        if column.kind not in _KINDS or column.name not in columns:
            continue
        texts = columns[column.name]
        other = np.flatnonzero(~pc.string_is_ascii(texts).to_numpy(zero_copy_only=False))
        if not len(other):
            continue
        plain[column.name] = map_distinct(texts, plain_numeral)
        found += [Found(place, column.name, said) for place, said in find_distinct([texts], _say, other)]
    return plain, found


def plain_numeral(text: str) -> str:
    """Write a number or date in ASCII: digits of any script, minus signs, the Arabic decimal separator."""
    return "".join(_plain_letter(one) for one in text)


def _plain_letter(one: str) -> str:
    digit = unicodedata.decimal(one, None)
    return _SIGNS.get(one, one) if digit is None else str(digit)


def _say(text: str) -> str | None:
    plain = plain_numeral(text)
    return f'"{text}" is read as {plain}.' if plain != text else None
