"""The sheets of an .xlsx as grids of text."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

import python_calamine as calamine

from geo.errors import UnreadableFile
from geo.tables.sheets.archives import pieces_of
from geo.tables.sheets.binaries import MOST_CELLS
from geo.tables.sheets.grid import Grid, too_large
from geo.tables.sheets.sheet import MOST_COLUMNS
from geo.tables.sheets.survey import Extent, survey
from geo.tables.sheets.values import value_text

_PLACE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_PLACE = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_OPEN_ANEW = "Open it in a spreadsheet program and save it anew."


class Workbook:
    """An .xlsx whose sheets are read when they are asked for."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        """Look through every sheet, so that none is laid out that would fill the memory."""
        self._path, self._archive = path, archive
        try:
            self._extents = {name: self._survey(entry) for name, entry in self._entries()}
        except (ElementTree.ParseError, KeyError, ValueError) as error:
            raise UnreadableFile(f"{path} is damaged: {error}. {_OPEN_ANEW}") from error

    @property
    def filled(self) -> list[str]:
        """The sheets that are not blank."""
        return [name for name, extent in self._extents.items() if extent.rows]

    def read(self, name: str) -> Grid:
        """Read one sheet.

        Raises:
            UnreadableFile: If it is damaged or spans too many cells.
        """
        extent = self._extents[name]
        self._check(name, extent)
        grid = Grid(name, wrong=list(extent.wrong))
        try:
            for number, cells in enumerate(_rows(self._book.get_sheet_by_name(name), extent), start=1):
                grid.add(number, cells)
        except calamine.CalamineError as error:
            raise self._damaged(error) from error
        return grid

    @cached_property
    def _book(self) -> calamine.CalamineWorkbook:
        try:
            return calamine.load_workbook(str(self._path))
        except calamine.PasswordError as error:
            raise UnreadableFile(f"{self._path} is protected by a password. Save it without one.") from error
        except (calamine.CalamineError, OSError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> UnreadableFile:
        return UnreadableFile(f"{self._path} is damaged: {str(error).splitlines()[0]}. {_OPEN_ANEW}")

    def _entries(self) -> Iterator[tuple[str, str]]:
        """Yield the name of every sheet and its entry in the archive; charts have no cells."""
        links = self._parse("xl/_rels/workbook.xml.rels")
        entries = {one.get("Id"): one.get("Target", "") for one in links if one.get("Type", "").endswith("/worksheet")}
        for one in self._parse("xl/workbook.xml").iter():
            place = one.get(_PLACE) or one.get(_STRICT_PLACE)
            if one.tag.endswith("}sheet") and place in entries:
                yield one.get("name", ""), posixpath.normpath(posixpath.join("/xl", entries[place]))[1:]

    def _parse(self, entry: str) -> ElementTree.Element:
        return ElementTree.fromstring(b"".join(pieces_of(self._archive, entry)))  # noqa: S314

    def _survey(self, entry: str) -> Extent:
        return survey(pieces_of(self._archive, entry))

    def _check(self, name: str, extent: Extent) -> None:
        if extent.columns > MOST_COLUMNS or extent.rows * extent.columns > MOST_CELLS:
            raise too_large(self._path, name, f"row {extent.rows:,} and column {extent.columns:,}")
        if extent.has_nameless:
            raise UnreadableFile(
                f'{self._path}, sheet "{name}", has errors of formulas in cells without an address. {_OPEN_ANEW}'
            )


def _rows(sheet: calamine.CalamineSheet, extent: Extent) -> Iterator[Sequence[str]]:
    """Yield the cells of every row from the first on, as stripped text; a cell without a value as what it shows."""
    wrong: dict[int, list[tuple[int, str]]] = {}
    for one in extent.wrong:
        wrong.setdefault(one.row, []).append((one.place, one.text or "?"))
    before = [""] * (sheet.start or (0, 0))[1]
    number = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = before + [cell.strip() if type(cell) is str else value_text(cell) for cell in cells]
        yield _with_wrong(texts, wrong.get(number, ()))
    for later in range(number + 1, max(wrong, default=0) + 1):
        yield _with_wrong([], wrong.get(later, ()))


def _with_wrong(texts: list[str], wrong: Iterable[tuple[int, str]]) -> list[str]:
    for place, text in wrong:
        texts += [""] * (place + 1 - len(texts))
        texts[place] = text
    return texts
