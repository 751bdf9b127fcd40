"""Head and foot of a sheet: marking, logo, title, subtitle, sources."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from dashboard.figures.sheet.arrangement import SOURCES_SIZE, SUBTITLE_SIZE, Arrangement
from dashboard.figures.sheet.brief import Box, Brief
from dashboard.figures.sheet.page_inks import PageInks
from dashboard.figures.sheet.text import cut, is_from_right, write

LOGO = re.compile(r"data:image/(png|jpeg|svg\+xml);base64,[A-Za-z0-9+/=]+")
"""The pictures that a sheet takes as a logo."""


def draw_bands(brief: Brief, at: Arrangement) -> str:
    """Draw the marking above and below."""
    size = 13.5 * at.size.unit
    drawn = []
    for box in at.bands:
        drawn.append(draw_box(box, brief.marking_ground))
        said = cut(brief.marking, box.width - 4 * size, size, is_bold=True)
        middle = (box.x + box.width / 2, box.y + box.height / 2 + 0.36 * size)
        drawn.append(write(said, *middle, size, brief.marking_ink, is_bold=True, anchor="middle"))
    return "".join(drawn)


def draw_head(brief: Brief, at: Arrangement, inks: PageInks) -> str:
    """Draw title, subtitle and logo."""
    drawn, y = [], at.head.y
    for line in at.title:
        drawn.append(_write_line(line, at.head, y + 0.95 * at.title_px, at.title_px, inks.ink, is_bold=True))
        y += 1.22 * at.title_px
    size = SUBTITLE_SIZE * at.size.unit
    for line in at.subtitle:
        drawn.append(_write_line(line, at.head, y + 1.05 * size, size, inks.quiet))
        y += 1.4 * size
    if at.logo and LOGO.fullmatch(brief.logo):
        place = f'x="{at.logo.x:.1f}" y="{at.logo.y:.1f}" width="{at.logo.width:.1f}" height="{at.logo.height:.1f}"'
        drawn.append(f'<image {place} preserveAspectRatio="xMaxYMin meet" href={quoteattr(brief.logo)}/>')
    return "".join(drawn)


def _write_line(line: str, box: Box, y: float, size: float, ink: str, is_bold: bool = False) -> str:
    """Write a line where its script begins: Arabic and Hebrew at the right."""
    if not is_from_right(line):
        return write(line, box.x, y, size, ink, is_bold=is_bold)
    return write(line, box.x + box.width, y, size, ink, is_bold=is_bold, extra='direction="rtl"')


def draw_foot(at: Arrangement, inks: PageInks) -> str:
    """Draw the sources."""
    size = SOURCES_SIZE * at.size.unit
    lines = enumerate(at.sources, start=1)
    return "".join(
        _write_line(line, at.foot, at.foot.y + (1.4 * n - 0.35) * size, size, inks.quiet) for n, line in lines
    )


def draw_box(box: Box, fill: str, extra: str = "") -> str:
    """Draw a rectangle without an edge."""
    place = f'x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'
    return f'<rect {place} fill="{fill}"{" " * bool(extra)}{extra}/>'
