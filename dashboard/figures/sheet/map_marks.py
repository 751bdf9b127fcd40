"""The marks of a map on a sheet: discs with a pictogram and shares, as `assets/mark_drawing.js` has them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.figures.sheet.brief import MapPart
from dashboard.figures.sheet.inks import Inks
from dashboard.figures.sheet.paths import choose_ink
from dashboard.figures.sheet.projection import Projection
from dashboard.figures.sheet.taken import Edges, around

ROOMY_PX = 20
"""From this radius on, a count finds room on the mark itself."""

SMALLEST_SIGN_PX = 6.5
OTHER = "#6b6e75"
"""For a side without a colour."""

OPENING = re.compile(r"^<svg\s([^>]*)>")
UNWANTED = re.compile(r'(?:^|\s)(xmlns|width|height)="[^"]*"')


@dataclass(frozen=True)
class Mark:
    """A mark as it is drawn.

    Attributes:
        x: Middle, pixels on the sheet.
        y: Likewise.
        radius: Of the disc, pixels.
        reach: Of all that is drawn of it, pixels.
        colour: Of its largest side.
        icon: Name of its pictogram.
        shares: Colour and events of each side, most first.
        events: How many.
        is_region: Whether the place is only a region.
        km: How far off the true place may be.
        lat: Degrees north.
    """

    x: float
    y: float
    radius: float
    reach: float
    colour: str
    icon: str
    shares: Sequence[tuple[str, int]]
    events: int
    is_region: bool
    km: float
    lat: float

    @property
    def is_mixed(self) -> bool:
        """Whether several sides have a share."""
        return len(self.shares) > 1

    def is_roomy(self, unit: float) -> bool:
        """Tell whether its count stands on the mark itself."""
        return self.events > 1 and self.radius >= ROOMY_PX * unit

    @property
    def edges(self) -> Edges:
        """The square that it takes."""
        return around(self.x, self.y, self.reach)


def place_marks(part: MapPart, projection: Projection, unit: float) -> list[Mark]:
    """Put every mark where it stands, in the order of drawing; those that the box does not show are left out."""
    columns = part.marks
    xs, ys = projection.project_near(columns["lon"], columns["lat"])
    colours = [choose_ink(colour, OTHER) for colour in part.sides]
    marks = []
    for n, (x, y) in enumerate(zip(xs.tolist(), ys.tolist(), strict=True)):
        shares = columns["sides"][n]
        is_region = bool(columns["region"][n])
        beyond = (8.4 if is_region else 5.9) if len(shares) > 2 else 4.4 if is_region else 1.3
        mark = Mark(
            x, y, columns["px"][n] * unit, (columns["px"][n] + beyond) * unit, colours[columns["side"][n]],
            part.icons[columns["icon"][n]],
            [(colours[shares[at]], shares[at + 1]) for at in range(0, len(shares), 2)],
            columns["events"][n], is_region, columns["km"][n], columns["lat"][n],
        )  # fmt: skip
        if is_shown(mark, projection):
            marks.append(mark)
    return marks


def is_shown(mark: Mark, projection: Projection) -> bool:
    """Tell whether the box shows any of a mark."""
    left, top, right, bottom = mark.edges
    box = projection.box
    return right > box.x and left < box.x + box.width and bottom > box.y and top < box.y + box.height


def define_icons(icons: Mapping[str, str], names: Iterable[str], id_prefix: str) -> str:
    """Write pictograms as `<symbol>`, named `<prefix>-icon-<name>`, white and 24 by 24; unknown ones are left out.

    Args:
        icons: By name, the SVG file of each.
        names: Which of them.
        id_prefix: What makes the ids the only ones of their kind on a sheet.
    """
    symbols = []
    for name in sorted(set(names) & set(icons)):
        look = UNWANTED.sub("", OPENING.match(icons[name])[1]).strip()
        body = OPENING.sub("", icons[name]).removesuffix("</svg>")
        symbols.append(f'<symbol id="{id_prefix}-icon-{name}" {look}>{body}</symbol>')
    return "".join(symbols)


def draw_marks(marks: Sequence[Mark], icons: Mapping[str, str], inks: Inks, id_prefix: str, unit: float) -> str:
    """Draw the discs, each with all that belongs to it, in order."""
    return "".join(_draw_mark(mark, mark.icon in icons, inks, id_prefix, unit) for mark in marks)


def _draw_mark(mark: Mark, has_icon: bool, inks: Inks, id_prefix: str, unit: float) -> str:
    radius, at = mark.radius, f'cx="{mark.x:.1f}" cy="{mark.y:.1f}"'
    rim = radius + (5.2 if mark.is_mixed else 0.6) * unit
    edge = f'stroke="{inks.ring}" stroke-width="{1.3 * unit:.2f}"'
    drawn = [f'<circle {at} r="{rim:.1f}" fill="{inks.halo}" {edge}/>']
    opacity = ' fill-opacity="0.72"' if mark.is_region else ""
    drawn.append(f'<circle {at} r="{radius:.1f}" fill="{mark.colour}"{opacity}/>')
    if mark.is_region:
        dashes = f'fill="none" stroke-dasharray="{3.2 * unit:g} {3 * unit:g}"'
        ring = radius + (7.4 if mark.is_mixed else 3.4) * unit
        for width, ink in ((3.4, inks.ring), (1.8, mark.colour)):
            drawn.append(f'<circle {at} r="{ring:.1f}" {dashes} stroke="{ink}" stroke-width="{width * unit:g}"/>')
    if has_icon and radius >= SMALLEST_SIGN_PX * unit:
        drawn.append(_draw_sign(mark, id_prefix, unit))
    if mark.is_mixed:
        drawn.append(_draw_shares(mark, unit))
    return "".join(drawn)


def _draw_sign(mark: Mark, id_prefix: str, unit: float) -> str:
    is_counted = mark.is_roomy(unit)
    size = min(mark.radius * 1.05, 24 * unit) if is_counted else min(mark.radius * 1.32, 26 * unit)
    left, top = mark.x - size / 2, mark.y - size / 2 - (mark.radius * 0.34 if is_counted else 0)
    place = f'x="{left:.1f}" y="{top:.1f}" width="{size:.1f}" height="{size:.1f}"'
    return f'<use href="#{id_prefix}-icon-{mark.icon}" {place}/>'


def _draw_shares(mark: Mark, unit: float) -> str:
    radius, total = mark.radius + 3 * unit, sum(events for _, events in mark.shares)
    start, arcs = -math.pi / 2, []
    for colour, events in mark.shares:
        end = start + 2 * math.pi * events / total
        (x1, y1), (x2, y2) = ((mark.x + radius * math.cos(a), mark.y + radius * math.sin(a)) for a in (start, end))
        sweep = f"{radius:.2f} {radius:.2f} 0 {int(end - start > math.pi)} 1 {x2:.2f} {y2:.2f}"
        arcs.append(f'<path d="M{x1:.2f} {y1:.2f}A{sweep}" stroke="{colour}"/>')
        start = end
    return f'<g fill="none" stroke-width="{3 * unit:g}">{"".join(arcs)}</g>'
