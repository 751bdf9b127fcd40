"""TimeMap's events: its JSON exports, with sources as ids, links or objects, and the sheet they are made of."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from geo.tables.cells import split_list
from geo.tables.formats.days import read_days
from geo.tables.formats.format import Format, Translated
from geo.tables.formats.links import hosts, plain_link
from geo.tables.formats.their_columns import TheirColumns, plain_name
from geo.tables.formats.type_words import UNTOLD, type_finder
from geo.tables.sheets.sheet import Remark, Sheet
from geo.tables.texts import map_together
from geo.vocabulary import Vocabulary

NEEDED = ("id", "date", "description")
KINDS = ("type", "category", "category_full")
PLACES = ("location", "place_desc")
_LISTED = re.compile(r"(source|association|filter|tag|narrative)(s|\d+)")
_SOURCE, _TAG = re.compile(r"source(s|\d+)"), re.compile(r"(association|filter|tag)(s|\d+)")
_ONE_LINK = re.compile(r"https?://(?:(?!;https?:)\S)+")
_LINK, _TITLE, _NAME = ("path", "url", "paths"), ("description", "title"), ("author", "id")

THEIRS = {
    "event_id": "id",
    "event_date": "date",
    "latitude": "latitude",
    "longitude": "longitude",
    "notes": "description",
}


def recognise_timemap(header: Sequence[str]) -> bool:
    """Whether a header is TimeMap's: an id, a date, a description, and lists of sources, associations or filters."""
    names = set(map(plain_name, header))
    return set(NEEDED) <= names and any(_LISTED.fullmatch(name) for name in names)


def translate_timemap(sheet: Sheet, vocabulary: Vocabulary) -> Translated:
    """Turn TimeMap's columns into ours; ids stay, and no row is left out for want of a date without a word."""
    theirs = TheirColumns(sheet)
    names = list(map(plain_name, sheet.header))
    days = read_days(theirs.look("date"), theirs.written("date"), "month", "TimeMap")
    cited = map_together(_columns(theirs, filter(_SOURCE.fullmatch, names)), _cite, 3)
    tagged = _columns(theirs, filter(_TAG.fullmatch, names))
    (tags,) = map_together(tagged, lambda *cells: [";".join(dict.fromkeys(map(_in_list, _words(cells))))], 1)
    kinds = [*_columns(theirs, KINDS), *tagged]
    event_type, sub_event_type, untold = map_together(kinds, partial(_kind, type_finder(vocabulary)), 3)
    columns = {
        **{ours: theirs.take(name) for ours, name in THEIRS.items()},
        **{ours: _plain_degrees(theirs.take(ours)) for ours in ("latitude", "longitude")},
        **dict(zip(("source", "source_title", "source_url"), cited, strict=True)),
        "event_date": days.texts,
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        "location": theirs.take(next((name for name in PLACES if name in theirs), PLACES[0])),
        "tags": tags,
    }
    written = {ours: theirs.written(name) for ours, name in THEIRS.items()}
    kind = next((name for name in KINDS if name in theirs), "")
    written |= {"event_type": theirs.written(kind), "sub_event_type": theirs.written(kind)}
    return Translated(columns, written, theirs.extras("timemap"), warnings=(*days.said, *_say_untold(untold)))


def _columns(theirs: TheirColumns, names: Sequence[str]) -> list[pa.Array]:
    """Return columns that may be there; one of blanks where none is."""
    found = [theirs.look(name) for name in names if name in theirs]
    return found or [theirs.look("")]


def _plain_degrees(texts: pa.Array) -> pa.Array:
    """Write a decimal comma as a point, as TimeMap itself does."""
    return pc.replace_substring_regex(texts, r"^(-?\d+),(\d+)$", r"\1.\2")


def _words(cells: Sequence[str]) -> list[str]:
    """List the words of several cells: each a text, a list, or objects with a key and a value."""
    words = []
    for one in (part for cell in cells for part in _parts(cell)):
        words.append(str(one.get("value") or one.get("title") or one.get("id") or "") if isinstance(one, dict) else one)
    return [word for word in words if word]


def _parts(cell: str) -> list[Any]:
    if cell.startswith(("[", "{")):
        try:
            parsed = json.loads(cell)
        except json.JSONDecodeError:
            return [cell]
        parts = parsed if isinstance(parsed, list) else [parsed]
        return [one if isinstance(one, dict) else str(one) for one in parts if one is not None]
    # A semicolon may be part of one link.
    return [cell] if _ONE_LINK.fullmatch(cell) else [part for part in split_list(cell) if part]


def _kind(find: Any, *cells: str) -> tuple[str, str, str]:
    """Return type, sub-type, and what stood there where it is no word for a kind of event."""
    words = _words(cells)
    found = find(words)
    return (*found, "") if found else (*UNTOLD, words[0] if words else "(none)")


def _say_untold(untold: pa.Array) -> list[Remark]:
    count = pc.sum(pc.not_equal(untold, "")).as_py()
    if not count:
        return []
    said = f'{count:,} rows name no type of event that we know. They are read as "{UNTOLD[0]}", "{UNTOLD[1]}".'
    return [Remark(0, "", "", f"{said} A mapping file can say better.")]


def _cite(*cells: str) -> tuple[str, str, str]:
    """Return publishers, titles and links of the sources of a row, in step."""
    sources = [_source(one) for cell in cells for one in _parts(cell)]
    named = [one for one in sources if any(one)]
    return tuple(";".join(column) if any(column) else "" for column in zip(*named, strict=True)) or ("", "", "")


def _source(one: dict[str, Any] | str) -> tuple[str, str, str]:
    if isinstance(one, str):
        one = {"path": one} if plain_link(one) else {"id": one}
    link, title, name = (_in_list(_first(one, keys)) for keys in (_LINK, _TITLE, _NAME))
    url = plain_link(_first(one, _LINK))
    host = hosts(pa.array([url]))[0].as_py()
    return host or name or link, title, url


def _first(one: dict[str, Any], keys: Sequence[str]) -> str:
    """Return the first of some values that is not blank; of a list its first."""
    values = [one.get(key) for key in keys]
    flat = [value[0] if isinstance(value, list) and value else value for value in values]
    return next((str(value) for value in flat if value), "")


def _in_list(text: str) -> str:
    return " ".join(text.replace(";", ",").split())


TIMEMAP = Format("timemap", "TimeMap", recognise_timemap, translate_timemap)
