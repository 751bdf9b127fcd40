"""A worker opened: the first of a run reads the events, all others find on the board what that one read."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.app import join_app, make_context
from dashboard.current import Current
from dashboard.grounds import Grounds
from dashboard.settings import Settings
from dashboard.watching import Reader, make_reader
from dashboard.workers.board import Board, Shown
from dashboard.workers.following import Following, Heir, lead
from dashboard.workers.forwarding import share_files
from geo.errors import AtlasError
from geo.store.event_store import EventStore

if TYPE_CHECKING:
    from dash import Dash


def read_first(reader: Reader, board: Board) -> Shown:
    """Read the events and put them on the board.

    Raises:
        AtlasError: If they cannot be read.
    """
    taken = reader.look()
    opened = reader.open()
    opened.store.close()
    shown = Shown(board.next_version(), opened.store.path, opened.reports, {}, taken)
    board.write(shown)
    return shown


def open_worker(
    settings: Settings, board: Board, grounds: Grounds | None = None, build_folder: Path | None = None
) -> tuple[Dash, Heir]:
    """Make the app of a worker, and what follows the files if no other worker does.

    Args:
        settings: Where the app is served, from what, and by how many workers.
        board: Of the run.
        grounds: The basemaps, if they have been read already.
        build_folder: Where snapshots are kept; None for the project's own.

    Raises:
        AtlasError: If no worker has read the events yet and they cannot be read.
    """
    limits = replace(settings.limits, threads=settings.limits.threads or _share_processors(settings.workers))
    settings = replace(settings, limits=limits)
    reader = make_reader(settings.event_paths, settings, build_folder)

    def open_store(shown: Shown, like: EventStore | None) -> EventStore:
        return EventStore(shown.store, limits, like)

    with board.opening:
        seen, shown = board.stamp(), board.read() or read_first(reader, board)
        try:
            store = open_store(shown, None)
        except AtlasError:  # Somebody emptied `build/`.
            shown = read_first(reader, board)
            store = open_store(shown, None)
    context = replace(make_context(store, settings, shown.reports, grounds), gone=shown.gone)
    context.layer_folder.keep_until_read_again()
    current = Current(context, shown.version, board)
    app = join_app(current, settings)
    following = Following(current, board, open_store, seen)
    # Before all else: what lays out a first page asks what is shown, and a request goes on with what it began with.
    app.server.before_request_funcs.setdefault(None, []).insert(0, following.catch_up)
    if settings.workers > 1:
        share_files(app.server, board.folder)
    return app, Heir(board, lambda: lead(current, board, reader, following))


def _share_processors(workers: int) -> int | None:
    return max(1, (os.cpu_count() or 1) // workers) if workers > 1 else None
