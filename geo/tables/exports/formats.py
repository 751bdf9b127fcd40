"""The table of formats that events can leave in, and how a file of one is put in place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from geo.atomic import replace_file
from geo.errors import CannotExport
from geo.tables.exports import xlsx
from geo.tables.exports.acled import stream_acled
from geo.tables.exports.geojson import stream_geojson
from geo.tables.exports.geopackage import write_geopackage
from geo.tables.exports.geoparquet import write_geoparquet
from geo.tables.exports.kml import stream_kml
from geo.tables.exports.own_csv import stream_own_csv
from geo.tables.exports.xlsx import write_xlsx
from geo.vocabulary import Vocabulary

Streaming = Callable[[pa.RecordBatchReader, Vocabulary], Iterator[bytes]]
Writing = Callable[[pa.RecordBatchReader, BinaryIO, Vocabulary], None]


@dataclass(frozen=True)
class ExportFormat:
    """One format.

    Attributes:
        name: What `--format` and the address of a download call it.
        label: What a person reads.
        suffix: How names of its files end.
        media_type: What a browser is told.
        stream: Writes it piece by piece, if it can be.
        fill: Writes it into a file, if it cannot.
        most_events: How many events a file holds; None for no limit.
    """

    name: str
    label: str
    suffix: str
    media_type: str
    stream: Streaming | None = None
    fill: Writing | None = None
    most_events: int | None = None

    def write(self, events: pa.RecordBatchReader, file: BinaryIO, vocabulary: Vocabulary) -> None:
        """Write events into an open file.

        Args:
            events: What `geo.tables.exports.batches.export_schema` describes.
            file: Open for writing bytes.
            vocabulary: Says what a type is called elsewhere, and its colour.

        Raises:
            CannotExport: If the format cannot hold them.
        """
        if self.fill is not None:
            self.fill(events, file, vocabulary)
        else:
            file.writelines(self.stream(events, vocabulary))

    def check(self, total: int) -> None:
        """Raise `CannotExport` where so many events do not fit, before any is written."""
        if self.most_events is not None and total > self.most_events:
            raise CannotExport(xlsx.too_many(total))


FORMATS = {
    one.name: one
    for one in (
        ExportFormat("csv", "CSV", ".csv", "text/csv", stream_own_csv),
        ExportFormat(
            "xlsx", "Excel (XLSX)", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            fill=write_xlsx, most_events=xlsx.MOST_EVENTS,
        ),
        ExportFormat("acled", "CSV in ACLED's columns", ".csv", "text/csv", stream_acled),
        ExportFormat("geojson", "GeoJSON", ".geojson", "application/geo+json", stream_geojson),
        ExportFormat("gpkg", "GeoPackage", ".gpkg", "application/geopackage+sqlite3", fill=write_geopackage),
        ExportFormat("parquet", "GeoParquet", ".parquet", "application/vnd.apache.parquet", fill=write_geoparquet),
        ExportFormat("kml", "KML", ".kml", "application/vnd.google-earth.kml+xml", stream_kml),
    )
}  # fmt: skip
"""By name, in the order in which a person is offered them; of one suffix the first is meant by it."""


def choose_format(path: Path, name: str | None = None) -> ExportFormat:
    """Return the format of a name; without one, that of the path's suffix.

    Raises:
        CannotExport: If the suffix is that of no format.
    """
    if name is not None:
        return FORMATS[name]
    found = next((one for one in FORMATS.values() if one.suffix == path.suffix.lower()), None)
    if found is None:
        known = ", ".join(dict.fromkeys(one.suffix for one in FORMATS.values()))
        raise CannotExport(f'"{path.name}" does not say its format. Expected a name in {known}, or --format.')
    return found


def check_target(path: Path, inputs: Iterable[Path]) -> None:
    """Refuse a target that cannot be written, or whose writing would destroy what is read.

    Args:
        path: Where the export would be written.
        inputs: Every file that the events come from.

    Raises:
        CannotExport: If the target is no file, is in no folder, or is one of the inputs.
    """
    target = path.resolve()
    if not target.parent.is_dir():
        raise CannotExport(f"{path}: the folder {path.parent} does not exist. Make it first, or name another.")
    if target.exists() and not target.is_file():
        raise CannotExport(f"{path} is not a file. Name a file to write, such as events.gpkg.")
    if any(_is_same(target, one) for one in inputs):
        raise CannotExport(f"{path} is one of the files that the events are read from. Name another file.")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)  # noqa: PTH121 - of files that may not exist
    except (OSError, ValueError):
        return one == other.resolve()


def write_file(path: Path, how: ExportFormat, events: pa.RecordBatchReader, vocabulary: Vocabulary) -> None:
    """Write a file that takes the place of an older one when it is whole.

    Raises:
        CannotExport: If the format cannot hold the events, or the disk does not let it.
    """
    try:
        with replace_file(path) as file:
            how.write(events, file, vocabulary)
    except OSError as error:
        reason = error.strerror or error
        raise CannotExport(f"{path} cannot be written: {reason}. Free some room, or name another folder.") from error
