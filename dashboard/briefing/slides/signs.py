"""The signs of the legend as native shapes: a circle, a line, an arrow, an area, as they look on the map."""

from __future__ import annotations

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.shapes.autoshape import Shape
from pptx.util import Pt

from dashboard.briefing.slides.ground import Ground, Tone
from dashboard.briefing.slides.icons import add_icon
from dashboard.briefing.slides.writing import add_shape, paint, place
from dashboard.figures.sheet.brief import Box, LegendRow

TYPE_GROUND = "#56616c"
CLAIMED = "claimed"


def add_sign(shapes: object, row: LegendRow, box: Box, ground: Ground) -> None:
    """Draw the sign of a row of the legend into a square."""
    colour = row.colour or ground.ink
    if row.sign in ("movement", "stretch", "line"):
        _add_line(shapes, row, box, colour)
    elif row.sign == "area":
        inner = Box(box.x, box.y + box.height * 0.12, box.width, box.height * 0.76)
        _fill(add_shape(shapes, MSO_SHAPE.RECTANGLE, "Sign area", inner), colour, 0.3)
        _outline(add_shape(shapes, MSO_SHAPE.RECTANGLE, "Edge of area", inner), colour, 1, row.status == CLAIMED)
    elif row.sign == "point":
        _add_point(shapes, row.status, box, colour, ground)
    elif row.sign in ("region", "ring"):
        circle = add_shape(shapes, MSO_SHAPE.OVAL, f"Sign {row.sign}", box)
        if row.sign == "ring":
            _fill(circle, colour, 0.12)
        _outline(circle, colour, 1, row.sign == "region")
    else:
        circle = add_shape(shapes, MSO_SHAPE.OVAL, f"Sign {row.sign}", box)
        _fill(circle, row.colour or TYPE_GROUND)
        if row.icon:
            inset = box.width * 0.17
            add_icon(shapes, row.icon, Box(box.x + inset, box.y + inset, *[box.width - 2 * inset] * 2), "#ffffff")


def _add_line(shapes: object, row: LegendRow, box: Box, colour: Tone | str) -> None:
    left, top, width, height = place(box)
    middle = top + height // 2
    line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, left, middle, left + width, middle)
    line.name = f"Sign {row.sign}"
    style = line._element.find(qn("p:style"))
    if style is not None:
        line._element.remove(style)
    paint(line.line.color, colour)
    line.line.width = Pt(box.height * (0.3 if row.sign == "stretch" else 0.18))
    if row.status == CLAIMED:
        line.line.dash_style = MSO_LINE.DASH
    if row.sign == "movement":
        arrow = OxmlElement("a:tailEnd")
        arrow.set("type", "triangle")
        line.line._get_or_add_ln().append(arrow)


def _add_point(shapes: object, status: str, box: Box, colour: Tone | str, ground: Ground) -> None:
    """Draw a target as the map does: ring and dot, a full disc where surrounded, the ring alone once evacuated."""
    point = add_shape(shapes, MSO_SHAPE.OVAL, "Sign point", _shrink(box, 0.76))
    opacity = 0.55 if status == CLAIMED else 1
    _fill(point, colour if status == "surrounded" else "#ffffff", opacity)
    _outline(point, colour, 1.5 * ground.scale, status == CLAIMED)
    if status != "evacuated":
        _fill(
            add_shape(shapes, MSO_SHAPE.OVAL, "Dot", _shrink(box, 0.26)),
            "#ffffff" if status == "surrounded" else colour,
        )


def _shrink(box: Box, share: float) -> Box:
    width, height = box.width * share, box.height * share
    return Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)


def _fill(shape: Shape, colour: Tone | str, opacity: float = 1.0) -> None:
    shape.fill.solid()
    paint(shape.fill.fore_color, colour)
    if opacity < 1:
        alpha = OxmlElement("a:alpha")
        alpha.set("val", str(round(opacity * 100_000)))
        shape._element.spPr.find(qn("a:solidFill"))[0].append(alpha)


def _outline(shape: Shape, colour: Tone | str, points: float, is_dashed: bool) -> None:
    paint(shape.line.color, colour)
    shape.line.width = Pt(points)
    if is_dashed:
        shape.line.dash_style = MSO_LINE.SQUARE_DOT
