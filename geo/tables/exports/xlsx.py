"""XLSX: one sheet that a spreadsheet opens with days as days and text as text, whatever the text looks like."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import pyarrow as pa

from geo.errors import CannotExport
from geo.schema import COLUMNS
from geo.tables.exports.batches import GEOMETRY
from geo.tables.formulas import escape_cell
from geo.vocabulary import Vocabulary

MOST_EVENTS = 1_048_575
"""Rows of a sheet, less the header."""

MOST_LETTERS = 32_767
"""Letters of a cell."""

SHEET = "events"
WIDTHS = {"id": 18, "date": 12, "code": 10, "degrees": 11, "whole": 10, "links": 40}
WIDE = {"notes": 70, "source_title": 40}
USUAL_WIDTH = 20
OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "use_zip64": True,
}  # fmt: skip


def write_xlsx(events: pa.RecordBatchReader, file: BinaryIO, _: Vocabulary) -> None:
    """Write events as a workbook, row by row.

    Raises:
        CannotExport: If there are more events than a sheet has rows, or a text is longer than a cell may be.
    """
    import xlsxwriter

    book = xlsxwriter.Workbook(file, OPTIONS)
    try:
        _fill(book, events)
    except CannotExport:
        book.fileclosed = True  # What is begun is thrown away: it must not complain that it was never closed.
        raise
    book.close()


def _fill(book: object, events: pa.RecordBatchReader) -> None:
    sheet = book.add_worksheet(SHEET)
    fields = [field for field in events.schema if field.name != GEOMETRY]
    writes = [_writer_for(book, sheet, field) for field in fields]
    _lay_out(book, sheet, fields)
    row = 0
    for batch in events:
        if row + batch.num_rows > MOST_EVENTS:
            raise CannotExport(too_many(row + batch.num_rows))
        for cells in zip(*(batch[field.name].to_pylist() for field in fields), strict=True):
            row += 1
            for column, (write, value) in enumerate(zip(writes, cells, strict=True)):
                if value is not None and write(row, column, value):
                    raise CannotExport(_too_long(fields[column].name, str(cells[0]), value))
    sheet.autofilter(0, 0, row, len(fields) - 1)


def _writer_for(book: object, sheet: object, field: pa.Field) -> Callable[[int, int, object], int]:
    """Choose how the cells of a column are written; a writer returns 0 when all is well."""
    if pa.types.is_date(field.type):
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        return lambda row, column, value: sheet.write_datetime(row, column, value, day)
    if pa.types.is_boolean(field.type):
        return sheet.write_boolean
    if not pa.types.is_string(field.type):
        return sheet.write_number
    text = book.add_format({"num_format": "@"})
    # As if a person had typed an apostrophe before it: it stays text also when somebody edits the cell.
    quoted = book.add_format({"num_format": "@", "quote_prefix": True})

    def write_text(row: int, column: int, value: str) -> int:
        return sheet.write_string(row, column, value, text if escape_cell(value) == value else quoted)

    return write_text


def _lay_out(book: object, sheet: object, fields: list[pa.Field]) -> None:
    kinds = {column.name: column.kind for column in COLUMNS}
    text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
    bold = book.add_format({"bold": True, "num_format": "@"})
    sheet.freeze_panes(1, 0)
    for column, field in enumerate(fields):
        width = WIDE.get(field.name) or WIDTHS.get(kinds.get(field.name, ""), USUAL_WIDTH)
        usual = text if pa.types.is_string(field.type) else day if pa.types.is_date(field.type) else None
        sheet.set_column(column, column, width, usual)
        sheet.write_string(0, column, field.name, bold)


def too_many(events: int) -> str:
    """Say that a sheet cannot hold so many events, and what can."""
    return (
        f"{events:,} events are more than the {MOST_EVENTS:,} that a sheet of XLSX holds below its header "
        f"({MOST_EVENTS + 1:,} rows). Export fewer, or choose CSV, GeoParquet or GeoPackage."
    )


def _too_long(name: str, event_id: str, value: object) -> str:
    return (
        f"Event {event_id[:200]}, column {name}: {len(str(value)):,} letters are more than the {MOST_LETTERS:,} that "
        "a cell of XLSX holds. Shorten the text, or choose CSV, GeoParquet or GeoPackage."
    )
