"""The ground that slides stand on: the deck, its layout, and where on it there is room; all lengths in points."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from dashboard.figures.sheet.text import measure_px

EMU_PER_POINT = 12_700
USUAL_POINTS = 540
"""The shorter edge of a usual slide, for which the sizes of letters are given."""


@dataclass(frozen=True)
class Tone:
    """A colour of the theme, so that a deck put on another theme changes with it.

    Attributes:
        theme: Which of its colours.
        brightness: -1 (black) … 1 (white); 0 is the colour itself.
    """

    theme: MSO_THEME_COLOR
    brightness: float = 0.0


@dataclass(frozen=True)
class TitleStyle:
    """How the master sets titles.

    Attributes:
        points: Size of the letters that a title begins with before it is shrunk.
        align: `l`, `ctr` or `r`.
        is_caps: Whether it shows small letters as capitals.
    """

    points: float
    align: str = "l"
    is_caps: bool = False


@dataclass(frozen=True)
class Ground:
    """A deck with room on its slides.

    Attributes:
        deck: The presentation.
        layout: The layout of every slide.
        width: Of a slide, in points.
        height: Of a slide, in points.
        left: Where titles and pictures begin, points from the left.
        right: Where they end, points from the left.
        title_right: Where a title ends: a template may keep a corner for its emblem.
        top: Where the title begins, points from the top.
        bottom: Where the last line ends, points from the top.
        title: How titles are set.
        stretch: How much wider small letters may be than those they are measured with.
        line: Height of a line in em.
        is_dark: Whether it is a deck of ours on a dark ground.
    """

    deck: Presentation
    layout: SlideLayout
    width: float
    height: float
    left: float
    right: float
    title_right: float
    top: float
    bottom: float
    title: TitleStyle
    stretch: float = 0.97
    line: float = 1.2
    is_dark: bool = False

    @property
    def scale(self) -> float:
        """How much larger than on a usual slide everything is."""
        return min(self.width, self.height) / USUAL_POINTS

    @property
    def is_tall(self) -> bool:
        """Whether parts stand one below the other."""
        return self.width < 1.15 * self.height

    def measure(self, text: str, points: float, is_bold: bool = False) -> float:
        """Return how wide a text may become, in points."""
        return measure_px(text, points, is_bold) * self.widen(text)

    def widen(self, text: str) -> float:
        """Return how much wider a text may be than it is measured: capitals differ most from font to font."""
        capitals = sum(letter.isupper() for letter in text) / max(1, sum(letter.isalpha() for letter in text))
        return self.stretch + 0.14 * capitals

    @property
    def ink(self) -> Tone:
        """The colour of what is read first."""
        return Tone(MSO_THEME_COLOR.TEXT_1)

    @property
    def muted(self) -> Tone:
        """The colour of what is read last."""
        return Tone(MSO_THEME_COLOR.TEXT_1, -0.3 if self.is_dark else 0.35)

    @property
    def hair(self) -> Tone:
        """The colour of thin lines."""
        return Tone(MSO_THEME_COLOR.TEXT_1, -0.65 if self.is_dark else 0.82)
