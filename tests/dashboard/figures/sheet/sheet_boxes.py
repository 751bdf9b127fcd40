"""Reads the SVG of a sheet as a reader sees it: every text with the rectangle that its letters take."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass

from dashboard.figures.sheet.text import measure_px

SVG = "{http://www.w3.org/2000/svg}"
ASCENT_EM, DESCENT_EM = 0.73, 0.22
"""What capitals and descenders take over and under the base line."""


@dataclass(frozen=True)
class Written:
    """One text of a sheet.

    Attributes:
        text: What it says.
        edges: Left, top, right and bottom, pixels.
        is_on_map: Whether it is cut off at the edge of a map.
        is_bold: Whether it is bold.
        ink: Its colour, `#rrggbb`.
    """

    text: str
    edges: tuple[float, float, float, float]
    is_on_map: bool
    is_bold: bool
    ink: str


def read_texts(svg):
    """List every text that is not turned, in the order of drawing."""
    return list(_walk(ET.fromstring(svg), False))


def _walk(element, is_on_map):
    is_on_map = is_on_map or "clip-path" in element.attrib
    if element.tag == f"{SVG}text" and "transform" not in element.attrib:
        yield _read(element, is_on_map)
    for child in element:
        yield from _walk(child, is_on_map)


def _read(element, is_on_map):
    text, size = element.text or "", float(element.get("font-size"))
    is_bold = element.get("font-weight") == "700"
    width = measure_px(text, size, is_bold) + len(text) * float(element.get("letter-spacing", 0))
    share = {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
    share = 1 - share if element.get("direction") == "rtl" else share
    left, base = float(element.get("x")) - share * width, float(element.get("y"))
    edges = (left, base - ASCENT_EM * size, left + width, base + DESCENT_EM * size)
    return Written(text, edges, is_on_map, is_bold, element.get("fill"))


def overlap(one, other, by_px=0.5):
    """Whether two rectangles share more than a hair."""
    return (
        one[0] + by_px < other[2]
        and other[0] + by_px < one[2]
        and one[1] + by_px < other[3]
        and other[1] + by_px < one[3]
    )


def say_overlaps(texts):
    """Say which texts lie on another."""
    return [
        f"{one.text!r} lies on {other.text!r}"
        for n, one in enumerate(texts)
        for other in texts[n + 1 :]
        if one.text and other.text and overlap(one.edges, other.edges)
    ]


def is_within(edges, outer, by_px=0.5):
    """Whether a rectangle lies in another, but for a hair."""
    return (
        edges[0] >= outer[0] - by_px
        and edges[1] >= outer[1] - by_px
        and edges[2] <= outer[2] + by_px
        and edges[3] <= outer[3] + by_px
    )
