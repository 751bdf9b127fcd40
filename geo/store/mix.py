"""One number for all that the panel of filters counts by: one group of a question then serves every choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from geo.schema import CONFIDENCE
from geo.vocabulary import Vocabulary

NOT_PLACED = 0
"""In place of a precision of the place: the event is not on the map."""


@dataclass(frozen=True)
class Mix:
    """How many values each part of a mix has, so that the parts pack into one number.

    Attributes:
        sides: Ids by code.
        event_types: Names by code.
        subs: `type: sub-type` by code; nothing after the colon and the space for events that give none.
        types_of_subs: Code of the type of each of `subs`.
    """

    sides: tuple[str, ...]
    event_types: tuple[str, ...]
    subs: tuple[str, ...]
    types_of_subs: tuple[int, ...]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Self:
        """Number what a vocabulary holds in its order; each type begins with its events without a sub-type."""
        pairs = [(n, one, sub) for n, one in enumerate(vocabulary.event_types)
                 for sub in ("", *vocabulary.sub_types_of(one.event_type))]  # fmt: skip
        return cls(
            tuple(side.side for side in vocabulary.sides),
            tuple(one.event_type for one in vocabulary.event_types),
            tuple(name_sub(one.event_type, sub) for _, one, sub in pairs),
            tuple(number for number, _, _ in pairs),
        )

    @property
    def sizes(self) -> dict[str, int]:
        """How many values each part has; a precision is 1 to 3, and of a place also `NOT_PLACED`."""
        return {
            "sub_code": len(self.subs), "side_code": len(self.sides), "confidence_code": len(CONFIDENCE),
            "time_precision": 4, "geo_precision": 4, "is_spread": 2, "has_link": 2, "has_media": 2,
        }  # fmt: skip

    def pack(self, parts: Mapping[str, Sequence[int] | np.ndarray]) -> np.ndarray:
        """Pack the parts of each event into one number, int32."""
        sizes = self.sizes
        columns = tuple(np.asarray(parts[name], "int64") for name in sizes)
        return np.ravel_multi_index(columns, tuple(sizes.values())).astype("int32")

    def unpack(self, codes: np.ndarray) -> dict[str, np.ndarray]:
        """Return the parts of each number, with the `type_code` that the sub-type implies."""
        sizes = self.sizes
        parts = dict(zip(sizes, np.unravel_index(codes, tuple(sizes.values())), strict=True))
        return {**parts, "type_code": np.array(self.types_of_subs, int)[parts["sub_code"]]}


def name_sub(event_type: str, sub_event_type: str) -> str:
    """Name a sub-type as filters do: `Battles: Armed clash`."""
    return f"{event_type}: {sub_event_type}"
