"""Centres and sizes of first-level areas and countries, from Natural Earth's provinces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import pi, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from geo.gazetteer.indexing import Entry

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely import MultiPolygon, Point

EQUAL_AREA = "EPSG:6933"
SHARE_OF_ONE_AREA = 0.6
"""A province belongs to the area in which this share of its settlements lie, or to none."""

SHARE_OF_MAINLAND = 0.6
"""Where the largest piece of an area has this share of its land, its centre is that piece's: Alaska moves no centre."""


@dataclass(frozen=True)
class Outline:
    """Where an area lies and how large it is.

    Attributes:
        latitude: Of its centre of area, degrees north, WGS 84; a point inside where that lies outside.
        longitude: Degrees east.
        radius_km: Radius of a circle as large.
    """

    latitude: float
    longitude: float
    radius_km: int


def read_outlines(provinces: Path, settlements: list[Entry]) -> dict[str, Outline]:
    """Find the outline of every first-level area and country whose provinces are known.

    A country has all provinces with its code. Natural Earth's provinces are often finer than GeoNames' first-level
    areas, and named in other ways; so a province is given to the area in which its settlements lie, and the provinces
    of an area are joined.

    Args:
        provinces: A file that geopandas reads, with a layer `states_provinces`.
        settlements: With the codes of their first-level areas.

    Returns:
        GeoNames code ("SY", "SY.12") to outline.
    """
    import geopandas as gpd

    shapes = gpd.read_file(provinces, layer="states_provinces")[["iso_a2", "geometry"]].to_crs("EPSG:4326")
    shapes["geometry"] = shapes.geometry.make_valid()
    shapes["area_code"] = shapes.index.map(_areas_of_provinces(shapes, settlements))
    outlines = {}
    for column in ("iso_a2", "area_code"):
        joined = shapes.dropna(subset=[column])[[column, "geometry"]].dissolve(column)
        sizes_km2 = joined.to_crs(EQUAL_AREA).area / 1e6
        for code, shape in joined.geometry.items():
            centre = centre_of(shape)
            outlines[code] = Outline(centre.y, centre.x, max(1, round(sqrt(sizes_km2[code] / pi))))
    return outlines


def _areas_of_provinces(shapes: gpd.GeoDataFrame, settlements: Iterable[Entry]) -> dict[int, str]:
    import geopandas as gpd

    towns = [place for place in settlements if place.admin1_code]
    points = gpd.GeoDataFrame(
        {"code": [place.admin1_code for place in towns]},
        geometry=gpd.points_from_xy([place.longitude for place in towns], [place.latitude for place in towns]),
        crs="EPSG:4326",
    )
    counts: dict[int, Counter[str]] = {}
    for province, code in gpd.sjoin(points, shapes)[["index_right", "code"]].itertuples(index=False):
        counts.setdefault(province, Counter())[code] += 1
    found = {}
    for province, codes in counts.items():
        code, count = codes.most_common(1)[0]
        if count >= SHARE_OF_ONE_AREA * codes.total():
            found[province] = code
    return found


def centre_of(shape: MultiPolygon) -> Point:
    """Find the centre of area of the mainland, or of all pieces where none is much the largest."""
    pieces = sorted(getattr(shape, "geoms", [shape]), key=lambda piece: piece.area)
    mainland = pieces[-1] if pieces[-1].area >= SHARE_OF_MAINLAND * shape.area else shape
    centre = mainland.centroid
    return centre if len(pieces) > 1 or mainland.contains(centre) else mainland.representative_point()
