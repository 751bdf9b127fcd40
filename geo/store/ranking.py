"""The order of a whole list as the numbers of its events: any part of it, however deep, and where one event stands."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from geo.store.engine import Engine
from geo.store.grid import Cells
from geo.store.pages import as_rows
from geo.store.selection import Selection

DEEP_ROWS = 2_000
"""Beyond these a list is read by the numbers of its events: an engine that skips rows sorts all it skips, whole."""

KEPT_RANKINGS = 3
"""Orders that are remembered; that of three million events is twelve megabytes."""


class Rankings:
    """The orders of the lists that were last read deep or looked through."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.rank = functools.lru_cache(maxsize=KEPT_RANKINGS)(self._rank)

    def _rank(
        self,
        selection: Selection,
        wraps: bool | None,
        cells: Cells | None,
        order: str,
        down: bool,
        numbers: tuple[tuple[str, int], ...],
    ) -> np.ndarray:
        """Order a whole list.

        Args:
            selection: Which events; their window is among the numbers.
            wraps: Whether the box among the numbers crosses the 180° meridian; None for the whole world.
            cells: Only those of one mark; None for all.
            order: Column of the store.
            down: Whether the last comes first.
            numbers: What the question leaves open: days and edges.

        Returns:
            The `number` of each event, in order.
        """
        compiled = self._engine.compile("listed", selection, wraps, cells, ("number",), order, down)
        return self._engine.run(compiled, dict(numbers))["number"]

    def find(self, event_id: str, ranking: np.ndarray) -> int | None:
        """Find how many events of a list come before one; None when it is not in the list."""
        number = self.number_of(event_id)
        places = np.flatnonzero(ranking == number) if number is not None else ()
        return int(places[0]) if len(places) else None

    def number_of(self, event_id: str) -> int | None:
        """Return the number of an event; None for one that there is not."""
        found = self._engine.run(self._engine.compile("number_of", event_id), {})["number"]
        return int(found[0]) if len(found) else None

    def read(self, numbers: np.ndarray, columns: Sequence[str]) -> list[dict]:
        """Read the events of some numbers, in that order."""
        rows = as_rows(
            self._engine.run(self._engine.source.by_number(("number", *columns)), {"numbers": numbers.tolist()})
        )
        by_number = {row.pop("number"): row for row in rows}
        return [by_number[number] for number in numbers.tolist()]

    def stream(self, ranking: np.ndarray, columns: Sequence[str], rows: int, down: bool) -> Iterator[pa.RecordBatch]:
        """Read a whole list that is ordered by day, so many events at a time."""
        order = f"start_day{' DESC' if down else ''}, event_id"
        for start in range(0, len(ranking), rows):
            numbers = {"numbers": ranking[start : start + rows].tolist()}
            yield from self._engine.stream(self._engine.source.by_number(columns, order), numbers, rows)
