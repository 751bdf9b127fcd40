"""What one worker alone has, asked of another: a file that is being made is passed on by whichever worker is asked."""

from __future__ import annotations

import http.client
import os
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from flask import Flask

OWNED = "/brief/files/"
"""Under this path each name begins with the number of the worker that has it: see `briefing.jobs`."""

THREADS = 4
PATIENCE_S = 60
PIECE_BYTES = 65_536
OF_THE_CONNECTION = frozenset(("connection", "keep-alive", "transfer-encoding", "server", "date"))


def share_files(server: Flask, folder: Path) -> None:
    """Let the other workers ask this one, and this one ask them.

    Args:
        server: Of this worker.
        folder: Of the board; each worker has a socket in it.
    """
    from waitress.server import create_server

    own = str(os.getpid())
    inner = create_server(server.wsgi_app, unix_socket=str(folder / f"{own}.sock"), threads=THREADS, ident=None)
    threading.Thread(target=inner.run, name="shared", daemon=True).start()
    server.wsgi_app = Forwarding(server.wsgi_app, folder, own)


class Forwarding:
    """Passes a question about another worker's file on to that worker.

    Args:
        application: What answers all else.
        folder: Where each worker has a socket.
        own: The number of this worker.
    """

    def __init__(self, application: Callable, folder: Path, own: str) -> None:
        self._application, self._folder, self._own = application, folder, own

    def __call__(self, environment: dict[str, Any], start: Callable) -> Iterable[bytes]:
        """Answer one request; where the other worker is gone its files are, too, and this one says so."""
        _, _, rest = environment.get("PATH_INFO", "").partition(OWNED)
        owner = rest.partition("-")[0]
        path = self._folder / f"{owner}.sock"
        if owner == self._own or not (owner.isascii() and owner.isdigit()) or not path.exists():
            return self._application(environment, start)
        try:
            answer = _ask(path, environment)
        except OSError:
            return self._application(environment, start)
        headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in OF_THE_CONNECTION]
        start(f"{answer.status} {answer.reason}", headers)
        return _read(answer)


def _ask(path: Path, environment: dict[str, Any]) -> http.client.HTTPResponse:
    connection = _ByFile(path)
    query = environment.get("QUERY_STRING", "")
    # WSGI gives the bytes of the path as Latin-1.
    asked = environment.get("SCRIPT_NAME", "") + environment["PATH_INFO"]
    if not asked.isascii() or any(letter <= " " for letter in asked):
        raise OSError("no name of a file")
    headers = {
        name[5:].replace("_", "-"): value for name, value in environment.items() if name.startswith("HTTP_")
    }  # fmt: skip
    connection.request(environment["REQUEST_METHOD"], f"{asked}?{query}" if query else asked, headers=headers)
    return connection.getresponse()


class _ByFile(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=PATIENCE_S)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


def _read(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    with answer:
        while piece := answer.read(PIECE_BYTES):
            yield piece
