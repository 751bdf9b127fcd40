"""What the layers and features of the usual vector tiles are: Protomaps, OpenMapTiles, Shortbread."""

from __future__ import annotations

from collections.abc import Mapping

ROLES = {
    "earth": "land",
    "land": "cover", "landcover": "cover", "landuse": "cover", "globallandcover": "cover", "park": "cover",
    "natural": "cover", "sites": "cover",
    "water": "water", "ocean": "water", "water_polygons": "water",
    "waterway": "river", "water_lines": "river", "physical_line": "river",
    "boundaries": "boundary", "boundary": "boundary",
    "roads": "road", "transportation": "road", "streets": "road",
    "building": "building", "buildings": "building",
    "place": "place", "places": "place", "place_labels": "place",
}  # fmt: skip
"""What a layer of the usual schemas is, by its name; those of Protomaps, OpenMapTiles and Shortbread."""

QUIET = frozenset(
    (
        "aerialways", "aerodrome_label", "aeroway", "addresses", "boundary_labels", "bridges", "dam_lines",
        "dam_polygons", "ferries", "housenumber", "mask", "mountain_peak", "physical_point", "pier_lines",
        "pier_polygons", "poi", "pois", "public_transport", "street_labels", "street_labels_points",
        "street_polygons", "streets_polygons_labels", "transit", "transportation_name", "water_lines_labels",
        "water_name", "water_polygons_labels",
    )
)  # fmt: skip
"""Layers of these schemas that a map under events can do without."""

ORDER = ("land", "cover", "water", "river", "building", "road", "boundary", "other", "place")

GREEN = ("forest", "wood", "park", "national_park", "nature_reserve", "grass", "grassland", "scrub", "orchard",
         "meadow", "protected_area", "wetland", "vineyard")  # fmt: skip
BUILT = ("residential", "urban_area", "industrial", "commercial", "military", "airfield", "retail")
GREAT = ("highway", "motorway", "trunk")
MAIN = ("major_road", "medium_road", "primary", "secondary", "tertiary")
NO_ROAD = ("rail", "transit", "ferry", "path", "pier", "aerialway", "footway", "cycleway", "steps", "raceway")
COUNTRY = ("country",)
NO_TOWN = ("continent", "country", "region", "state", "province", "county", "ocean", "sea")
HAMLETS = ("village", "hamlet", "isolated_dwelling", "farm", "suburb", "neighbourhood", "quarter", "macrohood")

KIND = ["coalesce", ["get", "kind"], ["get", "class"], ["get", "pmap:kind"], ""]
NAME = ["coalesce", ["get", "name:en"], ["get", "name_en"], ["get", "name:latin"], ["get", "name"], ""]
LEVEL = ["to-number", ["coalesce", ["get", "admin_level"], ["get", "kind_detail"], ["get", "pmap:min_admin_level"],
         ["match", KIND, "country", 2, "region", 4, 99]], 99]  # fmt: skip
RANK = ["to-number", ["case",
        ["has", "rank"], ["get", "rank"],
        ["has", "population_rank"], ["-", 20, ["to-number", ["get", "population_rank"], 0]],
        ["has", "population"], ["-", 0, ["to-number", ["get", "population"], 0]],
        50], 50]  # fmt: skip
"""What is named first where names would touch: a low number."""


def draws_land(layers: Mapping[str, frozenset[str]]) -> bool:
    """Whether the tiles hold the land itself."""
    return any(ROLES.get(name) == "land" for name in layers)


def draws_water(layers: Mapping[str, frozenset[str]]) -> bool:
    """Whether the tiles hold the sea."""
    return any(ROLES.get(name) == "water" for name in layers)


def draws_names(layers: Mapping[str, frozenset[str]]) -> bool:
    """Whether the tiles hold the names of places."""
    return any(ROLES.get(name) == "place" for name in layers)
