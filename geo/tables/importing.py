"""Files of any format to one file of our own, and what became of every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import CannotExport
from geo.tables.options import ReadingOptions
from geo.tables.printing import check_text, printable
from geo.tables.progress import show_progress
from geo.tables.reading import list_files, read_tables
from geo.tables.report import FileReport
from geo.vocabulary import Vocabulary

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


@dataclass(frozen=True)
class Import:
    """What was imported.

    Attributes:
        reports: One per file.
        target: The file of ours.
        events: How many events it has, or would have.
        is_written: Whether it was written.
    """

    reports: tuple[FileReport, ...]
    target: Path
    events: int
    is_written: bool

    def as_dict(self) -> dict[str, object]:
        """Return what `import --json` prints."""
        files = [report.as_dict() for report in self.reports]
        return {"to": str(self.target), "written": self.is_written, "events": self.events, "files": files}

    def as_text(self, is_all: bool = False) -> str:
        """Say what became of the rows, and where the events are."""
        what = "written" if self.is_written else "not written"
        return f"{check_text(self.reports, is_all)}\n\n{printable(str(self.target))}: {self.events:,} events {what}"


def import_files(
    paths: Sequence[Path],
    target: Path,
    vocabulary: Vocabulary,
    options: ReadingOptions,
    is_replacing: bool = False,
    is_dry: bool = False,
) -> Import:
    """Read files of any format and write their good events as one file of ours.

    Nothing is written where a file cannot be read at all, or no row is good.

    Args:
        paths: The files, or folders of them.
        target: The file to write.
        vocabulary: The event types that are allowed.
        options: What the person declares of the files.
        is_replacing: Whether a file that is there may give way.
        is_dry: Whether to say what would be done, and not to do it.

    Raises:
        UnreadableFile: If nothing could be read.
        CannotExport: If the target is there already, is one of the files, or cannot be written.
    """
    files = list_files(paths)
    _check_target(target, files, is_replacing)
    with show_progress(len(files)) as tell:
        reading = read_tables(files, vocabulary, replace(options, tell=tell))
    is_whole = all(report.error is None for report in reading.reports)
    is_written = is_whole and not is_dry and len(reading.events) > 0
    if is_written:
        write_events(target, reading.events, vocabulary)
    return Import(reading.reports, target, len(reading.events), is_written)


def write_events(target: Path, events: pd.DataFrame, vocabulary: Vocabulary) -> None:
    """Write events that were read, not yet placed, as a file of ours; an old one is there until the new one is whole.

    Raises:
        CannotExport: If it cannot be written.
    """
    from geo.tables.exports.batches import watch
    from geo.tables.exports.formats import FORMATS, write_file

    write_file(target, FORMATS["csv"], watch(_batches(events), len(events), f"writing {target.name}"), vocabulary)


def _batches(events: pd.DataFrame) -> pa.RecordBatchReader:
    import pyarrow as pa

    from geo.tables.exports.batches import as_batches, export_schema, list_extras

    fields = export_schema(list_extras(map(str, events.columns)))
    return as_batches(events, schema=pa.schema([field for field in fields if field.name in events.columns]))


def _check_target(target: Path, files: Sequence[Path], is_replacing: bool) -> None:
    from geo.tables.exports.formats import check_target

    if target.suffix.lower() != ".csv":
        raise CannotExport(f"{target} is not the name of a CSV file. Let it end in .csv.")
    check_target(target, files)
    if target.exists() and not is_replacing:
        raise CannotExport(f"{target} is there already. Let it give way with --replace, or name another with --to.")
