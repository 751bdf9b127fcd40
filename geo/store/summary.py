"""What a window holds in all: groups of events added up by side, type and confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.schema import CONFIDENCE

CLAIMED = list(CONFIDENCE).index("claimed")


@dataclass(frozen=True)
class Summary:
    """What a window holds in all, on the map or off it.

    Attributes:
        events: Events that match.
        unplaced: Of them, those without coordinates.
        imprecise: Of them, those whose day is not known.
        fatalities: Deaths reported, without what only a party claims.
        without_fatalities: Events that do not say how many died.
        by_side: Events by side id.
        by_type: Events by event type.
        by_confidence: Events by confidence.
    """

    events: int
    unplaced: int
    imprecise: int
    fatalities: int
    without_fatalities: int
    by_side: dict[str, int]
    by_type: dict[str, int]
    by_confidence: dict[str, int]


def summarise(groups: dict[str, np.ndarray], sides: Sequence[str], event_types: Sequence[str]) -> Summary:
    """Add up the groups of the summary question.

    Args:
        groups: Its columns, one entry per side, type and confidence that occur together.
        sides: Side ids by code.
        event_types: Event types by code.
    """
    events = groups["events"]
    is_claimed = groups["confidence_code"] == CLAIMED

    def by(code: str, names: Sequence[str]) -> dict[str, int]:
        counts = np.bincount(groups[code], events, minlength=len(names))
        return dict(zip(names, counts.astype(int).tolist(), strict=True))

    return Summary(
        events=int(events.sum()),
        unplaced=int(events.sum() - groups["placed"].sum()),
        imprecise=int(groups["imprecise"].sum()),
        fatalities=int(np.nansum(groups["fatalities"][~is_claimed])),
        without_fatalities=int(events.sum() - groups["with_fatalities"].sum()),
        by_side=by("side_code", sides),
        by_type=by("type_code", event_types),
        by_confidence=by("confidence_code", tuple(CONFIDENCE)),
    )
