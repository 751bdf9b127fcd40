"""From event files to an open store: built once, found again by a fingerprint of everything it was made from."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from geo.store.bulk.telling import NOBODY, Tell
from geo.store.event_store import EventStore
from geo.store.limits import USUAL_LIMITS, Limits
from geo.store.sources import Address
from geo.tables.options import lying_beside
from geo.tables.reading import PACKED, list_files
from geo.vocabulary import DATA_FOLDER

if TYPE_CHECKING:
    from geo.gazetteer.gazetteer import Gazetteer
    from geo.vocabulary import Vocabulary

GEO_FOLDER = Path(__file__).resolve().parent.parent
BUILD_FOLDER = GEO_FOLDER.parent / "build"
KEPT_SNAPSHOTS = 4
KEPT_PARTS_S = 7 * 24 * 3600
"""So long the parts of a load that was stopped wait for it to go on."""

SLICE_ROWS = 100_000
LARGE_INPUT = 100_000_000
"""Bytes of text from which on a store is made in parts."""


@dataclass(frozen=True)
class OpenedEvents:
    """A store that is ready to be asked, and what became of the rows it was made from.

    Attributes:
        store: The open store.
        reports: One per file, as `FileReport.as_dict` writes them.
    """

    store: EventStore
    reports: list[dict]


def open_events(
    paths: Iterable[Path],
    data_folder: Path = DATA_FOLDER,
    build_folder: Path = BUILD_FOLDER,
    earlier: EventStore | None = None,
    load_gazetteer: Callable[[], Gazetteer] | None = None,
    limits: Limits = USUAL_LIMITS,
    tell: Tell = NOBODY,
    path: Path | None = None,
) -> OpenedEvents:
    """Open the events of files and folders; what was built from the same inputs before is used again.

    Args:
        paths: Files and folders of events.
        data_folder: Where vocabulary, gazetteer and layers are.
        build_folder: Where snapshots are kept.
        earlier: The open store whose place it takes, and with which a new snapshot is compared; None to compare it
            with the snapshot of the same paths that was used last.
        load_gazetteer: Gives the gazetteer of `data_folder` where it is at hand; None to load it if it is needed.
        limits: What the open store may use of the machine.
        tell: Told how far it is while a large store is made.
        path: Where the store is wanted; None for its own name in the build folder.

    Raises:
        AtlasError: If nothing can be read, or neither the build folder nor a temporary one can be written.
    """
    paths = list(paths)
    named = name_snapshot(paths, data_folder, build_folder)
    path = path or named
    with contextlib.suppress(AtlasError):
        if path.exists() and path == named:
            os.utime(path)  # What is used is kept.
            return _open(path, earlier, limits)
    build_snapshot(path, paths, data_folder, earlier and earlier.path, load_gazetteer, tell)
    _forget_old(named)
    return _open(path, earlier, limits)


def open_store(
    address: Path | Address, limits: Limits = USUAL_LIMITS, earlier: EventStore | None = None
) -> OpenedEvents:
    """Open a store that was loaded, by itself.

    Args:
        address: A store file, or the address of a database.
        limits: What the open store may use of the machine.
        earlier: The open store whose place it takes.

    Raises:
        AtlasError: If there is none, or it cannot be reached.
    """
    return _open(address, earlier, limits)


def name_snapshot(paths: Iterable[Path], data_folder: Path = DATA_FOLDER, build_folder: Path = BUILD_FOLDER) -> Path:
    """Name the store file of some paths by all that it is made from; it may not be there yet."""
    return _writable(build_folder) / f"events-{_fingerprint(list_files(paths), data_folder)}.duckdb"


def _open(path: Path | Address, like: EventStore | None, limits: Limits) -> OpenedEvents:
    store = EventStore(path, limits, like)
    return OpenedEvents(store, store.about["reports"])


def build_snapshot(
    path: Path,
    paths: list[Path],
    data_folder: Path = DATA_FOLDER,
    earlier: Path | None = None,
    load_gazetteer: Callable[[], Gazetteer] | None = None,
    tell: Tell = NOBODY,
) -> None:
    """Make a store file of files and folders, in memory or, where they are larger than `LARGE_INPUT`, in parts.

    Args:
        path: The store file to make.
        paths: Files and folders of events.
        data_folder: Where vocabulary, gazetteer and layers are.
        earlier: The store that its events are compared with; None for the one of the same paths that was used last.
        load_gazetteer: As of `open_events`.
        tell: Told how far it is.

    Raises:
        AtlasError: If nothing can be read.
    """
    # Imported here because a second start, which finds its snapshot, needs none of it.
    from geo.vocabulary import read_vocabulary

    vocabulary = read_vocabulary(data_folder / "vocabulary")
    notes = {"paths": sorted(str(one.resolve()) for one in paths)}
    files = list_files(paths)
    if is_large(files):
        _load_parts(path, files, vocabulary, data_folder, load_gazetteer, notes, tell)
    else:
        _build_in_memory(path, paths, vocabulary, data_folder, load_gazetteer, notes, earlier)


def is_large(files: Iterable[Path]) -> bool:
    """Say whether files are loaded in parts, as they may not fit into the memory."""
    sizes = ((file.suffix.lower(), file.stat().st_size) for file in files if file.is_file())
    return sum(size * PACKED.get(suffix, 1) for suffix, size in sizes) > LARGE_INPUT


def _load_parts(
    path: Path,
    files: list[Path],
    vocabulary: Vocabulary,
    data_folder: Path,
    load_gazetteer: Callable[[], Gazetteer] | None,
    notes: dict,
    tell: Tell,
) -> None:
    from geo.gazetteer.gazetteer import Gazetteer
    from geo.store.bulk.loading import Load, load_store_file

    gazetteer = load_gazetteer or functools.partial(Gazetteer.load, data_folder / "gazetteer")
    parts_folder = path.with_name(f"parts-{_fingerprint(files, data_folder)}")
    load = Load(files, vocabulary, gazetteer, data_folder / "layers" / "roads.geojson", parts_folder)
    load_store_file(path, load, notes, int(time.time()), tell)


def _build_in_memory(
    path: Path,
    paths: list[Path],
    vocabulary: Vocabulary,
    data_folder: Path,
    load_gazetteer: Callable[[], Gazetteer] | None,
    notes: dict,
    earlier: Path | None,
) -> None:
    from geo.loading import load_events
    from geo.store.building import build_store_file
    from geo.store.changes import find_earlier
    from geo.store.rows import make_rows

    loaded = load_events(paths, data_folder, load_gazetteer and load_gazetteer())
    notes = {**notes, "reports": [report.as_dict() for report in loaded.reports]}
    slices = (loaded.events.iloc[start : start + SLICE_ROWS] for start in range(0, len(loaded.events), SLICE_ROWS))
    rows = (make_rows(piece, vocabulary) for piece in slices)
    earlier = earlier or find_earlier(path.parent, notes["paths"])
    build_store_file(path, rows, vocabulary, notes, earlier=earlier, now=int(time.time()))


def _fingerprint(files: Iterable[Path], data_folder: Path) -> str:
    """Hash the event files, what they are read and placed with, and the code that does it."""
    supports = [
        *sorted((data_folder / "vocabulary").glob("*.csv")),
        *sorted((data_folder / "gazetteer").glob("*.*")),
        data_folder / "layers" / "roads.geojson",
        *sorted(GEO_FOLDER.rglob("*.py")),
    ]
    digest = hashlib.blake2b(digest_size=12)
    files = list(files)
    mappings = filter(None, map(lying_beside, files))
    for file in [*files, *mappings, *supports]:
        digest.update(f"\n{file}\n".encode())
        with contextlib.suppress(OSError), file.open("rb") as content:
            digest.update(hashlib.file_digest(content, "blake2b").digest())
    return digest.hexdigest()


def _writable(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="conflict-atlas-"))


def _forget_old(newest: Path) -> None:
    snapshots = sorted(newest.parent.glob("events-*.duckdb"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in snapshots[KEPT_SNAPSHOTS:]:
        with contextlib.suppress(OSError):
            path.unlink()
    for parts in newest.parent.glob("parts-*"):
        with contextlib.suppress(OSError):
            if time.time() - parts.stat().st_mtime > KEPT_PARTS_S:
                shutil.rmtree(parts)
