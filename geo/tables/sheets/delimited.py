"""Reads a text table, separated by commas, semicolons or tabs, and names every row that does not fit its header."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv

from geo.errors import UnreadableFile
from geo.tables.formulas import unescape_cell, unescape_cells
from geo.tables.sheets.content import SEPARATORS, Text, ends_inside_quotes
from geo.tables.sheets.sheet import MOST_COLUMNS, Remark, Sheet, make_sheet
from geo.tables.texts import column_memory, flags

_BLOCK, _LARGEST_BLOCK, _PIECE_BLOCK = 1 << 24, 1 << 30, 1 << 26

NameColumns = Callable[[Sequence[str]], Sequence[str] | None]
"""Says the columns of a table without a header by the cells of its first row; None for one that has a header.

Such a table comes from a program that puts nothing into quotes: a quote in it is a letter like any other.
"""


def read_delimited(
    path: Path, encoding: str = "", name_columns: NameColumns = lambda cells: None, what: str = "events"
) -> Sheet:
    """Read a text table.

    Args:
        path: The file.
        encoding: The encoding that the person declares; "" for UTF-8.
        name_columns: Names the columns of formats that come without a header.
        what: What its rows are, for messages.

    Raises:
        UnreadableFile: If it cannot be read as text, has no header or too many columns.
    """
    block = _BLOCK
    while True:
        try:
            return _read_in_blocks(path, encoding, name_columns, what, block)
        except pa.ArrowInvalid as error:
            # A record that is longer than a block: most often a quote that is not closed.
            if block >= _LARGEST_BLOCK or "straddling" not in str(error):
                raise UnreadableFile(f"{path} cannot be read as a table: {str(error).splitlines()[0]}.") from error
            block *= 8


def _read_in_blocks(path: Path, encoding: str, name_columns: NameColumns, what: str, block: int) -> Sheet:
    with Text(path, encoding, what) as text:
        header, is_named = _read_header(path, text, name_columns)
        columns, misfits = _parse(text, len(header), block)
    # The parser has the header as its first row. It leaves the rows out that do not fit, and counts them.
    length = len(columns[0]) + len(misfits)
    numbers = np.setdiff1d(np.arange(1, length + 1), [row.number for row in misfits])
    return _make_piece(path, text, header, columns, numbers, misfits, is_headed=not is_named)


def _read_header(path: Path, text: Text, name_columns: NameColumns) -> tuple[list[str], bool]:
    """Return the names of the columns, and whether they are given and stand in no row of the file."""
    named = name_columns(text.first_line())
    text.has_quotes = named is None
    header = list(named or text.first_record())
    if len(header) > MOST_COLUMNS:
        make_sheet(path, header, [], np.zeros(0))
    return header, bool(named)


def _unescaped(sheet: Sheet) -> Sheet:
    """Take the apostrophes off that keep a spreadsheet from running a text; only files of text have them."""
    columns = tuple(map(unescape_cells, sheet.columns))
    return replace(sheet, header=tuple(map(unescape_cell, sheet.header)), columns=columns)


def read_delimited_pieces(
    path: Path, encoding: str, name_columns: NameColumns, least_rows: int, what: str = "events"
) -> Iterator[Sheet]:
    """Read a text table of any size, so many rows or a little more at a time; each piece as `read_delimited` gives all.

    Raises:
        UnreadableFile: As `read_delimited`; rows that were given by then are good.
    """
    with Text(path, encoding, what) as text:
        header, is_named = _read_header(path, text, name_columns)
        blocks, misfits = _open_blocks(text, len(header), _PIECE_BLOCK)
        first = 1
        try:
            for columns in _gather(blocks, len(header), least_rows):
                numbers, here = _number_rows(first, len(columns[0]), misfits)
                is_headed = first == 1 and not is_named
                first = int(numbers[-1]) + 1 if len(numbers) else first
                yield _make_piece(path, text, header, columns, numbers, here, is_headed)
        except pa.ArrowInvalid as error:
            raise UnreadableFile(f"{path} cannot be read as a table: {str(error).splitlines()[0]}.") from error
        if misfits:
            nothing = [pa.chunked_array([], pa.large_string()) for _ in header]
            yield _make_piece(path, text, header, nothing, np.zeros(0, "int64"), misfits, False)


def _gather(blocks: Iterator[list[pa.Array]], width: int, least_rows: int) -> Iterator[list[pa.ChunkedArray]]:
    """Put blocks together until they have enough rows."""
    waiting: list[list[pa.Array]] = []
    for block in blocks:
        waiting.append(block)
        if sum(len(one[0]) for one in waiting) >= least_rows:
            yield _joined(waiting, width)
            waiting = []
    if waiting:
        yield _joined(waiting, width)


def _joined(blocks: list[list[pa.Array]], width: int) -> list[pa.ChunkedArray]:
    return [pa.chunked_array([one[place] for one in blocks], pa.large_string()) for place in range(width)]


def _number_rows(first: int, length: int, misfits: list[pv.InvalidRow]) -> tuple[np.ndarray, list[pv.InvalidRow]]:
    """Number rows that fit, and take the misfits between them out of the list; the reader may be further already."""
    coming = np.setdiff1d(np.arange(first, first + length + len(misfits)), [row.number for row in misfits])
    numbers = coming[:length]
    last = int(numbers[-1]) if length else first
    here = [row for row in misfits if row.number < last]
    misfits[:] = [row for row in misfits if row.number >= last]
    return numbers, here


def _make_piece(
    path: Path,
    text: Text,
    header: list[str],
    columns: list[pa.ChunkedArray],
    numbers: np.ndarray,
    misfits: list[pv.InvalidRow],
    is_headed: bool,
) -> Sheet:
    if is_headed:
        columns, numbers = [column.slice(1) for column in columns], numbers[1:]
    sheet = make_sheet(path, header, columns, numbers + text.skipped, remarks=_remarks(text))
    return _unescaped(_without_swallowed(_with_misfits(sheet, text, misfits, header), path, text, len(header)))


def _parse(text: Text, width: int, block: int) -> tuple[list[pa.ChunkedArray], list[pv.InvalidRow]]:
    """Tell all cells apart.

    Returns:
        The columns, stripped; the rows that do not fit, with their numbers.
    """
    blocks, misfits = _open_blocks(text, width, block)
    return _joined(list(blocks), width), misfits


def _open_blocks(text: Text, width: int, block: int) -> tuple[Iterator[list[pa.Array]], list[pv.InvalidRow]]:
    """Let Arrow tell the cells apart. It agrees with Python's csv on every text tried, and is ten times as fast.

    Returns:
        The columns block by block, stripped; the rows that do not fit, with their numbers, as they are met.
    """
    names = [str(place) for place in range(width)]
    misfits: list[pv.InvalidRow] = []

    def skip(row: pv.InvalidRow) -> str:
        misfits.append(row)
        return "skip"

    memory = column_memory()
    # Only a single thread numbers the rows that do not fit.
    reader = pv.open_csv(
        pa.PythonFile(text, mode="r"),
        pv.ReadOptions(column_names=names, use_threads=False, block_size=block),
        pv.ParseOptions(
            delimiter=text.separator,
            quote_char='"' if text.has_quotes else False,
            newlines_in_values=text.has_quotes,
            ignore_empty_lines=False,
            invalid_row_handler=skip,
        ),
        pv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.large_string()),
            strings_can_be_null=False,
            quoted_strings_can_be_null=False,
            check_utf8=False,
        ),
        memory_pool=memory,
    )
    # Block by block, so that the memory of one serves the next.
    blocks = (
        [pc.utf8_trim_whitespace(column, memory_pool=memory) for column in batch.columns] for batch in _ahead(reader)
    )
    return blocks, misfits


def _ahead(reader: pv.CSVStreamingReader) -> Iterator[pa.RecordBatch]:
    """Give blocks while the next one is being read."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, reader, None)
        while (block := coming.result()) is not None:
            coming = pool.submit(next, reader, None)
            yield block


