"""What room a template leaves: its layout with a title, how it sets titles, where its own emblems stand."""

from __future__ import annotations

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from dashboard.briefing.slides.deck import BOTTOM, MARGIN, TITLE_POINTS, TOP
from dashboard.briefing.slides.ground import EMU_PER_POINT, USUAL_POINTS, Ground, TitleStyle
from dashboard.figures.sheet.brief import Box
from geo.errors import AtlasError

TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
FEET = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
TEMPLATE_STRETCH, TEMPLATE_LINE = 1.1, 1.34
"""Letters of a template may be wider than those that texts are measured with (Verdana: by a tenth), and higher."""

USUAL_INSET = 91_440
"""Left and right inner margin of a shape that gives none (ECMA-376 part 1, 21.1.2.1.1), in EMU."""


def choose_layout(deck: Presentation) -> SlideLayout:
    """Choose the layout "Title Only", in whatever language, else the first with a title, else the first.

    Raises:
        AtlasError: If there is no layout at all.
    """
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    titled = [layout for layout in layouts if find_title(layout) is not None]
    only = [one for one in titled if one._element.get("type") == "titleOnly" or one.name.lower() == "title only"]
    if not layouts:
        raise AtlasError("it has no slide layout. Add one in its slide master.")
    return (only or titled or layouts)[0]


def find_title(layout: SlideLayout) -> object | None:
    """Return the title placeholder of a layout; None where it has none."""
    return next((one for one in layout.placeholders if one.placeholder_format.type in TITLES), None)


def measure_ground(deck: Presentation, layout: SlideLayout) -> Ground:
    """Measure what room a layout leaves, in points."""
    width, height = deck.slide_width / EMU_PER_POINT, deck.slide_height / EMU_PER_POINT
    unit = min(width, height) / USUAL_POINTS
    whole = Box(MARGIN * unit, TOP * unit, width - 2 * MARGIN * unit, 0)
    title = find_title(layout)
    room = (_measure_title(title, width, height) if title is not None else None) or whole
    left, title_right = room.x, room.x + room.width
    right = max(title_right, width - left)  # a title that makes room for an emblem does so for itself alone
    style = _read_style(layout, title, TITLE_POINTS * unit)
    bottom = _find_bottom(layout, width, height, height - BOTTOM * unit)
    return Ground(
        deck, layout, width, height, left, right, title_right, room.y, bottom, style, TEMPLATE_STRETCH, TEMPLATE_LINE
    )


def _measure_title(title: object, width: float, height: float) -> Box | None:
    """Return where the text of a title goes; None where no slide like ours could begin under it."""
    if title.left is None or title.width is None:
        return None
    body = title._element.txBody.bodyPr
    left, right = (int(body.get(name, USUAL_INSET)) / EMU_PER_POINT for name in ("lIns", "rIns"))
    box = Box(title.left / EMU_PER_POINT + left, title.top / EMU_PER_POINT,
              title.width / EMU_PER_POINT - left - right, title.height / EMU_PER_POINT)  # fmt: skip
    is_usual = 0 <= box.y < 0.25 * height and box.width > 0.5 * width and 0 <= box.x < 0.25 * width
    return box if is_usual and box.x + box.width <= width else None


def _read_style(layout: SlideLayout, title: object | None, largest: float) -> TitleStyle:
    """Read size, side and capitals of titles: from the layout where it says them, else from the master."""
    first = layout.slide_master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    levels = [first] if first is not None else []
    if title is not None:
        levels = [*title._element.iter(qn("a:lvl1pPr")), *levels]
    runs = [run for level in levels for run in level.iter(qn("a:defRPr"))]
    size = next((int(run.get("sz")) / 100 for run in runs if run.get("sz")), largest)
    align = next((level.get("algn") for level in levels if level.get("algn")), "l")
    caps = next((run.get("cap") for run in runs if run.get("cap")), "none")
    return TitleStyle(min(size, largest), align if align in ("l", "ctr", "r") else "l", caps == "all")


def _find_bottom(layout: SlideLayout, width: float, height: float, usual: float) -> float:
    """Find where our last line may end: above the bars and emblems that the template draws along its lower edge."""
    ends = [usual]
    for shape in [*layout.shapes, *layout.slide_master.shapes]:
        if shape.is_placeholder and shape.placeholder_format.type in FEET and shape.top is not None:
            ends.append((shape.top + shape.height) / EMU_PER_POINT)
        elif not shape.is_placeholder and shape.top is not None and shape.top / EMU_PER_POINT > 0.8 * height:
            ends.append(shape.top / EMU_PER_POINT - 4)
    return min(end for end in ends if end > 0.75 * height)
