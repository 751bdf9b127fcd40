"""Columns of text as Arrow arrays, and questions that are asked of every different text once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

T = TypeVar("T")


def column_memory() -> pa.MemoryPool:
    """Return where large columns are kept.

    Arrow's own choice gives memory back to the system at once and asks for it again: half the time of reading a million
    rows. jemalloc, where it is built in, keeps it for the next column.
    """
    return pa.jemalloc_memory_pool() if "jemalloc" in pa.supported_memory_backends() else pa.default_memory_pool()


def fold_name(name: str) -> str:
    """Fold the name of a column: its case and the blanks around it say nothing."""
    return name.strip().casefold()


def texts_of(texts: Iterable[str]) -> pa.Array:
    """Make a column of text."""
    return pa.array(texts, pa.large_string())


def blanks(length: int) -> pa.Array:
    """Return a column of blank cells."""
    return repeated("", length)


def repeated(text: str, length: int) -> pa.Array:
    """Return a column of one text."""
    return pa.repeat(pa.scalar(text, pa.large_string()), length)


def flags(answer: pa.BooleanArray) -> np.ndarray:
    """Return an answer of Arrow without blanks as bool; its own `to_numpy` imports pandas, and a start would wait."""
    bits = np.unpackbits(np.frombuffer(answer.buffers()[1] or b"", dtype="uint8"), bitorder="little")
    return bits[answer.offset : answer.offset + len(answer)].astype(bool)


def numbers_of(values: pa.Array) -> np.ndarray:
    """Return numbers of Arrow without blanks as they lie in memory; its own `to_numpy` imports pandas."""
    return np.frombuffer(values.buffers()[1], dtype=values.type.to_pandas_dtype())[values.offset :][: len(values)]


def is_filled(texts: pa.Array) -> np.ndarray:
    """Say which cells are not blank (bool)."""
    # From where each text begins, for a comparison with "" would import pandas, too.
    starts = np.frombuffer(texts.buffers()[1], dtype="int64")[texts.offset : texts.offset + len(texts) + 1]
    return np.diff(starts) > 0


def matches(texts: pa.Array, pattern: str) -> np.ndarray:
    """Say which texts match a pattern of RE2 as a whole (bool)."""
    return flags(pc.match_substring_regex(texts, f"^(?:{pattern})$"))


def map_distinct(texts: pa.Array, change: Callable[[str], str]) -> pa.Array:
    """Change every different text of a column once."""
    encoded = pc.dictionary_encode(texts)
    changed = pa.array([change(text) for text in encoded.dictionary.to_pylist()], pa.large_string())
    return changed.take(encoded.indices)


def map_together(columns: Sequence[pa.Array], change: Callable[..., Sequence[str]], width: int) -> tuple[pa.Array, ...]:
    """Make columns of columns: every different combination of cells is changed once.

    Args:
        columns: Arrays of one length.
        change: Called with one text for each column; returns one text for each column to be made.
        width: How many columns are made.
    """
    codes, firsts = number_combinations(columns)
    different = zip(*(column.take(pa.array(firsts)).to_pylist() for column in columns), strict=True)
    changed = [change(*texts) for texts in different]
    places = pa.array(codes)
    return tuple(texts_of([texts[n] for texts in changed]).take(places) for n in range(width))


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
    codes, firsts = number_combinations(columns)
    different = zip(*(column.take(pa.array(firsts)).to_pylist() for column in columns), strict=True)
    answers = [answer(*texts) for texts in different]
    has_answer = np.array([one is not None for one in answers], dtype=bool)
    for place in np.flatnonzero(has_answer[codes]).tolist():
        yield (place if positions is None else int(positions[place])), answers[codes[place]]


def number_combinations(columns: Sequence[pa.Array]) -> tuple[np.ndarray, np.ndarray]:
    """Number the different combinations of cells in the order in which they first come.

    Returns:
        The number of each row's combination; the position of the first row of each combination.
    """
    codes, is_first = np.zeros(len(columns[0]), dtype="int64"), True
    for column in columns:
        encoded = pc.dictionary_encode(column, null_encoding="encode")
        if len(encoded.dictionary) > 1:
            indices = numbers_of(encoded.indices).astype("int64")
            # Numbered anew after each column, so that the product never overflows.
            codes = indices if is_first else _renumbered(codes * len(encoded.dictionary) + indices)
            is_first = False
    firsts = np.full(int(codes.max(initial=-1)) + 1, len(codes))
    np.minimum.at(firsts, codes, np.arange(len(codes)))
    return codes, firsts


def _renumbered(codes: np.ndarray) -> np.ndarray:
    return numbers_of(pc.dictionary_encode(pa.array(codes)).indices).astype("int64")
