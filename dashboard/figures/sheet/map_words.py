"""A name on a map of a sheet: its lines, what they take, which of its spots is free, and how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from dashboard.figures.palette import Palette
from dashboard.figures.sheet.projection import Projection
from dashboard.figures.sheet.taken import Edges, Taken, edges_of, is_inside, shrink
from dashboard.figures.sheet.text import measure_px, wrap, write

LINE_EM = 1.15
ASCENT_EM, DESCENT_EM = 0.78, 0.24
"""What a line of letters takes over and under its base line."""

DOT_PX, INSET_PX, HALO_PX = 1.7, 4, 2.8


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