def _remarks(text: Text) -> list[Remark]:
    return [Remark(0, "", text.encoding, f"The text is read as {text.encoding}.")] if text.encoding else []


def _with_misfits(sheet: Sheet, text: Text, misfits: list[pv.InvalidRow], header: list[str]) -> Sheet:
    """Set the rows aside that are longer or shorter than the header, or whose quote swallowed others."""
    width, aside, late = len(header), list(sheet.set_aside), []
    for row in misfits:
        cells = text.cells_of(row.text)
        number = row.number + text.skipped
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            late.append((number, cells[:width]))
        else:
            aside.append(Remark(number, "", row.text, _misfit(len(cells), width, text.separator)))
    sheet = _with_rows(sheet, header, late) if late else sheet
    return _with_aside(sheet, aside)


def _misfit(cells: int, width: int, separator: str) -> str:
    message = f"has {cells} cells where the header has {width}. "
    if cells > width:
        one = {"commas": "comma", "semicolons": "semicolon", "tabs": "tab"}[SEPARATORS[separator]]
        return message + f"A text that holds a {one} needs quotes around it."
    return message + f"Add the missing {SEPARATORS[separator]}, or check whether a quote is not closed."


def _with_aside(sheet: Sheet, aside: list[Remark]) -> Sheet:
    return replace(sheet, set_aside=tuple(aside))


