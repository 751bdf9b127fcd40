"""The colours of a sheet around its map."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageInks:
    """The colours of a sheet, `#rrggbb`.

    Attributes:
        paper: Behind everything.
        ink: Letters.
        quiet: Letters that matter less.
        line: Thin lines.
        idle: Bars of days out of the window.
        accent: The window.
        soft: The days of the window, behind the bars.
        plate: Behind numbers.
        plate_ink: Numbers.
    """

    paper: str
    ink: str
    quiet: str
    line: str
    idle: str
    accent: str
    soft: str
    plate: str
    plate_ink: str


LIGHT = PageInks("#ffffff", "#18202a", "#56616c", "#d5dae0", "#c3cad2", "#2257c5", "#e8effb", "#18202a", "#ffffff")
DARK = PageInks("#14191f", "#edf1f5", "#a3aeb9", "#36404a", "#4a5561", "#7aa5ff", "#1f2b40", "#edf1f5", "#14191f")


def choose_inks(is_dark: bool) -> PageInks:
    """Return the inks of a theme."""
    return DARK if is_dark else LIGHT
