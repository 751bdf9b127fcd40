"""The places of texts for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from geo.articles.toponyms import Toponym
from geo.gazetteer.choosing import describe
from geo.tables.printing import printable


def toponyms_text(toponyms: Sequence[Toponym]) -> str:
    """Write one line per name: where it stands, what is written, the place it means."""
    if not toponyms:
        return "No place is named here."
    spans = [f"{one.start}-{one.end}" for one in toponyms]
    names = [printable(" ".join(one.text.split())) for one in toponyms]
    span_width, name_width = max(map(len, spans)), max(map(len, names))
    return "\n".join(
        f"{span:>{span_width}}  {name:<{name_width}}  {_say_place(one)}"
        for span, name, one in zip(spans, names, toponyms, strict=True)
    )


def _say_place(toponym: Toponym) -> str:
    place = toponym.place
    speaks = ", which speaks here" if toponym.is_speaker else ""
    review = f"; needs review: {toponym.review}" if toponym.review else ""
    return f"{describe(place)} {place.latitude:.4f}, {place.longitude:.4f}{speaks}{review}"
