"""Where the records and cells of a CSV text begin and end, so that all but one can stay as they are, byte for byte."""

from __future__ import annotations

import csv
import functools
import re
from dataclasses import dataclass

_LONGEST_CELL = 1 << 30


@dataclass(frozen=True)
class Record:
    """One record of a CSV text as it stands there.

    Attributes:
        text: Its cells with their separators and quotes, without the line end.
        end: Its line end: a line feed, a carriage return, both, or nothing at the end of the text.
    """

    text: str
    end: str


def split_records(text: str, separator: str = ",") -> list[Record]:
    """Cut a text into the records that `csv.reader` sees; put together again they are the text.

    As there, a quote means something only where a cell begins, and what follows the closing one belongs to the cell.
    """
    pattern = _record_pattern(separator)
    records = []
    place = 0
    while place < len(text):
        found = pattern.match(text, place)
        records.append(Record(found[1], found[2]))
        place = found.end()
    return records


def split_cells(text: str, separator: str = ",") -> list[str]:
    """Cut the text of one record into its cells as they stand there, quotes and blanks included."""
    pattern = _cell_pattern(separator)
    found = pattern.match(text)
    cells = [found[0]]
    while found.end() < len(text):
        found = pattern.match(text, found.end() + len(separator))
        cells.append(found[0])
    return cells


def read_cells(records: list[Record], separator: str = ",") -> list[list[str]]:
    """Read what the cells of records say, stripped; a blank line has none.

    Raises:
        csv.Error: If they are no CSV.
    """
    allow_long_cells()
    reader = csv.reader((record.text for record in records), delimiter=separator)
    return [[cell.strip() for cell in cells] for cells in reader]


def allow_long_cells() -> None:
    """Let Python's csv read long cells: one of the log holds a whole event, and outgrows every cell of the event."""
    csv.field_size_limit(_LONGEST_CELL)


def write_cell(text: str, separator: str = ",", is_quoted: bool = False) -> str:
    """Write one cell, in quotes where it needs them or is asked to have them."""
    needs_quotes = is_quoted or any(one in text for one in (separator, '"', "\r", "\n"))
    return '"' + text.replace('"', '""') + '"' if needs_quotes else text


def is_unclosed(record: Record, separator: str = ",") -> bool:
    """Whether the last cell of a record opens a quote that nothing closes."""
    return bool(re.fullmatch(r'"[^"]*+(?:""[^"]*+)*+', split_cells(record.text, separator)[-1]))


def _cell(separator: str) -> str:
    rest = rf"[^{re.escape(separator)}\r\n]*+"
    # Possessive throughout: a quote that is never closed must not send the search back over the whole file.
    return rf'(?:"[^"]*+(?:""[^"]*+)*+(?:"{rest}|\Z)|(?!"){rest})'


@functools.cache
def _cell_pattern(separator: str) -> re.Pattern[str]:
    return re.compile(_cell(separator))


@functools.cache
def _record_pattern(separator: str) -> re.Pattern[str]:
    cell = _cell(separator)
    return re.compile(rf"({cell}(?:{re.escape(separator)}{cell})*+)(\r\n|\r|\n|\Z)")
