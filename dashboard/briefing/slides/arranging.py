"""Where the parts of a slide go: plain boxes in points, worked out before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.briefing.slides.ground import Ground
from dashboard.briefing.slides.slide import Slide
from dashboard.briefing.slides.writing import measure_height, say_line, shorten
from dashboard.figures.sheet.brief import Box
from dashboard.figures.sheet.text import ELLIPSIS, clean, wrap

GAP, BAND = 14, 17
SUBTITLE_POINTS, SOURCE_POINTS = 13, 7.5
LOGO_WIDTH, LOGO_HEIGHT = 110, 38
CONTINUED = " (continued)"


@dataclass(frozen=True)
class Title:
    """A title as it fits: its text, the size of its letters, and how high it is; lengths in points."""

    text: str
    points: float
    height: float


@dataclass(frozen=True)
class Page:
    """Where things go on a slide; None for what is not on it.

    Attributes:
        title: The title as it fits.
        title_box: Where it goes.
        subtitle_box: Where the subtitle goes.
        logo_box: The room of the logo, which stands in its upper right corner.
        bands: Where the marking goes, above and below.
        body: What is left for everything else.
        sources: The source line as it fits.
        sources_box: Where it goes.
    """

    title: Title | None
    title_box: Box | None
    subtitle_box: Box | None
    logo_box: Box | None
    bands: tuple[Box, ...]
    body: Box
    sources: str
    sources_box: Box | None


def arrange(ground: Ground, slide: Slide, *, has_logo: bool, is_continued: bool = False) -> Page:
    """Lay out head and foot of a slide, and see what they leave."""
    unit, brief = ground.scale, slide.brief
    bands = _lay_bands(ground, slide)
    y = max(ground.top, BAND * unit + 9 * unit) if bands else ground.top
    logo = Box(ground.title_right - LOGO_WIDTH * unit, y, LOGO_WIDTH * unit, LOGO_HEIGHT * unit) if has_logo else None
    width = (logo.x - GAP * unit if logo else ground.title_right) - ground.left
    title = title_box = subtitle_box = None
    top = y
    if slide.shows("title") and clean(brief.title):
        title = fit_title(ground, brief.title, width, CONTINUED if is_continued else "")
        title_box = Box(ground.left, y, width, title.height)
        y += title.height + 2 * unit
    if slide.shows("subtitle") and clean(brief.subtitle) and not is_continued:
        height = measure_height(ground, cut_subtitle(ground, brief.subtitle, width), width, SUBTITLE_POINTS * unit)
        subtitle_box = Box(ground.left, y, width, height)
        y += height
    y = max(y, top + LOGO_HEIGHT * unit if logo else y)
    y += (GAP - 4) * unit if y > top else 0
    sources, sources_box, bottom = _lay_sources(ground, slide, bands)
    body = Box(ground.left, y, ground.right - ground.left, bottom - y)
    return Page(title, title_box, subtitle_box, logo, bands, body, sources, sources_box)


def cut_subtitle(ground: Ground, text: str, width: float) -> str:
    """Return as much of a subtitle as two lines hold."""
    return shorten(ground, text, width, SUBTITLE_POINTS * ground.scale, most=2)


def _lay_bands(ground: Ground, slide: Slide) -> tuple[Box, ...]:
    if not (slide.shows("marking") and clean(slide.brief.marking)):
        return ()
    high = BAND * ground.scale
    return Box(0, 0, ground.width, high), Box(0, ground.height - high, ground.width, high)


def _lay_sources(ground: Ground, slide: Slide, bands: tuple[Box, ...]) -> tuple[str, Box | None, float]:
    """Return the source line as it fits, its box, and where the body above it ends."""
    unit = ground.scale
    bottom = min(ground.bottom, bands[1].y - 5 * unit) if bands else ground.bottom
    if not (slide.shows("sources") and clean(slide.brief.sources)):
        return "", None, bottom
    width, points = ground.right - ground.left, SOURCE_POINTS * unit
    said = shorten(ground, slide.brief.sources, width, points, most=3 if ground.is_tall else 2)
    height = measure_height(ground, said, width, points)
    return said, Box(ground.left, bottom - height, width, height), bottom - height - 7 * unit


def fit_title(ground: Ground, title: str, width: float, suffix: str) -> Title:
    """Shrink a title until it fits: one line down to 5/6 of the size, then two lines down to 2/3, then an ellipsis."""
    largest, said = ground.title.points, clean(title) + suffix
    for most, steps in ((1, range(24, 19, -1)), (2, range(24, 15, -1))):
        for points in (largest * step / 24 for step in steps):
            if len(_break_title(ground, said, width, points)) <= most:
                return _set_title(ground, said, width, points)
    kept, points = len(said), largest * 2 / 3
    while kept > 1 and len(_break_title(ground, said[:kept] + ELLIPSIS + suffix, width, points)) > 2:
        kept = min(kept - 1, round(kept * 0.98))
    return _set_title(ground, said[:kept].rstrip() + ELLIPSIS + suffix, width, points)


def _break_title(ground: Ground, text: str, width: float, points: float) -> list[str]:
    shown = text.upper() if ground.title.is_caps else text
    return wrap(shown, width / ground.widen(shown), points, is_bold=True)


def _set_title(ground: Ground, text: str, width: float, points: float) -> Title:
    return Title(text, points, len(_break_title(ground, text, width, points)) * points * say_line(ground, text))
