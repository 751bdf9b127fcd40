"""A store that is shown by itself, without the tables it was made from: read once, followed by nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.live.rereading import Reread
from geo.live.settling import Stamps
from geo.store.event_store import EventStore
from geo.store.limits import USUAL_LIMITS, Limits
from geo.store.snapshot import OpenedEvents, open_store
from geo.store.sources import Address


@dataclass(frozen=True)
class StoreReader:
    """Opens one store; stands where `EventReader` does.

    Attributes:
        path: The file, or the address of a database.
        limits: What it may use of the machine.
    """

    path: Path | Address
    limits: Limits = USUAL_LIMITS

    def look(self) -> Stamps:
        """Say that nothing changes."""
        return {}

    def warm_up(self, events: int) -> None:
        """Load nothing: nothing will be read again."""

    def open(self, earlier: EventStore | None = None) -> OpenedEvents:
        """Open the store.

        Raises:
            AtlasError: If it is not one, or cannot be reached.
        """
        return open_store(self.path, self.limits, earlier)

    def read(self, shown: EventStore, gone: Mapping[str, int]) -> Reread:
        """Keep what is shown."""
        return Reread(None, shown.about["reports"], dict(gone))

    def drop(self, read: Reread, shown: EventStore) -> None:
        """Let go of nothing: nothing was opened."""
