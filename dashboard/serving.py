"""From event files to a served page."""

from __future__ import annotations

import logging
import multiprocessing
import os
import shutil
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.settings import MOST_FILE_BYTES, PROJECT, Settings
from dashboard.trust.access import check_safe
from dashboard.trust.audit import keep_audit
from geo.errors import AtlasError

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.current import Current
    from dashboard.grounds import Grounds
    from geo.live.watching import Watcher

THREADS = 8
FOR_OTHERS = (
    "Anyone who can reach this address can read the events. The page answers only to the names that the environment "
    "variable TRUSTED_HOSTS lists (TRUSTED_HOSTS=atlas.example.org), to --host, and to localhost."
)
ONE_WORKER = "Several workers need gunicorn, which this system cannot run. One worker serves, under waitress."
SayStarted = Callable[[int, Sequence[Mapping]], None]
"""Is told how many events there are and what became of the rows of each file, once there is something to show."""

FOR_EDITORS = "Events can be changed on the page. Every change is written down in CHANGES.csv beside their file."


def serve(events: Sequence[Path], settings: Settings, open_browser: bool) -> None:
    """Serve the events until the person stops it.

    Args:
        events: CSV files or folders of them.
        settings: As the command line says them; port 0 asks for a free one.
        open_browser: Whether to open the page.

    Raises:
        AtlasError: If editing is not safe there, the events or the basemap cannot be read or the address cannot be had.
    """
    events = list(events)
    check_safe(settings.access, settings.is_editing, settings.is_for_others)
    listener = _listen(settings.host, settings.port)
    port = listener.getsockname()[1]
    from dashboard.grounds import read_grounds

    settings = replace(settings, port=port, named_hosts=read_hosts(), event_paths=tuple(events))
    grounds = read_grounds(settings)
    from geo.editing.session import clear_up

    clear_up([*events, settings.data_folder / "drafts"])
    if settings.workers > 1 and not can_fork():
        print(ONE_WORKER, flush=True)
        settings = replace(settings, workers=1)
    keep_audit(PROJECT / "build")
    if settings.logs_json:
        log_json()
    run = serve_alone if settings.workers == 1 else serve_together
    run(settings, listener, grounds, partial(_say_started, settings, grounds, open_browser))


def serve_alone(settings: Settings, listener: socket.socket, grounds: Grounds, say_started: SayStarted) -> None:
    """Serve with this one process, under waitress."""
    from waitress.server import create_server

    app, current, watcher = open_app(settings.event_paths, settings, grounds)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    most_bytes = max(settings.most_body_bytes, MOST_FILE_BYTES) if settings.is_editing else settings.most_body_bytes
    server = create_server(
        app.server, sockets=[listener], threads=THREADS, ident=None, max_request_body_size=most_bytes
    )
    say_started(current.store.total, current.reports)
    try:
        with watcher:
            server.run()
    finally:
        server.close()


def serve_together(settings: Settings, listener: socket.socket, grounds: Grounds, say_started: SayStarted) -> None:
    """Serve with several workers, under gunicorn; this process only looks after them."""
    from dashboard.workers.arbiter import serve_with_workers
    from dashboard.workers.preparing import prepare_run

    own, folder = os.getpid(), Path(tempfile.mkdtemp(prefix="conflict-atlas-run-"))
    try:
        # In a process that ends before any worker begins: what reads events has threads, which no fork survives.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            total, reports = pool.submit(prepare_run, settings, folder).result()
        say_started(total, reports)
        serve_with_workers(settings, grounds, listener, folder)
    finally:
        if os.getpid() == own:  # A worker that ends comes by here, too.
            shutil.rmtree(folder, ignore_errors=True)


def can_fork() -> bool:
    """Whether this system can run several workers: gunicorn needs `fork`, which Windows has not."""
    return hasattr(os, "fork") and find_spec("gunicorn") is not None


def read_hosts() -> tuple[str, ...]:
    """Read from the environment under which further names the page may be asked for."""
    return tuple(os.environ.get("TRUSTED_HOSTS", "").replace(",", " ").split())


def log_json() -> None:
    """Log one JSON object a line, to where the log goes anyway."""
    from dashboard.logbook import as_json

    as_json()


def open_app(
    events: Sequence[Path], settings: Settings, grounds: Grounds | None = None, build_folder: Path | None = None
) -> tuple[Dash, Current, Watcher]:
    """Open events, and make the app that shows them and what follows their files.

    Args:
        events: CSV files or folders of them.
        settings: Where the app is served and from what.
        grounds: The basemaps, if they have been read already.
        build_folder: Where snapshots are kept; None for the project's own.

    Raises:
        AtlasError: If the events cannot be read.
    """
    from dashboard.app import join_app, make_context
    from dashboard.current import Current
    from dashboard.watching import make_reader, watch

    reader = make_reader(events, settings, build_folder)
    taken = reader.look()
    opened = reader.open()
    current = Current(make_context(opened.store, settings, opened.reports, grounds))
    return join_app(current, settings), current, watch(current, reader, taken)


def _listen(host: str, port: int) -> socket.socket:
    """Take the address before anything slow is done, so that a port in use is said at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise AtlasError(f"{host}:{port} cannot be listened on: {reason}. Try another with --port.") from error
    return listener


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}{settings.path_prefix}/"


def _say_started(
    settings: Settings, grounds: Grounds, open_browser: bool, total: int, reports: Sequence[Mapping]
) -> None:
    from dashboard.grounds import say_grounds, search_for

    _announce(total, reports, settings)
    if settings.is_editing:
        print(FOR_EDITORS, flush=True)
    for line in say_grounds(grounds):
        print(line, flush=True)
    if open_browser:
        threading.Timer(0.3, webbrowser.open, [_address(settings) + search_for(grounds)]).start()


def _announce(total: int, reports: Sequence[Mapping], settings: Settings) -> None:
    refused = sum(report["rows"] - report["accepted"] for report in reports)
    for report in reports:
        if report.get("error"):
            print(report["error"], flush=True)
    aside = f" {refused} rows were refused: the page lists them." if refused else ""
    print(f"Conflict Atlas: {total} events.{aside}\n{_address(settings)}  (Ctrl+C stops)", flush=True)
    if settings.is_for_others:
        print(FOR_OTHERS, flush=True)
