"""The geometry of a feature: what is wrong with it, where its name stands, whether it looks swapped."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from geo.layers.layer import AREA, LINE, POINT

Bounds = tuple[float, float, float, float]
"""West, south, east and north, degrees."""

KINDS = {
    "Point": POINT, "MultiPoint": POINT, "LineString": LINE, "MultiLineString": LINE,
    "Polygon": AREA, "MultiPolygon": AREA,
}  # fmt: skip
LEAST_POSITIONS = {POINT: 1, LINE: 2, AREA: 4}
_DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}

FAR_DEG = 10.0
"""A feature farther than this from all events may be meant to lie elsewhere."""

_LARGEST_DEGREES = 1_000


def complain_about_geometry(geometry: object) -> tuple[str, object, str] | None:
    """Say what is wrong with a geometry: the property, its value, and what to do; None if nothing is."""
    if not isinstance(geometry, dict):
        return "geometry", geometry, "There is no geometry, so it has no place on the map. Draw it or remove it."
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        return "geometry.type", kind, f"Expected {', '.join(KINDS)}. Split a collection into one feature for each part."
    try:
        parts = _parts_of(geometry)
    except (KeyError, TypeError):
        return "geometry.coordinates", geometry.get("coordinates"), f"These are no coordinates of a {kind}."
    return _complain_about_parts(kind, parts)


def _complain_about_parts(kind: str, parts: list[list]) -> tuple[str, object, str] | None:
    least = LEAST_POSITIONS[KINDS[kind]]
    if not parts or min(map(len, parts)) < least:
        said = "one position" if least == 1 else f"{least} positions in each part"
        return "geometry.coordinates", min(parts, key=len, default=[]), f"A {kind} needs at least {said}."
    for position in chain.from_iterable(parts):
        if not isinstance(position, list) or len(position) < 2 or not all(map(_is_number, position)):
            return "geometry.coordinates", position, "Expected a position of two numbers: longitude, latitude."
        lon, lat = position[:2]
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            return "geometry.coordinates", [lon, lat], _complain_about_position(lon, lat)
    return None


def _complain_about_position(lon: float, lat: float) -> str:
    if not (abs(lon) <= _LARGEST_DEGREES and abs(lat) <= _LARGEST_DEGREES):
        return "Expected degrees, longitude first. Export the file as EPSG:4326 (WGS 84)."
    if not -90 <= lat <= 90:
        swapped = " Latitude and longitude may be swapped." if -90 <= lon <= 90 and -180 <= lat <= 180 else ""
        return f"Latitude {lat:g} is outside -90…90. Longitude comes first.{swapped}"
    return f"Longitude {lon:g} is outside -180…180. Write {(lon + 180) % 360 - 180:g}."


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _parts_of(geometry: dict) -> list[list]:
    """Return the positions of each point, line or ring; TypeError where they are nested otherwise."""
    coordinates, depth = geometry["coordinates"], _DEPTHS[geometry["type"]]
    parts = [[coordinates]] if depth == 0 else [coordinates]
    for _ in range(depth - 1):
        parts = [inner for part in parts for inner in _as_list(part)]
    return [_as_list(part) for part in parts]


def _as_list(value: object) -> list:
    if not isinstance(value, list):
        raise TypeError
    return value


def close_rings(geometry: dict) -> dict:
    """Return a sound geometry with the rings of its areas closed, and nothing else in it."""
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        coordinates = [_closed(ring) for ring in coordinates]
    elif geometry["type"] == "MultiPolygon":
        coordinates = [[_closed(ring) for ring in polygon] for polygon in coordinates]
    return {"type": geometry["type"], "coordinates": coordinates}


def _closed(ring: list) -> list:
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def bounds_of(geometry: dict) -> Bounds:
    """Return the box around a sound geometry."""
    lons, lats = zip(*(position[:2] for part in _parts_of(geometry) for position in part), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def join_bounds(boxes: Iterable[Bounds]) -> Bounds | None:
    """Return the box around boxes; None around none."""
    edges = list(zip(*boxes, strict=True))
    return (min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])) if edges else None


def looks_swapped(box: Bounds, near: Bounds | None) -> bool:
    """Whether a box lies far from where events are, and among them the other way round."""
    if near is None:
        return False
    west, south, east, north = near
    is_far = box[0] > east + FAR_DEG or box[2] < west - FAR_DEG or box[1] > north + FAR_DEG or box[3] < south - FAR_DEG
    return is_far and west <= box[1] and box[3] <= east and south <= box[0] and box[2] <= north


def find_anchor(geometry: dict) -> tuple[tuple[float, float], str]:
    """Find where the name of an area stands, and say what is wrong with its outline.

    Returns:
        Longitude and latitude inside its largest part, and a reason such as `Self-intersection[36.7 35.9]`; empty when
        the outline is sound.
    """
    import shapely  # Here, because most layers have no area, and it is slow to load.
    from shapely.geometry import shape

    area = shape(geometry)
    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    at = largest.representative_point() if largest.area else largest.centroid
    reason = "" if shapely.is_valid(area) else str(shapely.is_valid_reason(area))
    return (round(at.x, 6), round(at.y, 6)), reason
