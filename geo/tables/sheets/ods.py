"""The sheets of an .ods as grids of text, read piece by piece."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.parsers import expat

from geo.errors import UnreadableFile
from geo.tables.sheets.archives import pieces_of
from geo.tables.sheets.binaries import MOST_CELLS
from geo.tables.sheets.grid import Grid, WrongCell, too_large
from geo.tables.sheets.sheet import MOST_COLUMNS
from geo.tables.sheets.survey import NOT_COMPUTED, error_message
from geo.tables.sheets.values import day_text, number_text

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
_SPACES = {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}
_IS_BESIDE = (_OFFICE + "annotation", _TABLE + "shapes")
_DRAWN = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_BLANKS = re.compile(r"[ \t\r\n]+")
_ERROR = re.compile(r"#[A-Z/0]+[!?]?|Err:\d+")
_SPAN = re.compile(r"(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?", re.ASCII)


def read_grids(path: Path, archive: zipfile.ZipFile) -> list[Grid]:
    """Read every sheet.

    Raises:
        UnreadableFile: If the workbook is protected, damaged or spans too many cells.
    """
    if "META-INF/manifest.xml" in archive.namelist():
        manifest = b"".join(pieces_of(archive, "META-INF/manifest.xml"))
        if b"encryption-data" in manifest:
            raise UnreadableFile(f"{path} is protected by a password. Save it without one, then read it again.")
    reader = _Reader(path)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.hear
    try:
        for piece in pieces_of(archive, "content.xml"):
            parser.Parse(piece)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise UnreadableFile(
            f"{path} is damaged: {error}. Open it in a spreadsheet program and save it anew."
        ) from error
    return reader.grids


class _Reader:
    """Hears the XML of a workbook and adds its rows to grids."""

    def __init__(self, path: Path) -> None:
        self.grids: list[Grid] = []
        self._path = path
        self._row, self._row_repeated, self._number, self._cells_seen = [], 1, 0, 0
        self._wrong: list[WrongCell] = []
        self._place, self._said, self._text = 0, {}, []
        self._beside = self._depth = 0
        self._is_heard = False

    def start(self, tag: str, said: Mapping[str, str]) -> None:
        if self._beside or tag in _IS_BESIDE or tag.startswith(_DRAWN):
            self._beside += 1
        elif tag == _TABLE + "table":
            self._depth += 1
            if self._depth == 1:
                self.grids.append(Grid(said.get(_TABLE + "name", "")))
                self._number = 0
        elif self._depth != 1:
            return
        elif tag == _TABLE + "table-row":
            self._row, self._wrong, self._place = [], [], 0
            self._row_repeated = int(said.get(_TABLE + "number-rows-repeated", "1"))
        elif tag in _CELLS:
            self._said, self._text = said, []
        elif tag == _TEXT + "p":
            self._is_heard = True
            self._text += ["\n"] if self._text else []
        elif tag == _TEXT + "s":
            self._text.append(" " * min(int(said.get(_TEXT + "c", "1")), 1_000))
        elif tag in _SPACES:
            self._text.append(_SPACES[tag])

    def hear(self, text: str) -> None:
        if self._is_heard and not self._beside:
            self._text.append(_BLANKS.sub(" ", text))

    def end(self, tag: str) -> None:
        if self._beside:
            self._beside -= 1
        elif tag == _TABLE + "table":
            self._depth -= 1
        elif self._depth != 1:
            return
        elif tag == _TEXT + "p":
            self._is_heard = False
        elif tag in _CELLS:
            self._end_cell()
        elif tag == _TABLE + "table-row":
            self._end_row()

    def _end_cell(self) -> None:
        repeated = int(self._said.get(_TABLE + "number-columns-repeated", "1"))
        text, message = _text_of(self._said, "".join(self._text).strip())
        if text:
            if self._place + repeated > MOST_COLUMNS:
                raise too_large(self._path, self.grids[-1].name, f"column {self._place + repeated:,}")
            self._row += [""] * (self._place - len(self._row)) + [text] * repeated
            if message:
                self._wrong.append(WrongCell(0, self._place, text, message))
        self._place += repeated

    def _end_row(self) -> None:
        grid = self.grids[-1]
        if self._row:
            self._cells_seen += len(self._row) * self._row_repeated
            if self._cells_seen > MOST_CELLS:
                raise too_large(self._path, grid.name, f"row {self._number + self._row_repeated:,}")
            for number in range(self._number + 1, self._number + self._row_repeated + 1):
                grid.add(number, self._row)
                grid.wrong += [one._replace(row=number) for one in self._wrong]
        self._number += self._row_repeated


def _text_of(said: Mapping[str, str], shown: str) -> tuple[str, str]:
    """Return the text of a cell, and what is wrong with it, if anything."""
    kind = said.get(_OFFICE + "value-type", "")
    has_formula = _TABLE + "formula" in said
    if said.get(_CALC + "value-type") == "error" or (has_formula and _ERROR.fullmatch(shown)):
        return shown or "#N/A", error_message(shown or "#N/A")
    if has_formula and not kind:
        return shown or "?", NOT_COMPUTED
    return _value_of(kind, said, shown), ""


def _value_of(kind: str, said: Mapping[str, str], shown: str) -> str:
    if kind in ("float", "percentage", "currency"):
        return number_text(float(said.get(_OFFICE + "value", "nan")))
    if kind == "date":
        return day_text(said.get(_OFFICE + "date-value", shown)).replace("T", " ")
    if kind == "boolean":
        return said.get(_OFFICE + "boolean-value", shown).upper()
    if kind == "time":
        return _span(said.get(_OFFICE + "time-value", shown))
    return (said.get(_OFFICE + "string-value") or shown).strip()


def _span(text: str) -> str:
    found = _SPAN.fullmatch(text)
    if not found:
        return text
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    return f"{found[1]}{24 * days + hours:02}:{minutes:02}:{seconds:02}"
