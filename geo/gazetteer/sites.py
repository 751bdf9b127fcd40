"""Where the events of one row of a table are: its point, its path, its precision, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isnan, nan
from types import MappingProxyType
from typing import TYPE_CHECKING, TypedDict

from geo.gazetteer.context import Context
from geo.gazetteer.locating import Location, locate
from geo.gazetteer.radius import radius_km
from geo.gazetteer.roads import distance_km

if TYPE_CHECKING:
    from geo.gazetteer.gazetteer import Gazetteer
    from geo.gazetteer.roads import Roads

SAME_PLACE_KM = 5.0
"""Written coordinates this near to the place of that name, or within its radius, are that place."""

FAR_KM = 100.0
"""Written coordinates farther than this from the place that the row names deserve a look."""

SUPPLEMENT = "data/gazetteer/supplement.csv"


class Written(TypedDict):
    """What a row says about where it is; events that agree in all of it are placed once.

    Text is "" where blank, degrees are NaN, `geo_precision` is 0.
    """

    location: str
    to_location: str
    road: str
    admin1: str
    country: str
    latitude: float
    longitude: float
    geo_precision: int


@dataclass(frozen=True)
class Site:
    """Where an event is.

    Attributes:
        latitude: Degrees north; NaN where unknown.
        longitude: Degrees east; NaN where unknown.
        place_id: The gazetteer's id; of a point that is no known place, `point:36.25300,36.69400`; or "".
        is_geocoded: Whether the coordinates come from the gazetteer.
        needs_review: Whether a person should look at the place that was chosen.
        review: Why; "" otherwise.
        admin1: As written, else the place's.
        country: As written, else the place's.
        geo_precision: As written, else the place's; None where unknown.
        radius_km: How far off the true place may be; NaN where unknown.
        path: Corners of a movement or a stretch of road, longitude first; empty for a point.
        doubts: Column and message of what a person should look at.
    """

    latitude: float = nan
    longitude: float = nan
    place_id: str = ""
    is_geocoded: bool = False
    needs_review: bool = False
    review: str = ""
    admin1: str = ""
    country: str = ""
    geo_precision: int | None = None
    radius_km: float = nan
    path: tuple[tuple[float, float], ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Atlas:
    """Everything that rows are placed by.

    Attributes:
        gazetteer: Names to places.
        roads: Names to lines.
        theatre: ISO code to its share of the table's rows: where a name without a country most likely lies.
        located: What was found for a name with its country and province, for rows that differ in other cells.
        contexts: What countries and provinces were found to say.
    """

    gazetteer: Gazetteer
    roads: Roads
    theatre: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    located: dict[tuple[str, ...], Location | None] = field(default_factory=dict)
    contexts: dict[tuple[str, str], Context] = field(default_factory=dict)

    def context(self, country: str, admin1: str) -> Context:
        """Give what a row's country and province say about where its place is."""
        key = country, admin1
        if key not in self.contexts:
            self.contexts[key] = replace(self.gazetteer.context(*key), country_shares=self.theatre)
        return self.contexts[key]


def find_site(written: Written, atlas: Atlas) -> Site:
    """Find where an event is. Written cells are never changed; blank ones are filled from the gazetteer."""
    is_written = not isnan(written["latitude"])
    place = None if is_written and not written["location"] else locate_origin(written, atlas)
    if is_written:
        site = _site_of_coordinates(written, place)
    elif place is None:
        site = _unknown_site(written)
    else:
        site = _site_of_place(written, place)
    if written["to_location"] and (written["location"] or is_written):
        site = _with_path(site, written, atlas)
    return _with_doubts_of_row(site, written, place, atlas)


def _with_doubts_of_row(site: Site, written: Written, place: Location | None, atlas: Atlas) -> Site:
    """Add what does not fit together in the row: a country that is none, coordinates far from the place."""
    doubts = list(site.doubts)
    if written["country"] and not atlas.gazetteer.country_code(written["country"]):
        doubts.append(("country", f'"{written["country"]}" is no country that the gazetteer knows. Correct it.'))
    if place and not place.doubt and not isnan(written["latitude"]):
        here, there = (written["longitude"], written["latitude"]), (place.longitude, place.latitude)
        apart_km = distance_km(here, there) - place.radius_km
        if apart_km > FAR_KM:
            said = f'"{written["location"]}" lies {apart_km:,.0f} km from the coordinates in the row.'
            swapped = (written["latitude"], written["longitude"])
            if abs(swapped[1]) <= 90 and distance_km(swapped, there) - place.radius_km <= SAME_PLACE_KM:
                doubts.append(("latitude", f"{said} Latitude and longitude may be swapped."))
            else:
                doubts.append(("location", f"{said} Correct one of them."))
    return replace(site, doubts=tuple(doubts)) if len(doubts) > len(site.doubts) else site


def locate_origin(written: Written, atlas: Atlas) -> Location | None:
    """Locate the row's place, or its road where it names no place; a destination says where to look."""
    key = tuple(written[name] for name in ("location", "road", "to_location", "country", "admin1"))
    if key not in atlas.located:
        atlas.located[key] = _find_origin(written, atlas)
    return atlas.located[key]


