"""Texts and boxes on a slide: every text is data, cleaned here, and begins on the right where it is Arabic."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pptx.dml.color import ColorFormat, RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.shapes.autoshape import Shape
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from dashboard.briefing.slides.ground import EMU_PER_POINT, Ground, Tone
from dashboard.figures.sheet.brief import Box
from dashboard.figures.sheet.text import clean, cut, wrap

TALL_LINE = 1.5
"""Height of a line in em of letters that other fonts than the theme's are taken for."""

_HEX = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Said:
    """One paragraph.

    Attributes:
        text: Any text.
        points: Size of its letters.
        tone: Colour of the theme, or `#rrggbb`.
        is_bold: Whether it is bold.
        align: `l`, `ctr` or `r`; empty for the side on which its letters begin.
    """

    text: str
    points: float
    tone: Tone | str
    is_bold: bool = False
    align: str = ""


def place(box: Box) -> tuple[int, int, int, int]:
    """Turn a box in points into left, top, width, height in EMU."""
    return tuple(round(edge * EMU_PER_POINT) for edge in (box.x, box.y, box.width, box.height))


def reads_from_right(text: str) -> bool:
    """Say whether most letters of a text are Arabic, Hebrew or the like."""
    ways = [unicodedata.bidirectional(letter) for letter in text]
    return sum(way in ("R", "AL") for way in ways) > ways.count("L")


def has_tall_letters(text: str) -> bool:
    """Say whether a text has letters that Latin fonts lack and that need higher lines."""
    return any(ord(letter) > 0x0590 and unicodedata.category(letter).startswith("L") for letter in text)


def say_line(ground: Ground, text: str) -> float:
    """Return how high a line of a text is, in em."""
    return TALL_LINE if has_tall_letters(text) else ground.line


def measure_height(ground: Ground, text: str, width: float, points: float, *, is_bold: bool = False) -> float:
    """Return how high a text is that is wrapped into a width, all in points; 0 for an empty one."""
    lines = wrap(text, width / ground.widen(text), points, is_bold)
    return len(lines) * points * say_line(ground, text)


def shorten(ground: Ground, text: str, width: float, points: float, *, most: int, is_bold: bool = False) -> str:
    """Return a text that is wrapped into at most so many lines of a width, with an ellipsis where some had to go."""
    if most == 1:
        return cut(text, width / ground.widen(text), points, is_bold)
    return " ".join(wrap(text, width / ground.widen(text), points, is_bold, most))


def paint(colour: ColorFormat, tone: Tone | str) -> None:
    """Set a colour; what is not `#rrggbb` becomes grey."""
    if isinstance(tone, Tone):
        colour.theme_color = tone.theme
        colour.brightness = tone.brightness
    else:
        colour.rgb = RGBColor.from_string(tone[1:].upper() if _HEX.fullmatch(tone) else "66707A")


def fill_paragraph(paragraph: _Paragraph, said: Said, *, is_styled: bool = True) -> None:
    """Write one paragraph; with `is_styled` false its colour and weight stay those of the layout."""
    text = clean(said.text)
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(round(said.points, 1))
    if is_styled:
        run.font.bold = said.is_bold
        paint(run.font.color, said.tone)
    ways = paragraph._p.get_or_add_pPr()
    ways.set("algn", said.align or ("r" if reads_from_right(text) else "l"))
    if reads_from_right(text):
        ways.set("rtl", "1")
    if has_tall_letters(text):
        # The theme's own font for complex scripts; without it a program takes the Latin one, and then any.
        script = OxmlElement("a:cs")
        script.set("typeface", "+mn-cs")
        run._r.get_or_add_rPr().append(script)


def fill_frame(frame: TextFrame, paragraphs: Sequence[Said], anchor: str = "t") -> None:
    """Write paragraphs into a shape, without inner margins, and leave its size as it is."""
    frame.word_wrap = True
    body = frame._txBody.bodyPr
    for name, value in {"lIns": "0", "rIns": "0", "tIns": "0", "bIns": "0", "anchor": anchor}.items():
        body.set(name, value)
    for old in [child for child in body if child.tag in (qn("a:normAutofit"), qn("a:spAutoFit"), qn("a:noAutofit"))]:
        body.remove(old)
    body.append(OxmlElement("a:noAutofit"))
    for number, said in enumerate(paragraphs):
        fill_paragraph(frame.paragraphs[0] if number == 0 else frame.add_paragraph(), said)


def add_text(shapes: object, name: str, box: Box, paragraphs: Sequence[Said], anchor: str = "t") -> Shape:
    """Add a text box."""
    shape = shapes.add_textbox(*place(box))
    shape.name = name
    fill_frame(shape.text_frame, paragraphs, anchor)
    return shape


def add_shape(shapes: object, kind: MSO_SHAPE, name: str, box: Box) -> Shape:
    """Add a plain shape: no fill, no line, no shadow of the theme."""
    shape = shapes.add_shape(kind, *place(box))
    shape.name = name
    shape.fill.background()
    shape.line.fill.background()
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
    return shape


def describe(shape: object, alt: str) -> None:
    """Say in words what a shape shows."""
    shape._element._nvXxPr.cNvPr.set("descr", clean(alt))
