"""Files of any size into a store file: parts first, then ids, places, and the events in their order."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from geo.errors import Fault, UnreadableFile
from geo.gazetteer.gazetteer import Gazetteer
from geo.loading import read_roads
from geo.schema import EARLIEST_DATE, LATEST_DATE
from geo.store.building import ORDER, QUARTER_DAYS, keep_about
from geo.store.bulk.folding import add_functions
from geo.store.bulk.parts import MOST_FAULTS, Part, PartMaker
from geo.store.bulk.repeats import Repeated, settle_ids
from geo.store.bulk.rows import write_rows
from geo.store.bulk.sites import Placing, count_doubts, find_doubts, place_rows
from geo.store.bulk.sources import show_days, show_events, show_rows
from geo.store.bulk.telling import Tell
from geo.store.bulk.typed_tables import find_typed_columns, read_typed
from geo.store.indexing import index_events
from geo.store.mix import Mix
from geo.tables.pieces import LARGE_BYTES
from geo.tables.report import FileReport
from geo.vocabulary import Vocabulary

LOAD_MEMORY = "2GB"
"""What DuckDB may take; what does not fit is sorted on disk."""

_PLACES = """
CREATE TABLE place AS
SELECT location, admin1, country, events, CAST(row_number() OVER () - 1 AS INTEGER) AS place_code
FROM (SELECT location, admin1, country, count(*) AS events FROM ready GROUP BY ALL
      ORDER BY events DESC, location, admin1, country)
"""
_EVENTS = f"""
SELECT *, CAST(row_number() OVER () - 1 + getvariable('before') AS INTEGER) AS number
FROM (
  SELECT ready.*, place_code, CAST(0 AS BIGINT) AS changed_at, CAST(NULL AS UBIGINT) AS content_hash
  FROM ready JOIN place USING (location, admin1, country) ORDER BY {ORDER}
)
"""
SPAN_EVENTS = 1_000_000
"""About so many events are put in order at once: as many as fit into the memory."""


@dataclass(frozen=True)
class Load:
    """What is loaded, and with what.

    Attributes:
        files: The files.
        vocabulary: The event types that are allowed.
        gazetteer: Gives the gazetteer when it is needed.
        roads: GeoJSON of the named roads.
        parts_folder: Where parts are kept until the store is there.
        large_bytes: Above which size a file is read in pieces.
        memory: What DuckDB may take.
    """

    files: Sequence[Path]
    vocabulary: Vocabulary
    gazetteer: Callable[[], Gazetteer]
    roads: Path
    parts_folder: Path
    large_bytes: int = LARGE_BYTES
    memory: str = LOAD_MEMORY


def load_store_file(path: Path, load: Load, notes: dict, now: int, tell: Tell) -> None:
    """Write a store file of many events beside the old one, then put it in its place.

    Args:
        path: The file to make.
        load: What it is made of.
        notes: What to keep with the data.
        now: Time of the build, seconds since 1970, UTC.
        tell: Told how far it is.

    Raises:
        UnreadableFile: If nothing at all could be read.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    load.parts_folder.mkdir(parents=True, exist_ok=True)
    _clear_up(path)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    spill_folder = load.parts_folder / "spilled"
    config = {"memory_limit": load.memory, "temp_directory": str(spill_folder)}
    connection = duckdb.connect(str(unfinished), config=config)
    try:
        connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
        reports = _fill(connection, load, tell)
        about = {**asdict(Mix.of(load.vocabulary)), "built_at": now, "changes": None, **notes, **reports}
        tell("listing what can be searched for")
        about["unlisted"] = index_events(connection, has_words=False)
        keep_about(connection, {**about, "has_words": False})
        connection.execute("CHECKPOINT")
        connection.close()
        unfinished.replace(path)
    finally:
        connection.close()
        unfinished.unlink(missing_ok=True)
        unfinished.with_name(f"{unfinished.name}.wal").unlink(missing_ok=True)
    shutil.rmtree(load.parts_folder, ignore_errors=True)


def _clear_up(path: Path) -> None:
    """Remove what loads of this store left that were killed: it may be as large as the disk."""
    for left in path.parent.glob(f"{glob.escape(path.name)}.*.part*"):
        pid = left.name.removeprefix(f"{path.name}.").partition(".")[0]
        if not (pid.isdigit() and _is_running(int(pid))) or int(pid) == os.getpid():
            left.unlink(missing_ok=True)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _fill(connection: duckdb.DuckDBPyConnection, load: Load, tell: Tell) -> dict:
    """Make the tables `event` and `place`; return the reports and the further columns."""
    maker = PartMaker(load.parts_folder, load.vocabulary, {}, load.large_bytes)
    parts, errors = _read(connection, load, maker, tell)
    if not parts:
        others = f" (And {len(errors) - 1} more could not be read.)" if len(errors) > 1 else ""
        first = next((one.error for one in errors.values()), "No file of events was given. Name a CSV file.")
        raise UnreadableFile(f"{first}{others}")
    show_rows(connection, parts)
    add_functions(connection)
    tell("comparing ids")
    repeated = settle_ids(connection, parts)
    show_events(connection)
    tell("looking up places")
    roads, unread = read_roads(load.roads)
    placing = place_rows(connection, load.gazetteer(), roads)
    write_rows(connection, load.vocabulary)
    _run(connection, _PLACES, "counting places", tell)
    _order_events(connection, tell)
    reports = [*_report(connection, parts, errors, repeated, placing), *unread]
    return {"reports": [report.as_dict() for report in reports], "extra_columns": list(maker.names.values())}


