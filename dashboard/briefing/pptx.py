"""PowerPoint files of a briefing: native titles, legends and tables, with the map and the timeline as pictures."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from pptx.presentation import Presentation

from dashboard.briefing.slides.arranging import arrange
from dashboard.briefing.slides.deck import make_ground
from dashboard.briefing.slides.ground import Ground
from dashboard.briefing.slides.page import draw_slide
from dashboard.briefing.slides.pictures import read_logo
from dashboard.briefing.slides.sharing import STRIP_SHARE, arrange_body, give_map
from dashboard.briefing.slides.slide import Slide
from dashboard.briefing.slides.template import open_template
from dashboard.figures.sheet.brief import Box
from dashboard.figures.sheet.text import clean
from geo.errors import AtlasError

Ratio = str | tuple[float, float]
"""`16:9`, `4:3`, or width and height of a slide in millimetres."""

LONGEST_PROPERTY = 255


def write_pptx(
    slides: Iterable[Slide],
    file: BinaryIO,
    *,
    made_at: datetime,
    template: Path | None = None,
    ratio: Ratio = "16:9",
) -> None:
    """Write slides as a PowerPoint file; the same slides at the same time give the same bytes.

    Args:
        slides: One slide each, taken one by one; a long list goes on to slides of its own.
        file: Where to write, once everything is done.
        made_at: When it was made; without a time zone, UTC.
        template: A .pptx or .potx of the user's own: its size, master, fonts and colours are kept, its slides are not.
        ratio: `16:9`, `4:3`, or width and height in millimetres; a template has its own.

    Raises:
        AtlasError: If there are no slides, or the template or the size cannot be used; nothing is written then.
    """
    first, rest = _take_first(slides)
    ground = open_template(template) if template else make_ground(ratio, first.brief.is_dark)
    for slide in itertools.chain([first], rest):
        draw_slide(ground, slide)
    moment = made_at.astimezone(UTC) if made_at.tzinfo else made_at.replace(tzinfo=UTC)
    _say_properties(ground.deck, first.brief.title, moment)
    _save(ground.deck, file, moment)


def measure_pictures(slide: Slide, *, template: Path | None = None, ratio: Ratio = "16:9") -> tuple[Box, Box]:
    """Return the room of map and timeline on a slide, in points: pictures of these shapes leave no gap.

    Args:
        slide: What is to be on it; its pictures are not looked at.
        template: As for `write_pptx`.
        ratio: As for `write_pptx`.
    """
    ground: Ground = open_template(template) if template else make_ground(ratio, slide.brief.is_dark)
    has_logo = bool(slide.shows("logo") and slide.brief.logo and read_logo(slide.brief.logo))
    page = arrange(ground, slide, has_logo=has_logo)
    room = give_map(ground, slide, page.body)
    strip = (room.width, room.height * STRIP_SHARE)
    body = arrange_body(ground, slide, page.body, None, strip if slide.shows("strip") else None)
    return body.map, body.strip or Box(body.map.x, body.map.y + body.map.height, body.map.width, 0)


def _take_first(slides: Iterable[Slide]) -> tuple[Slide, Iterable[Slide]]:
    rest = iter(slides)
    first = next(rest, None)
    if first is None:
        raise AtlasError("There is nothing to make slides of; choose days that have at least one step.")
    return first, rest


def _say_properties(deck: Presentation, title: str, moment: datetime) -> None:
    properties = deck.core_properties
    properties.title = clean(title)[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = "Conflict Atlas"
    properties.subject = properties.keywords = properties.comments = properties.category = ""
    properties.created = properties.modified = moment.replace(tzinfo=None)
    properties.revision = 1


def _save(deck: Presentation, file: BinaryIO, moment: datetime) -> None:
    """Save a deck, each part dated with the moment it is said to be made instead of that of its writing."""
    saved = io.BytesIO()
    deck.save(saved)
    stamp = max(moment, datetime(1980, 1, 1, tzinfo=UTC)).timetuple()[:6]
    dated = io.BytesIO()
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in parts.infolist():
            kept.writestr(zipfile.ZipInfo(part.filename, stamp), parts.read(part), zipfile.ZIP_DEFLATED)
    file.write(dated.getbuffer())
