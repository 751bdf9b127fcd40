"""Where the map looks and which days it shows while it is measured: the same for every size of data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from geo.store.event_store import EventStore
from geo.store.grid import WORLD_UNITS, project_lat, project_lon, units_per_px, unproject
from geo.store.selection import Selection, Viewport

MAP_PX = (1300, 750)
WINDOW_DAYS = 30
SEED = 7
CAMERAS = {
    "world": (30.0, 25.0, 1.4),
    "continent": (42.0, 30.0, 3.5),
    "country": (38.5, 35.0, 6.2),
    "town": (36.9, 35.95, 10.0),
}
"""Longitude, latitude and zoom."""

STEPPED = CAMERAS["continent"]
"""Where the browser looks at each step: the view with the most marks."""


def view_at(lon: float, lat: float, zoom: float) -> Viewport:
    """Return what a map of `MAP_PX` shows around a middle (degrees)."""
    half = np.array(MAP_PX) / 2 * units_per_px(zoom)
    x, y = int(project_lon(np.array(lon))), int(project_lat(np.array(lat)))
    (west, east), (north, south) = unproject(np.array([x - half[0], x + half[0]]), np.array([y - half[1], y + half[1]]))
    if 2 * half[0] >= WORLD_UNITS:
        west, east = -180.0, 180.0
    return Viewport.from_edges(float(west), float(south), float(east), float(north), zoom)


VIEWS = {name: view_at(*camera) for name, camera in CAMERAS.items()}


def choose_windows(store: EventStore, number: int) -> Iterator[Selection]:
    """Choose windows of `WINDOW_DAYS` days at random, the same in every run."""
    rng = np.random.default_rng(SEED)
    last_start = (store.last_day - store.first_day).days - WINDOW_DAYS + 1
    for start in rng.integers(0, last_start, number).tolist():
        first = store.first_day + timedelta(days=start)
        yield Selection(first_day=first, last_day=_after(first, WINDOW_DAYS - 1))


def _after(day: date, days: int) -> date:
    return day + timedelta(days=days)
