"""Named roads as lines, and the stretch of a road between two points."""

from __future__ import annotations

import json
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UnreadableFile
from geo.gazetteer.normalise import name_key

if TYPE_CHECKING:
    from shapely import LineString, Point

NEAR_ROAD_KM = 5.0
"""A place farther than this from a road is not on it; the schematic lines miss bends by about as much."""

ON_ROAD_KM = 0.5
"""A place farther than this is joined to the road by a straight piece."""

EARTH_RADIUS_KM = 6371.0088


class Roads:
    """Roads by name; a road may have several lines.

    Args:
        lines: Name to lines, EPSG:4326, longitude first.
    """

    def __init__(self, lines: dict[str, list[LineString]]) -> None:
        self._lines: dict[str, list[LineString]] = {}
        for name, parts in lines.items():
            self._lines.setdefault(name_key(name), []).extend(parts)

    @classmethod
    def load(cls, path: Path) -> Roads:
        """Read a GeoJSON FeatureCollection of LineString or MultiLineString features with a `name`; no file, no roads.

        Raises:
            UnreadableFile: If the file is not such GeoJSON.
        """
        import shapely
        from shapely.geometry import shape

        lines: dict[str, list[LineString]] = {}
        try:
            if not path.exists():
                return cls({})
            for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
                parts = [
                    part for part in shapely.get_parts(shape(feature["geometry"])) if part.geom_type == "LineString"
                ]
                lines.setdefault(feature["properties"]["name"], []).extend(parts)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnreadableFile(
                f"{path} is not GeoJSON of named roads ({type(error).__name__}: {error}). Restore it from the project."
            ) from error
        return cls(lines)

    def stretch(self, road: str, start: tuple[float, float], end: tuple[float, float]) -> LineString | None:
        """Cut the part of a road that leads from one point to another, by linear referencing.

        Args:
            road: Name as written, "M5".
            start: Longitude and latitude in degrees.
            end: Longitude and latitude in degrees.

        Returns:
            The line from start to end in that direction, with both points joined to it where they lie beside the road;
            None for an unknown road, a point more than `NEAR_ROAD_KM` from it, or a stretch without length.
        """
        from shapely import Point

        origin, goal = Point(start), Point(end)
        for line in self._lines.get(name_key(road), ()):
            if _distance_km(line, origin) <= NEAR_ROAD_KM and _distance_km(line, goal) <= NEAR_ROAD_KM:
                return _cut(line, origin, goal)
        return None


def _cut(line: LineString, origin: Point, goal: Point) -> LineString | None:
    from shapely import LineString
    from shapely.ops import substring

    piece = substring(line, line.project(origin), line.project(goal))
    if piece.geom_type != "LineString":
        return None
    corners = [piece.coords[0][:2], *(corner[:2] for corner in piece.coords[1:])]
    if _distance_km(piece, origin) > ON_ROAD_KM:
        corners.insert(0, origin.coords[0])
    if _distance_km(piece, goal) > ON_ROAD_KM:
        corners.append(goal.coords[0])
    return LineString(corners)


def _distance_km(line: LineString, point: Point) -> float:
    nearest = line.interpolate(line.project(point))
    return distance_km((nearest.x, nearest.y), (point.x, point.y))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Measure the great-circle distance between two points by the haversine formula, on a sphere.

    Args:
        one: Longitude and latitude in degrees.
        other: Longitude and latitude in degrees.

    Returns:
        Kilometres; within 0.5 % of the distance on the ellipsoid.
    """
    (west, south), (east, north) = one, other
    half_chord = sin(radians(north - south) / 2) ** 2
    half_chord += cos(radians(south)) * cos(radians(north)) * sin(radians(east - west) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half_chord)))
