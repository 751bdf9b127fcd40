"""How densely the events of a view lie: counts by small cells, few enough to be sent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

DENSITY_CELL_PX = 4
"""Cells are this wide on screen, up to twice as wide."""

MOST_DENSITY_CELLS = 4_000
"""Above this the cells are made coarser."""


@dataclass(frozen=True)
class Density:
    """Counts by cell, one entry each.

    Attributes:
        x: Mean of the events of a cell, grid units eastward from 180° W.
        y: Mean of the events of a cell, grid units southward from 85° N.
        events: Number of events.
    """

    x: np.ndarray
    y: np.ndarray
    events: np.ndarray


def gather_density(counts: dict[str, np.ndarray]) -> Density:
    """Make cells coarser until there are at most `MOST_DENSITY_CELLS`.

    Args:
        counts: The columns of the cells question, one entry per cell.
    """
    column, row = counts["cell_x"], counts["cell_y"]
    events, sum_x, sum_y = (counts[name].astype(float) for name in ("events", "sum_x", "sum_y"))
    while len(events) > MOST_DENSITY_CELLS:
        column, row = column >> 1, row >> 1
        keys, group = np.unique(column << 32 | row, return_inverse=True)
        column, row = keys >> 32, keys & 0xFFFFFFFF
        events, sum_x, sum_y = (np.bincount(group, values) for values in (events, sum_x, sum_y))
    return Density(sum_x / events, sum_y / events, events.astype(int))
