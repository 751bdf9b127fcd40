"""One file of events: read, recognised, translated and checked; what is good of it, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from geo.errors import Fault, NotUtf8, UnreadableFile
from geo.tables.checking import Found, find_column_faults, find_column_warnings
from geo.tables.formats import FORMATS, recognise, settle_options
from geo.tables.formats.format import Format, Translated
from geo.tables.numerals import plain_numerals
from geo.tables.options import ReadingOptions
from geo.tables.report import FileReport
from geo.tables.sheets.opening import open_sheet
from geo.tables.sheets.sheet import Remark, Sheet
from geo.vocabulary import Vocabulary

MOST_LETTERS_SHOWN, MOST_LETTERS_SAID = 200, 800
"""Longer cells and messages are cut: a person needs to recognise the cell, not to read a megabyte."""


@dataclass(frozen=True)
class CheckedFile:
    """The good rows of one file and the report on all of them.

    Attributes:
        columns: Columns of the schema as text, of the accepted rows; what the file has not is left out.
        extras: What the file says besides.
        numbers: Row numbers of the accepted rows.
        is_retired: Whether an accepted row is no event any more (bool).
        report: What became of every row.
        theirs: Our columns to those of the file.
        letters: Columns of the file to their letters.
    """

    columns: dict[str, pa.Array]
    extras: dict[str, pa.Array]
    numbers: np.ndarray
    is_retired: np.ndarray
    report: FileReport
    theirs: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)

    @classmethod
    def unread(cls, path: Path, error: UnreadableFile) -> CheckedFile:
        """Return the result for a file that could not be read."""
        return cls({}, {}, np.zeros(0, "int64"), np.zeros(0, bool), FileReport(str(path), error=str(error)))

    def with_faults(self, rejected: dict[int, str], warnings: dict[int, str]) -> CheckedFile:
        """Refuse further rows, or warn of them, because of their ids; by position."""
        report = replace(
            self.report,
            accepted=self.report.accepted - len(rejected),
            rejected=_by_row((*self.report.rejected, *(self._fault_of_id(*one) for one in rejected.items()))),
            warnings=_by_row((*self.report.warnings, *(self._fault_of_id(*one) for one in warnings.items()))),
        )
        return replace(self, report=report)

    def _fault_of_id(self, position: int, message: str) -> Fault:
        name = self.theirs.get("event_id") or "event_id"
        value = self.columns["event_id"][position].as_py()
        return make_fault(self.report.file, Remark(int(self.numbers[position]), name, value, message), self.letters)


def check_file(path: Path, vocabulary: Vocabulary, options: ReadingOptions) -> CheckedFile:
    """Read and check one file.

    Args:
        path: The file.
        vocabulary: The event types that are allowed.
        options: What the person declares of the file.

    Raises:
        UnreadableFile: If the file cannot be read at all, or is no table of events.
    """
    options = settle_options(path, options)
    options.tell(f"reading {path.name}")
    sheet = _open(path, options)
    options.tell(f"checking {path.name}")
    return check_sheet(path, sheet, vocabulary, options)


def check_sheet(path: Path, sheet: Sheet, vocabulary: Vocabulary, options: ReadingOptions) -> CheckedFile:
    """Check what was read of a file: all of it, or a piece.

    Args:
        path: The file.
        sheet: Its rows.
        vocabulary: The event types that are allowed.
        options: What the person declares of the file, completed by `settle_options`.

    Raises:
        UnreadableFile: If it is no table of events.
    """
    sheet = without_tags(sheet)
    chosen = recognise(path, sheet, options)
    translated = chosen.translate(sheet, vocabulary)
    columns, read_otherwise = plain_numerals(translated.columns)
    length = len(sheet.numbers)
    found = [*find_column_faults(columns, length, vocabulary)]
    doubts = [*read_otherwise, *find_column_warnings(columns, length)]
    return _Result(path, sheet, chosen, replace(translated, columns=columns)).close(found, doubts)


def _open(path: Path, options: ReadingOptions) -> Sheet:
    """Open a file; an older table of a format whose older tables have another encoding is read in that, and says so."""
    try:
        return open_sheet(path, options)
    except NotUtf8 as error:
        sheet = _open_old(path, options, error.likely)
        if sheet is None:
            raise
        return sheet


def _open_old(path: Path, options: ReadingOptions, encoding: str) -> Sheet | None:
    try:
        sheet = open_sheet(path, replace(options, encoding=encoding))
    except UnreadableFile:
        return None
    found = [one for one in FORMATS if one.old_encoding == encoding and one.recognise(sheet.header)]
    if not found:
        return None
    said = f"The text is not UTF-8. Older tables of {found[0].label} are {encoding}, so it is read as that"
    remark = Remark(0, "", encoding, f"{said}; if names look wrong, declare its encoding with --encoding.")
    return replace(sheet, remarks=(*(one for one in sheet.remarks if one.value != encoding), remark))


@dataclass(frozen=True)
class _Result:
    """Brings together what was found in one file."""

    path: Path
    sheet: Sheet
    format: Format
    translated: Translated

    def close(self, found: list[Found], doubts: list[Found]) -> CheckedFile:
        # A cell that has no translation was said to be wrong in the words of its own format.
        said = {(remark.row, remark.column) for remark in self.translated.faults}
        faults = [remark for remark in self._remarks(found) if (remark.row, remark.column) not in said]
        rejected = [*self.sheet.set_aside, *self.translated.faults, *faults]
        refused = {remark.row for remark in rejected}
        is_good = ~np.isin(self.sheet.numbers, np.fromiter(refused, "int64", len(refused)))
        good = pa.array(np.flatnonzero(is_good))
        doubtful = (*self.translated.warnings, *self._remarks(doubts))
        warnings = [*self.sheet.remarks, *(remark for remark in doubtful if remark.row not in refused)]
        retired = self.translated.retired
        is_retired = np.zeros(len(good), bool) if retired is None else retired.take(good).to_numpy(zero_copy_only=False)
        letters = {name: self.sheet.letter_of(name) for name in self.sheet.header}
        report = FileReport(
            str(self.path),
            self.sheet.rows,
            len(good),
            _by_row(make_fault(str(self.path), remark, letters) for remark in rejected),
            _by_row(make_fault(str(self.path), remark, letters) for remark in warnings),
            format=self.format.name,
            retired=int(is_retired.sum()),
            columns={ours: (name, letters[name]) for ours, name in self.translated.theirs.items() if name in letters},
        )
        return CheckedFile(
            _take(self.translated.columns, good),
            _take(self.translated.extras, good),
            self.sheet.numbers[is_good],
            is_retired,
            report,
            dict(self.translated.theirs),
            letters,
        )

    def _remarks(self, found: Iterable[Found]) -> Iterator[Remark]:
        for one in found:
            name = self.translated.theirs.get(one.column, "")
            name = name if name in self.sheet.header else ""
            value = self.sheet.column(name)[one.position].as_py() if name else ""
            yield Remark(int(self.sheet.numbers[one.position]), name or one.column, value, one.message)


def _take(columns: Mapping[str, pa.Array], good: pa.Array) -> dict[str, pa.Array]:
    # Most files are good from end to end, and a copy of a million rows takes a second.
    return {name: texts if len(good) == len(texts) else texts.take(good) for name, texts in columns.items()}


def without_tags(sheet: Sheet) -> Sheet:
    """Take the row of HXL tags out, which says again what the columns are."""
    if not len(sheet.numbers):
        return sheet
    first = [texts[0].as_py() for texts in sheet.columns]
    if not any(first) or not all(cell.startswith("#") for cell in first if cell):
        return sheet
    remark = Remark(int(sheet.numbers[0]), "", first[0], "The row of HXL tags names the columns again; it is no event.")
    rest = sheet.take(np.arange(1, len(sheet.numbers)))
    return replace(rest, remarks=(*rest.remarks, remark))


def make_fault(file: str, remark: Remark, letters: dict[str, str]) -> Fault:
    """Make a fault of a remark; long cells are cut."""
    shown = _cut(remark.value)
    said = remark.message if shown == remark.value else remark.message.replace(remark.value, shown)
    return Fault(file, remark.row, remark.column, shown, _cut(said, MOST_LETTERS_SAID), letters.get(remark.column, ""))


def _by_row(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: fault.row))


def _cut(text: str, most: int = MOST_LETTERS_SHOWN) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
