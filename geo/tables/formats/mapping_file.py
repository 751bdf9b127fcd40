"""The mapping file: a few lines of YAML that say which of our columns the columns of any other table are."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from geo.errors import UnreadableFile
from geo.schema import COLUMN_NAMES
from geo.tables.cells import suggest
from geo.tables.texts import fold_name

KEYS = ("columns", "date_format", "constants", "values", "decimal", "encoding", "id_from", "id_prefix", "format")
MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class MappingFile:
    """What a mapping file says.

    Attributes:
        path: The file.
        columns: Our columns to theirs; "" where a column of theirs that has our name is not to be taken.
        date_formats: How their dates are written, as `datetime.strptime` has it; ISO dates are read besides.
        constants: Our columns to what stands in every row where the cell is blank.
        values: Our columns to what their texts become.
        decimal: What separates decimals in their numbers.
        encoding: The encoding of the table; "" for UTF-8.
        id_from: Columns of theirs whose texts make the id of a row, where no column is an id.
        id_prefix: What stands before every id.
    """

    path: Path
    columns: Mapping[str, str] = field(default_factory=dict)
    date_formats: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    decimal: str = "."
    encoding: str = ""
    id_from: tuple[str, ...] = ()
    id_prefix: str = ""


def read_mapping(path: Path) -> MappingFile:
    """Read a mapping file.

    Raises:
        UnreadableFile: If it cannot be read, or says something that no table can have.
    """
    said = _load(path)
    unknown = next((key for key in said if key not in KEYS), None)
    if unknown is not None:
        near = suggest(unknown, KEYS) or f" Expected {', '.join(KEYS)}."
        raise UnreadableFile(f'{path}: "{unknown}" is nothing that a mapping file says.{near}')
    formats = _texts(path, said, "date_format")
    mapping = MappingFile(
        path,
        _ours(path, "columns", said.get("columns")),
        formats,
        _ours(path, "constants", said.get("constants")),
        _values(path, said.get("values")),
        _text(path, said, "decimal") or ".",
        _text(path, said, "encoding"),
        _texts(path, said, "id_from"),
        _text(path, said, "id_prefix"),
    )
    _check(mapping, _text(path, said, "format"))
    return mapping


class _Loader(yaml.BaseLoader):
    """Takes every value as text: an unquoted NO stays NO, and 07 stays 07."""


def _once_each(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    if not all(isinstance(key, str) for key in keys):
        raise yaml.MarkedYAMLError(problem="a name before a colon is no text", problem_mark=node.start_mark)
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        line = node.start_mark.line + 1
        raise yaml.MarkedYAMLError(problem=f'"{twice}" stands twice below line {line}', problem_mark=node.start_mark)
    return {key: loader.construct_object(value, deep=True) for key, (_, value) in zip(keys, node.value, strict=True)}


_Loader.add_constructor("tag:yaml.org,2002:map", _once_each)


def _load(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
        said = yaml.load(data[:MOST_BYTES].decode("utf-8-sig"), _Loader)  # noqa: S506 - it makes nothing but texts
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}. Name a mapping file.") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        raise UnreadableFile(f"{path}{line} is no YAML: {getattr(error, 'problem', None) or error}.") from error
    if not isinstance(said, dict) or len(data) > MOST_BYTES:
        raise UnreadableFile(
            f'{path} is no mapping file. Expected "columns:", and below it such as "event_date: Date".'
        )
    return said


def _ours(path: Path, key: str, said: Any) -> dict[str, str]:
    if said in (None, ""):
        return {}
    if not isinstance(said, dict):
        raise UnreadableFile(f'{path}: "{key}" needs lines such as "event_date: Date" below it.')
    for name, text in said.items():
        if name not in COLUMN_NAMES:
            near = suggest(str(name), COLUMN_NAMES) or " Ours stands before the colon, theirs after it."
            raise UnreadableFile(f'{path}: "{name}" below "{key}" is not a column of ours.{near}')
        if not isinstance(text, str):
            raise UnreadableFile(f'{path}: "{name}" below "{key}" needs one text after the colon.')
    return said


def _values(path: Path, said: Any) -> dict[str, dict[str, str]]:
    if said in (None, ""):
        return {}
    if isinstance(said, dict):
        said = {name: {} if words == "" else words for name, words in said.items()}
    if not isinstance(said, dict) or not all(isinstance(one, dict) for one in said.values()):
        raise UnreadableFile(f'{path}: "values" needs columns of ours below it, and below each "their text: ours".')
    _ours(path, "values", dict.fromkeys(said, ""))
    for name, words in said.items():
        wrong = next((word for word, text in words.items() if not isinstance(text, str)), None)
        if wrong is not None:
            raise UnreadableFile(f'{path}: "{wrong}" below "{name}" needs one text after the colon.')
    return {name: {fold_name(word): text for word, text in words.items()} for name, words in said.items()}


def _text(path: Path, said: Mapping[str, Any], key: str) -> str:
    text = said.get(key, "")
    if not isinstance(text, str):
        raise UnreadableFile(f'{path}: "{key}" needs one text after the colon.')
    return text


def _texts(path: Path, said: Mapping[str, Any], key: str) -> tuple[str, ...]:
    texts = said.get(key) or []
    texts = [texts] if isinstance(texts, str) else texts
    if not isinstance(texts, Sequence) or not all(isinstance(text, str) for text in texts):
        raise UnreadableFile(f'{path}: "{key}" needs a text, or a list of texts.')
    return tuple(texts)


def _check(mapping: MappingFile, name: str) -> None:
    for one in mapping.date_formats:
        if not ({"%d", "%j"} & set(_directives(one)) and {"%Y", "%y"} & set(_directives(one))):
            raise UnreadableFile(f'{mapping.path}: "{one}" is no date_format. Expected one such as "%d/%m/%Y".')
    if mapping.decimal not in (".", ","):
        raise UnreadableFile(f'{mapping.path}: "{mapping.decimal}" is no decimal separator. Expected "," or ".".')
    if name not in ("", "mapped"):
        raise UnreadableFile(f'{mapping.path}: "{name}" is no format of a mapping file. Expected "mapped", or no line.')
    try:
        codecs.lookup(mapping.encoding or "utf-8")
    except LookupError as error:
        raise UnreadableFile(
            f'{mapping.path}: "{mapping.encoding}" is no encoding that is known. Expected one such as "cp1252".'
        ) from error


def _directives(text: str) -> list[str]:
    return [text[n : n + 2] for n in range(len(text) - 1) if text[n] == "%"]
