"""A series: the same view, once for each day, week or month of its window."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dashboard.briefing.gathering import Wanted
from dashboard.context import Context, days_of
from geo.errors import BadBrief
from geo.store.histogram import Step, bar_starts

MOST_SHEETS = 400


def split(context: Context, wanted: Wanted, step: Step) -> list[Wanted]:
    """Split what is wanted into one for each step of its window; the first and last may be cut short by it.

    Raises:
        BadBrief: If that would be more than `MOST_SHEETS`.
    """
    first, last = days_of(context, wanted.view.selection)
    taken, starts = bar_starts(first, last, step)
    if taken != step or len(starts) > MOST_SHEETS + 1:
        raise BadBrief(
            f"A sheet for each {step} from {first} to {last} would be more than {MOST_SHEETS} sheets. "
            "Choose a longer step or fewer days."
        )
    days = starts.tolist()
    ends = (after - timedelta(days=1) for after in days[1:])
    pieces = [(max(start, first), min(end, last)) for start, end in zip(days, ends, strict=False)]
    return [
        replace(wanted, view=replace(wanted.view, selection=wanted.view.selection.within(*piece))) for piece in pieces
    ]
