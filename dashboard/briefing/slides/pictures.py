"""Pictures of a slide: the map, the timeline, the logo; and the quiet box where there is no map."""

from __future__ import annotations

import base64
import binascii
import io
import struct

from PIL import Image, UnidentifiedImageError
from pptx.enum.shapes import MSO_SHAPE
from pptx.shapes.picture import Picture
from pptx.util import Pt

from dashboard.briefing.slides.ground import Ground
from dashboard.briefing.slides.sharing import contain
from dashboard.briefing.slides.writing import Said, add_shape, describe, fill_frame, paint, place
from dashboard.figures.sheet.brief import Box

NO_MAP = "The map needs a browser to be drawn: see the notes"
MOST_LOGO_PIXELS = 25_000_000
AS_IS = ("PNG", "JPEG")


def measure_png(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels, from its first chunk (PNG specification, 11.2.2 IHDR)."""
    return struct.unpack(">II", png[16:24])


def add_picture(ground: Ground, shapes: object, name: str, png: bytes, box: Box, alt: str) -> Picture:
    """Add a picture with what it shows in words."""
    picture = shapes.add_picture(io.BytesIO(png), *place(box))
    picture.name = name
    describe(picture, alt)
    return picture


def add_map(ground: Ground, shapes: object, png: bytes | None, box: Box, alt: str) -> None:
    """Add the map in a thin frame; without one, a box that says why."""
    if png:
        frame = add_picture(ground, shapes, "Map", png, box, alt)
    else:
        frame = add_shape(shapes, MSO_SHAPE.RECTANGLE, "Map", box)
        describe(frame, alt)
        fill_frame(frame.text_frame, [Said(NO_MAP, 12 * ground.scale, ground.muted, align="ctr")], "ctr")
    paint(frame.line.color, ground.hair)
    frame.line.width = Pt(0.75 * ground.scale)


def read_logo(uri: str) -> tuple[bytes, tuple[int, int]] | None:
    """Read a logo from its `data:` URI.

    Returns:
        A PNG or JPEG, with its width and height in pixels; None for what slides cannot hold, such as SVG.
    """
    head, _, body = uri.partition(",")
    if not head.startswith("data:image/") or not head.endswith(";base64"):
        return None
    try:
        data = base64.b64decode(body, validate=True)
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_LOGO_PIXELS:
                return None
            if picture.format not in AS_IS:
                kept = io.BytesIO()
                picture.convert("RGBA").save(kept, "PNG")
                data = kept.getvalue()
            else:
                picture.load()
            return data, picture.size
    except (binascii.Error, UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None


def add_logo(ground: Ground, shapes: object, logo: tuple[bytes, tuple[int, int]], room: Box) -> None:
    """Add the logo in the upper right corner of its room."""
    data, size = logo
    box = contain(room, *size)
    right = Box(room.x + room.width - box.width, room.y, box.width, box.height)
    add_picture(ground, shapes, "Logo", data, right, "Logo")
