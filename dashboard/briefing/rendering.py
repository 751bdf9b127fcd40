"""From the SVG of a sheet to PNG and PDF."""

from __future__ import annotations

import re
from xml.parsers import expat

from dashboard.briefing.documents import fit_page
from dashboard.briefing.stage import Stage
from geo.errors import CannotDraw

LIMIT_S = 30.0
"""How long one picture may take."""

MOST_SIDE_PX = 16_384
MOST_PX = 64_000_000
"""What the browser still draws, within half a gigabyte: a 16:9 slide at four times its size is 23 million."""

POINTS_PER_PX, POINTS_PER_MM = 0.75, 72 / 25.4
"""A pixel of CSS is 1/96 inch, a point of PDF 1/72."""

DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml\b.*?\?>", re.DOTALL)

PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Sheet</title></head>'
    '<body style="margin:0;overflow:hidden;background:#ffffff">'
    '<svg xmlns="http://www.w3.org/2000/svg" style="display:block" width="{width}" height="{height}"'
    ' viewBox="0 0 {width_px} {height_px}">{svg}</svg></body></html>'
)


class Renderer:
    """Draws sheets with a browser that starts with the first of them; for one thread only."""

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        """Make one.

        Args:
            limit_s: How long one picture may take, seconds.
        """
        self._stage = Stage(limit_s)

    def __enter__(self) -> Renderer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """Number of the browser's process; 0 while there is none."""
        return self._stage.pid

    @property
    def is_open(self) -> bool:
        """Whether a browser was started and not closed since."""
        return self._stage.pid > 0

    def close(self) -> None:
        """Close the browser, if there is one; the next picture starts another."""
        self._stage.close()

    def to_png(self, svg: str, width_px: int, height_px: int, scale: float = 1.0) -> bytes:
        """Draw a sheet as a PNG; the same sheet gives the same bytes.

        Args:
            svg: The sheet, well-formed.
            width_px: Its width.
            height_px: Its height.
            scale: Pixels of the picture for each of the sheet.

        Raises:
            NoBrowser: If there is none that starts.
            CannotDraw: If the picture is too large or too slow, or the browser was stopped.
            ValueError: If the SVG is not well-formed.
        """
        wide, high = width_px * scale, height_px * scale
        if max(wide, high) > MOST_SIDE_PX or wide * high > MOST_PX:
            raise CannotDraw(
                f"A picture of {wide:.0f} × {high:.0f} pixels is too large to draw. Choose a smaller size or scale."
            )
        document = _wrap(svg, width_px, height_px, f"{width_px}px", f"{height_px}px")
        return self._stage.draw(document, (width_px, height_px, scale), lambda page: page.screenshot())

    def to_pdf(
        self, svg: str, width_px: int, height_px: int, paper_mm: tuple[float, float] | None = None, title: str = ""
    ) -> bytes:
        """Draw a sheet as a PDF of one page exactly its size: vectors, and text that can be searched.

        Args:
            svg: The sheet, well-formed.
            width_px: Its width.
            height_px: Its height.
            paper_mm: Width and height of the paper that it fills; None for 1/96 inch a pixel.
            title: Title of the document.

        Raises:
            NoBrowser: If there is none that starts.
            CannotDraw: If the picture is too slow, or the browser was stopped.
            ValueError: If the SVG is not well-formed.
        """
        sides, unit, points = (width_px, height_px), "px", POINTS_PER_PX
        if paper_mm:
            sides, unit, points = paper_mm, "mm", POINTS_PER_MM
        width, height = (f"{side:g}{unit}" for side in sides)
        printed = self._stage.draw(
            _wrap(svg, width_px, height_px, width, height),
            (width_px, height_px, 1.0),
            lambda page: page.pdf(width=width, height=height, print_background=True, page_ranges="1"),
        )
        return fit_page(printed, sides[0] * points, sides[1] * points, title)


def _wrap(svg: str, width_px: int, height_px: int, width: str, height: str) -> str:
    try:
        expat.ParserCreate().Parse(svg, True)
    except expat.ExpatError as error:
        raise ValueError(f"the sheet is no well-formed SVG: {error}") from error
    svg = DECLARATION.sub("", svg)
    return PAGE.format(svg=svg, width=width, height=height, width_px=width_px, height_px=height_px)
