"""Making a brief's file in any of its formats, with word of how far it is, from what a view asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Protocol

from dashboard.briefing.animation import write_gif, write_mp4
from dashboard.briefing.documents import join_pdf
from dashboard.briefing.formats import FORMATS
from dashboard.briefing.gathering import Wanted, fit_map, gather_brief, name_area
from dashboard.briefing.ground import load_ground
from dashboard.briefing.interactive import grow, write_html
from dashboard.briefing.keys import join_signs
from dashboard.briefing.page_data import MOST_EVENTS
from dashboard.briefing.page_events import PAGE_EVENT_COLUMNS, PageEvent, describe_event
from dashboard.briefing.pptx import measure_pictures, write_pptx
from dashboard.briefing.series import split
from dashboard.briefing.slides.slide import Slide
from dashboard.context import Context
from dashboard.figures.briefing import Sheet, compose, compose_ground, compose_map, compose_strip
from dashboard.figures.sheet.arrangement import Arrangement
from dashboard.figures.sheet.brief import Box, Brief
from dashboard.figures.sheet.layouts import Size, find_size
from geo.errors import BadBrief, NoBrowser
from geo.store.histogram import Step
from geo.store.pages import MOST_ROWS

Tell = Callable[[int, int], None]
FRAME_MS = 900
SLIDE_SCALE = 2.0
"""Pixels of a map on a slide for each pixel of the sheet: projectors show more than 1600."""


class Pen(Protocol):
    """What draws pictures: `Renderer`, or `RenderThread` for many threads."""

    def to_png(self, svg: str, width_px: int, height_px: int, scale: float = 1.0) -> bytes:
        """Draw a PNG."""

    def to_pdf(
        self, svg: str, width_px: int, height_px: int, paper_mm: tuple[float, float] | None = None, title: str = ""
    ) -> bytes:
        """Draw a PDF of one page."""


@dataclass(frozen=True)
class Order:
    """What file is wanted.

    Attributes:
        format: A key of `FORMATS`.
        scale: Pixels of a picture for each pixel of the sheet, 1 to 4.
        step: One sheet for each such step of the window; None for one sheet of all of it.
        template: A PPTX whose look the slides take; None for a plain one.
    """

    format: str = "png"
    scale: float = 1.0
    step: Step | None = None
    template: Path | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be made.

        Raises:
            BadBrief: If the format or the scale is none.
        """
        if self.format not in FORMATS:
            raise BadBrief(f'"{self.format[:40]}" is no format of a brief. Expected {", ".join(FORMATS)}.')
        if not 1 <= self.scale <= 4:
            raise BadBrief(f"A scale of {self.scale:g} cannot be drawn. Expected 1 to 4.")
        if self.step and FORMATS[self.format].holds == "one":
            raise BadBrief(f"A {FORMATS[self.format].label} holds one sheet. Choose PDF or PowerPoint for a series.")


@dataclass(frozen=True)
class Drawn:
    """A view as a sheet.

    Attributes:
        brief: What it says.
        at: Where its parts stand.
        sheet: The sheet.
    """

    brief: Brief
    at: Arrangement
    sheet: Sheet


def draw_sheet(context: Context, wanted: Wanted) -> Drawn:
    """Draw the sheet of a view; no browser is needed.

    Raises:
        BadBrief: If something of it cannot be followed.
    """
    brief, at = gather_brief(context, wanted)
    ground = load_ground(context.data_folder)
    return Drawn(brief, at, compose(brief, at, ground, wanted.choices.hidden))


def make_file(context: Context, wanted: Wanted, order: Order, pen: Pen, file: BinaryIO, tell: Tell) -> list[str]:
    """Write a brief in one format.

    Args:
        context: Store, vocabulary and layers.
        wanted: The view, and how it is to be shown.
        order: Which format.
        pen: Draws what needs a browser.
        file: Open for writing, and for seeking.
        tell: Told how many sheets are done, of how many; what it raises ends the work.

    Returns:
        A sentence for each thing that is not as it should be: a slide without its map.

    Raises:
        BadBrief: If something cannot be followed.
        NoBrowser: If a browser is needed and there is none.
        CannotDraw: If it did not draw.
    """
    make = {"png": _make_png, "svg": _make_svg, "pdf": _make_pdf, "pptx": _make_pptx, "html": _make_html,
            "gif": _make_film, "mp4": _make_film}[order.format]  # fmt: skip
    return make(context, wanted, order, pen, file, tell)


def _series(context: Context, wanted: Wanted, step: Step | None) -> list[Wanted]:
    """List what is wanted, one for each sheet; all of a series are of one area by name."""
    if step is None:
        return [wanted]
    return split(context, replace(wanted, area=wanted.area or name_area(context, wanted)), step)


def _told(pieces: Sequence[Wanted], tell: Tell) -> Iterator[Wanted]:
    tell(0, len(pieces))
    for number, piece in enumerate(pieces, start=1):
        yield piece
        tell(number, len(pieces))


def _make_png(context: Context, wanted: Wanted, order: Order, pen: Pen, file: BinaryIO, tell: Tell) -> list[str]:
    for piece in _told([wanted], tell):
        file.write(_draw_png(draw_sheet(context, piece), pen, order.scale))
    return []


def _draw_png(drawn: Drawn, pen: Pen, scale: float) -> bytes:
    size = drawn.sheet.size
    return pen.to_png(drawn.sheet.svg, size.width_px, size.height_px, scale)


