"""A GeoJSON file to a layer and a report; a file that cannot be read says why and stops nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.errors import UnreadableFile
from geo.layers.checking import FeatureCheck
from geo.layers.geometry import Bounds
from geo.layers.layer import Layer
from geo.tables.report import FileReport
from geo.vocabulary import Vocabulary

FEATURE = "feature"
MOST_ID = 60
OF_FILE = 0
"""Number of a fault that is not in a feature but in the file's own `layer`."""


@dataclass(frozen=True)
class LayerFile:
    """What one file holds: its layer, None if it cannot be read, and what became of its features."""

    layer: Layer | None
    report: FileReport


def read_layer(path: Path, vocabulary: Vocabulary, near: Bounds | None = None) -> LayerFile:
    """Read one file of overlays.

    Args:
        path: A GeoJSON FeatureCollection, EPSG:4326; its member `layer` may give id, title, note and words.
        vocabulary: The sides there are.
        near: The box around all events; what lies far from it, and in it the other way round, is warned of.
    """
    try:
        raw = _read_bytes(path)
        content = _parse(path, raw)
    except UnreadableFile as error:
        return LayerFile(None, FileReport(str(path), error=str(error), unit=FEATURE))
    check = FeatureCheck(str(path), vocabulary, near)
    about = _read_about(content.get("layer"), check)
    read = [check.read(number, one) for number, one in enumerate(content["features"], start=1)]
    features = tuple(one for one in read if one)
    silent = [number for number, one in enumerate(read, start=1) if one and not one.source]
    if silent:
        check.warn(silent[0], "source", "", f"{_count(len(silent))} without a source. Say who says so.")
    title = path.stem.replace("_", " ")
    layer = Layer(
        layer_id=about.get("id") or path.stem,
        title=about.get("title") or title[:1].upper() + title[1:],
        note=about.get("note", ""),
        file=path.name,
        version=hashlib.blake2b(raw, digest_size=6).hexdigest(),
        features=features,
        words=about.get("legend", {}),
    )
    refused, warnings = tuple(check.refused), tuple(check.warnings)
    return LayerFile(layer, FileReport(str(path), len(read), len(features), refused, warnings, unit=FEATURE))


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}. Check its name and its permissions.") from error


def _parse(path: Path, raw: bytes) -> dict:
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path} is not UTF-8 text. Export it as GeoJSON, which is UTF-8.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UnreadableFile(f"{path} is not JSON: {error.msg} at {where}. Mend it or export it anew.") from error
    except (RecursionError, ValueError) as error:
        raise UnreadableFile(f"{path} is no JSON that can be read: {error}. Export it anew as GeoJSON.") from error
    found = content.get("type") if isinstance(content, dict) else type(content).__name__
    if found != "FeatureCollection":
        raise UnreadableFile(f'{path} is "{str(found)[:40]}". Expected a GeoJSON FeatureCollection: export it as one.')
    if not isinstance(content.get("features"), list):
        raise UnreadableFile(f'{path} has no list of features. Expected "features": […], which may be empty.')
    return content


def _read_about(said: object, check: FeatureCheck) -> dict:
    """Return id, title, note and legend as far as they are what they should be."""
    if said is not None and not isinstance(said, Mapping):
        check.warn(OF_FILE, "layer", said, 'Expected an object: {"id": "…", "title": "…", "note": "…"}.')
    about = said if isinstance(said, Mapping) else {}
    kept: dict = {}
    for column in ("id", "title", "note"):
        value = about.get(column)
        if isinstance(value, str) and (column != "id" or len(value) <= MOST_ID):
            kept[column] = value.strip()
        elif value is not None:
            check.warn(
                OF_FILE,
                f"layer.{column}",
                value,
                f"Expected a text, an id of at most {MOST_ID} letters. It is not used.",
            )
    words = about.get("legend")
    if isinstance(words, Mapping) and all(isinstance(word, str) for word in words.values()):
        kept["legend"] = dict(words)
    elif words is not None:
        check.warn(OF_FILE, "layer.legend", words, 'Expected texts by status: {"active": "Manned"}. It is not used.')
    return kept


def _count(number: int) -> str:
    return "1 feature" if number == 1 else f"{number} features"
