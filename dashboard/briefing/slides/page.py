"""One slide of a briefing, drawn: head, map, column, foot; and the slides that its list goes on to."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide as PptxSlide

from dashboard.briefing.slides.arranging import SOURCE_POINTS, SUBTITLE_POINTS, Page, arrange, cut_subtitle
from dashboard.briefing.slides.column import draw_column
from dashboard.briefing.slides.ground import Ground
from dashboard.briefing.slides.listing import add_table, fit_table
from dashboard.briefing.slides.notes import write_notes
from dashboard.briefing.slides.pictures import add_logo, add_map, add_picture, measure_png, read_logo
from dashboard.briefing.slides.sharing import arrange_body
from dashboard.briefing.slides.slide import Slide
from dashboard.briefing.slides.writing import Said, add_shape, add_text, fill_frame, fill_paragraph, paint, place
from dashboard.figures.sheet.brief import KeyEvent
from dashboard.figures.sheet.text import clean, cut
from geo.errors import AtlasError

LARGEST_MARK, SMALLEST_MARK = 10, 6


def draw_slide(ground: Ground, slide: Slide) -> None:
    """Add a slide to the deck, and as many after it as its list needs."""
    logo = read_logo(slide.brief.logo) if slide.shows("logo") and slide.brief.logo else None
    made, page = _begin(ground, slide, logo, is_continued=False)
    left = _draw_body(ground, slide, made, page)
    _finish(ground, slide, made, page)
    events = slide.brief.key_events if slide.shows("list") else ()
    write_notes(made, slide, events, _list_remarks(slide, logo))
    while left:
        left = _continue_list(ground, slide, logo, left)


def _list_remarks(slide: Slide, logo: object) -> list[str]:
    remarks = []
    if slide.map_png is None:
        remarks.append("No browser was found to draw the map. Open this view in the atlas and press Brief there, or "
                       "install Chromium or Chrome and make the slides again.")  # fmt: skip
    if slide.shows("logo") and slide.brief.logo and not logo:
        remarks.append("The logo is left out: it is no picture that slides can hold. PNG and JPEG are.")
    if slide.shows("legend") and slide.brief.legend:
        remarks.append("Legend: " + "; ".join(row.label for row in slide.brief.legend))
    return remarks


def _begin(ground: Ground, slide: Slide, logo: object, *, is_continued: bool) -> tuple[PptxSlide, Page]:
    """Add a slide with its head."""
    page = arrange(ground, slide, has_logo=bool(logo), is_continued=is_continued)
    made = ground.deck.slides.add_slide(ground.layout)
    title = made.shapes.title
    for shape in [one for one in made.placeholders if page.title is None or title is None or one != title]:
        shape._element.getparent().remove(shape._element)
    if page.title:
        _write_title(ground, made, page)
    if page.subtitle_box:
        said = cut_subtitle(ground, slide.brief.subtitle, page.subtitle_box.width)
        line = Said(said, SUBTITLE_POINTS * ground.scale, ground.muted, align=ground.title.align.replace("l", ""))
        add_text(made.shapes, "Subtitle", page.subtitle_box, [line])
    if logo:
        add_logo(ground, made.shapes, logo, page.logo_box)
    return made, page


def _write_title(ground: Ground, made: PptxSlide, page: Page) -> None:
    """Write the title into the layout's own placeholder, so that outline and screen readers find it."""
    said = Said(page.title.text, page.title.points, ground.ink, True, ground.title.align.replace("l", ""))
    shape = made.shapes.title
    if shape is None:
        add_text(made.shapes, "Title", page.title_box, [said])
        return
    shape.left, shape.top, shape.width, shape.height = place(page.title_box)
    fill_frame(shape.text_frame, [])
    fill_paragraph(shape.text_frame.paragraphs[0], said, is_styled=False)


def _draw_body(ground: Ground, slide: Slide, made: PptxSlide, page: Page) -> Sequence[KeyEvent]:
    """Draw map, timeline and column; return the events that found no room."""
    if page.body.height < 100 * ground.scale or page.body.width < 200 * ground.scale:
        raise AtlasError("The slides leave no room for a map: take a larger size, or a template with a smaller title.")
    strip = slide.strip_png if slide.shows("strip") else None
    sizes = [measure_png(png) if png else None for png in (slide.map_png, strip)]
    body = arrange_body(ground, slide, page.body, *sizes)
    add_map(ground, made.shapes, slide.map_png, body.map, slide.alt)
    if strip:
        add_picture(ground, made.shapes, "Timeline", strip, body.strip, f"Timeline with {slide.brief.days} marked")
    return draw_column(ground, made.shapes, slide, body.column)


def _finish(ground: Ground, slide: Slide, made: PptxSlide, page: Page) -> None:
    """Add what stands at the edges: sources and marking."""
    if page.sources_box:
        said = Said(page.sources, SOURCE_POINTS * ground.scale, ground.muted)
        add_text(made.shapes, "Sources", page.sources_box, [said])
    for name, box in zip(("Marking above", "Marking below"), page.bands, strict=False):
        band = add_shape(made.shapes, MSO_SHAPE.RECTANGLE, name, box)
        band.fill.solid()
        paint(band.fill.fore_color, slide.brief.marking_ground)
        text, points = _fit_marking(ground, slide.brief.marking, box.width)
        fill_frame(band.text_frame, [Said(text, points, slide.brief.marking_ink, True, "ctr")], "ctr")


def _fit_marking(ground: Ground, marking: str, width: float) -> tuple[str, float]:
    """Shrink a marking until it is one line; the notes have the whole of one that is longer still."""
    room, text, points = width - 20 * ground.scale, clean(marking), LARGEST_MARK * ground.scale
    while points > SMALLEST_MARK * ground.scale and ground.measure(text, points, True) > room:
        points -= 0.5 * ground.scale
    return cut(text, room / ground.widen(text), points, True), points


def _continue_list(ground: Ground, slide: Slide, logo: object, events: Sequence[KeyEvent]) -> Sequence[KeyEvent]:
    """Add a slide with nothing but more of the list; return what is left after it."""
    made, page = _begin(ground, slide, logo, is_continued=True)
    table = fit_table(ground, events, page.body)
    if not table.events:
        raise AtlasError("The slides leave no room for a list: take a larger size, or switch the list off.")
    add_table(ground, made.shapes, table, page.body.x, page.body.y)
    _finish(ground, slide, made, page)
    write_notes(made, slide, table.events, ())
    return events[len(table.events) :]
