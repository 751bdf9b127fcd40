"""One written place to a point: a known place, one told by others ("10 km south of Saraqib"), or a road."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan

from geo.gazetteer.choosing import Choice, choose_place
from geo.gazetteer.context import NO_CONTEXT, Context
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.phrases import Relative, parse_relative
from geo.gazetteer.places import SOUND
from geo.gazetteer.radius import radius_km
from geo.gazetteer.relative import Anchor, place_relative
from geo.gazetteer.roads import Roads, distance_km

DEEPEST_PHRASE = 2
"""Phrases within phrases ("near the outskirts of X") are followed this far."""

MOST_APART_KM = 300.0
"""Nobody tells a place by two others that are farther from each other."""

AREA_KINDS = ("country", "admin1", "admin2", "region", "continent")


@dataclass(frozen=True)
class Location:
    """Where one written place is.

    Attributes:
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        place_id: The gazetteer's id; `point:36.25300,36.69400` of a place told by others or by a road.
        admin1: First-level area, "" where unknown.
        country: English name, "" where unknown.
        geo_precision: 1 the named place, 2 near it or a district, 3 a larger region.
        radius_km: How far off the true place may be.
        score: How well the names fit, 0 to 1; the worst of several.
        doubt: Why a person should look; "" when it is clear.
    """

    latitude: float
    longitude: float
    place_id: str
    admin1: str
    country: str
    geo_precision: int
    radius_km: float
    score: float = 1.0
    doubt: str = ""


def locate(text: str, gazetteer: Gazetteer, roads: Roads, context: Context = NO_CONTEXT) -> Location | None:
    """Find where a written place is.

    A name that the gazetteer spells so comes first, for "West Bank" is no part of a bank; then a place told by others;
    then a name that only sounds alike.

    Args:
        text: A name, a phrase, or the name of a road.
        gazetteer: Where names are looked up.
        roads: The named roads.
        context: What else is known of the place.

    Returns:
        None for what is neither.
    """
    choice = choose_place(text, gazetteer, context)
    if choice.place and choice.place.tier < SOUND:
        return _at_place(choice)
    relative = parse_relative(text)
    if relative:
        found = _locate_relative(relative, gazetteer, roads, context, DEEPEST_PHRASE)
        if found:
            return found
    if text in roads:
        return _along_road(text, roads)
    return _at_place(choice) if choice.place else None


def _at_place(choice: Choice) -> Location:
    place = choice.place
    assert place is not None
    return Location(
        latitude=place.latitude,
        longitude=place.longitude,
        place_id=place.place_id,
        admin1=place.admin1,
        country=place.country,
        geo_precision=place.geo_precision,
        radius_km=max(place.radius_km, radius_km(place.kind, place.geo_precision)),
        score=place.score,
        doubt=choice.doubt,
    )


def _along_road(road: str, roads: Roads) -> Location | None:
    middle = roads.middle(road)
    if middle is None:
        return None
    (longitude, latitude), reach_km = middle
    return Location(
        latitude=latitude,
        longitude=longitude,
        place_id=f"point:{latitude:.5f},{longitude:.5f}",
        admin1="",
        country="",
        geo_precision=3,
        radius_km=reach_km,
    )


def _locate_relative(
    relative: Relative, gazetteer: Gazetteer, roads: Roads, context: Context, depth: int
) -> Location | None:
    first = _locate_anchor(relative.anchors[0], relative, gazetteer, roads, context, depth)
    if first is None:
        return None
    beside = replace(context, near=((first.longitude, first.latitude),))
    others = [_locate_anchor(name, relative, gazetteer, roads, beside, depth) for name in relative.anchors[1:]]
    anchors = [first, *others]
    if not all(anchors):
        return None
    point = place_relative(relative, [_anchor(one) for one in anchors])
    if isnan(point.latitude):
        return None
    return Location(
        latitude=point.latitude,
        longitude=point.longitude,
        place_id=f"point:{point.latitude:.5f},{point.longitude:.5f}",
        admin1=_common([one.admin1 for one in anchors]),
        country=_common([one.country for one in anchors]),
        geo_precision=point.geo_precision,
        radius_km=round(point.radius_km, 1),
        score=min(one.score for one in anchors),
        doubt="; ".join(dict.fromkeys(filter(None, [*(one.doubt for one in anchors), _far_apart(anchors)]))),
    )


def _common(values: list[str]) -> str:
    return values[0] if len(set(values)) == 1 else ""


def _far_apart(anchors: list[Location]) -> str:
    first, last = anchors[0], anchors[-1]
    apart_km = distance_km((first.longitude, first.latitude), (last.longitude, last.latitude))
    return f"the two places lie {apart_km:,.0f} km apart" if apart_km > MOST_APART_KM else ""


def _locate_anchor(
    name: str, relative: Relative, gazetteer: Gazetteer, roads: Roads, context: Context, depth: int
) -> Location | None:
    if relative.kind in ("part", "countryside"):
        # "Southern Idlib" is a part of the governorate, not of its town.
        area = choose_place(f"{name} governorate", gazetteer, context)
        if area.place and area.place.kind in AREA_KINDS and area.place.tier < SOUND:
            return _at_place(area)
    if depth > 1:
        inner = parse_relative(name) if not gazetteer.matches(name) else None
        found = _locate_relative(inner, gazetteer, roads, context, depth - 1) if inner else None
        if found:
            return found
    choice = choose_place(name, gazetteer, context)
    if choice.place:
        return _at_place(choice)
    return _along_road(name, roads)


def _anchor(location: Location) -> Anchor:
    return Anchor(location.latitude, location.longitude, location.radius_km, location.geo_precision > 1)