def _make_svg(context: Context, wanted: Wanted, order: Order, pen: Pen, file: BinaryIO, tell: Tell) -> list[str]:
    for piece in _told([wanted], tell):
        file.write(draw_sheet(context, piece).sheet.svg.encode())
    return []


def _make_pdf(context: Context, wanted: Wanted, order: Order, pen: Pen, file: BinaryIO, tell: Tell) -> list[str]:
    def draw(piece: Wanted) -> bytes:
        drawn = draw_sheet(context, piece)
        size = drawn.sheet.size
        return pen.to_pdf(drawn.sheet.svg, size.width_px, size.height_px, size.paper_mm, drawn.brief.title)

    pieces = _series(context, wanted, order.step)
    title = wanted.choices.title or ""
    file.write(join_pdf((draw(piece) for piece in _told(pieces, tell)), title))
    return []


def _make_pptx(context: Context, wanted: Wanted, order: Order, pen: Pen, file: BinaryIO, tell: Tell) -> list[str]:
    said: list[str] = []
    pieces = _series(context, wanted, order.step)
    slides = (_make_slide(context, piece, order, pen, said) for piece in _told(pieces, tell))
    ratio = find_size(wanted.choices.layout).mm
    write_pptx(slides, file, template=order.template, ratio=ratio, made_at=wanted.as_of)
    return list(dict.fromkeys(said))


def _make_slide(context: Context, wanted: Wanted, order: Order, pen: Pen, said: list[str]) -> Slide:
    brief, at = gather_brief(context, wanted)
    ground, hidden, unit = load_ground(context.data_folder), wanted.choices.hidden, at.size.unit
    slide = Slide(brief, None, None, f"Map: {brief.title}. {brief.counts}.", hidden)
    rooms = measure_pictures(slide, template=order.template, ratio=at.size.mm)
    map_box, strip_box = (Box(0, 0, *_to_px(room, at.size)) for room in rooms)
    brief = fit_map(context, wanted, brief, map_box)
    try:
        picture = _draw_piece(compose_map(brief, map_box, unit, ground, hidden), map_box, pen)
        strip = compose_strip(brief, strip_box, unit) if strip_box.height else ""
        return replace(slide, brief=brief, map_png=picture, strip_png=_draw_piece(strip, strip_box, pen))
    except NoBrowser as error:
        said.append(f"The slides are without their maps. {error}")
        return slide


def _to_px(room: Box, size: Size) -> tuple[int, int]:
    """Return width and height of a room on a slide, in points, as pixels of the sheet that the slide stands for."""
    per_pt = size.width_px / (size.mm[0] / 25.4 * 72)
    return round(room.width * per_pt), round(room.height * per_pt)


def _draw_piece(svg: str, box: Box, pen: Pen) -> bytes | None:
    return pen.to_png(svg, int(box.width), int(box.height), SLIDE_SCALE) if svg else None


def _make_html(context: Context, wanted: Wanted, order: Order, pen: Pen, file: BinaryIO, tell: Tell) -> list[str]:
    said: list[str] = []
    for piece in _told([wanted], tell):
        brief, at = gather_brief(context, piece)
        ground = load_ground(context.data_folder)
        events, total = _list_page_events(context, piece, brief)
        further = grow(at.map)
        picture = compose_ground(brief, further, ground, at.size.unit)
        made = {"map_box": at.map, "ground_box": further, "made_at": piece.as_of, "total": total}
        file.write(write_html(brief, picture, events, **made).encode())
        if total > len(events):
            said.append(f"{len(events):,} of {total:,} events are in the page: more would make it slow.")
    return said


def _list_page_events(context: Context, wanted: Wanted, brief: Brief) -> tuple[list[PageEvent], int]:
    """List the events of all days that the filters keep, by day, up to `MOST_EVENTS`; and how many there are."""
    selection, numbers = wanted.view.selection.whole_time(), {one.event_id: one.number for one in brief.key_events}
    asked = {"take": MOST_ROWS, "columns": PAGE_EVENT_COLUMNS}
    pages = [context.store.page(selection, skip=skip, **asked) for skip in range(0, MOST_EVENTS, MOST_ROWS)]
    today = wanted.as_of.date()
    events = [
        describe_event(row, context.vocabulary, today, numbers.get(row["event_id"]))
        for page in pages
        for row in page.rows
    ]
    return events, pages[0].total


def _make_film(context: Context, wanted: Wanted, order: Order, pen: Pen, file: BinaryIO, tell: Tell) -> list[str]:
    """Write a frame for each step: all have the legend of all of them, so that nothing jumps; none has a list."""
    hidden = wanted.choices.hidden | {"list"}
    pieces = _series(context, replace(wanted, choices=replace(wanted.choices, hidden=hidden)), order.step or Step.DAY)
    legend = join_signs(context, [gather_brief(context, piece)[0].legend for piece in pieces])
    ground = load_ground(context.data_folder)

    def draw(piece: Wanted) -> bytes:
        brief, at = gather_brief(context, piece)
        sheet = compose(replace(brief, legend=legend), at, ground, hidden)
        return _draw_png(Drawn(brief, at, sheet), pen, order.scale)

    frames = (draw(piece) for piece in _told(pieces, tell))
    (write_gif if order.format == "gif" else write_mp4)(frames, file, FRAME_MS)
    return []
