"""Adds files of places to the gazetteer's folder and takes them away; nothing is put there that was not read first."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.errors import AtlasError, UnreadableFile
from geo.gazetteer.place_index import PlaceIndex
from geo.gazetteer.sources.countries import Countries
from geo.gazetteer.sources.dump_index import content_hash, open_dump
from geo.gazetteer.sources.loading import kind_of_file, open_own_table, own_files
from geo.gazetteer.sources.source import OWN, Source

ADDED, REPLACED, THERE = "added", "replaced", "already there"


@dataclass(frozen=True)
class Adding:
    """What became of one file that was to be added.

    Attributes:
        file: Path of the file as the user named it.
        result: `ADDED`, `REPLACED` or `THERE`; "" if it could not be used.
        source: What the file holds; None if it could not be used.
        error: Why it could not be used.
    """

    file: str
    result: str = ""
    source: Source | None = None
    error: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return what `gazetteer add --json` prints."""
        if self.source is None:
            return {"file": self.file, "error": self.error}
        return self.source.as_dict() | {"file": self.file, "result": self.result}


def add_files(paths: Sequence[Path], folder: Path, build_folder: Path, may_replace: bool = False) -> list[Adding]:
    """Check files of places and copy those that can be used into the gazetteer's folder.

    A dump is indexed on the way, so that the next start is quick.

    Args:
        paths: GeoNames dumps and CSV files.
        folder: The gazetteer's folder.
        build_folder: Where indexes of dumps are kept.
        may_replace: Whether a file of the same name and other content gives way.

    Raises:
        UnreadableFile: If the world's index cannot be read.
    """
    world = PlaceIndex.load(folder)
    adding = []
    for path in paths:
        try:
            adding.append(_add(path, folder, build_folder, may_replace, world))
        except AtlasError as error:
            adding.append(Adding(str(path), error=str(error)))
    return adding


def _add(path: Path, folder: Path, build_folder: Path, may_replace: bool, world: PlaceIndex) -> Adding:
    kind = kind_of_file(path)
    if not kind:
        raise UnreadableFile(
            f"{path} cannot be added under this name. Expected a GeoNames dump (.txt, .zip) or a .csv of places, "
            "called neither like a table of the project nor with a dot in front."
        )
    content = content_hash(path)
    target = folder / path.name
    is_there = target.exists()
    is_same = is_there and content_hash(target) == content
    if is_there and not is_same and not may_replace:
        raise UnreadableFile(f"{target} exists and holds something else. Rename the file, or add --replace.")
    if kind == OWN:
        source, _ = open_own_table(path, {}, Countries(world))
    else:
        _, source = open_dump(path, build_folder, folder, world)
    if not is_same:
        _copy(path, target, content)
    return Adding(str(path), THERE if is_same else REPLACED if is_there else ADDED, source)


def _copy(path: Path, target: Path, content: bytes) -> None:
    """Copy a file so that its name never stands for half of it, and only what was checked."""
    try:
        handle, name = tempfile.mkstemp(prefix=".adding-", dir=target.parent)
        os.close(handle)
        scratch = Path(name)
        try:
            shutil.copyfile(path, scratch)
            if content_hash(scratch) != content:
                raise UnreadableFile(f"{path} changed while it was read. Add it again.")
            scratch.chmod(0o644)
            scratch.replace(target)
        finally:
            with contextlib.suppress(FileNotFoundError):
                scratch.unlink()
    except OSError as error:
        raise UnreadableFile(f"{target} cannot be written: {error.strerror or error}.") from error


def remove_file(name: str, folder: Path) -> Path:
    """Take a file that a maintainer added out of the gazetteer's folder.

    Args:
        name: Its name there, or its name without the ending if only one file has it.
        folder: The gazetteer's folder.

    Returns:
        The path that was removed.

    Raises:
        UnreadableFile: If there is no such file, or it cannot be removed.
    """
    own = list(own_files(folder))
    called = [path for path in own if path.name == name] or [path for path in own if path.stem == name]
    if len(called) != 1:
        known = ", ".join(path.name for path in called or own) or "none"
        what = f'"{name}" means several files' if called else f'"{name}" is no file that was added to {folder}'
        raise UnreadableFile(f"{what}. Name one of: {known}.")
    try:
        called[0].unlink()
    except OSError as error:
        raise UnreadableFile(f"{called[0]} cannot be removed: {error.strerror or error}.") from error
    return called[0]
