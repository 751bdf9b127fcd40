"""The bars of the timeline, as the few numbers that the browser needs to draw them."""

from __future__ import annotations

from geo.store.histogram import Histogram


def describe_bars(everything: Histogram, kept: Histogram) -> dict:
    """Describe the bars: all events as one grey height, those that the filters keep by side.

    Args:
        everything: The histogram without filters.
        kept: The histogram with them, of the same bars.

    Returns:
        `step`, `starts` (ISO days, and the day after the last bar), `all` (events a bar), `sides` (one list a side).
    """
    return {
        "step": str(everything.step),
        "starts": [day.isoformat() for day in everything.starts],
        "all": everything.by_side.sum(axis=1).tolist(),
        "sides": kept.by_side.T.tolist(),
    }
