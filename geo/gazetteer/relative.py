"""Where a place is that is told by another one: so far in a direction, near it, a part of it, or between two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import TYPE_CHECKING

from geo.gazetteer.phrases import Relative
from geo.gazetteer.radius import SMALLEST_RADIUS_KM

if TYPE_CHECKING:
    from pyproj import Geod

LARGE_KM = SMALLEST_RADIUS_KM[3]
"""An area this large is no district; a circle this large is no longer "near"."""


@dataclass(frozen=True)
class Anchor:
    """A place from which another one is told: degrees on WGS 84, and how far it reaches.

    `is_area` says that it is a country, governorate, district or region rather than a settlement.
    """

    latitude: float
    longitude: float
    radius_km: float
    is_area: bool


@dataclass(frozen=True)
class RelativePoint:
    """Where a relative place is: degrees on WGS 84, longitude -180 to 180, and the radius that holds the true place.

    All three are NaN where an anchor has no position. `geo_precision` is 2 near a place, 3 in a larger region.
    """

    latitude: float
    longitude: float
    radius_km: float
    geo_precision: int


def place_relative(relative: Relative, anchors: Sequence[Anchor]) -> RelativePoint:
    """Find the point of a relative place. Distances are geodesic on WGS 84.

    | kind | from the anchor, in the direction if one is said | radius |
    |---|---|---|
    | offset, distance and direction | the distance | 25 % of it, at least 2 km |
    | offset, direction | 1.5 × its radius, at least 5 km; the radius of an area | as far |
    | offset, distance | 0 | 1.2 × the distance, at least 2 km |
    | near | its radius | 2 × its radius, at least 5 km |
    | part | half its radius | 0.6 × its radius |
    | countryside | 15 km | 20 km |
    | countryside of an area | half its radius | 0.6 × its radius, all of it without direction, at least 20 km |
    | between | midpoint of both | half the distance between them, at least 2 km |

    Without a direction the point is the anchor's. An offset from an area is doubtful at least by the area's radius.
    The precision is 2; 3 where an anchor is an area of `LARGE_KM` or more, or the radius is.

    Args:
        relative: What the phrase says.
        anchors: The places of `relative.anchors`, in their order.

    Raises:
        ValueError: If there are not as many places as names.
    """
    if len(anchors) != len(relative.anchors):
        raise ValueError(f"{len(anchors)} places for {relative.anchors}. Give one for each name.")
    if not all(abs(one.longitude) <= 360 and abs(one.latitude) <= 90 for one in anchors):
        return RelativePoint(nan, nan, nan, 3)
    first, last = anchors[0], anchors[-1]
    bearing_deg = relative.bearing_deg
    if relative.kind == "between":
        bearing_deg, _, apart_m = _wgs84().inv(first.longitude, first.latitude, last.longitude, last.latitude)
        shift_km, radius_km = apart_m / 2000, max(2.0, apart_m / 2000)
    else:
        shift_km, radius_km = _shift_and_radius(relative, first)
    latitude, longitude = _moved(first, bearing_deg, shift_km)
    is_large = radius_km >= LARGE_KM or any(one.is_area and one.radius_km >= LARGE_KM for one in anchors)
    return RelativePoint(latitude, longitude, radius_km, 3 if is_large else 2)


def _shift_and_radius(relative: Relative, anchor: Anchor) -> tuple[float, float]:
    reach_km = anchor.radius_km if isfinite(anchor.radius_km) and anchor.radius_km > 0 else 0.0
    of_area_km = reach_km if anchor.is_area else 0.0
    far_km, has_way = relative.distance_km, relative.bearing_deg is not None
    if relative.kind == "near":
        return reach_km, max(5.0, 2 * reach_km)
    if relative.kind == "part":
        return reach_km / 2, 0.6 * reach_km
    if relative.kind == "countryside":
        return reach_km / 2 if anchor.is_area else 15.0, max(20.0, of_area_km * (0.6 if has_way else 1))
    if far_km is None:
        edge_km = of_area_km or max(5.0, 1.5 * reach_km)
        return edge_km, edge_km
    return far_km, max(2.0, of_area_km, far_km * (0.25 if has_way else 1.2))


def _moved(anchor: Anchor, bearing_deg: float | None, shift_km: float) -> tuple[float, float]:
    """Give latitude and longitude of the place so far from the anchor in a direction."""
    if bearing_deg is None or not shift_km:
        is_wrapped = abs(anchor.longitude) <= 180
        return anchor.latitude, anchor.longitude if is_wrapped else (anchor.longitude + 180) % 360 - 180
    longitude, latitude, _ = _wgs84().fwd(anchor.longitude, anchor.latitude, bearing_deg, shift_km * 1000)
    return latitude, longitude


def _wgs84() -> Geod:
    from pyproj import Geod  # Slow to import, and most tables need it for no row.

    return Geod(ellps="WGS84")
