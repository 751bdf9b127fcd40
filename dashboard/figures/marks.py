"""Marks, movements and counts of one frame, as the few numbers that the browser needs to draw them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.store.marks import Marks
from geo.store.merging import size_marks


def describe_marks(
    marks: Marks, places: Sequence[tuple], unit_px: float, others: np.ndarray | None = None
) -> dict[str, list]:
    """Describe marks column by column, largest first, so that small ones are drawn on top.

    Args:
        marks: The marks of a view.
        places: Location, admin1, country, events by place code.
        unit_px: Radius of a single event's mark, pixels.
        others: Events of the other window at each mark, where two are compared.

    Returns:
        `lon`, `lat` (degrees), `events`, `px` (radius, pixels), `side` and `icon` (codes of the largest share), `sides`
        and `types` (code and count, most first), `km` (uncertainty, km), `region` (0 or 1), `title`, `mark` (its name),
        and `others` where two windows are compared.
    """
    order = np.argsort(-marks.events, kind="stable")
    titles = [places[code][0] or places[code][1] or "Unnamed place" for code in marks.place_code[order].tolist()]
    several = marks.has_several_places[order].tolist()
    return {
        "lon": np.round(marks.lon[order], 5).tolist(),
        "lat": np.round(marks.lat[order], 5).tolist(),
        "events": marks.events[order].tolist(),
        "px": np.round(size_marks(marks.events[order], unit_px), 1).tolist(),
        "side": marks.by_side[order].argmax(axis=1).tolist(),
        "icon": marks.by_type[order].argmax(axis=1).tolist(),
        "sides": _shares(marks.by_side[order]),
        "types": _shares(marks.by_type[order]),
        "km": np.round(marks.radius_km[order], 1).tolist(),
        "region": marks.is_region[order].astype(int).tolist(),
        "title": [f"{title} and nearby" if more else title for title, more in zip(titles, several, strict=True)],
        "mark": [str(marks.cells[n]) for n in order.tolist()],
        **({} if others is None else {"others": others[order].tolist()}),
    }


def _shares(counts: np.ndarray) -> list[list[int]]:
    """Write each row as code, count, code, count…, most first, without the noughts."""
    rows, codes = np.nonzero(counts)
    events = counts[rows, codes]
    order = np.lexsort((codes, -events, rows))
    pairs = np.stack([codes[order], events[order]], axis=1).ravel().tolist()
    ends = (2 * np.cumsum(np.bincount(rows, minlength=len(counts)))).tolist()
    return [pairs[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]
