"""From files to events on the map: reads, checks and places them in one call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import Fault, UnreadableFile
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.placing import place_events
from geo.gazetteer.roads import Roads
from geo.gazetteer.row_sites import WRITTEN, find_faults, find_row_sites
from geo.gazetteer.sources.loading import load_sources
from geo.schema import COLUMNS
from geo.tables.options import ReadingOptions
from geo.tables.reading import read_tables, read_texts
from geo.tables.report import FileReport
from geo.tables.texts import blanks
from geo.tables.typing import typed_column
from geo.vocabulary import read_vocabulary

if TYPE_CHECKING:
    import geopandas as gpd
    import pyarrow as pa

    from geo.tables.joining import Texts

DATA_FOLDER = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class LoadedEvents:
    """Events on the map and what became of the rows they came from.

    Attributes:
        events: Typed and placed as `geo.gazetteer.placing.place_events` says; EPSG:4326.
        reports: One per file; warnings about places are among the warnings.
    """

    events: gpd.GeoDataFrame
    reports: tuple[FileReport, ...]


def load_events(
    paths: Iterable[Path],
    data_folder: Path = DATA_FOLDER,
    gazetteer: Gazetteer | None = None,
    options: ReadingOptions | None = None,
) -> LoadedEvents:
    """Read, check and place the events of files and folders.

    Args:
        paths: CSV files, or folders of them.
        data_folder: Where vocabulary, gazetteer and layers are.
        gazetteer: One already loaded; else that of `data_folder`.
        options: What the person declares of the files, if anything.

    Raises:
        UnreadableFile: If nothing at all could be read, or the gazetteer is damaged.
        BadVocabulary: If the vocabulary is damaged.
    """
    reading = read_tables(paths, read_vocabulary(data_folder / "vocabulary"), options)
    gazetteer = gazetteer or Gazetteer.load(data_folder / "gazetteer")
    roads, unread = read_roads(data_folder / "layers" / "roads.geojson")
    events, faults = place_events(reading.events, gazetteer, roads)
    return LoadedEvents(events, (*_with_warnings(reading.reports, faults), *unread))


def check_events(
    paths: Iterable[Path], data_folder: Path = DATA_FOLDER, options: ReadingOptions | None = None
) -> tuple[FileReport, ...]:
    """Say of files and folders what `load_events` reports of them, without making a table of their events.

    A quarter of the time that a small file takes would go into what such a table needs.
    """
    vocabulary = read_vocabulary(data_folder / "vocabulary")
    with ThreadPoolExecutor(1) as pool:
        # Arrow leaves Python alone while it reads either.
        sources = pool.submit(load_sources, data_folder / "gazetteer")
        texts = read_texts(paths, vocabulary, options)
        gazetteer = Gazetteer.of(sources.result())
    roads, unread = read_roads(data_folder / "layers" / "roads.geojson")
    written = _written_columns(texts)
    found = find_row_sites(written, gazetteer, roads)
    faults = tuple(find_faults(found, written, texts.files, texts.numbers))
    return (*_with_warnings(texts.reports, faults), *unread)


def _written_columns(texts: Texts) -> dict[str, pa.Array]:
    blank = blanks(len(texts.numbers))
    columns = [column for column in COLUMNS if column.name in WRITTEN]
    return {column.name: typed_column(column, texts.columns.get(column.name, blank)) for column in columns}


def read_roads(path: Path) -> tuple[Roads, tuple[FileReport, ...]]:
    """Read the roads; without them events still stand at their places, and the report says why none lies along one."""
    try:
        return Roads.load(path), ()
    except UnreadableFile as error:
        return Roads({}), (FileReport(str(path), error=f"{error} Until the next start no event lies along a road."),)


def _with_warnings(reports: tuple[FileReport, ...], faults: tuple[Fault, ...]) -> tuple[FileReport, ...]:
    by_file: dict[str, list[Fault]] = defaultdict(list)
    columns = {report.file: report.columns for report in reports}
    for fault in faults:
        # Placing knows our columns only; the person knows those of the file.
        name, letter = columns[fault.file].get(fault.column, (fault.column, ""))
        by_file[fault.file].append(replace(fault, column=name, letter=letter))
    return tuple(
        replace(report, warnings=tuple(sorted((*report.warnings, *by_file[report.file]), key=lambda one: one.row)))
        for report in reports
    )
