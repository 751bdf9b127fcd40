"""What the marks can stand on: the embedded map in the colours of the theme or for paper, or a tileset over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.figures.basemap import CREDIT
from dashboard.figures.palette import PRINT, Palette
from dashboard.figures.tileset import Tileset
from dashboard.view import Ground as Word


@dataclass(frozen=True)
class Ground:
    """What the marks can stand on.

    Attributes:
        title: Its name on screen.
        credit: Who made it, as plain text.
        palette: Colours that it always has; None for those of the theme.
        tiles: What lies over the embedded ground; None for nothing.
        host: The host that is asked for it; empty for none but the atlas itself.
        usage: What its owners allow.
    """

    title: str
    credit: str = CREDIT
    palette: Palette | None = None
    tiles: Tileset | None = None
    host: str = ""
    usage: str = ""


EMBEDDED: Mapping[str, Ground] = {
    str(Word.THEME): Ground("As the theme"),
    str(Word.PRINT): Ground("Print", palette=PRINT),
}
