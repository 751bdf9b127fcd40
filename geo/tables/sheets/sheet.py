"""A table as text, before anybody says what its columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import UnreadableFile
from geo.tables.texts import column_memory, is_filled

MOST_COLUMNS = 1_000
MOST_CELL_LETTERS = 131_072
"""The longest cell that is taken for text: four times what a spreadsheet's cell holds."""


class Remark(NamedTuple):
    """Something to say of one row of a file.

    Attributes:
        row: Row as a spreadsheet counts it: the header is row 1. 0 means the whole file.
        column: Name of the column in the file; "" where the whole row is meant.
        value: The text that it is about.
        message: What was wrong, what was expected, what to do.
    """

    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True)
class Sheet:
    """The text of one table.

    Attributes:
        header: Names of the columns as written, stripped.
        columns: One array of strings for each; stripped, "" where blank; all of one length.
        numbers: Row number of each row (int64), as a spreadsheet counts: the header is row 1, a record with a line
            break inside quotes is one row, blank rows are counted but not kept.
        set_aside: Rows whose cells cannot be told apart; they are not among the columns.
        remarks: Warnings about the file as a whole.
        letters: The letter that a spreadsheet gives each column; "" where the file has none. If it is left out, the
            columns stand side by side from A.
    """

    header: tuple[str, ...]
    columns: tuple[pa.Array, ...]
    numbers: np.ndarray
    set_aside: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    letters: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Rows that are not blank, without the header, those set aside included."""
        return len(self.numbers) + len({remark.row for remark in self.set_aside})

    def column(self, name: str) -> pa.Array:
        """Return a column by its name in the header."""
        return self.columns[self.header.index(name)]

    def letter_of(self, name: str) -> str:
        """Return the letter that a spreadsheet gives a column: A, B, … Z, AA; "" for one that is not there."""
        if name not in self.header:
            return ""
        place = self.header.index(name)
        return self.letters[place] if self.letters else letter(place)

    def take(self, positions: np.ndarray) -> Sheet:
        """Return the sheet with some of its rows."""
        chosen = pa.array(positions)
        columns = tuple(column.take(chosen) for column in self.columns)
        return replace(self, columns=columns, numbers=self.numbers[positions])

    def without(self, aside: Iterable[Remark]) -> Sheet:
        """Return the sheet with the rows of remarks set aside."""
        added = tuple(aside)
        is_aside = np.isin(self.numbers, [remark.row for remark in added])
        rest = self.take(np.flatnonzero(~is_aside)) if is_aside.any() else self
        return replace(rest, set_aside=(*self.set_aside, *added))


def letter(place: int) -> str:
    """Return a spreadsheet's letter for a column, counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def make_sheet(
    path: object,
    header: Sequence[str],
    columns: list[pa.Array | pa.ChunkedArray],
    numbers: np.ndarray,
    set_aside: Iterable[Remark] = (),
    remarks: Iterable[Remark] = (),
) -> Sheet:
    """Make a sheet of cells as they were found: leave blank rows and nameless blank columns out.

    Args:
        path: The file, for messages.
        header: Names of the columns.
        columns: Their cells as stripped strings. They are taken out of the list, so that a large table is not held
            twice.
        numbers: Row numbers, as in `Sheet`.
        set_aside: As in `Sheet`.
        remarks: As in `Sheet`.

    Raises:
        UnreadableFile: If the header has too many columns or one name twice.
    """
    names = [name.strip() for name in header]
    _check_header(path, names)
    texts = list(_joined(columns))
    kept = [place for place, name in enumerate(names) if name or _is_used(texts[place])]
    sheet = Sheet(
        tuple(names[place] or f"(column {letter(place)})" for place in kept),
        tuple(texts[place] for place in kept),
        np.asarray(numbers, dtype="int64"),
        tuple(set_aside),
        tuple(remarks),
        tuple(letter(place) for place in kept),
    )
    return _without_blank_rows(_without_long_cells(sheet))


def _check_header(path: object, names: list[str]) -> None:
    if len(names) > MOST_COLUMNS:
        raise UnreadableFile(
            f"{path} has {len(names):,} columns, and at most {MOST_COLUMNS:,} are read. Is it a table of events?"
        )
    folded = [name.casefold() for name in names if name]
    twice = next((name for place, name in enumerate(folded) if name in folded[:place]), None)
    if twice:
        name = next(name for name in names if name.casefold() == twice)
        raise UnreadableFile(f'{path} has the column "{name}" twice. Remove or rename one of them.')


def _joined(columns: list[pa.Array | pa.ChunkedArray]) -> Iterator[pa.Array]:
    columns.reverse()
    while columns:
        column = columns.pop()
        yield column.combine_chunks(column_memory()) if isinstance(column, pa.ChunkedArray) else column


def _is_used(texts: pa.Array) -> bool:
    return bool(pc.any(pc.not_equal(texts, "")).as_py())


def _without_long_cells(sheet: Sheet) -> Sheet:
    """Set the rows aside that hold a cell longer than any text: most often a quote was not closed."""
    remarks: dict[int, Remark] = {}
    for name, texts in zip(sheet.header, sheet.columns, strict=True):
        if texts.nbytes <= MOST_CELL_LETTERS:
            continue
        lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
        for position in np.flatnonzero(lengths > MOST_CELL_LETTERS).tolist():
            message = (
                f"holds {lengths[position]:,} letters, and at most {MOST_CELL_LETTERS:,} are read. "
                "A quote may not be closed; else shorten it."
            )
            start = pc.utf8_slice_codeunits(texts.slice(position, 1), 0, 200)[0].as_py()
            remarks.setdefault(position, Remark(int(sheet.numbers[position]), name, start, message))
    if not remarks:
        return sheet
    rest = sheet.take(np.setdiff1d(np.arange(len(sheet.numbers)), list(remarks)))
    return replace(rest, set_aside=(*rest.set_aside, *remarks.values()))


def _without_blank_rows(sheet: Sheet) -> Sheet:
    is_blank = np.ones(len(sheet.numbers), dtype=bool)
    for texts in sheet.columns:
        if not is_blank.any():
            return sheet
        is_blank &= ~is_filled(texts)
    return sheet.take(np.flatnonzero(~is_blank)) if is_blank.any() else sheet
