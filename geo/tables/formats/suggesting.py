"""Drafts a mapping file from the header of a table and its first rows; what cannot be told is left to the person."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import pyarrow.compute as pc

from geo.errors import UnreadableFile
from geo.schema import COLUMN_NAMES
from geo.tables.dates import parse_date
from geo.tables.file_check import without_tags
from geo.tables.formats import FORMATS
from geo.tables.formats.aggregates import complain_about_aggregates
from geo.tables.formats.mapped import read_with
from geo.tables.formats.type_words import type_finder
from geo.tables.options import MAPPING_SUFFIX, ReadingOptions
from geo.tables.sheets.opening import open_sheet
from geo.tables.sheets.sheet import Sheet
from geo.vocabulary import DATA_FOLDER, Vocabulary, read_rows

COLUMN_WORDS = DATA_FOLDER / "vocabulary" / "column_names.csv"

DATE_FORMATS = (
    "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d/%m/%y",
    "%m/%d/%y", "%d.%m.%y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%B %d, %Y", "%b %d, %Y",
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M", "%d.%m.%Y %H:%M",
)  # fmt: skip
"""The ways of writing a day that are tried on the first rows."""

_ROWS_LOOKED_AT, _MOST_VALUES, _ALIKE = 1_000, 60, 0.86
_DECIMAL_COMMA = r"^-?\d+,\d+$"


def suggest_mapping(path: Path, vocabulary: Vocabulary, options: ReadingOptions) -> str:
    """Draft a mapping file for a table.

    Args:
        path: The table.
        vocabulary: The event types that are allowed.
        options: What the person declares of the table.

    Returns:
        YAML. Lines that begin with # say what a person must decide.

    Raises:
        UnreadableFile: If the table cannot be read, or needs no mapping file, or has counts instead of events.
    """
    sheet = without_tags(open_sheet(path, options))
    known = next((one for one in FORMATS if one.recognise(sheet.header)), None)
    if known:
        raise UnreadableFile(f"{path} needs no mapping file: it is read as {known.label}.")
    if refusal := complain_about_aggregates(str(path), sheet.header):
        raise refusal
    return "\n".join(_draft(path, sheet, vocabulary, options)) + "\n"


def write_suggestion(table: Path, draft: str) -> Path:
    """Write a draft beside its table, where it is found by its name; never over a file that is there.

    Raises:
        UnreadableFile: If there is one, or it cannot be written.
    """
    path = table.with_name(table.stem + MAPPING_SUFFIX)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(draft)
    except FileExistsError as error:
        raise UnreadableFile(
            f"{path} is there already. Remove it first, or print the draft without --write."
        ) from error
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be written: {error.strerror}.") from error
    return path


def find_columns(header: Sequence[str]) -> dict[str, str]:
    """Find which columns of a header may be ours: by our names, then by words that others use, then by likeness."""
    words = {column: [column, *others] for column, others in _read_words().items()}
    free = {_fold(name): name for name in reversed(header)}
    found: dict[str, str] = {}
    for column in COLUMN_NAMES:
        near = next((word for word in map(_fold, words.get(column, [column])) if word in free), None)
        if near:
            found[column] = free.pop(near)
    for column in (one for one in COLUMN_NAMES if one not in found):
        near = next((get_close_matches(word, free, 1, _ALIKE) for word in map(_fold, words.get(column, [column]))), [])
        if near:
            found[column] = free.pop(near[0])
    return {column: found[column] for column in COLUMN_NAMES if column in found}


def find_date_formats(texts: Sequence[str]) -> list[str]:
    """List the formats that fit every day of a column; none where all are ISO dates."""
    others = [text for text in texts if text and not parse_date(text)]
    return [one for one in DATE_FORMATS if others and all(read_with(text, one) for text in others)]


@cache
def _read_words() -> Mapping[str, list[str]]:
    words: dict[str, list[str]] = {}
    for _, row in read_rows(COLUMN_WORDS, ("column", "name")):
        words.setdefault(row["column"], []).append(row["name"])
    return words


def _fold(name: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", name.casefold()).split())


def _draft(path: Path, sheet: Sheet, vocabulary: Vocabulary, options: ReadingOptions) -> Iterator[str]:
    found = find_columns(sheet.header)
    yield f"# How {_quoted(path.name)} is read. Ours stand before the colon, theirs after it; change what is not so."
    yield "columns:"
    for column, name in found.items():
        yield f"  {column}: {_quoted(name)}"
    yield from _say_id(found)
    yield from _say_dates(found, sheet)
    yield from _say_types(found, sheet, vocabulary)
    if any(_first(sheet, found.get(name, ""), _DECIMAL_COMMA) for name in ("latitude", "longitude")):
        yield 'decimal: ","'
    if options.encoding:
        yield f"encoding: {_quoted(options.encoding)}"
    rest = [name for name in sheet.header if name not in found.values()]
    if rest:
        yield f"# Kept under their own names: {', '.join(map(_quoted, rest))}"


def _say_id(found: Mapping[str, str]) -> Iterator[str]:
    if "event_id" not in found:
        names = [found[one] for one in ("event_date", "location", "latitude", "longitude", "notes") if one in found]
        yield "# No column looks like an id, so one is made of what a row says."
        yield f"id_from: [{', '.join(map(_quoted, names))}]"


def _say_dates(found: Mapping[str, str], sheet: Sheet) -> Iterator[str]:
    if "event_date" not in found:
        yield "# Which column has the day? Write it below columns:, as event_date."
        return
    formats = find_date_formats(_values(sheet, found["event_date"]))
    if len(formats) == 1:
        yield f"date_format: {_quoted(formats[0])}"
    elif formats:
        yield "# The days fit several formats, and no row says which. Keep one of these lines."
        yield from (f"# date_format: {_quoted(one)}" for one in formats)
    elif not all(map(parse_date, _values(sheet, found["event_date"]))):
        yield '# The days fit none of the usual formats. date_format: "%d/%m/%Y" is how one is written.'


def _say_types(found: Mapping[str, str], sheet: Sheet, vocabulary: Vocabulary) -> Iterator[str]:
    if "event_type" not in found:
        yield "# Which type are the events? Take the # off, and write one of data/vocabulary/event_types.csv."
        yield "# constants:"
        yield f"#   event_type: {_quoted(vocabulary.event_types[0].event_type)}"
        return
    find, types = type_finder(vocabulary), [one.event_type for one in vocabulary.event_types]
    words = [word for word in _values(sheet, found["event_type"])[:_MOST_VALUES] if word not in types]
    if words:
        yield "values:"
        yield "  event_type:"
        for word in words:
            known = find([word])
            yield f"    {_quoted(word)}: {_quoted(known[0])}" if known else f"    # {_quoted(word)}: which of ours?"


def _values(sheet: Sheet, name: str) -> list[str]:
    """List the different texts of the first rows of a column."""
    return [text for text in pc.unique(sheet.column(name).slice(0, _ROWS_LOOKED_AT)).to_pylist() if text]


def _first(sheet: Sheet, name: str, pattern: str) -> bool:
    return bool(name) and any(re.match(pattern, text) for text in _values(sheet, name))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
