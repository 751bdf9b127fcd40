"""Any other table, read by its mapping file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import UnreadableFile
from geo.schema import COLUMNS, Column
from geo.tables.cells import suggest
from geo.tables.dates import parse_date
from geo.tables.formats.days import whole_year
from geo.tables.formats.format import Format, Translated
from geo.tables.formats.mapping_file import MappingFile, read_mapping
from geo.tables.formats.remarks import refuse_rows
from geo.tables.formats.their_columns import TheirColumns, plain_name, plain_whole, prefixed
from geo.tables.sheets.sheet import Remark, Sheet
from geo.tables.texts import blanks, fold_name, map_distinct, map_together
from geo.vocabulary import Vocabulary

_REQUIRED = tuple(column.name for column in COLUMNS if column.is_required)
_DECIMAL_COMMA = r"^([+-]?[0-9]+),([0-9]+)$"
_ID_LETTERS = 12


def mapped_format(path: Path) -> Format:
    """Return the format that a mapping file describes.

    Raises:
        UnreadableFile: If the mapping file cannot be used.
    """
    mapping = read_mapping(path)
    return Format("mapped", f"the table that {path.name} describes", lambda header: True, _translator(mapping))


def _translator(mapping: MappingFile) -> Callable[[Sheet, Vocabulary], Translated]:
    def translate(sheet: Sheet, _: Vocabulary) -> Translated:
        theirs = TheirColumns(sheet)
        names = _find_columns(mapping, theirs)
        columns, faults = {}, []
        for column in COLUMNS:
            if column.name in names or column.name in mapping.constants:
                columns[column.name], wrong = _translate_column(mapping, theirs, column, names.get(column.name, ""))
                faults += wrong
        if mapping.id_from and "event_id" not in names:
            columns["event_id"] = _make_ids(
                theirs, [plain_name(_find(mapping, theirs, one)) for one in mapping.id_from]
            )
        if mapping.id_prefix:
            columns["event_id"] = prefixed(mapping.id_prefix, columns["event_id"])
        written = {ours: theirs.written(name) for ours, name in names.items()}
        return Translated(columns, written, theirs.extras("original"), faults)

    return translate


def _find_columns(mapping: MappingFile, theirs: TheirColumns) -> dict[str, str]:
    """Find the columns that the mapping names, and those that have our own name already.

    Returns:
        Our columns to the folded names of theirs.
    """
    names = {column.name: column.name for column in COLUMNS if column.name in theirs}
    for ours, name in mapping.columns.items():
        names[ours] = plain_name(_find(mapping, theirs, name, ours)) if name else ""
    names = {ours: name for ours, name in names.items() if name}
    made = {*names, *mapping.constants, *(["event_id"] if mapping.id_from else [])}
    missing = [name for name in _REQUIRED if name not in made]
    if missing:
        what = {"event_id": 'below "columns", or "id_from"', "event_type": 'below "columns" or "constants"'}
        where = what.get(missing[0], 'below "columns"')
        raise UnreadableFile(f"{mapping.path} does not say where {missing[0]} comes from. Say it {where}.")
    return names


def _find(mapping: MappingFile, theirs: TheirColumns, name: str, ours: str = "") -> str:
    if plain_name(name) in theirs:
        return name
    near = suggest(name, theirs.sheet.header) or f" It has {', '.join(theirs.sheet.header[:12])}."
    key = f'"{ours}: {name}"' if ours else f'"{name}" of id_from'
    raise UnreadableFile(f"{mapping.path} names a column that the table has not: {key}.{near}")


def _translate_column(
    mapping: MappingFile, theirs: TheirColumns, column: Column, name: str
) -> tuple[pa.Array, list[Remark]]:
    values, faults = mapping.values.get(column.name, {}), []
    is_day = column.kind == "date" and bool(mapping.date_formats)
    # What is made into something else stays among the extras as it was.
    texts = (theirs.look if values or is_day else theirs.take)(name) if name else blanks(len(theirs.sheet.numbers))
    if values:
        texts = map_distinct(texts, lambda text: values.get(fold_name(text), text))
    if is_day:
        faults = refuse_rows(theirs.sheet, theirs.written(name), texts, lambda text: _complain(text, mapping))
        texts = map_distinct(texts, lambda text: (_readings(text, mapping) or [text])[0])
    if column.kind in ("degrees", "whole") and mapping.decimal == ",":
        texts = pc.replace_substring_regex(texts, _DECIMAL_COMMA, r"\1.\2")
    if column.kind in ("whole", "code"):
        texts = plain_whole(texts)
    if constant := mapping.constants.get(column.name):
        texts = pc.if_else(pc.equal(texts, ""), pa.scalar(constant, pa.large_string()), texts)
    return texts, faults


def _complain(text: str, mapping: MappingFile) -> str | None:
    days = _readings(text, mapping)
    if not text or len(days) == 1:
        return None
    formats = " or ".join(mapping.date_formats)
    if days:
        return f'"{text}" is {" or ".join(days)} by the formats of {mapping.path.name}. Leave one of {formats}.'
    return f'"{text}" is not a date {formats}, as {mapping.path.name} says. Mend it, or add its format there.'


def _readings(text: str, mapping: MappingFile) -> list[str]:
    """List the days that a text means by the formats of the mapping, as ISO dates."""
    if parse_date(text):
        return [text]
    return list(dict.fromkeys(day for one in mapping.date_formats if (day := read_with(text, one))))


def read_with(text: str, date_format: str) -> str:
    """Read a day with one format; "" where it does not fit. Years of two digits are completed as everywhere."""
    try:
        day = datetime.strptime(text, date_format).date()
        if "%y" in date_format:
            day = day.replace(year=whole_year(f"{day.year % 100:02d}"))
        return day.isoformat()
    except (ValueError, OverflowError):
        return ""


def _make_ids(theirs: TheirColumns, names: list[str]) -> pa.Array:
    """Make ids of what rows say, so that they stay when rows move, and rows that say the same have the same."""

    def make_id(*texts: str) -> tuple[str]:
        return (hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:_ID_LETTERS],)

    return map_together([theirs.look(name) for name in names], make_id, 1)[0]
