"""Marks, movements and counts of one frame, as the few numbers that the browser needs to draw them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from geo.store.marks import Marks

SMALLEST_PX = 7.0
UNIT_PX = 10.0
"""Radius of the mark of a single event, pixels, while no mark would grow too large."""

LARGEST_PX = 30.0


def choose_unit_px(most_events: int) -> float:
    """Return the radius of one event's mark, so that the largest fits; areas are in proportion down to `SMALLEST_PX`.

    The unit halves in steps, so that marks keep their size from frame to frame while the counts are alike.
    """
    unit = UNIT_PX
    while unit * math.sqrt(max(most_events, 1)) > LARGEST_PX:
        unit /= 2
    return unit


def describe_marks(marks: Marks, places: Sequence[tuple], unit_px: float) -> dict[str, list]:
    """Describe marks column by column, largest first, so that small ones are drawn on top.

    Args:
        marks: The marks of a view.
        places: Location, admin1, country, events by place code.
        unit_px: Radius of a single event's mark, pixels.

    Returns:
        `lon`, `lat` (degrees), `events`, `px` (radius, pixels), `side` and `icon` (codes of the largest share), `sides`
        and `types` (code and count, most first), `km` (uncertainty, km), `region` (0 or 1), `title`, `mark` (its name).
    """
    order = np.argsort(-marks.events, kind="stable")
    titles = [places[code][0] or places[code][1] or "Unnamed place" for code in marks.place_code[order].tolist()]
    several = marks.has_several_places[order].tolist()
    radii = np.maximum(unit_px * np.sqrt(marks.events[order]), SMALLEST_PX)
    return {
        "lon": np.round(marks.lon[order], 5).tolist(),
        "lat": np.round(marks.lat[order], 5).tolist(),
        "events": marks.events[order].tolist(),
        "px": np.round(radii, 1).tolist(),
        "side": marks.by_side[order].argmax(axis=1).tolist(),
        "icon": marks.by_type[order].argmax(axis=1).tolist(),
        "sides": _shares(marks.by_side[order]),
        "types": _shares(marks.by_type[order]),
        "km": np.round(marks.radius_km[order], 1).tolist(),
        "region": marks.is_region[order].astype(int).tolist(),
        "title": [f"{title} and nearby" if more else title for title, more in zip(titles, several, strict=True)],
        "mark": [str(marks.cells[n]) for n in order.tolist()],
    }


def _shares(counts: np.ndarray) -> list[list[int]]:
    """Write each row as code, count, code, count…, most first, without the noughts."""
    shares = []
    for row in counts.tolist():
        held = sorted(((n, code) for code, n in enumerate(row) if n), key=lambda pair: (-pair[0], pair[1]))
        shares.append([number for n, code in held for number in (code, n)])
    return shares
