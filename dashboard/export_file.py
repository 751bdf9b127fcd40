"""All events, or those of a view, to a file: what `run.py export` does. It needs no page, and so never loads Dash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from dashboard.words import say_days
from geo.tables.exports.batches import as_batches, watch
from geo.tables.exports.formats import ExportFormat, check_target, choose_format, write_file
from geo.tables.reading import list_files
from geo.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from geo.store.sources import Address


@dataclass(frozen=True)
class Written:
    """What became of an export.

    Attributes:
        said: What was written, for a person.
        left_out: A sentence for each thing that was asked for and is not in the file.
    """

    said: str
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Gathered:
    """Events that are ready to be written.

    Attributes:
        events: What `geo.tables.exports.batches.export_schema` describes.
        total: How many.
        reports: What became of the rows of each file, as `FileReport.as_dict` writes it.
        of_what: Which days they are of, and which mark; empty for all.
        ignored: A sentence for each part of the view's address that was not followed.
    """

    events: pa.RecordBatchReader
    total: int
    reports: Sequence[dict]
    of_what: str = ""
    ignored: tuple[str, ...] = ()


def export_file(
    to: Path,
    paths: Sequence[Path],
    view: str | None = None,
    format_name: str | None = None,
    store: Path | Address | None = None,
) -> Written:
    """Write the events of files and folders, in the order in which they stand there; those of a view by day.

    Args:
        to: The file to write; an older one gives way when the new one is whole.
        paths: Files of events, or folders of them.
        view: The address of a view: only what its filters and its window keep; None for all events.
        format_name: A key of `FORMATS`; None for what the suffix says.
        store: A store that `load` made, whose events are written in place of those of the files, by day.

    Raises:
        AtlasError: If nothing can be read, or the file cannot be written as asked.
    """
    how = choose_format(to, format_name)
    paths = () if store else paths
    check_target(to, list_files(paths) if paths else [])
    if view is None:
        gathered = _gather_store(store) if store else _gather_all(paths)
    else:
        gathered = _gather_view(paths, view, store)
    how.check(gathered.total)
    write_file(to, how, watch(gathered.events, gathered.total, f"Writing {how.label}"), read_vocabulary())
    return Written(_say(to, how, gathered, paths), (*gathered.ignored, *_refused(gathered.reports)))


def _gather_all(paths: Sequence[Path]) -> Gathered:
    from geo.loading import load_events
    from geo.store.selection import Selection
    from geo.store.snapshot import is_large, open_events

    if is_large(list_files(paths)):  # What may not fit into the memory is read from its store, by day.
        opened = open_events(paths)
        return Gathered(opened.store.export(Selection()), opened.store.total, opened.reports)
    loaded = load_events(paths)
    return Gathered(as_batches(loaded.events), len(loaded.events), [report.as_dict() for report in loaded.reports])


def _gather_store(address: Path | Address) -> Gathered:
    from geo.store.selection import Selection
    from geo.store.snapshot import open_store

    opened = open_store(address)
    return Gathered(opened.store.export(Selection()), opened.store.total, opened.reports)


def _gather_view(paths: Sequence[Path], address: str, store: Path | Address | None) -> Gathered:
    from dashboard.viewed import find_query, read_address
    from geo.store.snapshot import open_events, open_store

    find_query(address)  # A wrong address is said before a second is spent on reading.
    opened = open_store(store) if store else open_events(paths)
    viewed = read_address(opened.store, address)
    of_what = f" of {say_days(viewed.selection.first_day, viewed.selection.last_day)}"
    of_what += ", of the picked mark only" if viewed.mark else ""
    total = opened.store.count(viewed.selection, cells=viewed.mark)
    events = opened.store.export(viewed.selection, viewed.mark)
    return Gathered(events, total, opened.reports, of_what, viewed.ignored)


def _say(to: Path, how: ExportFormat, gathered: Gathered, paths: Sequence[Path]) -> str:
    said = f"{to}: {gathered.total:,} event{'' if gathered.total == 1 else 's'}{gathered.of_what} as {how.label}."
    if any(path.is_dir() and path.resolve() == to.resolve().parent for path in paths):
        said += "\nIt lies in a folder that events are read from: next time they may be there twice. Move it elsewhere."
    return said


def _refused(reports: Sequence[dict]) -> Iterator[str]:
    for report in reports:
        refused = report["rows"] - report["accepted"]
        if report.get("error"):
            yield report["error"]
        elif refused:
            rows = "1 row was" if refused == 1 else f"{refused:,} rows were"
            yield f"{rows} refused and left out. Try: python run.py check {report['file']}"
