"""What a page shows when the link does not say: the busiest window, and the part of the world where most events are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from datetime import date

import numpy as np

from dashboard.view import Camera
from geo.layers.geometry import Bounds, join_bounds
from geo.store.event_store import EventStore
from geo.store.histogram import Step
from geo.store.selection import Selection, Viewport, wrap_longitude

WINDOW_SHARE = 1 / 7
SHORT_DAYS = 21
"""A data set of so few days opens with all of them."""

CORE_SHARE = 0.7
"""Share of the events that the first picture shows: those nearest to the middle of all."""

WORLD_PX = 512
ASSUMED_MAP_PX = (800, 600)
WHOLE_WORLD = Camera(lon=20.0, lat=25.0, zoom=1.4)


def choose_window(store: EventStore) -> tuple[date, date]:
    """Return the first and last day of the busiest stretch, a seventh of all time long.

    Events whose day is not known would make every stretch alike: they matter only where there are no others.
    """
    if store.first_day is None or store.last_day is None:
        return date.today(), date.today()
    bars = store.histogram(Selection(), Step.DAY)
    sure = (bars.by_group - bars.unsure).sum(axis=1)
    counts = sure if sure.any() else bars.by_group.sum(axis=1)
    width = len(counts) if len(counts) <= SHORT_DAYS else round(len(counts) * WINDOW_SHARE)
    sums = np.convolve(counts, np.ones(width, int), mode="valid")
    start = int(sums.argmax())
    return max(bars.starts[start], store.first_day), min(_day_before(bars.starts[start + width]), store.last_day)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def choose_camera(store: EventStore) -> Camera:
    """Look at where most events are: the smallest part of the world around their middle that holds `CORE_SHARE`."""
    if not store.places_on_map:
        return WHOLE_WORLD
    lon, lat, events = (np.array(column, float) for column in zip(*store.places_on_map, strict=True))
    # Measured from the mean direction, so that a theatre across the 180th meridian is one.
    turn = float(np.degrees(np.angle((events * np.exp(1j * np.radians(lon))).sum())))
    lon = (lon - turn + 180) % 360 - 180
    middle_lon, middle_lat = _weighted_median(lon, events), _weighted_median(lat, events)
    away = np.hypot((lon - middle_lon) * math.cos(math.radians(middle_lat)), lat - middle_lat)
    order = np.argsort(away)
    core = order[: int(np.searchsorted(np.cumsum(events[order]), CORE_SHARE * events.sum())) + 1]
    west, east, south, north = lon[core].min(), lon[core].max(), lat[core].min(), lat[core].max()
    middle = wrap_longitude(turn + float(west + east) / 2)
    return Camera(middle, float(south + north) / 2, _zoom_to_fit(west, south, east, north))


def assume_viewport(camera: Camera) -> Viewport:
    """Return what a map of `ASSUMED_MAP_PX` shows, until the browser says how large it is."""
    world_px = WORLD_PX * 2**camera.zoom
    half_lon = ASSUMED_MAP_PX[0] / 2 / world_px * 360
    middle, half_rows = _rows(camera.lat), ASSUMED_MAP_PX[1] / 2 / world_px
    south, north = (_latitude(middle + by) for by in (-half_rows, half_rows))
    return Viewport.from_edges(camera.lon - half_lon, south, camera.lon + half_lon, north, camera.zoom)


def bounds_of_events(store: EventStore) -> Bounds | None:
    """Return west, south, east and north of all events, degrees; None where none is on the map."""
    return join_bounds((lon, lat, lon, lat) for lon, lat, _ in store.places_on_map)


def _weighted_median(values: np.ndarray, weights: np.ndarray) -> float:
    order = np.argsort(values)
    return float(values[order][np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)])


def _zoom_to_fit(west: float, south: float, east: float, north: float) -> float:
    """Return the zoom at which a box (degrees) fills the map with a margin; spherical mercator, 512 px at zoom 0."""
    width, height = max((east - west) / 360, 1e-4), max(_rows(north) - _rows(south), 1e-4)
    fits = min(ASSUMED_MAP_PX[0] / width, ASSUMED_MAP_PX[1] / height) / WORLD_PX
    return round(min(max(math.log2(fits) - 0.5, 1.0), 10.0), 2)


def _rows(lat: float) -> float:
    """Return how far north of the equator a latitude lies, as a share of the world's height in spherical mercator."""
    return math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)


def _latitude(rows: float) -> float:
    """Return the latitude, degrees north, that lies so far north of the equator: the inverse of `_rows`."""
    return math.degrees(math.atan(math.sinh(2 * math.pi * rows)))


def name_theatre(store: EventStore) -> str:
    """Name the data by where most of it is: `Idlib and Aleppo, Syria`."""
    return name_places((admin1, country, events) for _, admin1, country, events in store.places) or "No events"


def name_places(places: Iterable[tuple[str, str, int]]) -> str:
    """Name places (first-level area, country, events) by where most events are; empty where there are none."""
    countries = Counter[str]()
    areas = Counter[tuple[str, str]]()
    for admin1, country, events in places:
        countries[country] += events
        areas[admin1, country] += events
    if not countries:
        return ""
    country = countries.most_common(1)[0][0]
    inside = [(area, n) for (area, of), n in areas.most_common() if of == country and area]
    main = [area for area, n in inside[:2] if n > 0.15 * countries[country]]
    return f"{' and '.join(main)}, {country}" if main and country else country or "Events"
