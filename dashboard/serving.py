"""From event files to a served page."""

from __future__ import annotations

import logging
import os
import socket
import threading
import webbrowser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.settings import Settings
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

PASSWORD_VARIABLE, SHORTEST_PASSWORD = "ATLAS_PASSWORD", 8
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
    password = read_password(settings.host) if settings.is_editing else ""
    listener = _listen(settings.host, settings.port)
    names = tuple(name for name in os.environ.get("TRUSTED_HOSTS", "").replace(",", " ").split() if name)
    port = listener.getsockname()[1]
    from dashboard.grounds import read_grounds, say_grounds, search_for

    settings = replace(settings, port=port, named_hosts=names, event_paths=tuple(events), password=password)
    grounds = read_grounds(settings)
    from waitress.server import create_server

    from geo.editing.session import clear_up

    clear_up([*events, settings.data_folder / "drafts"])
    app, current, watcher = open_app(events, settings, grounds)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = create_server(
        app.server, sockets=[listener], threads=THREADS, ident=None, max_request_body_size=settings.most_body_bytes
    )
    _announce(current.store.total, current.reports, settings)
    if settings.is_editing:
        print(FOR_EDITORS, flush=True)
    for line in say_grounds(grounds):
        print(line, flush=True)
    if open_browser:
        threading.Timer(0.3, webbrowser.open, [_address(settings) + search_for(grounds)]).start()
    try:
        with watcher:
            server.run()
    finally:
        server.close()


def read_password(host: str) -> str:
    """Read the password for editing from the environment.

    Args:
        host: Address to listen on; where only this machine reaches it, none is needed.

    Raises:
        AtlasError: If others can reach the page and there is no password, or it is too short to be one.
    """
    password = os.environ.get(PASSWORD_VARIABLE, "")
    if not password and Settings(host=host).is_for_others:
        raise AtlasError(
            f"--edit with --host {host} would let anybody change the events. Put a password into the environment "
            f"variable {PASSWORD_VARIABLE}, or leave --host out."
        )
    if password and len(password) < SHORTEST_PASSWORD:
        raise AtlasError(f"{PASSWORD_VARIABLE} is shorter than {SHORTEST_PASSWORD} letters. Choose a longer one.")
    return password


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
    from dashboard.watching import watch
    from geo.live.rereading import EventReader
    from geo.live.stored import StoreReader
    from geo.store.snapshot import BUILD_FOLDER

    if settings.store:
        reader = StoreReader(settings.store, settings.limits)
    else:
        reader = EventReader(events, settings.data_folder, build_folder or BUILD_FOLDER, settings.limits)
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
    return f"http://{f'[{settings.host}]' if ':' in settings.host else settings.host}:{settings.port}/"


def _announce(total: int, reports: list[dict], settings: Settings) -> None:
    refused = sum(report["rows"] - report["accepted"] for report in reports)
    for report in reports:
        if report.get("error"):
            print(report["error"], flush=True)
    aside = f" {refused} rows were refused: the page lists them." if refused else ""
    print(f"Conflict Atlas: {total} events.{aside}\n{_address(settings)}  (Ctrl+C stops)", flush=True)
    if settings.is_for_others:
        print(FOR_OTHERS, flush=True)
