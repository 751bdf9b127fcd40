"""The events read before any worker is there, so that what is wrong with them is said at once."""

from __future__ import annotations

from pathlib import Path

from dashboard.settings import Settings

# Nothing more is imported here: what starts the workers imports this, and no thread of a library survives a fork.


def prepare_run(settings: Settings, folder: Path) -> tuple[int, list[dict]]:
    """Read the events before any worker is there, in a process that then ends.

    Args:
        settings: Where events and data lie.
        folder: Of the board.

    Returns:
        How many events there are, and what became of the rows of each file.

    Raises:
        AtlasError: If they cannot be read.
    """
    from dashboard.watching import make_reader
    from dashboard.workers.board import Board
    from dashboard.workers.opening import read_first
    from geo.store.event_store import EventStore

    shown = read_first(make_reader(settings.event_paths, settings), Board(folder))
    store = EventStore(shown.store)
    total = store.total
    store.close()
    return total, shown.reports
