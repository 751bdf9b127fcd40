"""Reads a workbook, .xlsx or .ods: the sheet that holds the events, every cell as the text of a CSV of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from geo.errors import UnreadableFile
from geo.tables.options import ReadingOptions
from geo.tables.sheets.archives import open_archive
from geo.tables.sheets.choosing import choose_name
from geo.tables.sheets.grid import Grid
from geo.tables.sheets.ods import read_grids
from geo.tables.sheets.sheet import Sheet
from geo.tables.sheets.xlsx import Workbook


def read_workbook(path: Path, options: ReadingOptions) -> Sheet:
    """Read a workbook, by what it is and not by its name.

    Formulas count with the values that were saved with them.

    Raises:
        UnreadableFile: If it is no workbook, protected, damaged, blank or too large.
    """
    with open_archive(path) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            grids = {grid.name: grid for grid in read_grids(path, archive)}
            return _choose(path, [name for name, grid in grids.items() if grid.header], grids.__getitem__)
        if "xl/workbook.xml" in names:
            workbook = Workbook(path, archive)
            return _choose(path, workbook.filled, workbook.read)
    kind = "a binary workbook (.xlsb)" if "xl/workbook.bin" in names else "a zip archive without a workbook"
    raise UnreadableFile(f"{path} is {kind}. Save the table as .xlsx, .ods or CSV.")


def _choose(path: Path, names: Sequence[str], read: Callable[[str], Grid]) -> Sheet:
    """Read the sheet that holds the events."""
    # Only the last is kept, so that no two large ones are held.
    read_once = lru_cache(maxsize=1)(read)
    chosen, remarks = choose_name(names, lambda name: read_once(name).header, "sheet") if names else ("", [])
    if not names or not read_once(chosen).header:
        raise UnreadableFile(
            f"{path} is blank: no cell has a value. Expected a table whose first row names its columns."
        )
    return read_once(chosen).close(path, remarks)
