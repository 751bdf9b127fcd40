"""Which events the filters of a Selection keep: conditions on codes, and bitmaps for all that must be searched for.

What is a number of its event is asked for anew each time, with the values left open, so that one compiled question
serves every choice. Names, texts and areas are searched for once, over all time; the answer is a bitmap of events.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import ibis
import ibis.expr.types as ir

from geo.gazetteer.normalise import name_key
from geo.schema import CONFIDENCE
from geo.store.compiling import MASK_BITS, MASK_WORDS, leave_mask_open, leave_open
from geo.store.mix import NOT_PLACED, Mix
from geo.store.selection import GEO_PRECISIONS, TIME_PRECISIONS, Selection

SEARCHED_FIELDS = ("actors", "admin1s", "locations", "shape", "sources", "tags", "columns", "text")
"""Fields of a Selection that are searched for, and kept as a bitmap."""

SHIFTS = 63
"""Not every engine takes a shift by less than nothing, even where its outcome does not matter."""

COUNTED_FIELDS = (
    "event_types", "sub_event_types", "sides", "confidences", "time_precisions", "geo_precisions", "having",
)  # fmt: skip
"""Fields of a Selection whose choices are counted; all are parts of a `Mix`."""


def searched_part(selection: Selection) -> Selection:
    """Return only what must be searched for; a text without letters or digits asks for nothing."""
    part = Selection(**{name: getattr(selection, name) for name in SEARCHED_FIELDS})
    return part if name_key(part.text) else replace(part, text="")


def uncounted_part(selection: Selection) -> Selection:
    """Return a selection without the filters whose choices are counted."""
    blank = Selection()
    return replace(selection, **{name: getattr(blank, name) for name in COUNTED_FIELDS})


@dataclass(frozen=True)
class Asked:
    """Which filters are set, whatever to: one compiled question serves all selections alike in this.

    Attributes:
        masks: Codes of which some are wanted: `sub`, `side`, `confidence`, `when`, `where`.
        having: Columns that must be true.
        deaths: Which limits there are: of `least`, `most`, `unknown`.
        is_since: Whether only new and changed events are wanted.
        is_searched: Whether the events must be in a bitmap.
    """

    masks: tuple[str, ...] = ()
    having: tuple[str, ...] = ()
    deaths: tuple[str, ...] = ()
    is_since: bool = False
    is_searched: bool = False

    @classmethod
    def of(cls, selection: Selection) -> Self:
        """Say which filters of a selection are set."""
        fields = {
            "sub": selection.event_types or selection.sub_event_types, "side": selection.sides,
            "confidence": selection.confidences, "when": selection.time_precisions, "where": selection.geo_precisions,
        }  # fmt: skip
        return cls(
            masks=tuple(name for name, wanted in fields.items() if wanted),
            having=tuple(f"has_{name}" for name in sorted(selection.having)),
            deaths=_limits(selection),
            is_since=selection.changed_since is not None,
            is_searched=searched_part(selection) != Selection(),
        )


def _limits(selection: Selection) -> tuple[str, ...]:
    wanted = selection.fatalities
    if wanted is None:
        return ()
    if wanted.is_unknown:
        return ("unknown",)
    return tuple(name for name in ("least", "most") if getattr(wanted, name) is not None)


def choose_codes(selection: Selection, mix: Mix) -> dict[str, list[int]]:
    """Return the codes that are wanted of every part of a `Mix` that is filtered by, having aside."""
    subs = {name.strip() for name in selection.sub_event_types}
    return {
        "sub": [n for n, name in enumerate(mix.subs) if name.strip() in subs
                or mix.event_types[mix.types_of_subs[n]] in selection.event_types],
        "side": [n for n, name in enumerate(mix.sides) if name in selection.sides],
        "confidence": [n for n, name in enumerate(CONFIDENCE) if name in selection.confidences],
        "when": [int(name) for name in selection.time_precisions if name in TIME_PRECISIONS],
        "where": [int(name) for name in selection.geo_precisions if name in GEO_PRECISIONS],
    }  # fmt: skip


def fill_in(selection: Selection, mix: Mix) -> dict[str, int]:
    """Return the numbers that `keep_coded` left open, for one selection."""
    numbers = {}
    for name, codes in choose_codes(selection, mix).items():
        for word in range(MASK_WORDS):
            here = [code - word * MASK_BITS for code in codes if code // MASK_BITS == word]
            numbers[f"{name}_{word}"] = sum(1 << bit for bit in here)
    deaths = selection.fatalities
    numbers["least"], numbers["most"] = (deaths and deaths.least) or 0, (deaths and deaths.most) or 0
    since = selection.changed_since
    return {**numbers, "since": 0 if since is None else math.floor(since.timestamp())}


def keep_coded(event: ir.Table, asked: Asked, sizes: Mapping[str, int]) -> list[ir.BooleanValue]:
    """Write the conditions on what is a number of its event.

    Args:
        event: The `event` table.
        asked: Which filters are set.
        sizes: How many codes there are for each mask.
    """
    codes = {
        "sub": event.sub_code, "side": event.side_code, "confidence": event.confidence_code,
        "when": event.time_precision.fill_null(1),
        "where": event.x.isnull().ifelse(NOT_PLACED, event.geo_precision.fill_null(1)),
    }  # fmt: skip
    wanted = [_in_mask(codes[name], name, sizes[name]) for name in asked.masks]
    wanted += [event[name] for name in asked.having]
    limits = {
        "least": lambda: event.fatalities >= leave_open("least"),
        "most": lambda: event.fatalities <= leave_open("most"),
        "unknown": event.fatalities.isnull,
    }  # fmt: skip
    wanted += [limits[name]() for name in asked.deaths]
    return [*wanted, event.changed_at > leave_open("since")] if asked.is_since else wanted


def _in_mask(code: ir.IntegerValue, name: str, size: int) -> ir.BooleanValue:
    code = code.cast("int64")
    words = [
        (code >= word * MASK_BITS) & (code < (word + 1) * MASK_BITS)
        & (((leave_mask_open(name, word) >> ((code - word * MASK_BITS) & SHIFTS)) & 1) == 1)
        for word in range(-(-size // MASK_BITS))
    ]  # fmt: skip
    if len(words) == 1:
        return ((leave_mask_open(name, 0) >> code) & 1) == 1
    return ibis.or_(*words)
