"""The names on a map of a sheet: each where it hides nothing, the important first; without room it is left out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from dashboard.figures.palette import Palette
from dashboard.figures.sheet.ground import Names
from dashboard.figures.sheet.map_ground import zoom_of
from dashboard.figures.sheet.map_marks import Mark
from dashboard.figures.sheet.projection import Projection
from dashboard.figures.sheet.taken import Edges, Taken, edges_of, is_inside, shrink
from dashboard.figures.sheet.text import measure_px, wrap, write

SIZES = ((5_000, 200_000, 2_000_000), (11.0, 13.0, 15.0))
"""Population of a place, and the size of its name, pixels: as `dashboard.figures.basemap` has them."""

COUNTRY_PX, COUNTRY_SPACING_EM = 11, 0.12
PLACES_FROM_ZOOM, COUNTRIES_TO_ZOOM = 3, 7
WIDEST_EM = 8
LINE_EM = 1.15
ASCENT_EM, DESCENT_EM = 0.78, 0.24
"""What a line of letters takes over and under its base line."""

DOT_PX, GAP_PX, INSET_PX, HALO_PX = 1.7, 4, 4, 2.8
DUE_MARGIN = 1e-9


@dataclass(frozen=True)
class Name:
    """A name as it is written.

    Attributes:
        lines: Its words.
        x: Where its letters begin, end or have their middle.
        y: Base line of the first line.
        anchor: `start`, `middle` or `end`.
        size_px: Height of an em.
        colour: Of its letters.
        spacing_em: Between letters.
        dot: Where the place itself is; None where a mark shows it, or where it is no place.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    size_px: float
    colour: str
    spacing_em: float = 0
    dot: tuple[float, float] | None = None

    @classmethod
    def around(
        cls, text: str, at: tuple[float, float], size_px: float, colour: str, widest_em: float, spacing_em: float
    ) -> Self:
        """Break a text into lines whose middle is at a point of the sheet."""
        lines = tuple(wrap(text, widest_em * size_px, size_px))
        base = at[1] + (0.36 - (len(lines) - 1) * LINE_EM / 2) * size_px
        return cls(lines, at[0], base, "middle", size_px, colour, spacing_em)

    def moved(self, dx: float, dy: float) -> Self:
        """Return the same a little off, pixels."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    @property
    def edges(self) -> Edges:
        """The rectangle that its letters take."""
        width = measure_lines(self.lines, self.size_px, self.spacing_em)
        left = self.x - width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]
        last = self.y + (len(self.lines) - 1) * LINE_EM * self.size_px
        return left, self.y - ASCENT_EM * self.size_px, left + width, last + DESCENT_EM * self.size_px


def measure_lines(lines: Sequence[str], size_px: float, spacing_em: float = 0) -> float:
    """Return how wide the widest line is, pixels."""
    return max(measure_px(line, size_px) + len(line) * spacing_em * size_px for line in lines)


def choose_first(spots: Sequence[Name], taken: Taken, soft: Taken, projection: Projection, unit: float) -> Name | None:
    """Take the first spot of a name that is free, rather one that no line crosses; None where none is free."""
    inner = shrink(edges_of(projection.box), INSET_PX * unit)
    free = []
    for spot in spots:
        wide = shrink(spot.edges, -1.5 * unit)
        if is_inside(spot.edges, inner) and taken.is_free(wide):
            if soft.is_free(wide):
                return spot
            free.append(spot)
    return free[0] if free else None


def place_names(
    names: Names,
    marks: Sequence[Mark],
    projection: Projection,
    palette: Palette,
    taken: Taken,
    soft: Taken,
    unit: float,
    is_small: bool = False,
) -> list[Name]:
    """Find room for the names of countries and places that are due, countries first.

    Args:
        names: All of them, the most important first.
        marks: A place under one of them is named beside it.
        projection: Where places stand.
        palette: Colours of the theme.
        taken: Where no name may stand; the names are added to it.
        soft: Where no name should stand.
        unit: How many pixels a pixel of the app is.
        is_small: Whether only countries are named, in smaller letters.
    """
    placed = []
    for n, turn in _find_due(names, projection, unit):
        if is_small and not names.is_country[n]:
            continue
        x, y = (float(one) for one in projection.project(names.lon[n] + 360 * turn, names.lat[n]))
        if names.is_country[n]:
            spots = _spots_of_country(names.texts[n], x, y, palette, (0.8 if is_small else 1) * unit)
        else:
            spots = _spots_of_place(names, n, (x, y), marks, palette, taken, unit)
        if chosen := choose_first(spots, taken, soft, projection, unit):
            taken.add(shrink(chosen.edges, -2 * unit))
            if chosen.dot:
                taken.add((x - DOT_PX * unit, y - DOT_PX * unit, x + DOT_PX * unit, y + DOT_PX * unit))
            placed.append(chosen)
    return placed


def _find_due(names: Names, projection: Projection, unit: float) -> list[tuple[int, int]]:
    """List the names that this zoom shows, as position and turn of the world: countries first, then by rank."""
    zoom = zoom_of(projection, unit)
    west, south, east, north = projection.bounds
    is_due = names.min_zoom <= zoom + DUE_MARGIN
    is_due &= np.where(names.is_country, zoom < COUNTRIES_TO_ZOOM, zoom >= PLACES_FROM_ZOOM)
    is_due &= (names.lat > south) & (names.lat < north)
    found = []
    for turn in projection.find_turns(-180, 180):
        lon = names.lon + 360 * turn
        found += [(n, turn) for n in np.flatnonzero(is_due & (lon > west) & (lon < east)).tolist()]
    return sorted(found, key=lambda one: (not names.is_country[one[0]], *one))


def _spots_of_country(text: str, x: float, y: float, palette: Palette, unit: float) -> list[Name]:
    """List where the name of a country may stand: where the file has it, else a little off."""
    size = COUNTRY_PX * unit
    name = Name.around(text.upper(), (x, y), size, palette.country_label, WIDEST_EM, COUNTRY_SPACING_EM)
    shifts = [(0, 0), (0, -16), (0, 16), (-24, 0), (24, 0), (0, -32), (0, 32)]
    return [name.moved(dx * unit, dy * unit) for dx, dy in shifts]


def _spots_of_place(
    names: Names,
    n: int,
    at: tuple[float, float],
    marks: Sequence[Mark],
    palette: Palette,
    taken: Taken,
    unit: float,
) -> list[Name]:
    """List where the name of a place may stand: around its dot, or around the mark that covers it."""
    (x, y), size = at, float(np.interp(names.population[n], *SIZES)) * unit
    dot = (x - DOT_PX * unit, y - DOT_PX * unit, x + DOT_PX * unit, y + DOT_PX * unit)
    cover = next((mark for mark in marks if math.hypot(mark.x - x, mark.y - y) <= mark.reach + DOT_PX * unit), None)
    if cover is None and not taken.is_free(dot):
        return []
    lines = tuple(wrap(names.texts[n], WIDEST_EM * size, size))
    middle_x, middle_y, reach = (cover.x, cover.y, cover.reach) if cover else (x, y, DOT_PX * unit)
    return [
        Name(lines, spot_x, spot_y, anchor, size, palette.label, dot=None if cover else at)
        for anchor, spot_x, spot_y in _around(middle_x, middle_y, reach + GAP_PX * unit, size, len(lines))
    ]


def _around(x: float, y: float, reach: float, size: float, lines: int) -> list[tuple[str, float, float]]:
    """List anchors and base lines of a text around a circle, the best first."""
    more = (lines - 1) * LINE_EM * size
    beside, slant = y + 0.3 * size - more / 2, reach * 0.75
    over, under = y - reach - DESCENT_EM * size - more + 1, y + reach + ASCENT_EM * size - 1
    higher, lower = y - slant - more, y + slant + 0.6 * size
    return [
        ("middle", x, under), ("start", x + reach, beside), ("end", x - reach, beside), ("middle", x, over),
        ("start", x + slant, higher), ("start", x + slant, lower),
        ("end", x - slant, higher), ("end", x - slant, lower),
    ]  # fmt: skip


def draw_names(names: Sequence[Name], palette: Palette, unit: float) -> str:
    """Draw names with their halo, and the dots of their places."""
    dots = "".join(
        f'<circle cx="{name.dot[0]:.1f}" cy="{name.dot[1]:.1f}" r="{DOT_PX * unit:g}" stroke-width="{1.6 * unit:g}"'
        f' fill="{palette.label}"/>'
        for name in names
        if name.dot
    )
    written = "".join(_draw_name(name) for name in names)
    halo = f'stroke="{palette.halo}" stroke-width="{HALO_PX * unit:g}" stroke-linejoin="round" paint-order="stroke"'
    return f"<g {halo}>{dots}{written}</g>"


def _draw_name(name: Name) -> str:
    extra = f'letter-spacing="{name.spacing_em * name.size_px:.2f}"' if name.spacing_em else ""
    # The space after the last letter would put the middle off to the left.
    x = name.x + (name.spacing_em * name.size_px / 2 if name.anchor == "middle" else 0)
    return "".join(
        write(
            line, x, name.y + n * LINE_EM * name.size_px, round(name.size_px, 2), name.colour,
            anchor=name.anchor, extra=extra,
        )
        for n, line in enumerate(name.lines)
    )  # fmt: skip
