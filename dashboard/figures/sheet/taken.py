"""What is taken on a map already, so that names, counts and numbers find room beside it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dashboard.figures.sheet.brief import Box

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom of a rectangle on the sheet, pixels."""

SQUARE_PX = 64


class Taken:
    """Rectangles on the sheet; rough squares say what stands where, so that each is compared with few others."""

    def __init__(self, taken: Iterable[Edges] = ()) -> None:
        self._squares: dict[tuple[int, int], list[Edges]] = defaultdict(list)
        for edges in taken:
            self.add(edges)

    def add(self, edges: Edges) -> None:
        """Take a rectangle."""
        for square in _squares_of(edges):
            self._squares[square].append(edges)

    def is_free(self, edges: Edges) -> bool:
        """Tell whether a rectangle overlaps none that is taken; touching is no overlap."""
        left, top, right, bottom = edges
        return not any(
            one[0] < right and one[2] > left and one[1] < bottom and one[3] > top
            for square in _squares_of(edges)
            for one in self._squares.get(square, ())
        )


def _squares_of(edges: Edges) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (math.floor(edge / SQUARE_PX) for edge in edges)
    return ((column, row) for column in range(left, right + 1) for row in range(top, bottom + 1))


def around(x: float, y: float, radius: float) -> Edges:
    """Return the square around a circle."""
    return x - radius, y - radius, x + radius, y + radius


def edges_of(box: Box) -> Edges:
    """Return the edges of a box."""
    return box.x, box.y, box.x + box.width, box.y + box.height


def is_inside(edges: Edges, outer: Edges) -> bool:
    """Tell whether a rectangle lies in another."""
    return edges[0] >= outer[0] and edges[1] >= outer[1] and edges[2] <= outer[2] and edges[3] <= outer[3]


def shrink(edges: Edges, by_px: float) -> Edges:
    """Return a rectangle whose edges are moved inwards; outwards where `by_px` is less than nought."""
    return edges[0] + by_px, edges[1] + by_px, edges[2] - by_px, edges[3] - by_px
