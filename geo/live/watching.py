"""The one thread that looks at files while the atlas runs; it needs nothing of the file system but its listing."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Self

from geo.live.settling import Settling

PAUSE_S, SHORT_PAUSE_S = 0.2, 0.05
"""Between two looks, and between two while a file changes."""

LARGEST_SHARE = 0.05
"""Of the time that looking may cost: a folder of ten thousand files is looked at less often."""

WARM_AFTER_S = 2.0
"""The first page of whoever started the atlas goes first."""

LEAVING_S = 3.0


class Watcher:
    """Looks at sets of files, in a thread of its own, from entering a `with` block to leaving it.

    Args:
        settlings: The sets of files.
        say_changing: Is told at each look whether any of them is changing.
        warm_up: Gets ready what reading will need, once the atlas has been running for a while.
    """

    def __init__(
        self,
        settlings: Sequence[Settling],
        say_changing: Callable[[bool], None],
        warm_up: Callable[[], object] = lambda: None,
    ) -> None:
        self._settlings = tuple(settlings)
        self._say_changing, self._warm_up = say_changing, warm_up
        self._leave = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._leave.set()
        self._thread.join(LEAVING_S)

    def _run(self) -> None:
        warm_at, pause_s = time.monotonic() + WARM_AFTER_S, PAUSE_S
        while not self._leave.wait(pause_s):
            if time.monotonic() > warm_at:
                warm_at = float("inf")
                with _told("cannot get ready to read"):
                    self._warm_up()
            pause_s = self._look()
        for settling in self._settlings:
            settling.close()

    def _look(self) -> float:
        """Look once, and say for how long not to."""
        began, was_changing = time.monotonic(), self._is_changing()
        for settling in self._settlings:
            with _told("cannot look at files"):
                settling.step()
            self._say_changing(self._is_changing())
        if self._is_changing():
            return SHORT_PAUSE_S
        return PAUSE_S if was_changing else max(PAUSE_S, (time.monotonic() - began) / LARGEST_SHARE)

    def _is_changing(self) -> bool:
        return any(settling.is_changing for settling in self._settlings)


@contextlib.contextmanager
def _told(what: str) -> Iterator[None]:
    """Go on watching whatever happens: a thread that ends would leave the map as it is for ever, without a word."""
    try:
        yield
    except Exception:
        logging.getLogger(__name__).exception(what)
