"""The grid that places are gathered in: web-mercator integers, cells in powers of two, and names for sets of cells."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Self

import numpy as np

from geo.errors import BadSelection
from geo.store.selection import MERCATOR_LIMIT_DEG, Viewport

WORLD_BITS = 24
"""The world is 2^24 units wide: about 2.4 m a unit at the equator."""

WORLD_UNITS = 1 << WORLD_BITS
MAP_PX_BITS = 9
"""MapLibre's world is 512 px = 2^9 wide at zoom 0."""

MAX_CELLS = 400


def project_lon(lon: np.ndarray) -> np.ndarray:
    """Turn longitudes (degrees east) into grid units eastward from 180° W, int32."""
    return np.clip((np.asarray(lon) / 360 + 0.5) * WORLD_UNITS, 0, WORLD_UNITS - 1).astype(np.int32)


def project_lat(lat: np.ndarray) -> np.ndarray:
    """Turn latitudes (degrees north) into grid units southward from 85° N, int32 (spherical mercator, EPSG:3857)."""
    clipped = np.radians(np.clip(np.asarray(lat), -MERCATOR_LIMIT_DEG, MERCATOR_LIMIT_DEG))
    y = (0.5 - np.log(np.tan(np.pi / 4 + clipped / 2)) / (2 * np.pi)) * WORLD_UNITS
    return np.clip(y, 0, WORLD_UNITS - 1).astype(np.int32)


def unproject(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Turn grid units back into longitudes and latitudes, degrees."""
    lon = (np.asarray(x) / WORLD_UNITS - 0.5) * 360
    lat = np.degrees(2 * np.arctan(np.exp((0.5 - np.asarray(y) / WORLD_UNITS) * 2 * np.pi)) - np.pi / 2)
    return lon, lat


def units_per_px(zoom: float) -> float:
    """Return how many grid units one screen pixel covers at a zoom."""
    return 2.0 ** (WORLD_BITS - MAP_PX_BITS - zoom)


def choose_cell_bits(zoom: float, smallest_px: int = 8) -> int:
    """Return how many low bits make a cell that is `smallest_px` to twice that wide on screen.

    Args:
        zoom: Map zoom.
        smallest_px: A power of two.
    """
    bits = WORLD_BITS - MAP_PX_BITS - math.floor(zoom) + int(math.log2(smallest_px))
    return min(max(bits, 0), WORLD_BITS)


def box_of(viewport: Viewport, margin_px: int = 40) -> tuple[int, int, int, int]:
    """Return the grid box (x0, y0, x1, y1) of a viewport and a margin; x0 > x1 across the 180° meridian."""
    margin = margin_px * units_per_px(viewport.zoom)
    x0, x1 = (int(x) for x in project_lon(np.array([viewport.west, viewport.east])))
    y0, y1 = (int(y) for y in project_lat(np.array([viewport.north, viewport.south])))
    width = (x1 - x0) % WORLD_UNITS or WORLD_UNITS
    if width + 2 * margin >= WORLD_UNITS - 1:
        x0, x1 = 0, WORLD_UNITS - 1
    else:
        x0, x1 = int(x0 - margin) % WORLD_UNITS, int(x1 + margin) % WORLD_UNITS
    return x0, max(0, int(y0 - margin)), x1, min(WORLD_UNITS - 1, int(y1 + margin))


@dataclass(frozen=True)
class Cells:
    """The cells that one mark stands for: how it is asked for again.

    Attributes:
        bits: How many low bits of a grid coordinate a cell spans.
        cells: Column and row of each cell.
    """

    bits: int
    cells: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        """Write the cells for a URL: `13:1224.806-1225.806`."""
        return f"{self.bits}:" + "-".join(f"{column}.{row}" for column, row in self.cells)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote.

        Raises:
            BadSelection: If it is not of that form.
        """
        if not re.fullmatch(r"\d{1,2}:\d{1,8}\.\d{1,8}(-\d{1,8}\.\d{1,8})*", text, re.ASCII):
            raise BadSelection(f'"{text[:60]}" does not name a mark. Click the mark again.')
        bits, _, rest = text.partition(":")
        cells = tuple(tuple(map(int, cell.split("."))) for cell in rest.split("-"))
        if int(bits) > WORLD_BITS or len(cells) > MAX_CELLS:
            raise BadSelection("The mark spans more of the world than a map has. Click the mark again.")
        return cls(int(bits), cells)
