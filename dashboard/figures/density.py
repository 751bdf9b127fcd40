"""The density of one frame, as the few numbers that the browser needs to draw it."""

from __future__ import annotations

import numpy as np

from geo.store.density import Density
from geo.store.grid import WORLD_UNITS, box_of, units_per_px
from geo.store.selection import Viewport


def describe_density(density: Density, viewport: Viewport) -> dict:
    """Describe a density in pixels from the north-west corner of its view.

    Returns:
        `zoom`; `corner`, longitude and latitude as shares of the mercator world, eastward from 180° W and southward;
        `x` and `y` (pixels at that zoom), `events`: one entry a cell.
    """
    west, north, _, _ = box_of(viewport)
    per_px = units_per_px(viewport.zoom)
    return {
        "zoom": viewport.zoom,
        "corner": [west / WORLD_UNITS, north / WORLD_UNITS],
        "x": np.round((density.x - west) % WORLD_UNITS / per_px).astype(int).tolist(),
        "y": np.round((density.y - north) / per_px).astype(int).tolist(),
        "events": density.events.tolist(),
    }
