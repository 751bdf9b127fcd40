"""A sheet's XML in an .xlsx, looked through before it is read: how far its cells reach, and which have no value.

The reader of the cells lays them out in a full rectangle, and takes an error for a blank cell; so both are found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from operator import itemgetter
from typing import NamedTuple

from geo.tables.sheets.grid import WrongCell

MOST_WAITING = 64 << 20
"""How long one cell may be in bytes of XML."""

NOT_COMPUTED = (
    "is a formula that was never computed. Open the file in a spreadsheet program, save it, and read it again."
)
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_USUAL_REFERENCE = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
_REFERENCE = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*\s)?r=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>")
_TYPE = re.compile(rb"\st=[\"'](\w+)[\"']")
_NAME = re.compile(rb"\sr=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_SIGNS = (b't="e"', b"t='e'", b"</f>", b"<f/>", b"<f ", b":f>", b":f ", b":f/>")


class Extent(NamedTuple):
    """What a sheet spans.

    Attributes:
        rows: The last row with a value; 0 where the sheet is blank.
        columns: The last column with a value.
        wrong: Cells without a value: errors of formulas, and formulas that no program has computed.
        has_nameless: Whether such a cell does not say where it stands.
    """

    rows: int = 0
    columns: int = 0
    wrong: tuple[WrongCell, ...] = ()
    has_nameless: bool = False


def survey(pieces: Iterable[bytes]) -> Extent:
    """Look through the XML of a sheet.

    Raises:
        ValueError: If a cell is longer than any.
    """
    rows, columns, counted, wrong, nameless = 0, 0, 0, [], False
    for piece in _whole_cells(pieces):
        ends = piece.count(b"</c>") + piece.count(b":c>")
        places = _USUAL_REFERENCE.findall(piece)
        if len(places) < ends:
            places = _REFERENCE.findall(piece)
        counted += ends - len(places)
        rows = max(rows, max(map(int, set(map(itemgetter(1), places))), default=0))
        columns = max(columns, max(map(place_of, set(map(itemgetter(0), places))), default=-1) + 1)
        for one in _find_wrong(piece):
            if one is None:
                nameless = True
            else:
                wrong.append(one)
    return Extent(rows or min(counted, 1), columns or min(counted, 1), tuple(wrong), nameless)


def error_message(text: str) -> str:
    """Say that a cell shows an error."""
    return f'"{text}" is an error of a formula, not a value. Mend the formula or type the value.'


def place_of(letters: bytes) -> int:
    """Return the place of a column, from 0, by its letter."""
    place = 0
    for one in letters:
        place = 26 * place + one - ord("A") + 1
    return place - 1


def _whole_cells(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Cut XML after the last cell that ends in each piece."""
    waiting = b""
    for piece in pieces:
        waiting += piece
        end = max(waiting.rfind(b"</c>"), waiting.rfind(b":c>"))
        if end >= 0:
            yield waiting[: end + 4]
            waiting = waiting[end + 4 :]
        if len(waiting) > MOST_WAITING:
            raise ValueError("a cell has no end")
    yield waiting


def _find_wrong(piece: bytes) -> Iterator[WrongCell | None]:
    """Find cells without a value; None stands for one that does not say where it is."""
    if not any(mark in piece for mark in _SIGNS):
        return
    for said, inside in _CELL.findall(piece):
        kind = _TYPE.search(said)
        value = _VALUE.search(inside)
        if kind and kind[1] == b"e":
            text = unescape(value[1].decode(errors="replace")) if value else "#N/A"
            message = error_message(text)
        elif not value and (kind is None or kind[1] == b"n") and _FORMULA.search(inside):
            text, message = "", NOT_COMPUTED
        else:
            continue
        named = _NAME.search(said)
        yield WrongCell(int(named[2]), place_of(named[1]), text, message) if named else None
