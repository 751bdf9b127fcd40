"""Files of events read again, and whether what they hold now may take the place of what is shown."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from geo.errors import AtlasError, CannotSave
from geo.live.settling import Stamps, stamp_files
from geo.store.event_store import EventStore
from geo.store.limits import USUAL_LIMITS, Limits
from geo.store.snapshot import BUILD_FOLDER, OpenedEvents, open_events
from geo.tables.options import lying_beside
from geo.tables.reading import list_files
from geo.vocabulary import DATA_FOLDER

STILL = "What was loaded before is still shown."
ALL_GONE = f"Every file of events is gone. {STILL} Put a file back, or start the atlas with another."
NEW_WORDS = f"The vocabulary has changed. {STILL} Start the atlas again to show it."


MOST_REHEARSED = 50_000


@dataclass(frozen=True)
class Reread:
    """What became of files that were read again.

    Attributes:
        store: The events that they hold now; None where what was shown before has to stay.
        reports: One per file, as `FileReport.as_dict` writes them; `error` says why what is shown is not what a file
            holds.
        gone: Files that were read before and are there no more, and how many events each of them had.
    """

    store: EventStore | None
    reports: list[dict]
    gone: dict[str, int] = field(default_factory=dict)


class EventReader:
    """Reads the same files and folders again and again; the gazetteer is loaded once.

    Args:
        paths: Files and folders of events.
        data_folder: Where vocabulary, gazetteer and layers are.
        build_folder: Where snapshots are kept.
        limits: What an open store may use of the machine.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        data_folder: Path = DATA_FOLDER,
        build_folder: Path = BUILD_FOLDER,
        limits: Limits = USUAL_LIMITS,
    ) -> None:
        self._paths, self._data_folder, self._build_folder = list(paths), data_folder, build_folder
        self._limits = limits
        self._gazetteer: tuple[Stamps, object] | None = None

    def look(self) -> Stamps:
        """Say how each file of events was left, and what is said about its columns beside it."""
        files = list_files(self._paths)
        return stamp_files([*files, *filter(None, map(lying_beside, files))])

    def warm_up(self, events: int) -> None:
        """Load what the first reading would have to wait for, and look up the places that it will ask for.

        Args:
            events: How many there are; many are not looked up, as their reading takes longer than that anyway.
        """
        import geo.store.building
        import geo.store.rows  # noqa: F401
        from geo.loading import load_events

        gazetteer = self._load_gazetteer()
        if events <= MOST_REHEARSED:
            with contextlib.suppress(AtlasError):
                load_events(self._paths, self._data_folder, gazetteer)

    def open(self, earlier: EventStore | None = None) -> OpenedEvents:
        """Open what the files hold.

        Args:
            earlier: The open store whose place it takes; None at the start.

        Raises:
            AtlasError: If nothing can be read, or there is no room for what is read.
        """
        folders = (self._data_folder, self._build_folder)
        try:
            return open_events(self._paths, *folders, earlier, self._load_gazetteer, self._limits)
        except (duckdb.Error, OSError) as error:
            raise CannotSave(
                f"The events are read, but cannot be kept in {self._build_folder}: {str(error).splitlines()[0]}. "
                "Make room on the disk and try again."
            ) from error

    def read(self, shown: EventStore, gone: Mapping[str, int]) -> Reread:
        """Read the files again.

        Args:
            shown: The events that are shown.
            gone: Files that are known to be gone, and how many events they had.
        """
        present = stamp_files(list_files(self._paths))
        if not present:
            return Reread(None, [_say(str(self._paths[0]), ALL_GONE)], dict(gone))
        try:
            opened = self.open(shown)
        except AtlasError as error:
            return Reread(None, [self._blame(str(error), present)], dict(gone))
        except Exception as error:
            logging.getLogger(__name__).exception("cannot read events")
            return Reread(None, [self._blame(f"The events cannot be read: {error}.", present)], dict(gone))
        read = judge(opened, shown, present, gone)
        if read.store is None:
            self.drop(Reread(opened.store, []), shown)
        return read

    def drop(self, read: Reread, shown: EventStore) -> None:
        """Let go of a store that is not shown, and of its snapshot, which may hold half a file."""
        if read.store is None:
            return
        read.store.close()
        if read.store.path != shown.path:
            with contextlib.suppress(OSError):
                read.store.path.unlink()

    def _blame(self, error: str, present: Stamps) -> dict:
        file = next((file for file in present if file in error), next(iter(present)))
        return _say(file, f"{error} {STILL}")

    def _load_gazetteer(self) -> object:
        from geo.gazetteer.gazetteer import Gazetteer

        folder = self._data_folder / "gazetteer"
        stamps = stamp_files(sorted(folder.glob("*.*")))
        if self._gazetteer is None or self._gazetteer[0] != stamps:
            self._gazetteer = stamps, Gazetteer.load(folder)
        return self._gazetteer[1]


def judge(opened: OpenedEvents, shown: EventStore, present: Stamps, gone: Mapping[str, int]) -> Reread:
    """Say whether a reading may be shown: not if a file that has events on the map would lose them by a fault.

    Args:
        opened: What the files hold now.
        shown: The events that are shown.
        present: The files that are there.
        gone: Files that are known to be gone, and how many events they had.
    """
    before = {report["file"]: report["accepted"] for report in shown.about["reports"]}
    missing = {file: events for file, events in {**gone, **before}.items() if events and file not in present}
    # A file that was named and is gone is no fault of the others.
    reports = [report for report in opened.reports if report["file"] not in missing]
    lost = [report["file"] for report in reports if say_broken(report) and before.get(report["file"])]
    if lost or opened.store.mix != shown.mix:
        said = [_keep(report, lost) for report in reports]
        return Reread(None, said if lost else [_say(_vocabulary(reports), NEW_WORDS), *said], dict(gone))
    return Reread(opened.store, reports, missing)


def say_broken(report: Mapping) -> str:
    """Say why nothing of a file can be used, or not what it holds now; empty for any other file."""
    if report.get("error"):
        return report["error"]
    is_refused = report["rows"] > 0 and not report["accepted"]
    unit = report.get("unit", "row")
    return f"{report['file']}: none of its {report['rows']:,} {unit}s can be used." if is_refused else ""


def _keep(report: dict, lost: Sequence[str]) -> dict:
    """Say that what a file held before is shown in place of what cannot be used."""
    return {**report, "error": f"{say_broken(report)} {STILL}"} if report["file"] in lost else report


def _vocabulary(reports: Sequence[dict]) -> str:
    return reports[0]["file"] if reports else ""


def _say(file: str, error: str) -> dict:
    return {"file": file, "rows": 0, "accepted": 0, "rejected": [], "warnings": [], "error": error}
