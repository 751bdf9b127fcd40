"""Parts: the checked rows of a piece of a file as Parquet, beside a report; made once, found again after a stop."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.errors import Fault
from geo.schema import CARRIED_COLUMN_NAMES, COLUMN_NAMES
from geo.store.extras import write_extras
from geo.tables.file_check import CheckedFile, check_sheet
from geo.tables.formats import settle_options
from geo.tables.options import ReadingOptions
from geo.tables.pieces import read_pieces
from geo.tables.report import FileReport
from geo.tables.sheets.sheet import Sheet
from geo.tables.texts import blanks, fold_name
from geo.vocabulary import Vocabulary

PART_COLUMNS = (*COLUMN_NAMES, *CARRIED_COLUMN_NAMES, "extra")
"""What a part holds as text, "" where blank, besides `file_number`, `row` and `is_retired`."""

MOST_FAULTS = 1_000
"""Faults of a file that are kept in full; the others are counted."""


@dataclass(frozen=True)
class Part:
    """Checked rows on disk.

    Attributes:
        path: The Parquet file: `PART_COLUMNS` as text, `day` (that of `event_date`), `file_number` (place of the file
            among those that are loaded), `row` as a spreadsheet counts, `is_retired`. For a typed table in our
            columns, that table itself.
        file: The file that they are of, as the user named it.
        file_number: Its place among the files that are loaded.
        report: What became of the rows.
        is_typed: Whether it is such a table itself.
        left_out: Of such a table, the rows from 0 that stand in another part or were refused.
    """

    path: Path
    file: str
    file_number: int
    report: FileReport
    is_typed: bool = False
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True)
class PartMaker:
    """Makes the parts of one load.

    Attributes:
        folder: Where they are kept.
        vocabulary: The event types that are allowed.
        names: Further columns met so far, folded, to how they are written: YEAR, Year and year are one.
        large_bytes: Above which size a file is read in pieces.
    """

    folder: Path
    vocabulary: Vocabulary
    names: dict[str, str]
    large_bytes: int

    def read(self, path: Path, file_number: int) -> Iterator[Part]:
        """Give the parts of a file, those that are there already and those that are made now.

        Raises:
            UnreadableFile: If it cannot be read as events.
        """
        options = settle_options(path, ReadingOptions())
        for number, sheet in enumerate(read_pieces(path, options, self.large_bytes)):
            yield self.find(path, file_number, number) or self.make(path, file_number, number, sheet, options)

    def find(self, path: Path, file_number: int, number: int | str) -> Part | None:
        """Return a part that was made before; None where it has to be made."""
        target = self._target(file_number, number)
        try:
            kept = json.loads(target.with_suffix(".json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        for name in kept["names"]:
            self.names.setdefault(fold_name(name), name)
        return Part(target, str(path), file_number, read_report(kept["report"]))

    def make(
        self, path: Path, file_number: int, number: int | str, sheet: Sheet, options: ReadingOptions | None = None
    ) -> Part:
        """Check rows and write those that are good."""
        checked = check_sheet(path, sheet, self.vocabulary, options or ReadingOptions())
        report = checked.report.cut(MOST_FAULTS)
        target = self._target(file_number, number)
        unfinished = target.with_suffix(".unfinished")
        pq.write_table(self._tabulate(checked, file_number), unfinished, compression="zstd", compression_level=1)
        unfinished.replace(target)
        about = {"report": write_report(report), "names": list(checked.extras)}
        unfinished.write_text(json.dumps(about), encoding="utf-8")
        unfinished.replace(target.with_suffix(".json"))  # Last of all: it says that the part is whole.
        return Part(target, str(path), file_number, report)

    def _target(self, file_number: int, number: int | str) -> Path:
        return self.folder / f"{file_number:05d}-{number:0>6}.parquet"

    def _tabulate(self, checked: CheckedFile, file_number: int) -> pa.Table:
        length = len(checked.numbers)
        blank = blanks(length)
        columns = {name: checked.columns.get(name, blank) for name in PART_COLUMNS if name != "extra"}
        extras = {self.names.setdefault(fold_name(name), name): texts for name, texts in checked.extras.items()}
        frame = pd.DataFrame({name: texts.to_numpy(zero_copy_only=False) for name, texts in extras.items()})
        columns["extra"] = pa.array(write_extras(frame), pa.large_string()) if extras else blank
        day = pc.if_else(pc.equal(columns["event_date"], ""), None, columns["event_date"]).cast(pa.date32())
        return pa.table({
            **columns,
            "day": day,
            "file_number": pa.repeat(pa.scalar(file_number, pa.int32()), length),
            "row": pa.array(checked.numbers, pa.int64()),
            "is_retired": pa.array(checked.is_retired),
        })  # fmt: skip


def write_report(report: FileReport) -> dict:
    """Write a report with all that it knows as JSON."""
    return {**asdict(report), "columns": {ours: list(theirs) for ours, theirs in report.columns.items()}}


def read_report(kept: dict) -> FileReport:
    """Read what `write_report` wrote."""
    faults = {name: tuple(Fault(**one) for one in kept[name]) for name in ("rejected", "warnings")}
    columns = {ours: tuple(theirs) for ours, theirs in kept["columns"].items()}
    return replace(FileReport(**{**kept, "rejected": (), "warnings": (), "columns": {}}), **faults, columns=columns)