def _find_origin(written: Written, atlas: Atlas) -> Location | None:
    name = written["location"] or written["road"].split(";")[0].strip()
    context = atlas.context(written["country"], written["admin1"])
    found = locate(name, atlas.gazetteer, atlas.roads, context)
    if found is None or not (found.doubt and written["to_location"]):
        return found
    goal = locate(
        written["to_location"], atlas.gazetteer, atlas.roads, replace(context, country="", admin1=frozenset())
    )
    if goal is None or goal.doubt:
        return found
    near = replace(context, near=((goal.longitude, goal.latitude),))
    return locate(name, atlas.gazetteer, atlas.roads, near)


def _unknown_site(written: Written) -> Site:
    name = written["location"]
    message = f'"{name}" is not in the gazetteer. Write latitude and longitude, or add the place to {SUPPLEMENT}.'
    if not name and written["road"]:
        message = f'"{written["road"]}" is no known road. Write a location, or add it to data/layers/roads.geojson.'
    elif not name:
        message = "Location and coordinates are both blank, so the event is not on the map. Write one of them."
    precision = written["geo_precision"] or None
    return Site(
        admin1=written["admin1"], country=written["country"], geo_precision=precision, doubts=(("location", message),)
    )


def _site_of_place(written: Written, place: Location) -> Site:
    precision = written["geo_precision"] or place.geo_precision
    return Site(
        latitude=place.latitude,
        longitude=place.longitude,
        place_id=place.place_id,
        is_geocoded=True,
        needs_review=bool(place.doubt),
        review=_review(written["location"] or written["road"], place),
        admin1=written["admin1"] or place.admin1,
        country=written["country"] or place.country,
        geo_precision=precision,
        radius_km=max(place.radius_km, radius_km("", precision)),
        doubts=_doubts("location", written["location"], place),
    )


def _doubts(column: str, name: str, place: Location) -> tuple[tuple[str, str], ...]:
    if not place.doubt:
        return ()
    where = ", ".join(filter(None, dict.fromkeys((place.admin1, place.country)))) or "the map"
    message = (
        f'"{name}" needs review: {place.doubt}. It was put in {where}. '
        "Write admin1 and country, correct the spelling, or write latitude and longitude."
    )
    return ((column, message),)


def _review(name: str, place: Location) -> str:
    return f'"{name}": {place.doubt}' if place.doubt else ""


def _site_of_coordinates(written: Written, place: Location | None) -> Site:
    latitude, longitude = written["latitude"], written["longitude"]
    is_known = place is not None and _is_same_place(place, longitude, latitude)
    precision = written["geo_precision"] or 1
    return Site(
        latitude=latitude,
        longitude=longitude,
        place_id=place.place_id if is_known else f"point:{latitude:.5f},{longitude:.5f}",
        admin1=written["admin1"] or (place.admin1 if is_known else ""),
        country=written["country"] or (place.country if is_known else ""),
        geo_precision=precision,
        radius_km=radius_km("", precision),
    )


def _is_same_place(place: Location, longitude: float, latitude: float) -> bool:
    apart_km = distance_km((place.longitude, place.latitude), (longitude, latitude))
    return apart_km <= max(SAME_PLACE_KM, place.radius_km)


def _with_path(site: Site, written: Written, atlas: Atlas) -> Site:
    if isnan(site.latitude):
        return site
    start = (site.longitude, site.latitude)
    # A movement may cross a border, so the country of the row is no filter here; nearness decides between namesakes.
    code = atlas.gazetteer.country_code(site.country)
    context = Context(near=(start,), country_shares=atlas.theatre or {code: 1.0})
    goal = locate(written["to_location"], atlas.gazetteer, atlas.roads, context)
    if goal is None:
        message = f'"{written["to_location"]}" is not in the gazetteer, so the movement is drawn as a point. '
        doubt = ("to_location", f"{message}Add the place to {SUPPLEMENT}.")
        return replace(site, doubts=(*site.doubts, doubt))
    doubts = (*site.doubts, *_doubts("to_location", written["to_location"], goal))
    review = "; ".join(filter(None, (site.review, _review(written["to_location"], goal))))
    site = replace(site, doubts=doubts, needs_review=bool(review), review=review)
    end = (goal.longitude, goal.latitude)
    unknown = [road for road in written["road"].split(";") if road.strip() and road not in atlas.roads]
    if unknown:
        known = ", ".join(atlas.roads.names()) or "none"
        message = f'"{unknown[0].strip()}" is no known road, so the movement is drawn straight. Known roads: {known}.'
        site = replace(site, doubts=(*site.doubts, ("road", message)))
    return site if start == end else replace(site, path=_path(start, end, written["road"], atlas.roads))


def _path(
    start: tuple[float, float], end: tuple[float, float], road: str, roads: Roads
) -> tuple[tuple[float, float], ...]:
    """Draw a movement: along the road where both ends lie on it, else straight."""
    road = road.strip()
    # With two roads in the cell nobody knows which one was taken, so the line stays straight.
    along = roads.stretch(road, start, end) if road and ";" not in road else None
    return tuple(along.coords) if along is not None else (start, end)
