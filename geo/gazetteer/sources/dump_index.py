"""The index of a dump: made once, kept in a folder of its own, found again by what it was made from."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from geo.errors import Fault, UnreadableFile
from geo.gazetteer.place_index import PlaceIndex
from geo.gazetteer.sources.source import DUMP, Source, renamed

GAZETTEER_CODE = Path(__file__).resolve().parents[1]
LICENCE = "CC BY 4.0"
EXPECTED = "Expected a GeoNames dump (.txt, .zip) or a CSV of places."
REPORT = "report.json"

SECONDS_UNTIL_SAID = 2.0
KEPT_DAYS = 30
"""An index that no start has used for so long is removed."""


def open_dump(path: Path, build_folder: Path, world_folder: Path, world: PlaceIndex) -> tuple[PlaceIndex, Source]:
    """Give the index of a dump; it is made if the build folder does not hold it.

    Several processes may do so at once: each writes a folder of its own, and the first to finish puts it in place.

    Args:
        path: The dump, a .txt or .zip file.
        build_folder: Where indexes are kept; one that cannot be written is done without.
        world_folder: Where the files of the world's index are, for the fingerprint.
        world: The world's index.

    Raises:
        UnreadableFile: If the dump cannot be used.
    """
    kept = build_folder / fingerprint(path, world_folder)
    with contextlib.suppress(UnreadableFile):
        return _load(kept, path)
    with _scratch_folder(build_folder) as scratch:
        with _said_when_slow(path):
            _make(path, world, scratch)
        # Read before it is put in place: nothing that other processes do there can be in the way.
        found = _load(scratch, path)
        _put_in_place(scratch, kept, path)
        return found


def fingerprint(path: Path, world_folder: Path) -> str:
    """Hash the dump, the world's places that it is joined to, and the code that does it.

    Raises:
        UnreadableFile: If the dump cannot be read.
    """
    digest = hashlib.blake2b(digest_size=12)
    digest.update(content_hash(path))
    digest.update(path.suffix.lower().encode())
    for file in [world_folder / "places.parquet", *sorted(GAZETTEER_CODE.rglob("*.py"))]:
        digest.update(content_hash(file))
    return digest.hexdigest()


def content_hash(path: Path) -> bytes:
    """Hash what a file holds.

    Raises:
        UnreadableFile: If it cannot be read.
    """
    try:
        if not path.exists() or path.is_file():
            with path.open("rb") as content:
                return hashlib.file_digest(content, "blake2b").digest()
    except FileNotFoundError as error:
        raise UnreadableFile(f"{path} does not exist. {EXPECTED}") from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    raise UnreadableFile(f"{path} is not a file. {EXPECTED}")


def _load(folder: Path, path: Path) -> tuple[PlaceIndex, Source]:
    try:
        report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
        index = PlaceIndex.load(folder)
        faults = renamed((Fault(**fault) for fault in report.pop("faults")), str(path))
        source = Source(path.stem, str(path), DUMP, LICENCE, len(index), index.name_count, faults=faults, **report)
        os.utime(folder)  # What is used is kept.
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UnreadableFile(f"{folder} holds no index.") from error
    return index, source


def _make(path: Path, world: PlaceIndex, folder: Path) -> None:
    # Imported here because a second start, which finds its index, needs none of it.
    from geo.gazetteer.indexing import write_index
    from geo.gazetteer.sources.dump import entries_of, read_dump

    dump = read_dump(path)
    write_index(entries_of(path, dump, world), folder)
    faults = [asdict(fault) for fault in dump.refusals.faults]
    report = {"refused": dump.refusals.rows, "unused": dump.unused, "faults": faults}
    (folder / REPORT).write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")


@contextlib.contextmanager
def _scratch_folder(build_folder: Path) -> Iterator[Path]:
    try:
        build_folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".making-", dir=build_folder))
        scratch.chmod(0o755)
    except OSError:
        scratch = Path(tempfile.mkdtemp(prefix="conflict-atlas-"))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _put_in_place(scratch: Path, kept: Path, path: Path) -> None:
    """Keep an index for the next start, unless another process has done so; remove those that nobody uses."""
    if scratch.parent != kept.parent:
        print(f"{kept.parent} cannot be written: {path.name} is indexed at every start.", file=sys.stderr)
        return
    try:
        scratch.rename(kept)
    except OSError:
        with contextlib.suppress(UnreadableFile):
            _load(kept, path)
            return
        with contextlib.suppress(OSError), tempfile.TemporaryDirectory(prefix=".making-", dir=kept.parent) as damaged:
            kept.rename(Path(damaged) / kept.name)
            scratch.rename(kept)
    for folder in kept.parent.iterdir():
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > KEPT_DAYS * 86_400:
                shutil.rmtree(folder)


@contextlib.contextmanager
def _said_when_slow(path: Path) -> Iterator[None]:
    said = threading.Timer(
        SECONDS_UNTIL_SAID, print, [f"indexing {path.name} ..."], {"file": sys.stderr, "flush": True}
    )
    said.daemon = True
    said.start()
    try:
        yield
    finally:
        said.cancel()
