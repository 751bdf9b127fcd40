"""What each choice of each filter would leave: counted with all other filters, in one pass over the events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from geo.schema import CONFIDENCE
from geo.store.filtering import choose_codes
from geo.store.mix import Mix
from geo.store.selection import GEO_PRECISIONS, HAVING, TIME_PRECISIONS, Selection
from geo.store.summary import Summary, add_by, summarise


@dataclass(frozen=True)
class Facets:
    """How many events each choice would leave if it were the only one of its filter; the other filters stay.

    Attributes:
        by_type: By event type; sub-types are of the same filter.
        by_sub: By `type: sub-type`; nothing after the colon and the space for events that give none.
        by_side: By side id.
        by_confidence: By confidence.
        by_time_precision: By keys of `TIME_PRECISIONS`.
        by_geo_precision: By keys of `GEO_PRECISIONS`.
        by_having: By keys of `HAVING`.
    """

    by_type: dict[str, int]
    by_sub: dict[str, int]
    by_side: dict[str, int]
    by_confidence: dict[str, int]
    by_time_precision: dict[str, int]
    by_geo_precision: dict[str, int]
    by_having: dict[str, int]


_PARTS = {
    "sub": "sub_code", "side": "side_code", "confidence": "confidence_code", "when": "time_precision",
    "where": "geo_precision",
}  # fmt: skip


def count_overview(groups: dict[str, np.ndarray], selection: Selection, mix: Mix) -> tuple[Summary, Facets]:
    """Add up what a selection keeps of some groups, and what each of its filters alone leaves out.

    Args:
        groups: `mix_code`, `events`, `fatalities`, `with_fatalities` of the events that all other filters keep.
        selection: Its filters on parts of the mix are applied here.
        mix: What the parts stand for.
    """
    groups = {**groups, **mix.unpack(groups["mix_code"])}
    kept = _find_kept(groups, selection, mix)
    all_kept = np.logical_and.reduce(list(kept.values()))

    def left(own: str) -> np.ndarray:
        if kept[own].all():
            return groups["events"] * all_kept
        return groups["events"] * np.logical_and.reduce([one for name, one in kept.items() if name != own])

    def count(own: str, part: str, names: Iterable[str]) -> dict[str, int]:
        return add_by(groups[part], tuple(names), left(own))

    having = left("having")
    whens = count("when", "time_precision", ("", *TIME_PRECISIONS))
    wheres = count("where", "geo_precision", sorted(GEO_PRECISIONS))
    facets = Facets(
        by_type=count("sub", "type_code", mix.event_types),
        by_sub=count("sub", "sub_code", mix.subs),
        by_side=count("side", "side_code", mix.sides),
        by_confidence=count("confidence", "confidence_code", CONFIDENCE),
        by_time_precision={name: whens[name] for name in TIME_PRECISIONS},
        by_geo_precision={name: wheres[name] for name in GEO_PRECISIONS},
        by_having={name: int(having[groups[f"has_{name}"] == 1].sum()) for name in HAVING},
    )
    return summarise({name: values[all_kept] for name, values in groups.items()}, mix), facets


def _find_kept(groups: dict[str, np.ndarray], selection: Selection, mix: Mix) -> dict[str, np.ndarray]:
    everything = np.ones(len(groups["events"]), bool)
    is_set = {
        "sub": selection.event_types or selection.sub_event_types, "side": selection.sides,
        "confidence": selection.confidences, "when": selection.time_precisions, "where": selection.geo_precisions,
    }  # fmt: skip
    kept = {
        name: np.isin(groups[_PARTS[name]], codes) if is_set[name] else everything
        for name, codes in choose_codes(selection, mix).items()
    }
    has = [groups[f"has_{name}"] == 1 for name in selection.having]
    return {**kept, "having": np.logical_and.reduce(has) if has else everything}
