"""Small sheets to draw, and what is seen on a picture of them."""

import io

from PIL import Image

from dashboard.figures.sheet.fonts import FAMILY, describe_fonts
from dashboard.figures.sheet.text import write

WIDTH_PX, HEIGHT_PX = 400, 225
GROUND, INK = (246, 244, 238), (0, 0, 0)


def make_sheet(*texts, inside="", ground="#f6f4ee"):
    """A sheet that says some texts, one below the other, in the fonts it carries itself; and whatever is inside."""
    lines = "".join(write(text, 20, 40 + 40 * number, 24, "#000000") for number, text in enumerate(texts))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_PX}"'
        f' height="{HEIGHT_PX}" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}" font-family="{FAMILY}">'
        f"<style>{describe_fonts((text, False) for text in texts)}</style>"
        f'<rect width="100%" height="100%" fill="{ground}"/>{lines}{inside}</svg>'
    )


def see(png):
    return Image.open(io.BytesIO(png)).convert("RGB")


def count_ink(png, box):
    """How many pixels of a box are darker than half."""
    return sum(see(png).convert("L").crop(box).histogram()[:128])
