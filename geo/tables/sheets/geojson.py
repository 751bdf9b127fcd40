"""Reads events from GeoJSON: the properties of each feature are its row, and a point its coordinates."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import UnreadableFile
from geo.tables.formats import is_known
from geo.tables.options import ReadingOptions
from geo.tables.sheets.binaries import open_any
from geo.tables.sheets.sheet import MOST_COLUMNS, Remark, Sheet
from geo.tables.sheets.spatial import BROKEN, placed_sheet
from geo.tables.sheets.values import day_text, value_text
from geo.tables.texts import fold_name, texts_of

if TYPE_CHECKING:
    import shapely

MOST_BYTES = 500_000_000
_LONGEST_NUMBER = 300
_OWN = {"event_id", "event_date"}
_EXPORT_ANEW = "Mend it or export it anew."
_WGS84 = "OGC:CRS84"


def read_geojson(path: Path, options: ReadingOptions) -> Sheet:
    """Read a feature collection; its first feature is row 2, as if a header stood above.

    Raises:
        UnreadableFile: If it is not JSON, or no feature collection.
    """
    content = _parse(path)
    features = content["features"]
    rows, shapes, aside = [], [], []
    for number, feature in enumerate(features, start=2):
        row, shape, wrong = _read_feature(feature)
        rows.append(row)
        shapes.append(shape)
        aside += [Remark(number, *wrong)] if wrong else []
    names = list(dict.fromkeys(name for row in rows for name in row))[: MOST_COLUMNS + 1]
    columns = {name: texts_of([row.get(name, "") for row in rows]) for name in names}
    return placed_sheet(path, columns, shapes, _crs_of(path, content), aside)


def holds_events(path: Path) -> bool:
    """Whether a GeoJSON file is a table of events and not a layer; one that is broken, by the words in it."""
    try:
        content = _parse(path)
    except UnreadableFile:
        return path.is_file() and b'"event_id"' in path.read_bytes()
    said = [one.get("properties") for one in content["features"] if isinstance(one, Mapping)]
    header = list(dict.fromkeys(name for one in said if isinstance(one, Mapping) for name in one))
    return "layer" not in content and (is_known(header) or bool(_OWN & set(map(fold_name, header))))


def _parse(path: Path) -> dict[str, Any]:
    with open_any(path, "a GeoJSON file") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise UnreadableFile(
            f"{path} is larger than {MOST_BYTES / 1e6:,.0f} MB. Save so many events as CSV or GeoPackage."
        )
    if not raw.strip():
        raise UnreadableFile(f"{path} is empty. Expected a GeoJSON FeatureCollection.")
    try:
        content = json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=_object, parse_int=_whole, parse_constant=_constant
        )
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = raw[error.start]
        raise UnreadableFile(
            f"{path} line {line} is not UTF-8 text (byte 0x{byte:02x}). Export it as UTF-8."
        ) from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UnreadableFile(f"{path} is not JSON: {error.msg} at {where}. {_EXPORT_ANEW}") from error
    except RecursionError as error:
        raise UnreadableFile(f"{path} holds lists within lists, deeper than any GeoJSON. {_EXPORT_ANEW}") from error
    except ValueError as error:
        raise UnreadableFile(f"{path} {error}. {_EXPORT_ANEW}") from error
    return _collection(path, content)


def _collection(path: Path, content: object) -> dict[str, Any]:
    found = content.get("type") if isinstance(content, dict) else type(content).__name__
    if not isinstance(content, dict) or found != "FeatureCollection":
        raise UnreadableFile(f'{path} is "{str(found)[:40]}". Expected a GeoJSON FeatureCollection: export it as one.')
    if not isinstance(content.get("features"), list):
        raise UnreadableFile(f'{path} has no list of features. Expected "features": […], which may be empty.')
    return content


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for place, name in enumerate(names) if name in names[:place])
        raise ValueError(f'says "{twice[:40]}" twice in one object, and only one of them can count')
    return made


def _whole(digits: str) -> int | str:
    """Read a whole number; one that is longer than any stays text, to be refused with its row."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _constant(name: str) -> None:
    raise ValueError(f"holds {name}, which is no JSON; write null where a value is unknown")


def _read_feature(feature: object) -> tuple[dict[str, str], shapely.Geometry | None, tuple[str, str, str] | None]:
    """Return the cells of a feature, its geometry, and what is wrong: column, value, message."""
    is_feature = isinstance(feature, Mapping) and feature.get("type") == "Feature"
    properties = (feature.get("properties") or {}) if is_feature else None
    if not isinstance(properties, Mapping):
        message = 'is no GeoJSON feature. Expected {"type": "Feature", "geometry": …, "properties": {…}}.'
        return {}, None, ("", json.dumps(feature, ensure_ascii=False)[:200], message)
    row = {name.strip(): day_text(value_text(value)).strip() for name, value in properties.items()}
    try:
        return row, _shape_of(feature.get("geometry")), None
    except Exception:
        return row, None, ("geometry", json.dumps(feature["geometry"], ensure_ascii=False)[:200], BROKEN)


def _shape_of(said: Any) -> shapely.Geometry | None:
    import shapely
    from shapely.geometry import shape

    if said is None:
        return None
    if said["type"] != "Point":
        return shape(said)
    east, north = said["coordinates"][:2] or (None, None)
    if isinstance(east, bool | str) or isinstance(north, bool | str):
        raise TypeError
    return shapely.Point(east, north)


def _crs_of(path: Path, content: Mapping[str, Any]) -> str:
    """Return the coordinate system: WGS 84, unless an older file names another."""
    said = content.get("crs")
    if said is None:
        return _WGS84
    try:
        return str(said["properties"]["name"])
    except (KeyError, TypeError) as error:
        raise UnreadableFile(f'{path} has a "crs" without a name. Export it in WGS 84, which needs none.') from error
