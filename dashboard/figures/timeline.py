"""The bars of the timeline, as the few numbers that the browser needs to draw them."""

from __future__ import annotations

from geo.store.histogram import Histogram


def describe_bars(everything: Histogram, kept: Histogram) -> dict:
    """Describe the bars: all events as one grey height, those that the filters keep by group.

    Args:
        everything: The histogram without filters.
        kept: The histogram with them, of the same bars.

    Returns:
        `step`, `starts` (ISO days, and the day after the last bar), `all` (events a bar), `groups` (one list a side or
        type), `unsure` (of them, those that count in other bars too).
    """
    return {
        "step": str(everything.step),
        "starts": [day.isoformat() for day in everything.starts],
        "all": everything.by_group.sum(axis=1).tolist(),
        "groups": kept.by_group.T.tolist(),
        "unsure": kept.unsure.T.tolist(),
    }
