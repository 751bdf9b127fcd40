"""Our own deck: any size, one layout, colours and fonts in its theme.

Its font is Arial. A slide cannot carry its fonts to every reader, so it takes one that Windows and macOS have, that
LibreOffice (Liberation Sans) and Google Slides (Arimo) have a copy of with the same widths, and that has Arabic, Greek,
Cyrillic and Turkish letters. Its small letters are a twentieth narrower than those of Noto Sans, which texts are
measured with, its capitals a tenth wider: `Ground.widen` allows for both. It is named in the theme alone, so another
font for the whole deck is one choice in the reader's program.
"""

from __future__ import annotations

import pptx
from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.slide import SlideMaster

from dashboard.briefing.slides.ground import EMU_PER_POINT, USUAL_POINTS, Ground, TitleStyle
from geo.errors import AtlasError

RATIOS = {"16:9": (960.0, 540.0), "4:3": (720.0, 540.0)}
"""Usual slides, in points: 13.33 × 7.5 and 10 × 7.5 inches."""

POINTS_PER_MM = 72 / 25.4
SMALLEST_POINTS, LARGEST_POINTS = 144, 4032
"""What PowerPoint allows is 1 to 56 inches; on less than 2 inches nothing can be read."""

FONT = "Arial"
MARGIN, TOP, BOTTOM, TITLE_POINTS = 28, 20, 14, 26
COLOURS = {
    "dk1": "171C22", "lt1": "FFFFFF", "dk2": "3D4854", "lt2": "EEF1F4", "accent1": "2457C5", "accent2": "C8452F",
    "accent3": "12805C", "accent4": "8A5BB0", "accent5": "C9A24A", "accent6": "66707A", "hlink": "2457C5",
    "folHlink": "8A5BB0",
}  # fmt: skip
DARK_MAP = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}


def make_ground(ratio: str | tuple[float, float], is_dark: bool) -> Ground:
    """Make an empty deck of a size.

    Args:
        ratio: `16:9`, `4:3`, or width and height in millimetres.
        is_dark: Whether it is for a dark theme.

    Raises:
        AtlasError: If no program could show slides of that size.
    """
    width, height = _measure_slide(ratio)
    scale = min(width, height) / USUAL_POINTS
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = round(width * EMU_PER_POINT), round(height * EMU_PER_POINT)
    layout = next(one for one in deck.slide_layouts if one.name == "Title Only")
    for other in [one for one in deck.slide_layouts if one.name not in ("Title Only", "Blank")]:
        deck.slide_layouts.remove(other)
    ground = Ground(
        deck, layout, width, height, left=MARGIN * scale, right=width - MARGIN * scale,
        title_right=width - MARGIN * scale, top=TOP * scale, bottom=height - BOTTOM * scale,
        title=TitleStyle(TITLE_POINTS * scale), is_dark=is_dark,
    )  # fmt: skip
    _dress(deck.slide_masters[0], ground)
    return ground


def _measure_slide(ratio: str | tuple[float, float]) -> tuple[float, float]:
    if isinstance(ratio, str):
        if ratio not in RATIOS:
            raise AtlasError(f'"{ratio}" is no size of slides; 16:9, 4:3 or width and height in mm are.')
        return RATIOS[ratio]
    width, height = (float(mm) * POINTS_PER_MM for mm in ratio)
    if not all(SMALLEST_POINTS <= edge <= LARGEST_POINTS for edge in (width, height)):
        raise AtlasError(
            f"Slides of {ratio[0]:g} × {ratio[1]:g} mm cannot be made; each edge has to be 51 to 1422 mm long."
        )
    return width, height


def _dress(master: SlideMaster, ground: Ground) -> None:
    """Give the master our colours, our font, and the places of a slide of this size."""
    across, down = ground.width / RATIOS["4:3"][0], ground.height / RATIOS["4:3"][1]
    for shape in master.placeholders:
        shape.left, shape.width = round(shape.left * across), round(shape.width * across)
        shape.top, shape.height = round(shape.top * down), round(shape.height * down)
    title = next(shape for shape in master.placeholders if shape.placeholder_format.idx == 0)
    title.left, title.top = round(ground.left * EMU_PER_POINT), round(ground.top * EMU_PER_POINT)
    title.width = round((ground.right - ground.left) * EMU_PER_POINT)
    title.height = round(1.3 * ground.title.points * EMU_PER_POINT)
    body = title._element.txBody.bodyPr
    for name, value in {"lIns": "0", "rIns": "0", "tIns": "0", "bIns": "0", "anchor": "t"}.items():
        body.set(name, value)
    first = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    first.set("algn", "l")
    first.find(qn("a:defRPr")).set("sz", str(round(ground.title.points * 100)))
    first.find(qn("a:defRPr")).set("b", "1")
    if ground.is_dark:
        master._element.find(qn("p:clrMap")).attrib.update(DARK_MAP)
    _colour_theme(master)


def _colour_theme(master: SlideMaster) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Conflict Atlas")
    for name, colour in COLOURS.items():
        slot = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for old in list(slot):
            slot.remove(old)
        etree.SubElement(slot, qn("a:srgbClr")).set("val", colour)
    for family in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        family.find(qn("a:latin")).set("typeface", FONT)
        family.find(qn("a:cs")).set("typeface", FONT)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
