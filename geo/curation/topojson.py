"""Decodes TopoJSON into lines and polygons, simplified arc by arc so that neighbours still share their border."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon, box


@dataclass(frozen=True)
class Detail:
    """How fine a geometry is written: tolerance of simplification, decimals kept, narrowest island kept."""

    tolerance_deg: float
    decimals: int
    min_island_deg: float = 0.0


class Topology:
    """A TopoJSON file whose arcs are decoded, simplified and rounded once, so that neighbours still share them."""

    def __init__(self, path: Path, detail: Detail) -> None:
        """Decode the file as the TopoJSON specification 1.0 describes: delta-coded, quantised arcs."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        scale, translate = raw["transform"]["scale"], raw["transform"]["translate"]
        self.objects = {name: found.get("geometries", [found]) for name, found in raw["objects"].items()}
        self.arcs = [_coarsen(np.cumsum(arc, axis=0) * scale + translate, detail) for arc in raw["arcs"]]
        self.dropped = {n for n, arc in enumerate(self.arcs) if _is_small_ring(arc, detail.min_island_deg)}

    def polygons(self, name: str) -> list[Polygon]:
        """Return every polygon of an object, cut at the 180° meridian, without the small islands."""
        return [piece for shape in self.objects[name] for piece in self.polygons_of(shape)]

    def polygons_of(self, shape: dict) -> list[Polygon]:
        """Return the polygons of one shape of `objects`."""
        return [piece for rings in _rings(shape) for piece in self._polygon(rings)]

    def lines(self, name: str) -> list[LineString]:
        """Return every line of an object."""
        parts = [part for shape in self.objects[name] for part in _line_parts(shape)]
        return [line for part in parts for line in _split_at_antimeridian(self._join(part))]

    def arc_lines(self, name: str) -> dict[str, list[LineString]]:
        """Return the arcs of an object's polygons, each once: `border` between two shapes, `coast` of one."""
        owners: dict[int, set[int]] = defaultdict(set)
        for owner, shape in enumerate(self.objects[name]):
            for arc in (arc for rings in _rings(shape) for ring in rings for arc in ring):
                owners[arc if arc >= 0 else ~arc].add(owner)
        found: dict[str, list[LineString]] = {"border": [], "coast": []}
        for arc, shapes in owners.items():
            if arc not in self.dropped:
                found["border" if len(shapes) > 1 else "coast"] += _split_at_antimeridian(self.arcs[arc])
        return found

    def _polygon(self, rings: list[list[int]]) -> list[Polygon]:
        kept = [ring for ring in rings if not (len(ring) == 1 and _arc_index(ring[0]) in self.dropped)]
        if not kept or kept[0] is not rings[0]:
            return []
        shell, *holes = [_unwrap(self._join(ring)) for ring in kept]
        if len(shell) < 4:
            return []
        whole = shapely.make_valid(Polygon(shell, [hole for hole in holes if len(hole) >= 4]))
        worlds = [(whole.intersection(box(360 * n - 180, -90, 360 * n + 180, 90)), -360 * n) for n in (-1, 0, 1)]
        moved = [shapely.transform(part, lambda xy, by=by: xy + np.array([by, 0])) for part, by in worlds]
        pieces = [one for part in moved for one in shapely.get_parts(part)]
        return [one for one in pieces if one.geom_type == "Polygon" and not one.is_empty]

    def _join(self, ring: list[int]) -> np.ndarray:
        steps = [self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1] for arc in ring]
        return np.concatenate([steps[0], *[step[1:] for step in steps[1:]]])


def _arc_index(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _rings(shape: dict) -> list[list[list[int]]]:
    if shape.get("type") not in ("Polygon", "MultiPolygon"):
        return []
    return [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]


def _line_parts(shape: dict) -> list[list[int]]:
    if shape.get("type") not in ("LineString", "MultiLineString"):
        return []
    return [shape["arcs"]] if shape["type"] == "LineString" else shape["arcs"]


def _coarsen(arc: np.ndarray, detail: Detail) -> np.ndarray:
    if np.abs(np.diff(arc[:, 0])).max(initial=0) > 180:
        return np.round(arc, detail.decimals)
    thin = shapely.get_coordinates(LineString(arc).simplify(detail.tolerance_deg))
    is_collapsed = bool((arc[0] == arc[-1]).all()) and len(thin) < 4
    return np.round(arc if is_collapsed else thin, detail.decimals)


def _is_small_ring(arc: np.ndarray, min_size_deg: float) -> bool:
    return bool((arc[0] == arc[-1]).all()) and float(np.ptp(arc, axis=0).max()) < min_size_deg


def _unwrap(ring: np.ndarray) -> np.ndarray:
    """Let longitudes run on past ±180, and close a ring that goes round the South Pole along the pole."""
    steps = np.diff(ring[:, 0])
    turns = np.concatenate([[0], np.cumsum(np.where(steps > 180, -360, np.where(steps < -180, 360, 0)))])
    line = np.column_stack([ring[:, 0] + turns, ring[:, 1]])
    if turns[-1] == 0:
        return line
    return np.vstack([line, [line[-1, 0], -90], [line[0, 0], -90], line[:1]])


def _split_at_antimeridian(line: np.ndarray) -> list[LineString]:
    """Break a line where it jumps across ±180, and drop the parts that run along ±180 or the South Pole."""
    is_jump = np.abs(np.diff(line[:, 0])) > 180
    is_edge = np.abs(line[:, 0]) >= 179.99
    is_along = is_edge[:-1] & is_edge[1:] | (line[:-1, 1] < -89.9) & (line[1:, 1] < -89.9)
    parts, start = [], 0
    for n in [*np.flatnonzero(is_jump | is_along), len(line) - 1]:
        if n > start:
            parts.append(LineString(line[start : n + 1]))
        start = n + 1
    return parts
