"""Which events lie within so many kilometres of a point: a box on the grid first, true distances then."""

from __future__ import annotations

import math

from geo.store.grid import WORLD_UNITS, unproject

NEARBY_KM = 25
"""Two events of one day that lie so near each other may be one story."""

EQUATOR_KM = 40_075.0
MARGIN = 1.02
"""The grid is a sphere's, the distances an ellipsoid's: they differ by less than this."""


def box_around(x: int, y: int, radius_km: float) -> tuple[int, int, int, int]:
    """Return the grid box (x0, y0, x1, y1) that holds a circle; x0 > x1 across the 180° meridian.

    Args:
        x: Grid units eastward of the middle.
        y: Grid units southward of the middle.
        radius_km: Radius of the circle, kilometres on the ground.
    """
    _, lat = unproject(x, y)
    # A kilometre is longest on the grid at the edge nearest to the pole.
    edge_deg = min(abs(float(lat)) + 360 * radius_km / EQUATOR_KM, 85.0)
    reach = math.ceil(MARGIN * radius_km / (EQUATOR_KM * math.cos(math.radians(edge_deg))) * WORLD_UNITS) + 1
    return (x - reach) % WORLD_UNITS, max(0, y - reach), (x + reach) % WORLD_UNITS, min(WORLD_UNITS - 1, y + reach)


def keep_within(rows: list[dict], lon: float, lat: float, radius_km: float) -> list[dict]:
    """Keep the rows that lie within a radius of a point, the nearest first.

    Distances are geodesic on the WGS 84 ellipsoid, so the 180° meridian needs no special case.

    Args:
        rows: Each with `longitude` and `latitude`, degrees.
        lon: Longitude of the point, degrees east.
        lat: Latitude of the point, degrees north.
        radius_km: The edge counts as inside.

    Returns:
        The rows with `distance_km` added.
    """
    if not rows:
        return []
    from pyproj import Geod  # Slow to import, and a page without a card needs it not.

    lons, lats = [row["longitude"] for row in rows], [row["latitude"] for row in rows]
    metres = Geod(ellps="WGS84").inv([lon] * len(rows), [lat] * len(rows), lons, lats)[2]
    measured = [{**row, "distance_km": away / 1000} for row, away in zip(rows, metres, strict=True)]
    return sorted((row for row in measured if row["distance_km"] <= radius_km), key=lambda row: row["distance_km"])
