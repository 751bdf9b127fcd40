"""The formats of the field: each knows its own header and says which of our columns its columns are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from geo.tables.formats.acled import ACLED
from geo.tables.formats.format import Format
from geo.tables.formats.gdelt import GDELT, name_gdelt_columns
from geo.tables.formats.own import OWN, complain_about_header
from geo.tables.formats.timemap import TIMEMAP
from geo.tables.formats.ucdp import UCDP
from geo.tables.options import ReadingOptions
from geo.tables.sheets.sheet import Sheet

FORMATS: tuple[Format, ...] = (OWN, ACLED, UCDP, GDELT, TIMEMAP)
"""Every format, in the order of asking."""


def name_columns(cells: Sequence[str]) -> Sequence[str] | None:
    """Name the columns of a format that comes without a header, by the cells of its first row; None for others."""
    return name_gdelt_columns(cells)


def recognise(path: Path, sheet: Sheet, options: ReadingOptions) -> Format:
    """Find the format of a sheet by its header.

    Raises:
        UnreadableFile: If no format has this header.
    """
    for one in FORMATS:
        if one.recognise(sheet.header):
            return one
    raise complain_about_header(str(path), sheet.header)
