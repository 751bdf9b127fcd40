"""The colours of what is drawn over the ground of a map: rims of marks, plates, badges, the edge of a drawn area."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.figures.palette import Palette


@dataclass(frozen=True)
class Inks:
    """Colours that differ between light and dark maps, `#rrggbb`; those of marks are those of `assets/style.css`.

    Attributes:
        halo: Around the disc of a mark.
        ring: Around that, and along lines.
        plate: Behind a count.
        plate_line: Edge of that.
        ink: Letters of a count.
        accent: Edge of a drawn area.
        shade: Over what lies outside a drawn area.
        shade_opacity: How much of it.
        badge: Behind a number of the list.
        badge_ink: That number.
        badge_line: Edge of the badge.
    """

    halo: str
    ring: str
    plate: str
    plate_line: str
    ink: str
    accent: str
    shade: str
    shade_opacity: float
    badge: str
    badge_ink: str
    badge_line: str


LIGHT_INKS = Inks(
    "#ffffff", "#ffffff", "#ffffff", "#c6ccd2", "#1d2329", "#2458c6", "#28323c", 0.14, "#14191e", "#ffffff", "#ffffff"
)
DARK_INKS = Inks(
    "#22282e", "#c9d1d9", "#1b1f23", "#59626b", "#e6eaee", "#7ea6ff", "#000000", 0.36, "#f4f6f8", "#14191e", "#14191e"
)


def choose_inks(palette: Palette) -> Inks:
    """Return the inks that are seen on the land of a palette."""
    red, green, blue = (int(palette.land[at : at + 2], 16) for at in (1, 3, 5))
    return LIGHT_INKS if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 127 else DARK_INKS
