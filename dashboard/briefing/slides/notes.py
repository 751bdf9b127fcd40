"""The notes of a slide: the link of the view, how events were chosen, full citations, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pptx.slide import Slide as PptxSlide
from pptx.text.text import _Paragraph

from dashboard.briefing.slides.slide import Slide
from dashboard.briefing.slides.writing import reads_from_right
from dashboard.figures.sheet.brief import KeyEvent
from dashboard.figures.sheet.text import clean
from geo.errors import AtlasError

WEB = ("https://", "http://")


def write_notes(made: PptxSlide, slide: Slide, events: Sequence[KeyEvent], remarks: Sequence[str]) -> None:
    """Write the notes.

    Args:
        made: The slide that they belong to.
        slide: What is on it.
        events: The events to cite.
        remarks: What a presenter should know, such as that the map is missing.

    Raises:
        AtlasError: If a template's page of notes has no place for text.
    """
    frame = made.notes_slide.notes_text_frame
    if frame is None:
        raise AtlasError(
            "The template's notes page has no text box, and the citations go there. "
            "Add one to its notes master, or take a template without a notes master."
        )
    for number, text in enumerate(_list_lines(slide, events, remarks)):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _write_line(paragraph, clean(text))


def _write_line(paragraph: _Paragraph, text: str) -> None:
    """Write a line; one that is a web address and nothing else can be clicked."""
    run = paragraph.add_run()
    run.text = text
    if text.lower().startswith(WEB) and " " not in text:
        run.hyperlink.address = text
    if reads_from_right(text):
        paragraph._p.get_or_add_pPr().set("algn", "r")
        paragraph._p.get_or_add_pPr().set("rtl", "1")


def _list_lines(slide: Slide, events: Sequence[KeyEvent], remarks: Sequence[str]) -> Iterator[str]:
    brief = slide.brief
    if slide.shows("marking"):
        yield from filter(clean, [brief.marking])
    if slide.shows("title"):
        yield from filter(clean, [brief.title])
    if slide.shows("subtitle"):
        yield from filter(clean, [brief.subtitle])
    yield from filter(clean, [" · ".join(filter(None, (brief.days, brief.counts, brief.deaths))), *remarks])
    if clean(brief.link):
        yield "This view:"
        yield brief.link
    if events:
        yield f"Key events, {brief.rule}" if clean(brief.rule) else "Key events"
        yield from (f"{event.number}. {event.citation}" for event in events)
    if slide.shows("sources") and clean(brief.sources):
        yield f"Sources: {brief.sources}"
