"""Event ids that are used more than once, in one file or in several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

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
    ids = pd.Series(pd.array(columns["event_id"], dtype="str"))
    same, other = {}, {}
    repeated = np.flatnonzero(ids.duplicated(keep="first"))
    place_of = _Places(where)
    if len(repeated):
        firsts = ids[ids.isin(ids.iloc[repeated])].drop_duplicates()
        first_of = dict(zip(firsts, firsts.index, strict=True))
        for position in repeated.tolist():
            first = first_of[ids.iloc[position]]
            differing = _differing(columns, first, position)
            said = f'"{ids.iloc[position]}" is already used in {place_of(first)}'
            if differing:
                other[position] = f"{said}, {differing}. Give this event another id, or remove one of the rows."
            else:
                same[position] = f"{said}, and says the same. It counts once; remove one of the rows."
    return Repeats(same, other, _alike(ids, place_of))


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


def _alike(ids: pd.Series, place_of: _Places) -> dict[int, str]:
    folded = ids.str.casefold() if not ids.str.isascii().all() else ids.str.lower()
    suspects = folded[folded.duplicated(keep=False)]
    alike, seen = {}, {}
    for position, key in suspects.items():
        first = seen.setdefault(key, position)
        if ids.iloc[first] != ids.iloc[position]:
            said = f'"{ids.iloc[position]}" and "{ids.iloc[first]}" of {place_of(first)} differ only by case.'
            alike[position] = f"{said} They count as two events."
    return alike
