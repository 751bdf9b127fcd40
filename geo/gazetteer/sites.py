"""Where the events of one row of a table are: its point, its path, its precision, and what is doubtful about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, isnan, nan
from typing import TYPE_CHECKING, TypedDict

from geo.gazetteer.radius import KINDS, radius_km
from geo.gazetteer.roads import distance_km

if TYPE_CHECKING:
    from geo.gazetteer.gazetteer import Candidate, Gazetteer
    from geo.gazetteer.roads import Roads

NEARBY_WEIGHT, NEARBY_KM = 0.2, 300.0
"""How much a destination gains by lying near its origin, and over which distance that fades (by a factor e)."""

DESTINATIONS_WEIGHED = 25

SAME_PLACE_KM = 5.0
"""Written coordinates this near to the place of that name, or within its radius, are that place."""

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
        place_id: The gazetteer's id; of written coordinates that are no known place, `point:36.25300,36.69400`; or "".
        is_geocoded: Whether the coordinates come from the gazetteer.
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
    admin1: str = ""
    country: str = ""
    geo_precision: int | None = None
    radius_km: float = nan
    path: tuple[tuple[float, float], ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()


def find_site(written: Written, gazetteer: Gazetteer, roads: Roads) -> Site:
    """Find where an event is. Written cells are never changed; blank ones are filled from the gazetteer."""
    found = gazetteer.find(written["location"], country=written["country"], admin1=written["admin1"], limit=1)
    place = found[0] if found else None
    if not isnan(written["latitude"]):
        site = _site_of_coordinates(written, place)
    elif place is None:
        site = _unknown_site(written)
    else:
        site = _site_of_place(written, place, gazetteer)
    return _with_path(site, written, gazetteer, roads) if written["to_location"] else site


def _unknown_site(written: Written) -> Site:
    name = written["location"]
    message = f'"{name}" is not in the gazetteer. Write latitude and longitude, or add the place to {SUPPLEMENT}.'
    if not name:
        message = "Location and coordinates are both blank, so the event is not on the map. Write one of them."
    precision = written["geo_precision"] or None
    return Site(
        admin1=written["admin1"], country=written["country"], geo_precision=precision, doubts=(("location", message),)
    )


def _site_of_place(written: Written, place: Candidate, gazetteer: Gazetteer) -> Site:
    precision = written["geo_precision"] or place.geo_precision
    return Site(
        latitude=place.latitude,
        longitude=place.longitude,
        place_id=place.place_id,
        is_geocoded=True,
        admin1=written["admin1"] or place.admin1,
        country=written["country"] or place.country,
        geo_precision=precision,
        radius_km=radius_km(place.kind, precision),
        doubts=_doubt_of_country(written, place, gazetteer),
    )


def _doubt_of_country(written: Written, place: Candidate, gazetteer: Gazetteer) -> tuple[tuple[str, str], ...]:
    code = gazetteer.country_code(written["country"])
    if not code or code == gazetteer.country_code(place.country):
        return ()
    message = (
        f'"{written["location"]}" was found in {place.country} only, not in {written["country"]}. '
        "Correct country or location, or write latitude and longitude."
    )
    return (("location", message),)


def _site_of_coordinates(written: Written, place: Candidate | None) -> Site:
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


def _is_same_place(place: Candidate, longitude: float, latitude: float) -> bool:
    apart_km = distance_km((place.longitude, place.latitude), (longitude, latitude))
    return apart_km <= max(SAME_PLACE_KM, KINDS[place.kind].radius_km)


def _with_path(site: Site, written: Written, gazetteer: Gazetteer, roads: Roads) -> Site:
    if isnan(site.latitude):
        return site
    start = (site.longitude, site.latitude)
    destination = _find_destination(written["to_location"], start, gazetteer)
    if destination is None:
        message = f'"{written["to_location"]}" is not in the gazetteer, so the movement is drawn as a point. '
        doubt = ("to_location", f"{message}Add the place to {SUPPLEMENT}.")
        return replace(site, doubts=(*site.doubts, doubt))
    end = (destination.longitude, destination.latitude)
    if start == end:
        return site
    road = written["road"].strip()
    # With two roads in the cell nobody knows which one was taken, so the line stays straight.
    along = roads.stretch(road, start, end) if road and ";" not in road else None
    return replace(site, path=tuple(along.coords) if along is not None else (start, end))


def _find_destination(name: str, start: tuple[float, float], gazetteer: Gazetteer) -> Candidate | None:
    # A movement may cross a border, so the country of the row is no filter here; nearness decides between namesakes.
    def fit(place: Candidate) -> float:
        return place.score + NEARBY_WEIGHT * exp(-distance_km(start, (place.longitude, place.latitude)) / NEARBY_KM)

    return max(gazetteer.find(name, limit=DESTINATIONS_WEIGHED), key=fit, default=None)
