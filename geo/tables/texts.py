"""Columns of text as Arrow arrays, and questions that are asked of every different text once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

T = TypeVar("T")


def fold_name(name: str) -> str:
    """Fold the name of a column: its case and the blanks around it say nothing."""
    return name.strip().casefold()


def blanks(length: int) -> pa.Array:
    """Return a column of blank cells."""
    return pa.repeat("", length)


def is_filled(texts: pa.Array) -> np.ndarray:
    """Say which cells are not blank (bool)."""
    return pc.not_equal(texts, "").to_numpy(zero_copy_only=False)


def matches(texts: pa.Array, pattern: str) -> np.ndarray:
    """Say which texts match a pattern of RE2 as a whole (bool)."""
    return pc.match_substring_regex(texts, f"^(?:{pattern})$").to_numpy(zero_copy_only=False)


def map_distinct(texts: pa.Array, change: Callable[[str], str]) -> pa.Array:
    """Change every different text of a column once."""
    encoded = pc.dictionary_encode(texts)
    changed = pa.array([change(text) for text in encoded.dictionary.to_pylist()], pa.string())
    return changed.take(encoded.indices)


def find_distinct(
    columns: Sequence[pa.Array], answer: Callable[..., T | None], positions: np.ndarray | None = None
) -> Iterator[tuple[int, T]]:
    """Ask a question of every different combination of cells once, and give each of its rows the answer.

    Args:
        columns: Arrays of one length.
        answer: Asked with one text for each column; None has nothing to say.
        positions: The rows to look at; all, if it is left out.

    Yields:
        Position of a row, and the answer; in the order of the rows.
    """
    if positions is not None:
        columns = [column.take(pa.array(positions)) for column in columns]
    if not len(columns[0]):
        return
    codes, different = _encode(columns)
    answers = [answer(*texts) for texts in different]
    has_answer = np.array([one is not None for one in answers], dtype=bool)
    for place in np.flatnonzero(has_answer[codes]).tolist():
        yield (place if positions is None else int(positions[place])), answers[codes[place]]


def _encode(columns: Sequence[pa.Array]) -> tuple[np.ndarray, list[tuple[str, ...]]]:
    """Number the different combinations of cells."""
    encoded = [pc.dictionary_encode(column) for column in columns]
    codes = encoded[0].indices.to_numpy().astype("int64")
    for one in encoded[1:]:
        # Numbered anew after each column, so that the product never overflows.
        codes, _ = pd.factorize(codes * len(one.dictionary) + one.indices.to_numpy())
    codes, _ = pd.factorize(codes)
    firsts = np.unique(codes, return_index=True)[1]
    texts = [one.dictionary.take(one.indices.take(pa.array(firsts))).to_pylist() for one in encoded]
    return codes, list(zip(*texts, strict=True))
