"""One file of dated overlays: its checked features, how they look, and which were there on the days of a window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np

AREA, LINE, POINT = "area", "line", "point"
ASSESSED, CLAIMED = "assessed", "claimed"
STATUSES = (ASSESSED, CLAIMED, "active", "surrounded", "evacuated")
PRECISIONS = ("exact", "approximate", "schematic")


class Look(NamedTuple):
    """What tells one feature of a layer from another on the map; each look is a row of the legend.

    Attributes:
        kind: `AREA`, `LINE` or `POINT`.
        status: Of `STATUSES`, or as written; empty when nothing is said.
        side: Label of its side; empty when it belongs to none.
        colour: As `#rrggbb`; empty for that of the theme.
    """

    kind: str
    status: str
    side: str
    colour: str


@dataclass(frozen=True)
class Feature:
    """One thing on the map that was there for a time.

    Attributes:
        look: How it is drawn.
        geometry: GeoJSON geometry, EPSG:4326, longitude first; rings are closed.
        anchor: Longitude and latitude where the name of an area stands; None for lines and points.
        name: What stands on the map.
        label: What the tooltip calls it.
        precision: Of `PRECISIONS`, or as written; empty when nothing is said.
        valid_from: First day on which it was there; None where that end is open.
        valid_to: Last day, included; None where that end is open.
        source: Who says so.
        source_url: An http(s) address, or empty.
    """

    look: Look
    geometry: dict
    anchor: tuple[float, float] | None = None
    name: str = ""
    label: str = ""
    precision: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    source_url: str = ""


@dataclass(frozen=True, eq=False)
class Layer:
    """One file of overlays.

    Attributes:
        layer_id: Its name in the URL and in the switches.
        title: Its name on screen, with "schematic" or "approximate" where it is.
        note: What a reader should know of it.
        file: File name in `data/layers`.
        version: Changes whenever the file does.
        features: In the order of the file, without the refused ones.
        words: What the legend says instead of a status, where the file says so.
    """

    layer_id: str
    title: str
    note: str
    file: str
    version: str
    features: tuple[Feature, ...]
    words: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        """Every look that occurs, in the order of the file."""
        return tuple(dict.fromkeys(feature.look for feature in self.features))

    @cached_property
    def precisions(self) -> tuple[str, ...]:
        """Every precision that occurs and is worth saying."""
        found = dict.fromkeys(feature.precision for feature in self.features)
        return tuple(one for one in found if one not in ("", "exact"))

    def find_valid(self, first_day: date, last_day: date) -> np.ndarray:
        """Return the positions of the features that were there on any day of a window, both ends included."""
        starts, ends = self._spans
        return np.flatnonzero((starts <= last_day.toordinal()) & (ends >= first_day.toordinal()))

    def find_looks(self, positions: np.ndarray) -> list[int]:
        """Return the positions in `looks` that some features have."""
        return np.unique(self._look_numbers[positions]).tolist()

    @cached_property
    def _spans(self) -> tuple[np.ndarray, np.ndarray]:
        """First and last days as ordinals: a step of the timeline asks for them all."""
        starts = [(one.valid_from or date.min).toordinal() for one in self.features]
        ends = [(one.valid_to or date.max).toordinal() for one in self.features]
        return np.array(starts, np.int32), np.array(ends, np.int32)

    @cached_property
    def _look_numbers(self) -> np.ndarray:
        numbers = {look: number for number, look in enumerate(self.looks)}
        return np.array([numbers[feature.look] for feature in self.features], np.int32)
