"""The icons of event types as shapes of a slide: the same drawings as on the map, so they stay sharp and editable."""

from __future__ import annotations

import functools
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from dashboard.briefing.slides.writing import add_shape, paint
from dashboard.figures.sheet.brief import Box

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "icons"
SIDE = 24
"""Icons are drawn on a square of 24 by 24."""

FINE = 1000
"""Coordinates of a shape are whole numbers: so many to a unit of the icon."""

USUAL_STROKE = 2.2
TAGS = {"moveTo": "a:moveTo", "lineTo": "a:lnTo", "curveTo": "a:cubicBezTo", "qCurveTo": "a:quadBezTo"}


@functools.cache
def read_icon(name: str) -> tuple[tuple[bool, float, tuple], ...]:
    """Read the paths of an icon: whether each is filled, how thick its line is, its steps; empty if there is none."""
    if not name.isidentifier() or not (FOLDER / f"{name}.svg").is_file():
        return ()
    drawing = ElementTree.parse(FOLDER / f"{name}.svg").getroot()  # noqa: S314 - a file of our own
    paths = []
    for path in drawing.iter("{http://www.w3.org/2000/svg}path"):
        pen = RecordingPen()
        parse_path(path.get("d", ""), pen)
        stroke = 0.0 if path.get("stroke") == "none" else float(path.get("stroke-width", USUAL_STROKE))
        paths.append((path.get("fill", "none") != "none", stroke, tuple(pen.value)))
    return tuple(paths)


def add_icon(shapes: object, name: str, box: Box, ink: str) -> None:
    """Draw an icon into a square; nothing where its name is unknown."""
    for number, (is_filled, stroke, steps) in enumerate(read_icon(name)):
        shape = add_shape(shapes, MSO_SHAPE.RECTANGLE, f"Icon {name} {number + 1}", box)
        if is_filled:
            shape.fill.solid()
            paint(shape.fill.fore_color, ink)
        if stroke:
            paint(shape.line.color, ink)
            shape.line.width = Pt(stroke * box.width / SIDE)
        _reshape(shape, steps, is_filled)


def _reshape(shape: object, steps: tuple, is_filled: bool) -> None:
    """Put a drawing in the place of the rectangle of a shape."""
    drawn = OxmlElement("a:custGeom")
    for name in ("a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst", "a:rect", "a:pathLst"):
        drawn.append(OxmlElement(name))
    for name, value in {"l": "0", "t": "0", "r": "r", "b": "b"}.items():
        drawn[4].set(name, value)
    path = OxmlElement("a:path")
    path.set("w", str(SIDE * FINE))
    path.set("h", str(SIDE * FINE))
    if not is_filled:
        path.set("fill", "none")
    for step, points in steps:
        if step != "endPath":
            path.append(_draw_step(step, points))
    drawn[5].append(path)
    old = shape._element.spPr.find(qn("a:prstGeom"))
    old.getparent().replace(old, drawn)


def _draw_step(step: str, points: tuple) -> object:
    if step == "closePath":
        return OxmlElement("a:close")
    drawn = OxmlElement(TAGS[step])
    for x, y in points:
        point = OxmlElement("a:pt")
        point.set("x", str(round(x * FINE)))
        point.set("y", str(round(y * FINE)))
        drawn.append(point)
    return drawn
