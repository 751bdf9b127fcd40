"""A page served from a process of its own: `python -m tests.benchmarks.serving atlas|plain STORE PORT WORKERS`."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.stores import PROJECT

if TYPE_CHECKING:
    from flask import Flask

LOOPBACK = "127.0.0.1"
THREADS = 8
PATIENCE_S = 120


@dataclass(frozen=True)
class Served:
    """A page that is served.

    Attributes:
        address: Its URL, without a path.
        process: The server.
        started_s: Seconds from starting the server to its first page.
    """

    address: str
    process: subprocess.Popen
    started_s: float

    def resident_mb(self) -> float:
        """Return the memory that the server holds now, MB; `ps` says it in KiB on Linux and macOS alike."""
        said = subprocess.run(["ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, check=True)
        return int(said.stdout) * 1024 / 1e6


@contextlib.contextmanager
def serve_page(kind: str, path: Path) -> Iterator[Served]:
    """Serve a store file until the block is left; `kind` is `atlas` or `plain`."""
    with serve_workers(kind, path, 0) as served:
        yield served


@contextlib.contextmanager
def serve_workers(kind: str, path: Path, workers: int) -> Iterator[Served]:
    """The same with so many workers under gunicorn; 0 for the one process of waitress."""
    port = find_port()
    with run_server([sys.executable, "-m", __name__, kind, str(path), str(port), str(workers)], port) as served:
        yield served


@contextlib.contextmanager
def run_server(command: list[str], port: int) -> Iterator[Served]:
    """Run a command that serves a page at a port, from its first page until the block is left.

    Raises:
        RuntimeError: If no page comes.
    """
    began = time.perf_counter()
    address = f"http://{LOOPBACK}:{port}"
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    try:
        _wait(address, process)
        yield Served(address, process, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(10)


def find_port() -> int:
    """Return a free port of the loopback address."""
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        return listener.getsockname()[1]


def _wait(address: str, process: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/", timeout=PATIENCE_S) as page:
                page.read()
                return
        except urllib.error.URLError:
            time.sleep(0.02)
    raise RuntimeError(f"{' '.join(process.args)} served no page within {PATIENCE_S} s.")


def _serve(kind: str, path: Path, port: int, workers: int) -> None:
    if workers:
        return (_serve_atlas if kind == "atlas" else _serve_plain)(path, port, workers)
    import waitress

    from dashboard.app import create_app
    from dashboard.settings import Settings
    from geo.store.event_store import EventStore
    from tests.benchmarks.plain_app import create_plain_app

    app = create_app(EventStore(path), Settings(port=port)) if kind == "atlas" else create_plain_app(path)
    return waitress.serve(app.server, host=LOOPBACK, port=port, threads=THREADS, ident=None)


def _serve_atlas(path: Path, port: int, workers: int) -> None:
    """Serve as `run.py --workers` does, but a store that is there already."""
    from dashboard.grounds import EMBEDDED_ONLY
    from dashboard.settings import Settings
    from dashboard.workers.arbiter import serve_with_workers
    from dashboard.workers.board import Board, Shown

    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    file = folder / "unchanged.csv"
    file.touch()
    settings = Settings(port=port, workers=workers, event_paths=(file,))
    board, left = Board(folder), file.stat()
    stamps = {str(file): (left.st_mtime_ns, left.st_size, left.st_ino)}
    board.write(Shown(board.next_version(), path, [], {}, stamps))
    # Closed by nobody: a worker that ends comes by here, too.
    listener = socket.create_server((LOOPBACK, port), backlog=1024)
    serve_with_workers(settings, EMBEDDED_ONLY, listener, folder)


def _serve_plain(path: Path, port: int, workers: int) -> None:
    """Serve the plain page with as many workers, threads and cares as the atlas."""
    from dashboard.workers.arbiter import Workers

    def load() -> Flask:
        from tests.benchmarks.plain_app import create_plain_app

        return create_plain_app(path).server

    listener = socket.create_server((LOOPBACK, port), backlog=1024)
    Workers(listener, workers, Path(tempfile.mkdtemp(prefix="bench-")), load).run()


if __name__ == "__main__":
    _serve(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
