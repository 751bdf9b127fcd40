"""What a window holds in all: groups of events added up by side, type and confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.schema import CONFIDENCE
from geo.store.mix import NOT_PLACED, Mix

CLAIMED = list(CONFIDENCE).index("claimed")


@dataclass(frozen=True)
class Summary:
    """What a window holds in all, on the map or off it.

    Attributes:
        events: Events that match.
        unplaced: Of them, those without coordinates.
        imprecise: Of them, those whose day is not known.
        spread: Of them, those that lasted several days, all known.
        fatalities: Deaths reported, without what only a party claims.
        without_fatalities: Events that do not say how many died.
        by_side: Events by side id.
        by_type: Events by event type.
        by_confidence: Events by confidence.
        fatalities_by_side: Deaths reported by side id, without what only a party claims.
        fatalities_by_type: The same by event type.
        without_fatalities_by_side: Events that do not say how many died, by side id.
        without_fatalities_by_type: The same by event type.
    """

    events: int
    unplaced: int
    imprecise: int
    spread: int
    fatalities: int
    without_fatalities: int
    by_side: dict[str, int]
    by_type: dict[str, int]
    by_confidence: dict[str, int]
    fatalities_by_side: dict[str, int]
    fatalities_by_type: dict[str, int]
    without_fatalities_by_side: dict[str, int]
    without_fatalities_by_type: dict[str, int]


def summarise(groups: dict[str, np.ndarray], mix: Mix) -> Summary:
    """Add up groups of events.

    Args:
        groups: `events`, `fatalities`, `with_fatalities` and the parts of the mix, one entry a group.
        mix: What the parts stand for.
    """
    events = groups["events"]
    deaths = np.where(groups["confidence_code"] == CLAIMED, 0, np.nan_to_num(groups["fatalities"]))
    silent = events - groups["with_fatalities"]
    sides, types = ("side_code", mix.sides), ("type_code", mix.event_types)

    def by(part: tuple[str, Sequence[str]], counts: np.ndarray) -> dict[str, int]:
        return add_by(groups[part[0]], part[1], counts)

    return Summary(
        events=int(events.sum()),
        unplaced=int(events[groups["geo_precision"] == NOT_PLACED].sum()),
        imprecise=int(events[groups["time_precision"] > 1].sum()),
        spread=int(events[groups["is_spread"] == 1].sum()),
        fatalities=int(deaths.sum()),
        without_fatalities=int(silent.sum()),
        by_side=by(sides, events),
        by_type=by(types, events),
        by_confidence=by(("confidence_code", tuple(CONFIDENCE)), events),
        fatalities_by_side=by(sides, deaths),
        fatalities_by_type=by(types, deaths),
        without_fatalities_by_side=by(sides, silent),
        without_fatalities_by_type=by(types, silent),
    )


def add_by(codes: np.ndarray, names: Sequence[str], counts: np.ndarray) -> dict[str, int]:
    """Add up counts by what their codes stand for; names without any are there too, as 0."""
    added = np.bincount(codes, counts, minlength=len(names))
    return dict(zip(names, added.astype(int).tolist(), strict=True))
