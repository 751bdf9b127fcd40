"""Event ids that are used more than once, in one file or in several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.tables.texts import map_distinct, number_combinations

_MOST_SHOWN = 3


@dataclass(frozen=True)
class Repeats:
    """What the same ids are used for again.

    Attributes:
        same: Position of a row that says what an earlier one said, and what to say of it.
        other: Position of a row that says something else, and what to say of it.
        alike: Position of a row whose id differs from an earlier one only by case, and what to say of it.
    """

    same: dict[int, str]
    other: dict[int, str]
    alike: dict[int, str]


def find_repeats(columns: dict[str, pa.Array], where: Sequence[tuple[str, np.ndarray]]) -> Repeats:
    """Find the rows whose id was used before.

    Args:
        columns: Columns of all rows of all files, in their order, as text.
        where: The files in that order, and the numbers of their rows.
    """
    ids, place_of = columns["event_id"], _Places(where)
    first_of = _first_rows(ids)
    same, other = {}, {}
    for position in np.flatnonzero(first_of != np.arange(len(ids))).tolist():
        first = int(first_of[position])
        differing = _differing(columns, first, position)
        said = f'"{ids[position].as_py()}" is already used in {place_of(first)}'
        if differing:
            other[position] = f"{said}, {differing}. Give this event another id, or remove one of the rows."
        else:
            same[position] = f"{said}, and says the same. It counts once; remove one of the rows."
    return Repeats(same, other, _alike(ids, first_of, place_of))


def _first_rows(texts: pa.Array) -> np.ndarray:
    """Say for each row which row has its text first."""
    codes, firsts = number_combinations([texts])
    return firsts[codes]


class _Places:
    """Says where a row is."""

    def __init__(self, where: Sequence[tuple[str, np.ndarray]]) -> None:
        self._where = where
        self._starts = np.cumsum([0, *(len(numbers) for _, numbers in where)])

    def __call__(self, position: int) -> str:
        file = int(np.searchsorted(self._starts, position, side="right")) - 1
        name, numbers = self._where[file]
        return f"{name} row {numbers[position - self._starts[file]]}"


def _differing(columns: dict[str, pa.Array], first: int, second: int) -> str:
    """Say in which columns two rows differ, showing both; "" where in none."""
    both = [(name, texts[first].as_py(), texts[second].as_py()) for name, texts in columns.items()]
    different = [(name, one, two) for name, one, two in both if one != two]
    shown = [f'{name} there is "{_short(one)}", here "{_short(two)}"' for name, one, two in different[:_MOST_SHOWN]]
    more = f" and {len(different) - _MOST_SHOWN} more columns" if len(different) > _MOST_SHOWN else ""
    return "; ".join(shown) + more


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _alike(ids: pa.Array, first_of: np.ndarray, place_of: _Places) -> dict[int, str]:
    is_ascii = pc.all(pc.string_is_ascii(ids)).as_py()
    folded_first = _first_rows(pc.ascii_lower(ids) if is_ascii else map_distinct(ids, str.casefold))
    alike = {}
    for position in np.flatnonzero(first_of[folded_first] != first_of).tolist():
        first = int(folded_first[position])
        said = f'"{ids[position].as_py()}" and "{ids[first].as_py()}" of {place_of(first)} differ only by case.'
        alike[position] = f"{said} They count as two events."
    return alike
