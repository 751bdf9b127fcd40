"""What the script of the interactive page knows: events, days and places in pixels, as JSON that is safe in HTML."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from datetime import date

from dashboard.briefing.page_events import PageEvent
from dashboard.figures.sheet.brief import Box, Brief
from dashboard.figures.sheet.text import clean
from dashboard.view import Camera
from geo.store.selection import MERCATOR_LIMIT_DEG

EPOCH = date(1970, 1, 1)
MOST_EVENTS = 5_000
"""More make a file that a browser opens slowly, and a list that nobody reads."""

WORLD_PX = 512
EARTH_KM = 40_075.016686
"""Equator of WGS 84."""

UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end a script element, or be read as something else in one."""


def write_json(told: object) -> str:
    """Write JSON that may stand inside a script element."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(UNSAFE)


def gather_page_data(
    brief: Brief, events: Sequence[PageEvent], map_box: Box, ground_box: Box, total: int
) -> dict[str, object]:
    """Gather what the script needs.

    Args:
        brief: What the page says.
        events: At most `MOST_EVENTS`.
        map_box: Where the map of the brief lies, pixels of the picture of its ground.
        ground_box: How far that picture reaches, the same pixels.
        total: How many events the view holds over all its days.
    """
    sides = {event.side: event.colour for event in events}
    window = brief.map.window
    first = min([window[0], *(event.first_day for event in events)])
    last = max([window[1], *(event.last_day for event in events)])
    return {
        "box": [map_box.x, map_box.y, map_box.width, map_box.height],
        "ground": [ground_box.x, ground_box.y, ground_box.width, ground_box.height],
        "first": _count_days(first),
        "last": _count_days(last),
        "window": [_count_days(day) for day in window],
        "stops": [[_count_days(day), clean(name)] for day, name in (brief.strip.stops if brief.strip else ())],
        "total": total,
        "rings": "rings" in brief.map.shown,
        "sides": [[clean(label), colour] for label, colour in sides.items()],
        "events": [_describe(event, list(sides), brief.map.camera, map_box) for event in events],
    }


def place_px(lon: float, lat: float, camera: Camera, box: Box) -> tuple[float, float]:
    """Return where a point lies on the picture, pixels: the camera looks at the middle of the box.

    Spherical Mercator, as the map of the atlas (EPSG:3857); of the points a world apart, the nearest to the middle.
    """
    scale = WORLD_PX * 2**camera.zoom
    east = (lon - camera.lon + 180) % 360 - 180
    south = _mercator(camera.lat) - _mercator(lat)
    x = box.x + box.width / 2 + east / 360 * scale
    return round(x, 2), round(box.y + box.height / 2 + south / (2 * math.pi) * scale, 2)


def _mercator(lat: float) -> float:
    kept = max(-MERCATOR_LIMIT_DEG, min(lat, MERCATOR_LIMIT_DEG))
    return math.asinh(math.tan(math.radians(kept)))


def _describe(event: PageEvent, sides: list[str], camera: Camera, box: Box) -> dict[str, object]:
    place = {}
    if event.lon is not None and event.lat is not None:
        px_per_km = WORLD_PX * 2**camera.zoom / (EARTH_KM * math.cos(math.radians(min(abs(event.lat), 85))))
        place = {"at": place_px(event.lon, event.lat, camera, box), "ring": round(event.radius_km * px_per_km, 1)}
    return {
        "id": clean(event.event_id),
        "from": _count_days(event.from_day),
        "until": _count_days(event.until_day),
        "first": _count_days(event.first_day),
        "last": _count_days(event.last_day),
        "side": sides.index(event.side),
        **{name: clean(getattr(event, name)) for name in TEXTS},
        "sources": [[clean(part) for part in source] for source in event.sources],
        "fatalities": event.fatalities,
        "number": event.number,
        "region": event.is_region,
        **place,
        "line": [place_px(lon, lat, camera, box) for lon, lat in event.line],
        "stretch": event.is_stretch,
    }


TEXTS = ("type", "icon", "place", "days", "what", "kind", "deaths", "confidence", "citation")


def _count_days(day: date) -> int:
    return (day - EPOCH).days
