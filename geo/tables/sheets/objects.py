"""Reads a JSON file whose objects are events: a list of them, or an object of them by their ids."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as pc

from geo.errors import UnreadableFile
from geo.tables.sheets.content import Text
from geo.tables.sheets.sheet import Remark, Sheet, make_sheet
from geo.tables.texts import texts_of

LISTS = ("events", "data", "Result", "results")
"""Where the events are in an object that holds more than them: TimeMap's, ACLED's and UCDP's answers."""

_FIRST_ROW = 2
_EXPECTED = "Expected a list of events, or an object of them by id."


def read_objects(path: Path, encoding: str = "") -> Sheet:
    """Read a JSON file as a table of text: a column for each key, a row for each object; the first object is row 2.

    A list of plain values is one text, separated by `;`. What holds objects stays JSON. Where the file has the sources
    that its events name by id, they stand in place of the ids.

    Raises:
        UnreadableFile: If it is no JSON, or holds no objects.
    """
    with Text(path, encoding) as text:
        document = _parse(path, text.readall())
    found = _find_events(path, document)
    sources = document.get("sources") if isinstance(document, dict) else None
    events = [(n, one) for n, one in enumerate(found, start=_FIRST_ROW) if isinstance(one, dict)]
    names = list(dict.fromkeys(name for _, event in events for name in event))
    if not names:
        raise UnreadableFile(f"{path} holds no events. {_EXPECTED}")
    columns = [texts_of(_text(_resolve(name, event.get(name), sources)) for _, event in events) for name in names]
    others = [(n, one) for n, one in enumerate(found, start=_FIRST_ROW) if not isinstance(one, dict)]
    aside = [Remark(n, "", _text(one), "is no object of an event. Remove it, or write it as one.") for n, one in others]
    columns = [pc.utf8_trim_whitespace(column) for column in columns]
    sheet = make_sheet(path, names, columns, np.array([n for n, _ in events], "int64"), aside)
    return replace(sheet, letters=("",) * len(sheet.header))


def _parse(path: Path, data: bytes) -> Any:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        known = dict(items)
        if len(known) < len(items):
            names = [name for name, _ in items]
            twice = next(name for name in names if names.count(name) > 1)
            raise UnreadableFile(f'{path} has the key "{twice}" twice in one object. Remove or rename one of them.')
        return known

    try:
        return json.loads(data, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"{path} line {error.lineno} is no JSON: {error.msg}. Export it anew.") from error
    except RecursionError as error:
        raise UnreadableFile(f"{path} is nested too deeply to be a table of events. {_EXPECTED}") from error


def _find_events(path: Path, document: Any) -> list[Any]:
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        raise UnreadableFile(f"{path} is GeoJSON. Let its name end in .geojson.")
    if isinstance(document, dict):
        document = next((document[name] for name in LISTS if isinstance(document.get(name), list | dict)), document)
    if isinstance(document, dict) and all(isinstance(one, dict) for one in document.values()):
        return [{"id": key} | one for key, one in document.items()]
    if not isinstance(document, list):
        raise UnreadableFile(f"{path} holds no list of events. {_EXPECTED}")
    return document


def _resolve(name: str, value: Any, sources: Any) -> Any:
    """Put the sources of the file in place of their ids."""
    if name != "sources" or not isinstance(value, list) or not isinstance(sources, dict):
        return value
    return [sources.get(one, one) if isinstance(one, str) else one for one in value]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) and ";" not in one for one in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)