def _order_events(connection: duckdb.DuckDBPyConnection, tell: Tell) -> None:
    """Make the table `event`, span by span of days, each in order."""
    connection.execute("SET VARIABLE before = 0")
    connection.execute(f"CREATE TABLE event AS {_EVENTS} LIMIT 0")
    spans = _choose_spans(connection)
    events = sum(number for _, _, number in spans)
    before = 0
    for first, last, number in spans:
        tell(f"putting events in order: {before:,} of {events:,}", before / max(events, 1))
        show_days(connection, first, last)
        connection.execute(f"SET VARIABLE before = {before}")
        connection.execute(f"INSERT INTO event {_EVENTS}")
        before += number
    show_days(connection, EARLIEST_DATE, LATEST_DATE)


def _choose_spans(connection: duckdb.DuckDBPyConnection) -> list[tuple[date, date, int]]:
    """Choose spans of whole quarters with about `SPAN_EVENTS` each; first day, last day, number of events."""
    quarter = f"(event_date - DATE '1970-01-01') // {QUARTER_DAYS}"
    counted = connection.execute(
        f"SELECT min(event_date), max(event_date), count(*) FROM checked GROUP BY {quarter} ORDER BY 1"
    ).fetchall()
    spans: list[tuple[date, date, int]] = []
    for first, last, number in counted:
        if spans and spans[-1][2] + number <= SPAN_EVENTS:
            spans[-1] = (spans[-1][0], last, spans[-1][2] + number)
        else:
            spans.append((first, last, number))
    return spans


def _run(connection: duckdb.DuckDBPyConnection, sql: str, what: str, tell: Tell) -> None:
    with tell.watch(what, connection):
        connection.execute(sql)


def _read(
    connection: duckdb.DuckDBPyConnection, load: Load, maker: PartMaker, tell: Tell
) -> tuple[list[Part], dict[int, FileReport]]:
    """Read every file; one that cannot be read does not lose the others."""
    parts: list[Part] = []
    errors: dict[int, FileReport] = {}
    for file_number, path in enumerate(load.files):
        mine: list[Part] = []
        try:
            for part in _parts_of(path, file_number, maker, connection):
                mine.append(part)
                rows = sum(one.report.rows for one in mine)
                tell(f"reading {path.name}: {rows:,} rows", _share(load.files, file_number))
            parts += mine
        except (UnreadableFile, FileNotFoundError) as error:
            errors[file_number] = FileReport(str(path), error=str(error))
    return parts, errors


def _share(files: Sequence[Path], done: int) -> float:
    return done / max(len(files), 1)


def _parts_of(path: Path, file_number: int, maker: PartMaker, connection: duckdb.DuckDBPyConnection) -> Iterator[Part]:
    ours = find_typed_columns(path)
    if ours is None:
        return maker.read(path, file_number)
    return read_typed(path, file_number, ours, maker, connection)


def _report(
    connection: duckdb.DuckDBPyConnection,
    parts: Sequence[Part],
    errors: dict[int, FileReport],
    repeated: Repeated,
    placing: Placing,
) -> Iterator[FileReport]:
    """Give one report a file, in their order."""
    by_file: dict[int, list[FileReport]] = {}
    for part in parts:
        by_file.setdefault(part.file_number, []).append(part.report)
    doubts = count_doubts(connection)
    for number in sorted({*by_file, *errors}):
        if number in errors:
            yield errors[number]
            continue
        report = _join(by_file[number])
        refused, warned = repeated.refused[number], repeated.warned[number]
        found = doubts.get(number, 0)
        placed = find_doubts(connection, placing, number, report.file, MOST_FAULTS) if found else ()
        placed = [_in_their_words(fault, report) for fault in placed][:MOST_FAULTS]
        yield replace(
            report,
            accepted=report.accepted - len(refused),
            rejected=_by_row((*report.rejected, *refused)),
            warnings=_by_row((*report.warnings, *warned, *placed)),
            more_warnings=report.more_warnings + found - len(placed),
        ).cut(MOST_FAULTS)


def _join(pieces: Sequence[FileReport]) -> FileReport:
    """Put the reports of the pieces of a file together; what is said of its header is said once."""
    columns = {ours: theirs for piece in reversed(pieces) for ours, theirs in piece.columns.items()}
    return replace(
        pieces[0],
        rows=sum(one.rows for one in pieces),
        accepted=sum(one.accepted for one in pieces),
        retired=sum(one.retired for one in pieces),
        rejected=_by_row(fault for one in pieces for fault in one.rejected),
        warnings=_by_row(dict.fromkeys(fault for one in pieces for fault in one.warnings)),
        columns=columns,
        more_rejected=sum(one.more_rejected for one in pieces),
        more_warnings=sum(one.more_warnings for one in pieces),
    )


def _in_their_words(fault: Fault, report: FileReport) -> Fault:
    """Call a column as the file does: placing knows ours only."""
    name, letter = report.columns.get(fault.column, (fault.column, ""))
    return replace(fault, column=name, letter=letter)


def _by_row(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: fault.row))
