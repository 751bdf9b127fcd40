"""The good rows of several files to one table: ids are used once, extra columns stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from geo.tables.file_check import CheckedFile
from geo.tables.ids import find_repeats
from geo.tables.report import FileReport
from geo.tables.texts import blanks, fold_name, repeated
from geo.tables.typing import typed_columns

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Texts:
    """The events of several files, as text.

    Attributes:
        columns: Columns of the schema, and what an export carries of the place; what no file has is left out.
        extras: What the files say besides.
        files: The file of each row.
        numbers: The row number in that file (int64).
        reports: One per file, with what is wrong with ids that are used more than once.
    """

    columns: dict[str, pa.Array]
    extras: dict[str, pa.Array]
    files: pa.Array
    numbers: np.ndarray
    reports: tuple[FileReport, ...]

    def typed(self) -> pd.DataFrame:
        """Give the events as a typed table."""
        return typed_columns(self.columns, self.extras, self.files, self.numbers)


def join_files(checked: Sequence[CheckedFile]) -> Texts:
    """Join what was read of each file."""
    lengths = [len(one.numbers) for one in checked]
    columns = _join([one.columns for one in checked], lengths)
    extras = _join(_in_one_spelling([one.extras for one in checked]), lengths)
    checked, is_event = _settle_ids(checked, columns | extras, lengths)
    files = pa.concat_arrays([repeated(one.report.file, length) for one, length in zip(checked, lengths, strict=True)])
    numbers = np.concatenate([one.numbers for one in checked])
    if not is_event.all():
        kept = pa.array(np.flatnonzero(is_event))
        columns, extras = ({name: texts.take(kept) for name, texts in one.items()} for one in (columns, extras))
        files, numbers = files.take(kept), numbers[is_event]
    return Texts(columns, extras, files, numbers, tuple(one.report for one in checked))


def _in_one_spelling(pieces: Sequence[dict[str, pa.Array]]) -> list[dict[str, pa.Array]]:
    """Let a column that files write as YEAR, Year and year be one, for no table may have it twice."""
    names: dict[str, str] = {}
    for name in (name for piece in pieces for name in piece):
        names.setdefault(fold_name(name), name)
    return [{names[fold_name(name)]: texts for name, texts in piece.items()} for piece in pieces]


def _join(pieces: Sequence[dict[str, pa.Array]], lengths: Sequence[int]) -> dict[str, pa.Array]:
    if len(pieces) == 1:
        return pieces[0]
    names = dict.fromkeys(name for piece in pieces for name in piece)
    return {
        name: pa.concat_arrays(
            [piece[name] if name in piece else blanks(length) for piece, length in zip(pieces, lengths, strict=True)]
        )
        for name in names
    }


def _settle_ids(
    checked: Sequence[CheckedFile], columns: dict[str, pa.Array], lengths: Sequence[int]
) -> tuple[list[CheckedFile], np.ndarray]:
    """Refuse the rows whose id means another event; say which rows are events of their own."""
    is_event = ~np.concatenate([one.is_retired for one in checked])
    if "event_id" not in columns:
        return list(checked), is_event
    repeats = find_repeats(columns, [(one.report.file, one.numbers) for one in checked])
    for position in (*repeats.same, *repeats.other):
        is_event[position] = False
    starts = np.cumsum([0, *lengths])
    settled = []
    for one, start, end in zip(checked, starts, starts[1:], strict=False):
        warned = _within({**repeats.alike, **repeats.same}, start, end)
        settled.append(one.with_faults(_within(repeats.other, start, end), warned))
    return settled, is_event


def _within(said: dict[int, str], start: int, end: int) -> dict[int, str]:
    return {position - start: message for position, message in said.items() if start <= position < end}
