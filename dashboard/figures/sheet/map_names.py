"""The names on a map of a sheet: each where it hides nothing, the important first; without room it is left out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from dashboard.figures.palette import Palette
from dashboard.figures.sheet.ground import Names
from dashboard.figures.sheet.map_ground import zoom_of
from dashboard.figures.sheet.map_marks import Mark
from dashboard.figures.sheet.map_words import ASCENT_EM, DESCENT_EM, DOT_PX, LINE_EM, Name, choose_first
from dashboard.figures.sheet.projection import Projection
from dashboard.figures.sheet.taken import Taken, shrink
from dashboard.figures.sheet.text import wrap

SIZES = ((5_000, 200_000, 2_000_000), (11.0, 13.0, 15.0))
"""Population of a place, and the size of its name, pixels: as `dashboard.figures.basemap` has them."""

COUNTRY_PX, COUNTRY_SPACING_EM = 11, 0.12
PLACES_FROM_ZOOM, COUNTRIES_TO_ZOOM = 3, 7
WIDEST_EM = 8

GAP_PX = 4
DUE_MARGIN = 1e-9


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
    # Further off it would seem to be the name of another country.
    return [name.moved(0, by * unit) for by in (0, -9, 9)]


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
