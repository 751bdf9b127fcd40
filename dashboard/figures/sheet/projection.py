"""Where places stand on a sheet: spherical web mercator (EPSG:3857) in pixels, and back."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dashboard.figures.sheet.brief import Box
from dashboard.view import Camera
from geo.store.selection import MERCATOR_LIMIT_DEG

WORLD_PX = 512
"""Width of the world at zoom 0."""

EQUATOR_M = 40_075_016.686
"""Length of the equator, WGS 84."""


@dataclass(frozen=True)
class Projection:
    """A camera that looks at a box of the sheet; north is up.

    Attributes:
        camera: What stands in the middle of the box, and the zoom.
        box: Where the map lies on the sheet.
    """

    camera: Camera
    box: Box

    @cached_property
    def world_px(self) -> float:
        """Width of one world, pixels."""
        return WORLD_PX * 2**self.camera.zoom

    def project(self, lon: np.ndarray | float, lat: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
        """Return x and y on the sheet; longitudes beyond ±180° lie on the next copy of the world.

        Args:
            lon: Degrees east.
            lat: Degrees north; what lies beyond the mercator square is put on its edge.
        """
        x = (np.asarray(lon, float) - self.camera.lon) / 360 * self.world_px + self.box.x + self.box.width / 2
        y = (_southward(lat) - _southward(self.camera.lat)) * self.world_px + self.box.y + self.box.height / 2
        return x, y

    def project_near(self, lon: np.ndarray | float, lat: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
        """Return x and y on the copy of the world that is nearest to the middle of the box."""
        lon = np.asarray(lon, float)
        return self.project(lon - 360 * np.round((lon - self.camera.lon) / 360), lat)

    def project_line(self, line: np.ndarray) -> np.ndarray:
        """Return a way of [longitude, latitude] as [x, y], both (points, 2); across the 180° meridian it goes on."""
        line = np.asarray(line, float)
        lon = np.unwrap(line[:, 0], period=360)
        lon -= 360 * np.round((lon[0] - self.camera.lon) / 360)
        return np.column_stack(self.project(lon, line[:, 1]))

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the box, degrees; longitudes go beyond ±180° across that meridian."""
        half_deg = self.box.width / 2 / self.world_px * 360
        lats = (self.latitude_at(self.box.y + self.box.height), self.latitude_at(self.box.y))
        return self.camera.lon - half_deg, lats[0], self.camera.lon + half_deg, lats[1]

    def latitude_at(self, y: float) -> float:
        """Return the latitude at a height of the sheet, degrees north."""
        row = _southward(self.camera.lat) + (y - self.box.y - self.box.height / 2) / self.world_px
        lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * min(max(float(row), 0.0), 1.0)))))
        return min(max(lat, -MERCATOR_LIMIT_DEG), MERCATOR_LIMIT_DEG)

    def find_turns(self, west: float, east: float) -> range:
        """Return by how many worlds something is moved east, for each copy of it that the box shows."""
        left, _, right, _ = self.bounds
        return range(math.ceil((left - east) / 360), math.floor((right - west) / 360) + 1)

    def metres_per_px(self, lat: float) -> float:
        """Return what a pixel is on the ground, metres, at a latitude in degrees."""
        return EQUATOR_M * math.cos(math.radians(lat)) / self.world_px


def visible_bounds(camera: Camera, box: Box) -> tuple[float, float, float, float]:
    """Return west, south, east and north of what a map shows, degrees, as `Viewport.from_edges` takes them."""
    return Projection(camera, box).bounds


def _southward(lat: np.ndarray | float) -> np.ndarray:
    """Return how far south of the mercator square's upper edge a latitude lies, as a share of its height."""
    lat = np.radians(np.clip(lat, -MERCATOR_LIMIT_DEG, MERCATOR_LIMIT_DEG))
    return 0.5 - np.arcsinh(np.tan(lat)) / (2 * np.pi)
