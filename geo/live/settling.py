"""Files that are seen again and again: read when they have changed, shown when whoever writes them is done."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

QUIET_S = 0.3
"""So long a file must stay as it is: one that still grows is half written."""

BEGIN_S = 0.05
"""Reading begins sooner, and is thrown away if the file changes yet: the map need not wait for both."""

GONE_S = 1.0
"""A file that is missing has this long to come back: some programs take the old one away before they put the new."""

Stamp = tuple[int, int, int]
"""Changed when, how long, and which file: each is different after an edit."""

Stamps = dict[str, Stamp]
Read = TypeVar("Read")


def stamp_files(files: Iterable[Path]) -> Stamps:
    """Say how each file was left, by its path as given; what is no file, or cannot be looked at, is left out."""
    stamps = {}
    for file in files:
        try:
            found = file.stat()
        except (OSError, ValueError):
            continue
        if file.is_file():
            stamps[str(file)] = (found.st_mtime_ns, found.st_size, found.st_ino)
    return stamps


class Settling(Generic[Read]):
    """A set of files, what was last taken from them, and what is being read.

    Args:
        look: Says how the files are now.
        read: Reads them, which may take its time.
        show: Shows what was read.
        drop: Lets go of what was read while a file changed once more.
        taken: How they were when they were read for the first time.
        clock: Gives seconds that only grow.
    """

    def __init__(
        self,
        look: Callable[[], Stamps],
        read: Callable[[], Read],
        show: Callable[[Read], None],
        drop: Callable[[Read], None],
        taken: Stamps,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._look, self._read, self._show, self._drop, self._clock = look, read, show, drop, clock
        self._taken = self._seen = taken
        self._since = -math.inf
        self._waiting: list[Read] = []

    @property
    def is_changing(self) -> bool:
        """Whether the files are not as they were taken."""
        return self._seen != self._taken

    def step(self) -> None:
        """Look once; read, show or let go as it is due."""
        self._see()
        if not self.is_changing:
            return
        if not self._waiting and self._quiet_s() >= BEGIN_S:
            self._waiting.append(self._read())
            self._see()
        if self._waiting and self._quiet_s() >= self._patience_s():
            self._taken = self._seen
            self._show(self._waiting.pop())

    def close(self) -> None:
        """Let go of what waits to be shown."""
        while self._waiting:
            self._drop(self._waiting.pop())

    def _see(self) -> None:
        seen = self._look()
        if seen != self._seen:
            self._seen, self._since = seen, self._clock()
            self.close()

    def _quiet_s(self) -> float:
        return self._clock() - self._since

    def _patience_s(self) -> float:
        return QUIET_S if self._taken.keys() <= self._seen.keys() else GONE_S
