"""The embedded basemap as shapes, of which the part that a map shows is cut; read by `dashboard.briefing.ground`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely


@dataclass(frozen=True, eq=False)
class Shapes:
    """Shapes of one kind.

    Attributes:
        geometries: Shapely polygons, or lines, (shapes,), EPSG:4326.
    """

    geometries: np.ndarray

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Finds the shapes of a part of the world."""
        return shapely.STRtree(self.geometries)

    def cut(self, west: float, south: float, east: float, north: float) -> np.ndarray:
        """Return what lies in a rectangle (degrees), cut off at its edges, in the order of the file."""
        found = self.geometries[np.sort(self.tree.query(shapely.box(west, south, east, north)))]
        return shapely.clip_by_rect(found, west, south, east, north)


@dataclass(frozen=True, eq=False)
class Names:
    """Names of places and countries, the most important first.

    Attributes:
        texts: As they are written.
        lon: Degrees east, (names,).
        lat: Degrees north, (names,).
        min_zoom: From which zoom on each is due, (names,).
        population: (names,).
        is_country: (names,).
    """

    texts: Sequence[str]
    lon: np.ndarray
    lat: np.ndarray
    min_zoom: np.ndarray
    population: np.ndarray
    is_country: np.ndarray


@dataclass(frozen=True, eq=False)
class GroundShapes:
    """All that a map is drawn from beside its events and layers.

    Attributes:
        land: Polygons.
        lakes: Polygons.
        rivers: Lines.
        provinces: First-level boundaries, lines.
        coast: Lines.
        borders: International boundaries, lines.
        names: Places and countries.
        icons: By name of the icon, the SVG file of a pictogram of 24 by 24 px.
    """

    land: Shapes
    lakes: Shapes
    rivers: Shapes
    provinces: Shapes
    coast: Shapes
    borders: Shapes
    names: Names
    icons: Mapping[str, str]
