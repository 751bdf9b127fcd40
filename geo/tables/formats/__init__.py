"""The formats of the field: each knows its own header and says which of our columns its columns are."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from geo.errors import UnreadableFile
from geo.tables.formats.acled import ACLED
from geo.tables.formats.aggregates import complain_about_aggregates
from geo.tables.formats.format import Format
from geo.tables.formats.gdelt import GDELT, name_gdelt_columns
from geo.tables.formats.own import OWN, complain_about_header
from geo.tables.formats.timemap import TIMEMAP
from geo.tables.formats.ucdp import UCDP
from geo.tables.options import ReadingOptions, lying_beside
from geo.tables.sheets.content import SEPARATORS
from geo.tables.sheets.sheet import Sheet

_MOST_ROWS_ABOVE, _MOST_LETTERS = 20, 100_000

FORMATS: tuple[Format, ...] = (OWN, ACLED, UCDP, GDELT, TIMEMAP)
"""Every format, in the order of asking."""


def name_columns(cells: Sequence[str]) -> Sequence[str] | None:
    """Name the columns of a format that comes without a header, by the cells of its first row; None for others."""
    return name_gdelt_columns(cells)


def recognise(path: Path, sheet: Sheet, options: ReadingOptions) -> Format:
    """Find the format of a sheet: that of its mapping file, else by its header.

    Raises:
        UnreadableFile: If no format has this header, or the one that is declared has not.
    """
    if options.mapping is not None:
        # Only who has a mapping file waits for the reader of YAML.
        from geo.tables.formats.mapped import mapped_format

        return mapped_format(options.mapping)
    if options.format == "mapped":
        raise UnreadableFile(f"{path} has no mapping file. Name one with --mapping FILE.")
    for one in FORMATS:
        if options.format in ("", one.name) and one.recognise(sheet.header):
            return one
    declared = next((one for one in FORMATS if one.name == options.format), None)
    if declared:
        raise UnreadableFile(f"{path} has not the columns of {declared.label}. Leave the format to be recognised.")
    # What is said of the whole file may be the reason: that another sheet of the workbook was not read.
    raise UnreadableFile(" ".join([_complain(path, sheet), *(one.message for one in sheet.remarks if not one.row)]))


def _complain(path: Path, sheet: Sheet) -> str:
    below = next((number for number, cells in _first_rows(sheet) if is_known(cells)), 0)
    if below:
        return f"{path} has its header in row {below}. Remove the rows above it."
    return str(complain_about_aggregates(str(path), sheet.header) or complain_about_header(str(path), sheet.header))


def is_known(header: Sequence[str]) -> bool:
    """Whether a format knows a header."""
    return any(one.recognise(header) for one in FORMATS)


def _first_rows(sheet: Sheet) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the numbers and cells of rows that may be the header, under a title."""
    texts = [(one.row, one.value) for one in sheet.set_aside[:_MOST_ROWS_ABOVE]]
    for position, number in enumerate(sheet.numbers[:_MOST_ROWS_ABOVE].tolist()):
        cells = [column[position].as_py() for column in sheet.columns]
        yield number, cells
        texts += [(number, cells[0])] if len(cells) == 1 else []
    # Below a title, rows of text have more cells than it, or are one cell where it has no separator.
    for number, text in texts:
        first_line = text[:_MOST_LETTERS].splitlines()[:1]
        for separator in SEPARATORS:
            yield number, [cell.strip() for cell in next(csv.reader(first_line, delimiter=separator), [])]


def settle_options(path: Path, options: ReadingOptions) -> ReadingOptions:
    """Complete what a person declares of a file with what its mapping file says, which may lie beside it.

    Raises:
        UnreadableFile: If the mapping file cannot be used.
    """
    mapping = options.mapping or (None if options.format not in ("", "mapped") else lying_beside(path))
    if mapping is None:
        return options
    from geo.tables.formats.mapping_file import read_mapping

    return replace(options, mapping=mapping, encoding=options.encoding or read_mapping(mapping).encoding)
