"""One worker among several: it shows what the board says, before every answer, and may be the one that writes it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace

from filelock import Timeout

from dashboard.context import Context
from dashboard.current import Current
from dashboard.watching import Reader, show_events, watch_layers
from dashboard.workers.board import Board, Shown
from geo.errors import AtlasError
from geo.live.rereading import STILL, Reread
from geo.live.settling import Settling
from geo.live.watching import Watcher
from geo.store.event_store import EventStore

HEIR_PAUSE_S = 1.0
"""So often a worker asks whether the one that follows the files is gone."""

Open = Callable[[Shown, EventStore | None], EventStore]


class Following:
    """Keeps a worker at what the board says.

    A worker that answers looks at the board first, so once another version is there no worker answers with the one
    before: a page may ask a different worker each time.

    Args:
        current: What the worker shows.
        board: Of the run.
        open_store: Opens a snapshot, in place of the store given.
        seen: How the board was left when the worker read it.
    """

    def __init__(self, current: Current, board: Board, open_store: Open, seen: object) -> None:
        self._current, self._board, self._open_store, self._seen = current, board, open_store, seen
        self._lock = threading.Lock()

    def catch_up(self) -> None:
        """Show what the board says, if it says anything else than before."""
        if self._board.stamp() == self._seen:
            return
        with self._lock:
            stamp = self._board.stamp()
            if stamp is not None and stamp != self._seen and (shown := self._board.read()):
                self._current.show(self._follow(self._current.newest(), shown), shown.version)
                self._seen = stamp

    def _follow(self, context: Context, shown: Shown) -> Context:
        context.layer_folder.read_again()
        store, said = None, shown.reports
        if shown.store != context.store.path:
            try:
                store = self._open_store(shown, context.store)
            except AtlasError as error:
                logging.getLogger(__name__).exception("cannot open the events that the others show")
                said = [*said, {**_BLANK, "file": str(shown.store), "error": f"{error} {STILL}"}]
        return show_events(context, Reread(store, said, dict(shown.gone)))


_BLANK = {"rows": 0, "accepted": 0, "rejected": [], "warnings": []}


class Heir:
    """Waits in a thread until it may follow the files, and then does, as long as the process lives.

    Args:
        board: Of the run.
        make_watcher: Makes what follows the files.
    """

    def __init__(self, board: Board, make_watcher: Callable[[], Watcher]) -> None:
        self._board, self._make_watcher = board, make_watcher
        self._leave = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heir", daemon=True)

    def start(self) -> None:
        """Begin to wait."""
        self._thread.start()

    def stop(self) -> None:
        """Let another worker follow the files."""
        self._leave.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._leave.is_set():
            try:
                with self._board.leading.acquire(timeout=0), self._make_watcher():
                    self._leave.wait()
            except Timeout:
                self._leave.wait(HEIR_PAUSE_S)


def lead(current: Current, board: Board, reader: Reader, following: Following) -> Watcher:
    """Make what follows the files for all workers: what it finds goes on the board, and it follows that like all."""
    shown = board.read()

    def publish(reread: Reread) -> None:
        now = current.newest()
        store = now.store.path if reread.store is None else reread.store.path
        if reread.store is not None and reread.store is not now.store:
            reread.store.close()
        stamps = reader.look()
        board.write(Shown(board.next_version(), store, reread.reports, reread.gone, stamps))
        following.catch_up()

    def read() -> Reread:
        now = current.newest()
        return reader.read(now.store, now.gone)

    def drop(reread: Reread) -> None:
        reader.drop(reread, current.newest().store)

    def publish_layers() -> None:
        board.write(replace(board.read() or shown, version=board.next_version()))
        following.catch_up()

    events = Settling(reader.look, read, publish, drop, dict(shown.taken))
    settlings = (events, watch_layers(current, publish_layers))
    return Watcher(settlings, board.tell_changing, lambda: reader.warm_up(current.newest().store.total))
