"""The formats of a brief: what each is called, whether it needs a browser to be drawn, whether it holds a series."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BriefFormat:
    """One format.

    Attributes:
        name: Its suffix without the dot.
        label: What it is called.
        media_type: As HTTP says it.
        is_drawn: Whether nothing of it can be made without a browser.
        holds: How many sheets one file has: `one`, `many` or `frames`.
    """

    name: str
    label: str
    media_type: str
    is_drawn: bool
    holds: str = "one"


FORMATS = {
    one.name: one
    for one in (
        BriefFormat("png", "PNG picture", "image/png", True),
        BriefFormat("svg", "SVG drawing", "image/svg+xml", False),
        BriefFormat("pdf", "PDF", "application/pdf", True, "many"),
        BriefFormat(
            "pptx",
            "PowerPoint",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            False,
            "many",
        ),
        BriefFormat("html", "Interactive page", "text/html", False),
        BriefFormat("gif", "Animated GIF", "image/gif", True, "frames"),
        BriefFormat("mp4", "Film (MP4)", "video/mp4", True, "frames"),
    )
}
