"""Files and folders of events to one table and one report per file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UnreadableFile
from geo.tables.own import CheckedRows, read_own
from geo.tables.report import FileReport
from geo.tables.temporary import is_temporary
from geo.tables.typing import typed_events
from geo.vocabulary import Vocabulary

if TYPE_CHECKING:
    import pandas as pd

NOT_EVENTS = ("CHANGES.csv",)
"""Files of a folder that hold something else: the log of changes to events."""


@dataclass(frozen=True)
class Reading:
    """What several files hold.

    Attributes:
        events: One row per accepted event, typed as `geo.tables.typing.typed_events` says, with `file` and `row`.
        reports: One per file, in the order of reading.
    """

    events: pd.DataFrame
    reports: tuple[FileReport, ...]


def read_tables(paths: Iterable[Path], vocabulary: Vocabulary) -> Reading:
    """Read files of events; a folder stands for its CSV files by name.

    One file that cannot be read does not lose the others: its report carries the error.

    Args:
        paths: Files and folders; what is named twice is read once.
        vocabulary: The event types that are allowed.

    Raises:
        UnreadableFile: If nothing at all could be read.
    """
    first_places: dict[str, str] = {}
    checked = [_read_one(path, vocabulary, first_places) for path in list_files(paths)]
    errors = [one.report.error for one in checked if one.report.error is not None]
    if len(errors) == len(checked):
        others = f" (And {len(errors) - 1} more could not be read.)" if len(errors) > 1 else ""
        raise UnreadableFile((errors[0] if errors else "No file of events was given. Name a CSV file.") + others)
    files = [one.report.file for one in checked for _ in one.rows]
    rows = [row for one in checked for row in one.rows]
    numbers = [number for one in checked for number in one.numbers]
    return Reading(typed_events(rows, files, numbers), tuple(one.report for one in checked))


def list_files(paths: Iterable[Path]) -> list[Path]:
    """List the files that paths stand for, each once: a folder stands for its CSV files by name."""
    files: dict[Path, Path] = {}
    for path in map(Path, paths):
        for file in _files_of(path):
            files.setdefault(file.absolute(), file)
    return list(files.values())


def _files_of(path: Path) -> list[Path]:
    try:
        if not path.is_dir():
            return [path]
        inside = sorted(file for file in path.iterdir() if file.suffix.lower() == ".csv" and file.is_file())
    except (OSError, ValueError):
        return [path]
    # An empty folder stays in the list under its own name, so that it gets a report with its error.
    return [file for file in inside if file.name not in NOT_EVENTS and not is_temporary(file.name)] or [path]


def _read_one(path: Path, vocabulary: Vocabulary, first_places: dict[str, str]) -> CheckedRows:
    try:
        return read_own(path, vocabulary, first_places)
    except UnreadableFile as error:
        return CheckedRows([], [], FileReport(str(path), error=str(error)))
