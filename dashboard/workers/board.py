"""The board: a folder in which all workers of one run read what is shown; one of them at a time writes it."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filelock import FileLock

from geo.atomic import replace_file
from geo.store.sources import Address, read_address

Stamp = tuple[int, int, int]


@dataclass(frozen=True)
class Shown:
    """What every worker shows.

    Attributes:
        version: Grows whenever something else is shown.
        store: The snapshot that is asked, or the address of a database.
        reports: What became of the rows of each file, as `FileReport.as_dict` writes it.
        gone: Files that are there no more, and how many events each had.
        taken: How the files were when they were read: changed when, how long, which file.
    """

    version: int
    store: Path | Address
    reports: list[dict]
    gone: Mapping[str, int] = field(default_factory=dict)
    taken: Mapping[str, Stamp] = field(default_factory=dict)


class Board:
    """A folder of one run, empty when the run begins; whoever starts a run makes it and takes it away.

    Attributes:
        opening: Held while a worker starts, so that the first opens the events and the others find them open.
        leading: Held by the one worker that follows the files; the system lets go of it when the worker is killed.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file, self._changing = folder / "shown.json", folder / "changing"
        self.opening, self.leading = FileLock(folder / "opening.lock"), FileLock(folder / "leading.lock")
        self.folder = folder

    def stamp(self) -> Stamp | None:
        """Say how the board was left: another stamp, another text. None while it is empty. Costs microseconds."""
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def read(self) -> Shown | None:
        """Return what is shown; None while that is not known."""
        try:
            said = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        taken = {name: tuple(stamp) for name, stamp in said["taken"].items()}
        return Shown(**{**said, "store": read_address(said["store"]), "taken": taken})

    def write(self, shown: Shown) -> None:
        """Say what is shown from now on; only who holds `opening` or `leading` may."""
        with replace_file(self._file, "w") as file:
            json.dump({**asdict(shown), "store": str(shown.store)}, file)

    def next_version(self) -> int:
        """Return a number larger than any before, also than those of an earlier run: milliseconds."""
        shown = self.read()
        return max(shown.version + 1 if shown else 0, time.time_ns() // 1_000_000)

    def ask_to_read_again(self) -> None:
        """Let whoever leads next read every file, whether it seems to have changed or not."""
        with self.opening:
            if shown := self.read():
                self.write(Shown(**{**asdict(shown), "taken": {}}))

    def tell_changing(self, is_changing: bool) -> None:
        """Note whether files are being written or read just now."""
        if is_changing != self.is_changing:
            with contextlib.suppress(OSError):
                self._changing.touch() if is_changing else self._changing.unlink(missing_ok=True)

    @property
    def is_changing(self) -> bool:
        """Whether something else may be shown soon."""
        return self._changing.exists()
