"""What a reader needs beside a map: a true scale bar, where north is, and the locator; each as SVG for a sheet."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.figures.palette import Palette
from dashboard.figures.sheet.locator import draw_locator
from dashboard.figures.sheet.projection import WORLD_PX, visible_bounds
from dashboard.figures.sheet.text import write
from dashboard.view import Camera

__all__ = ["Scale", "draw_locator", "draw_north_arrow", "draw_scale_bar", "measure_scale", "visible_bounds"]

SEMI_MAJOR_KM, ECCENTRICITY_SQUARED = 6378.137, 0.00669437999014
"""Of the earth, WGS 84."""

LABEL_PX, TICK_PX = 11, 6
SAYS_LATITUDE_TO_ZOOM = 4.5
"""Up to this zoom the scale differs by more than a tenth over a map, and the bar says where it is true."""


@dataclass(frozen=True)
class Scale:
    """A scale bar: how long it is on the ground, and on the sheet."""

    length_km: float
    width_px: float

    @property
    def label(self) -> str:
        """Its length in words."""
        return f"{self.length_km:,.0f} km" if self.length_km >= 1 else f"{self.length_km * 1000:.0f} m"


def measure_scale(camera: Camera, lat: float, most_px: float) -> Scale:
    """Choose the longest round length, 1, 2 or 5 times a power of ten, whose bar is not wider than `most_px`.

    The bar leads east and west, and is as long as the shortest way between its ends: on a sphere as curved as the
    ellipsoid is there (radius in the prime vertical), sin(length / 2 radius) = cos(latitude) sin(longitudes / 2).

    Args:
        camera: Of the map.
        lat: Where the bar is true, degrees north.
        most_px: Width that it may have.
    """
    world_px = WORLD_PX * 2**camera.zoom
    for power in range(4, -6, -1):
        for times in (5, 2, 1):
            width_px = _span_deg(times * 10.0**power, lat) / 360 * world_px
            if width_px <= most_px:
                return Scale(times * 10.0**power, width_px)
    return Scale(0.0, 0.0)


def _span_deg(length_km: float, lat: float) -> float:
    """Return how many degrees of longitude a length is at a latitude; infinite where it does not fit around."""
    sin, cos = math.sin(math.radians(lat)), math.cos(math.radians(lat))
    radius_km = SEMI_MAJOR_KM / math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin)
    half = length_km / 2 / radius_km
    if half >= math.pi / 2 or math.sin(half) > cos:
        return math.inf
    return 2 * math.degrees(math.asin(math.sin(half) / cos))


def draw_scale_bar(
    camera: Camera,
    x: float,
    y: float,
    most_px: float,
    palette: Palette,
    *,
    lat: float | None = None,
    anchor: str = "start",
    unit: float = 1.0,
) -> str:
    """Draw a scale bar with its length over it; nothing where no length fits.

    Args:
        camera: Of the map.
        x: Its left end, or its right one where `anchor` is `end`; pixels on the sheet.
        y: Its line; the letters stand up to 20 px above it.
        most_px: Width that it may have, pixels.
        palette: Colours of the theme.
        lat: Where it is true, degrees north; None for the middle of the map.
        anchor: `start` or `end`.
        unit: How large letters and lines are.
    """
    lat = camera.lat if lat is None else lat
    scale = measure_scale(camera, lat, most_px)
    if not scale.width_px:
        return ""
    left = x - scale.width_px if anchor == "end" else x
    right, top = left + scale.width_px, y - TICK_PX * unit
    path = f"M{left:.2f} {top:.2f}V{y:.2f}H{right:.2f}V{top:.2f}"
    lines = "".join(
        f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{width * unit:g}"/>'
        for ink, width in ((palette.halo, 4), (palette.label, 1.5))
    )
    is_wide = camera.zoom - math.log2(unit) < SAYS_LATITUDE_TO_ZOOM
    said = f"{scale.label} at {_say_latitude(lat)}" if is_wide else scale.label
    at, towards = (x, anchor) if is_wide else ((left + right) / 2, "middle")
    base = y - (TICK_PX + 3 if is_wide else 5) * unit
    letters = write(said, at, base, LABEL_PX * unit, palette.label, anchor=towards, extra=_halo(palette, unit))
    return lines + letters


def _say_latitude(lat: float) -> str:
    return f"{abs(lat):.0f}° {'N' if lat > 0 else 'S'}" if round(lat) else "the equator"


def _halo(palette: Palette, unit: float) -> str:
    return f'stroke="{palette.halo}" stroke-width="{3 * unit:g}" stroke-linejoin="round" paint-order="stroke"'


def draw_north_arrow(x: float, y: float, palette: Palette, *, unit: float = 1.0) -> str:
    """Draw an arrow to the north with an N over it, 16 px wide and 34 px high.

    Args:
        x: Its middle, pixels on the sheet.
        y: Its upper end.
        palette: Colours of the theme.
        unit: How large it is.
    """
    tip, foot, notch = y + 12 * unit, y + 34 * unit, y + 29 * unit
    left, right = x - 7 * unit, x + 7 * unit
    whole = f"M{x:.1f} {tip:.1f}L{right:.1f} {foot:.1f}L{x:.1f} {notch:.1f}L{left:.1f} {foot:.1f}Z"
    half = f"M{x:.1f} {tip:.1f}L{left:.1f} {foot:.1f}L{x:.1f} {notch:.1f}Z"
    rim = f'stroke="{palette.halo}" stroke-width="{3 * unit:g}" stroke-linejoin="round"'
    edge = f'stroke="{palette.label}" stroke-width="{1.2 * unit:g}" stroke-linejoin="round"'
    letter = write(
        "N", x, y + 9.5 * unit, 11.5 * unit, palette.label, is_bold=True, anchor="middle", extra=_halo(palette, unit)
    )
    arrow = f'<path d="{whole}" fill="{palette.halo}" {edge}/><path d="{half}" fill="{palette.label}"/>'
    return f'<g><path d="{whole}" {rim}/>{arrow}{letter}</g>'
