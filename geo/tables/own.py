"""Reads a CSV in our own columns, row by row, and names every row it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.errors import Fault, UnreadableFile
from geo.schema import COLUMN_NAMES, REQUIRED_NAMES
from geo.tables.cells import suggest
from geo.tables.records import Records, misfit, read_records
from geo.tables.report import FileReport
from geo.tables.rows import find_faults, find_warnings
from geo.vocabulary import Vocabulary

MOST_LETTERS_SHOWN, MOST_LETTERS_SAID = 200, 800
"""Longer cells and messages are cut: a person needs to recognise the cell, not to read a megabyte."""


@dataclass(frozen=True)
class CheckedRows:
    """The good rows of one file and the report on all of them.

    Attributes:
        rows: Column name to text, every column of the schema, one per accepted row.
        numbers: Their row numbers.
        report: What became of every row.
    """

    rows: list[dict[str, str]]
    numbers: list[int]
    report: FileReport


def read_own(path: Path, vocabulary: Vocabulary, first_places: dict[str, str]) -> CheckedRows:
    """Read and check one CSV file.

    Args:
        path: The file.
        vocabulary: The event types that are allowed.
        first_places: Event id to "file row n" of where it was first used; ids of accepted rows are added.

    Raises:
        UnreadableFile: If the file cannot be read at all, or lacks a required column.
    """
    records = read_records(path)
    _check_required(path, records.header)
    check = _Check(str(path), vocabulary, first_places)
    check.warn_of_columns(records)
    for number, cells in records.rows:
        check.add_row(number, cells, records)
    return check.result(len(records.rows))


def _check_required(path: Path, header: tuple[str, ...]) -> None:
    missing = [name for name in REQUIRED_NAMES if name not in header]
    if missing:
        unknown = [name for name in header if name not in COLUMN_NAMES]
        near = next((f' The column "{one}" may be meant.' for one in unknown if suggest(one, missing)), "")
        raise UnreadableFile(f"{path} lacks the column {', '.join(missing)}.{near} Add it to the first row.")


class _Check:
    """Gathers what becomes of the rows of one file."""

    def __init__(self, file: str, vocabulary: Vocabulary, first_places: dict[str, str]) -> None:
        self._file = file
        self._vocabulary = vocabulary
        self._first_places = first_places
        self._rows: list[dict[str, str]] = []
        self._numbers: list[int] = []
        self._rejected: list[Fault] = []
        self._warnings: list[Fault] = []

    def warn_of_columns(self, records: Records) -> None:
        """Warn of each column that the schema does not know and that holds anything."""
        for place, name in enumerate(records.header):
            is_used = name or any(len(cells) > place and cells[place] for _, cells in records.rows)
            if name not in COLUMN_NAMES and is_used:
                near = suggest(name, COLUMN_NAMES) or " Remove it, or put its content into notes or tags."
                self._warnings.append(self._fault(1, name, name, f'"{name}" is not a column of the event table.{near}'))

    def add_row(self, number: int, cells: list[str], records: Records) -> None:
        """Accept or refuse one row."""
        wrong = misfit(records, number, cells)
        if wrong:
            self._rejected.append(self._fault(number, "", *wrong))
            return
        written = dict(zip(records.header, cells, strict=True))
        self._add_event(number, {name: written.get(name, "") for name in COLUMN_NAMES})

    def _add_event(self, number: int, row: dict[str, str]) -> None:
        faults = [*self._faults_of_id(row["event_id"]), *find_faults(row, self._vocabulary)]
        faults.sort(key=lambda fault: COLUMN_NAMES.index(fault[0]))
        self._rejected += [self._fault(number, column, row[column], message) for column, message in faults]
        if faults:
            return
        self._first_places[row["event_id"]] = f"{self._file} row {number}"
        self._warnings += [self._fault(number, column, row[column], message) for column, message in find_warnings(row)]
        self._rows.append(row)
        self._numbers.append(number)

    def _faults_of_id(self, event_id: str) -> list[tuple[str, str]]:
        first = self._first_places.get(event_id)
        return [("event_id", f'"{event_id}" is already used in {first}. Give this event another id.')] if first else []

    def _fault(self, number: int, column: str, value: str, message: str) -> Fault:
        shown = _cut(value)
        said = message if shown == value else message.replace(value, shown)
        return Fault(self._file, number, column, shown, _cut(said, MOST_LETTERS_SAID))

    def result(self, rows: int) -> CheckedRows:
        """Close the check."""
        report = FileReport(self._file, rows, len(self._rows), tuple(self._rejected), tuple(self._warnings))
        return CheckedRows(self._rows, self._numbers, report)


def _cut(text: str, most: int = MOST_LETTERS_SHOWN) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
