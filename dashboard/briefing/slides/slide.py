"""What a slide is made of: its brief, its pictures, and the parts that are switched off."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.figures.sheet.brief import Brief

PARTS = ("title", "subtitle", "legend", "list", "strip", "sources", "marking", "logo")
"""Names of the parts that can be switched off; the map always stays."""


@dataclass(frozen=True)
class Slide:
    """One slide, and what of its list goes on to slides after it.

    Attributes:
        brief: All that it says.
        map_png: The map with its scale bar, north arrow and inset, as PNG; None where no browser could draw it.
        strip_png: The timeline as PNG; None where there is none.
        alt: What the map shows, in words, for those who do not see it.
        hidden: Names of `PARTS` that are switched off.
    """

    brief: Brief
    map_png: bytes | None
    strip_png: bytes | None
    alt: str
    hidden: frozenset[str] = frozenset()

    def shows(self, part: str) -> bool:
        """Say whether a part of `PARTS` is on."""
        return part not in self.hidden
