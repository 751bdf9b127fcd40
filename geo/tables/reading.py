"""Files and folders of events to one table and one report per file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UnreadableFile
from geo.tables.options import ReadingOptions
from geo.tables.report import FileReport
from geo.tables.temporary import is_temporary
from geo.vocabulary import Vocabulary

if TYPE_CHECKING:
    import pandas as pd

    from geo.tables.file_check import CheckedFile
    from geo.tables.joining import Texts

NOT_EVENTS = ("CHANGES.csv", "DISTINCT.csv")
"""Files beside the events that hold something else: the log of changes, and the pairs that are no duplicates."""

SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet", ".geojson", ".gpkg", ".json")
"""How the names of files end that a folder of events is made of."""

PACKED = {".parquet": 5}
"""How many bytes of text a byte of such a file is, about."""


@dataclass(frozen=True)
class Reading:
    """What several files hold.

    Attributes:
        events: One row per event, typed as `geo.tables.typing.typed_columns` says, with `file` and `row`.
        reports: One per file, in the order of reading.
    """

    events: pd.DataFrame
    reports: tuple[FileReport, ...]


def read_tables(paths: Iterable[Path], vocabulary: Vocabulary, options: ReadingOptions | None = None) -> Reading:
    """Read files of events; a folder stands for its files of events by name.

    One file that cannot be read does not lose the others: its report carries the error.

    Args:
        paths: Files and folders; what is named twice is read once.
        vocabulary: The event types that are allowed.
        options: What the person declares of the files, if anything.

    Raises:
        UnreadableFile: If nothing at all could be read.
    """
    texts = read_texts(paths, vocabulary, options)
    return Reading(texts.typed(), texts.reports)


def read_texts(paths: Iterable[Path], vocabulary: Vocabulary, options: ReadingOptions | None = None) -> Texts:
    """Read files as `read_tables` does, without making a typed table of them, which takes its time."""
    from geo.tables.joining import join_files

    checked = [_read_one(path, vocabulary, options or ReadingOptions()) for path in list_files(paths)]
    errors = [one.report.error for one in checked if one.report.error is not None]
    if len(errors) == len(checked):
        others = f" (And {len(errors) - 1} more could not be read.)" if len(errors) > 1 else ""
        raise UnreadableFile((errors[0] if errors else "No file of events was given. Name a CSV file.") + others)
    return join_files(checked)


def list_files(paths: Iterable[Path]) -> list[Path]:
    """List the files that paths stand for, each once: a folder stands for its files of events by name."""
    files: dict[Path, Path] = {}
    for path in map(Path, paths):
        for file in _files_of(path):
            files.setdefault(file.absolute(), file)
    return list(files.values())


def _files_of(path: Path) -> list[Path]:
    try:
        if not path.is_dir():
            # Whoever names data/events/*.csv names these too, and means the events.
            return [] if path.name in NOT_EVENTS else [path]
        inside = sorted(file for file in path.iterdir() if is_table(file) and (file.is_file() or file.is_symlink()))
    except (OSError, ValueError):
        return [path]
    # An empty folder stays in the list under its own name, so that it gets a report with its error.
    return inside or [path]


def is_table(file: Path) -> bool:
    """Whether a file of a folder is a table of events by its name: not the log, not what a program left behind."""
    if is_temporary(file.name) or file.name.lower() in map(str.lower, NOT_EVENTS):
        return False
    return file.suffix.lower() in SUFFIXES


def _read_one(path: Path, vocabulary: Vocabulary, options: ReadingOptions) -> CheckedFile:
    from geo.tables.file_check import CheckedFile, check_file

    try:
        return check_file(path, vocabulary, options)
    except UnreadableFile as error:
        return CheckedFile.unread(path, error)
    except FileNotFoundError as error:
        return CheckedFile.unread(path, UnreadableFile(f"{path} was removed while it was read. Put it back: {error}."))
