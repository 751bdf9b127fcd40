"""One sheet of a workbook, gathered row by row into columns of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from geo.errors import UnreadableFile
from geo.tables.sheets.binaries import MOST_CELLS
from geo.tables.sheets.sheet import MOST_COLUMNS, Remark, Sheet, letter, make_sheet
from geo.tables.texts import blanks, texts_of

_BATCH = 16_384


def too_large(path: Path, sheet: str, where: str) -> UnreadableFile:
    """Say that a sheet reaches further than is read."""
    return UnreadableFile(
        f'{path}, sheet "{sheet}", reaches to {where}, and at most {MOST_COLUMNS:,} columns and {MOST_CELLS:,} cells '
        "are read. Delete what stands far from the table, or save it as CSV."
    )


class WrongCell(NamedTuple):
    """A cell without a value: its row as the spreadsheet counts, its place from 0, what it shows, and why."""

    row: int
    place: int
    text: str
    message: str


@dataclass
class Grid:
    """One sheet of a workbook. Its first row that is not blank is the header.

    Attributes:
        name: Its name in the workbook.
        header: The cells of the header; none in a blank sheet.
        wrong: Cells without a value; their rows are set aside.
    """

    name: str
    header: list[str] = field(default_factory=list)
    wrong: list[WrongCell] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _rows: list[Sequence[str]] = field(default_factory=list)
    _batches: list[list[pa.Array]] = field(default_factory=list)

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Add a row of stripped cells; a blank one is left out, but its number is counted."""
        if not any(cells):
            return
        if not self.header:
            self.header = list(cells)
            return
        self._numbers.append(number)
        self._rows.append(cells)
        if len(self._rows) >= _BATCH:
            self._gather()

    def close(self, path: Path, remarks: Iterable[Remark] = ()) -> Sheet:
        """Make the sheet of the rows that were added."""
        self._gather()
        width = max(len(self.header), *map(len, self._batches))
        self.header += [""] * (width - len(self.header))
        columns = [pa.chunked_array([_column(batch, place) for batch in self._batches]) for place in range(width)]
        self._batches = []
        numbers = set(self._numbers)
        sheet = make_sheet(path, self.header, columns, np.array(self._numbers, "int64"), remarks=remarks)
        return sheet.without(self._remark(one) for one in self.wrong if one.row in numbers)

    def _gather(self) -> None:
        self._batches.append([texts_of(column) for column in zip_longest(*self._rows, fillvalue="")] or [texts_of([])])
        self._rows = []

    def _remark(self, one: WrongCell) -> Remark:
        return Remark(one.row, self.header[one.place] or f"(column {letter(one.place)})", one.text, one.message)


def _column(batch: list[pa.Array], place: int) -> pa.Array:
    return batch[place] if place < len(batch) else blanks(len(batch[0]))
