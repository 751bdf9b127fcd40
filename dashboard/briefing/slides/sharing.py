"""How the body of a slide is shared out: the map, the timeline below it, and the column of legend and list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.briefing.slides.arranging import GAP
from dashboard.briefing.slides.ground import Ground
from dashboard.briefing.slides.slide import Slide
from dashboard.figures.sheet.brief import Box

MAP_SHARE, NARROW_SHARE, ALONE_SHARE, TALL_SHARE = 0.64, 0.58, 0.78, 0.42
"""What the map takes: of the width beside the list, on 4:3, beside a legend alone; of a tall page's height."""

STRIP_SHARE = 0.15
COUNTS_LINE = 16


def contain(room: Box, width: float, height: float) -> Box:
    """Return the largest box of a shape that fits into a room, in its upper left corner."""
    by = min(room.width / width, room.height / height)
    return Box(room.x, room.y, width * by, height * by)


Size = tuple[float, float]
"""Width and height; of a picture only their relation matters."""


@dataclass(frozen=True)
class Body:
    """The parts of a body.

    Attributes:
        map: Where the map goes.
        strip: Where the timeline goes, below the map; None for none.
        column: The room of counts, legend and list; one line for the counts where the others are off.
    """

    map: Box
    strip: Box | None
    column: Box


def arrange_body(ground: Ground, slide: Slide, body: Box, map_size: Size | None, strip_size: Size | None) -> Body:
    """Lay out map, timeline and column in what head and foot leave.

    Args:
        ground: Where the slide stands.
        slide: What is on it.
        body: The room for them.
        map_size: Of the picture of the map; None to fill all the room there is.
        strip_size: Likewise of the timeline; None for none.
    """
    gap = GAP * ground.scale
    room = give_map(ground, slide, body)
    strip = None
    if strip_size:
        strip = contain(Box(room.x, room.y, room.width, room.height * STRIP_SHARE), *strip_size)
        room = replace(room, height=room.height - strip.height - gap / 2)
    drawn = contain(room, *map_size) if map_size else room
    if strip:
        strip = contain(Box(drawn.x, drawn.y + drawn.height + gap / 2, drawn.width, strip.height), *strip_size)
    if not (slide.shows("legend") or slide.shows("list")):
        y = (strip or drawn).y + (strip or drawn).height + gap / 2
        return Body(drawn, strip, Box(body.x, y, body.width, COUNTS_LINE * ground.scale))
    if ground.is_tall:
        y = (strip or drawn).y + (strip or drawn).height + gap
        return Body(drawn, strip, Box(body.x, y, body.width, body.y + body.height - y))
    x = drawn.x + drawn.width + gap * 1.3
    return Body(drawn, strip, Box(x, body.y, body.x + body.width - x, body.height))


def give_map(ground: Ground, slide: Slide, body: Box) -> Box:
    """Return the room of map and timeline together."""
    if not (slide.shows("legend") or slide.shows("list")):
        return replace(body, height=body.height - (COUNTS_LINE + GAP / 2) * ground.scale)
    has_list = slide.shows("list") and slide.brief.key_events
    if ground.is_tall:
        return replace(body, height=body.height * (TALL_SHARE if has_list else ALONE_SHARE))
    share = NARROW_SHARE if ground.width < 1.5 * ground.height else MAP_SHARE
    return replace(body, width=body.width * (share if has_list else ALONE_SHARE))
