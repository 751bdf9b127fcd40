"""Where everything on a map of a sheet stands: what matters most first, so that nothing hides anything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.figures.basemap import NAMES
from dashboard.figures.palette import Palette
from dashboard.figures.sheet.brief import Box, MapPart
from dashboard.figures.sheet.ground import GroundShapes
from dashboard.figures.sheet.map_badges import Badge
from dashboard.figures.sheet.map_counts import Plate, place_counts
from dashboard.figures.sheet.map_layers import PlacedPoint, edges_of_points, list_area_names, place_points
from dashboard.figures.sheet.map_lines import place_lines, sample_way
from dashboard.figures.sheet.map_marks import Mark, place_marks
from dashboard.figures.sheet.map_names import place_names
from dashboard.figures.sheet.map_numbering import place_badges
from dashboard.figures.sheet.map_roads import RoadName, place_road_names, trace_roads
from dashboard.figures.sheet.map_words import Name, choose_first
from dashboard.figures.sheet.projection import Projection
from dashboard.figures.sheet.taken import Taken, around, edges_of, shrink

MOVEMENTS = "movements"


@dataclass(frozen=True)
class Placed:
    """Where everything on a map stands that could stand in the way of something else.

    Attributes:
        marks: In the order of drawing.
        lines: Movements and stretches, each with its points.
        points: Points of layers, each with x, y and radius.
        badges: Numbers of the list.
        counts: Plates at the marks.
        road_names: Names of lines.
        names: Names of areas, countries and places.
    """

    marks: Sequence[Mark]
    lines: Sequence[tuple[Mapping, np.ndarray]]
    points: Sequence[PlacedPoint]
    badges: Sequence[Badge]
    counts: Sequence[Plate]
    road_names: Sequence[RoadName]
    names: Sequence[Name]


def place_all(
    part: MapPart,
    ground: GroundShapes,
    projection: Projection,
    palette: Palette,
    unit: float = 1.0,
    reserved: Sequence[Box] = (),
) -> Placed:
    """Find a place for everything: marks, numbers of the list, counts, names; arguments as of `draw_map`."""
    marks = place_marks(part, projection, unit)
    lines = place_lines(part, marks, projection, unit) if MOVEMENTS in part.shown else []
    points = place_points(part, projection, palette, unit)
    hidden = [shrink(edges_of(box), -3 * unit) for box in reserved]
    lying = hidden + edges_of_points(points, marks, unit)
    # A badge may lie on the rim of a mark, which is how one sees that it belongs to it.
    discs = [shrink(mark.edges, 2.5 * unit) for mark in marks]
    heads = [around(*way[-1].tolist(), 9 * unit) for line, way in lines if not line["is_stretch"]]
    badges = place_badges(part.numbered, marks, projection, Taken([*lying, *discs, *heads]), hidden, unit)
    leaders = [edges for badge in badges for edges in sample_way(np.array(badge.leader), projection, unit)]
    beside = [*lying, *leaders, *(shrink(badge.edges, -1.5 * unit) for badge in badges)]
    counts = place_counts(marks, Taken(beside), unit)
    ways = [edges for _, way in lines for edges in sample_way(way, projection, unit)]
    taken = Taken([*beside, *ways, *(mark.edges for mark in marks), *(plate.edges for plate in counts)])
    roads = trace_roads(part, projection, palette)
    soft = Taken(edges for _, _, way in roads for edges in sample_way(way, projection, unit))
    road_names = place_road_names(roads, projection, taken, unit)
    names = _place_names(part, ground, marks, projection, palette, (taken, soft), unit)
    return Placed(marks, lines, points, badges, counts, road_names, names)


def _place_names(
    part: MapPart,
    ground: GroundShapes,
    marks: Sequence[Mark],
    projection: Projection,
    palette: Palette,
    kept: tuple[Taken, Taken],
    unit: float,
) -> list[Name]:
    """Find room for the names of areas, which come first, and for those of the ground where they are switched on."""
    taken, soft = kept
    placed = []
    for spots in list_area_names(part, projection, palette, unit):
        if chosen := choose_first(spots, taken, soft, projection, unit):
            taken.add(shrink(chosen.edges, -2 * unit))
            placed.append(chosen)
    if NAMES in part.shown:
        placed += place_names(ground.names, marks, projection, palette, taken, soft, unit)
    return placed
