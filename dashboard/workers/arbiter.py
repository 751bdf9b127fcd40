"""Several workers under gunicorn: how many, how they end, and that one which cannot start is tried again."""

from __future__ import annotations

import gc
import logging
import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from dashboard.logbook import JsonLines
from dashboard.workers.board import Board
from geo.errors import AtlasError

if TYPE_CHECKING:
    from flask import Flask
    from gunicorn.arbiter import Arbiter
    from gunicorn.config import Config
    from gunicorn.workers.base import Worker

    from dashboard.grounds import Grounds
    from dashboard.settings import Settings
THREADS = 4
"""Of each worker: a frame keeps a processor busy, so more would only take turns."""

STUCK_S, LEAVING_S = 60, 30
"""A worker that gives no sign for so long is ended; one that is told to stop has this long for what it has begun."""

KEPT_OPEN_S = 15
"""A page asks once a second: it need not connect anew each time."""

RETRY_S = 3
MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 - where gunicorn keeps its signs of life: a slow disk must not stop them


def serve_with_workers(settings: Settings, grounds: Grounds, listener: socket.socket, folder: Path) -> None:
    """Serve until the process is told to stop.

    Args:
        settings: Where, from what, and how many workers.
        grounds: The basemaps.
        listener: Where the workers listen.
        folder: Of the board, which says what is shown.
    """

    def load() -> Flask:
        from dashboard.workers.opening import open_worker

        app, heir = open_worker(settings, Board(folder), grounds)
        heir.start()
        # What was made by now stays: looking through it for garbage again and again would hold up a frame each time.
        gc.collect()
        gc.freeze()
        return app.server

    Workers(listener, settings.workers, folder, load, settings.logs_json).run()


class JsonLog(Logger):
    """What gunicorn says, as the rest of the log."""

    def setup(self, cfg: Config) -> None:
        """Write errors to stderr as JSON."""
        super().setup(cfg)
        self._set_handler(self.error_log, cfg.errorlog, JsonLines())


class Workers(BaseApplication):
    """Serves with several workers until the process is told to stop.

    Args:
        listener: Where the workers listen.
        number: How many there are.
        folder: Of the board, which says what they show.
        load: Makes the app of a worker, within it.
        logs_json: Whether the log is one JSON object a line.
    """

    def __init__(
        self, listener: socket.socket, number: int, folder: Path, load: Callable[[], Flask], logs_json: bool = False
    ) -> None:
        self._logs_json = logs_json
        counts = folder / "counts"
        counts.mkdir()
        # Before a worker reads `prometheus_client`, which asks for it then and never again.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(counts)
        self._listener, self._number, self._folder, self._load = listener, number, folder, load
        super().__init__()

    def load_config(self) -> None:
        """Say what gunicorn is to do; what a person's environment says of it is not asked."""
        for name, value in self._choose().items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the app; where that fails the worker ends, and another tries after a while."""
        try:
            return self._load()
        except AtlasError as error:
            logging.getLogger(__name__).error("a worker cannot start: %s", error)
            time.sleep(RETRY_S)
            sys.exit(1)

    def _choose(self) -> dict[str, Any]:
        def read_again(_: Arbiter) -> None:
            Board(self._folder).ask_to_read_again()

        def forget_worker(_: Arbiter, worker: Worker) -> None:
            from prometheus_client.multiprocess import mark_process_dead

            mark_process_dead(worker.pid)
            (self._folder / f"{worker.pid}.sock").unlink(missing_ok=True)

        def leave(_: Arbiter, worker: Worker) -> None:
            if worker.booted:  # All is answered. Threads of libraries that are still there would end it with a fault.
                logging.shutdown()
                os._exit(0)

        return {
            "bind": f"fd://{self._listener.fileno()}",
            "workers": self._number,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": STUCK_S,
            "graceful_timeout": LEAVING_S,
            "keepalive": KEPT_OPEN_S,
            "worker_tmp_dir": str(MEMORY_FOLDER) if MEMORY_FOLDER.is_dir() else None,
            "forwarded_allow_ips": "",  # Whether a proxy is believed is decided in one place, by the app.
            "control_socket_disable": True,
            "loglevel": "warning",
            **({"logger_class": JsonLog} if self._logs_json else {}),
            "proc_name": "conflict-atlas",
            "on_reload": read_again,
            "child_exit": forget_worker,
            "worker_exit": leave,
        }
