"""Named roads as lines: the stretch between two points, the point nearest to another, the middle of a road."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import pairwise
from math import asin, cos, isfinite, radians, sin, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UnreadableFile
from geo.gazetteer.normalise import name_key

if TYPE_CHECKING:
    from shapely import LineString

NEAR_ROAD_KM = 5.0
"""A place farther than this from a road is not on it; the schematic lines miss bends by about as much."""

ON_ROAD_KM = 0.5
"""A place farther than this is joined to the road by a straight piece; lines of one road this near meet."""

EARTH_RADIUS_KM = 6371.0088

LonLat = tuple[float, float]

_WORDS_FOR_ROAD = frozenset(
    {"the", "highway", "motorway", "road", "freeway", "expressway", "autoroute", "autobahn", "route", "international"}
    | {"طريق", "الطريق", "دولي", "الدولي", "اوتوستراد", "الاوتوستراد"}
)


def road_key(name: str) -> str:
    """Fold a road's name so that "M5", "M-5", "the M5 highway", "Highway M 5" and "طريق M5" agree.

    A name of such words alone, "the Highway", keeps them.
    """
    words = ["m" if word == "ام" else word for word in name_key(name).split()]  # Arabic writers spell the letter out.
    kept = " ".join(word for word in words if word not in _WORDS_FOR_ROAD) or " ".join(words)
    return re.sub(r"\b([a-z]{1,2}) (?=\d)", r"\1", kept)


class Roads:
    """Roads by name; a road may have several lines.

    Args:
        lines: Name to lines, EPSG:4326, longitude first.
    """

    def __init__(self, lines: dict[str, list[LineString]]) -> None:
        import shapely

        self._names: dict[str, str] = {}
        parts: dict[str, list[LineString]] = {}
        for name, more in lines.items():
            self._names.setdefault(road_key(name), name)
            parts.setdefault(road_key(name), []).extend(line for line in more if not line.is_empty)
        # Lines that share an end become one.
        merged = {key: shapely.line_merge(shapely.force_2d(shapely.MultiLineString(of))) for key, of in parts.items()}
        self._lines: dict[str, list[LineString]] = {key: list(shapely.get_parts(of)) for key, of in merged.items()}

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
            return cls(lines)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnreadableFile(
                f"{path} is not GeoJSON of named roads ({type(error).__name__}: {error}). Restore it from the project."
            ) from error

    def __contains__(self, road: object) -> bool:
        return isinstance(road, str) and bool(self._lines.get(road_key(road)))

    def names(self) -> tuple[str, ...]:
        """List the roads as their file spells them, in its order."""
        return tuple(name for key, name in self._names.items() if self._lines[key])

    def nearest(self, road: str, point: LonLat) -> tuple[LonLat, float] | None:
        """Find the point of a road that is nearest to another point.

        Args:
            road: Name as written, "M5" or "the M5 highway".
            point: Longitude and latitude in degrees.

        Returns:
            Longitude and latitude on the road, and the kilometres to it; None for an unknown road or a point that is
            not finite.
        """
        lines = self._lines.get(road_key(road), ()) if all(map(isfinite, point)) else ()
        return min((_nearest(line, point) for line in lines), key=lambda pair: pair[1], default=None)

    def middle(self, road: str) -> tuple[LonLat, float] | None:
        """Find where an event belongs that names nothing but a road.

        Args:
            road: Name as written.

        Returns:
            The middle of the road, longitude and latitude, and a radius in kilometres that holds all of it: half its
            length; of a road in parts the middle of the longest, with the way to the farthest corner where that is
            more. None for an unknown road.
        """
        lines = self._lines.get(road_key(road), ())
        if not lines:
            return None
        longest = max(lines, key=_length_km)
        centre = longest.interpolate(0.5, normalized=True).coords[0]
        return centre, max(_length_km(longest) / 2, *(distance_km(centre, at) for line in lines for at in line.coords))

    def stretch(self, road: str, start: LonLat, end: LonLat) -> LineString | None:
        """Cut the part of a road that leads from one point to another, by linear referencing.

        Args:
            road: Name as written, "M5".
            start: Longitude and latitude in degrees.
            end: Longitude and latitude in degrees.

        Returns:
            The line from start to end in that direction, over as few of the road's lines as lead there, with both
            points joined to it where they lie beside the road; None for an unknown road, a point more than
            `NEAR_ROAD_KM` from it, lines that do not meet, or a stretch without length.
        """
        from shapely import LineString

        lines = self._lines.get(road_key(road), ()) if all(map(isfinite, (*start, *end))) else ()
        corners = _way(lines, start, end)
        if len(corners) < 2:
            return None
        before = [start] if distance_km(start, corners[0]) > ON_ROAD_KM else []
        after = [end] if distance_km(end, corners[-1]) > ON_ROAD_KM else []
        return LineString([*before, *corners, *after])


def _way(lines: Sequence[LineString], start: LonLat, end: LonLat) -> list[LonLat]:
    """Search breadth first along lines that meet; no corners where no way leads from start to end."""
    from shapely import Point
    from shapely.ops import substring

    last_lines = _lines_at(lines, end)
    queue = [([], start, number) for number in _lines_at(lines, start)]
    seen: set[int] = set()
    for way, here, number in queue:  # It grows while it is read.
        if number in seen:
            continue
        seen.add(number)
        line, is_last = lines[number], number in last_lines
        for goal in (end,) if is_last else (line.coords[0], line.coords[-1]):
            piece = substring(line, line.project(Point(here)), line.project(Point(goal)))
            longer = way + [corner for corner in piece.coords if corner not in way[-1:]]
            if is_last:
                return longer
            queue.extend((longer, goal, other) for other in _lines_at(lines, goal))
    return []


def _lines_at(lines: Sequence[LineString], point: LonLat) -> list[int]:
    """Number the lines that a point lies on: the nearest, and those that are about as near."""
    off_km = [_nearest(line, point)[1] for line in lines]
    reach_km = min(NEAR_ROAD_KM, min(off_km, default=0.0) + ON_ROAD_KM)
    return [number for number, off in enumerate(off_km) if off <= reach_km]


def _nearest(line: LineString, point: LonLat) -> tuple[LonLat, float]:
    """Find the point of a line nearest to a point, and the kilometres between."""
    from shapely import Point, transform

    # A degree of longitude is shorter than one of latitude, so the line is squeezed as it is around the point.
    scale = (max(cos(radians(point[1])), 0.01), 1.0)
    flat = transform(line, lambda corners: (corners - point) * scale)
    foot = flat.interpolate(flat.project(Point(0, 0)))
    nearest = (point[0] + foot.x / scale[0], point[1] + foot.y)
    return nearest, distance_km(nearest, point)


def _length_km(line: LineString) -> float:
    return sum(distance_km(one, other) for one, other in pairwise(line.coords))


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