def _with_rows(sheet: Sheet, header: list[str], rows: list[tuple[int, list[str]]]) -> Sheet:
    """Put rows back that have blank cells beyond the header."""
    places = {name.strip(): place for place, name in enumerate(header)}
    order = np.argsort(np.concatenate([sheet.numbers, [number for number, _ in rows]]), kind="stable")
    columns = []
    for name, texts in zip(sheet.header, sheet.columns, strict=True):
        added = [cells[places[name]].strip() if name in places else "" for _, cells in rows]
        columns.append(pa.concat_arrays([texts, pa.array(added, pa.large_string())]).take(pa.array(order)))
    numbers = np.concatenate([sheet.numbers, [number for number, _ in rows]])[order]
    return replace(sheet, columns=tuple(columns), numbers=numbers)


def _without_swallowed(sheet: Sheet, path: Path, text: Text, width: int) -> Sheet:
    """Set rows aside that hold other rows in a cell: the quote before them is closed too late, or never."""
    remarks: dict[int, Remark] = {}
    inside = rf"\n(?:[^\n{text.separator}]*{text.separator}){{{max(width - 1, 2)}}}"
    for name, texts in zip(sheet.header, sheet.columns, strict=True):
        has_lines = pc.match_substring(texts, "\n")
        if width < 3 or not pc.any(has_lines).as_py():
            continue
        for position in np.flatnonzero(flags(pc.match_substring_regex(texts, inside))):
            cell, number = texts[int(position)].as_py(), int(sheet.numbers[position])
            message = f"holds {cell.count(chr(10))} more lines that look like rows. A quote in this row is not closed."
            remarks[int(position)] = Remark(number, name, cell, message + " Close it.")
    aside = max((remark.row for remark in sheet.set_aside), default=0)
    is_last = len(sheet.numbers) and sheet.numbers[-1] > aside
    if is_last and text.has_quotes and text.quotes % 2 and ends_inside_quotes(path, text.encoding, text.separator):
        last = len(sheet.numbers) - 1
        message = "A quote that opens in this row is never closed, so the rest of the file is one cell. Close it."
        remarks[last] = Remark(int(sheet.numbers[last]), sheet.header[-1], _last_text(sheet), message)
    if not remarks:
        return sheet
    rest = sheet.take(np.setdiff1d(np.arange(len(sheet.numbers)), list(remarks)))
    return _with_aside(rest, [*rest.set_aside, *remarks.values()])


def _last_text(sheet: Sheet) -> str:
    return next((text for column in reversed(sheet.columns) if (text := column[-1].as_py())), "")
