"""What every panel is built from: the store, the vocabulary, the layers, and how the page opens."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from dashboard.figures.basemap import NAMES, PROVINCES, RIVERS
from dashboard.figures.layers import Layer
from dashboard.view import Camera
from geo.store.event_store import EventStore
from geo.store.selection import Selection
from geo.vocabulary import Vocabulary

RINGS, MOVEMENTS = "rings", "movements"
BASEMAP_SWITCHES = {PROVINCES: "Provinces", RIVERS: "Rivers", NAMES: "Place names"}


@dataclass(frozen=True)
class Context:
    """What the panels share; nothing in it changes while the app runs.

    Attributes:
        store: Where questions are asked.
        vocabulary: Types, sides and colours.
        layers: Dated overlays.
        stops: Days with a name, for the timeline.
        reports: What became of the rows of each file, as `FileReport.as_dict` writes it.
        window: First and last day that the page opens with.
        camera: Where the map looks when the page opens.
        title: What the data is about.
    """

    store: EventStore
    vocabulary: Vocabulary
    layers: tuple[Layer, ...]
    stops: tuple[tuple[date, str], ...]
    reports: list[dict]
    window: tuple[date, date]
    camera: Camera
    title: str

    @property
    def switches(self) -> dict[str, str]:
        """Everything that can be switched on and off on the map: id and title."""
        own = {layer.layer_id: layer.title for layer in self.layers}
        return {MOVEMENTS: "Movements", **own, **BASEMAP_SWITCHES, RINGS: "Uncertainty rings"}

    @property
    def shown_at_first(self) -> list[str]:
        """Ids of what is on when the page opens."""
        return [name for name in self.switches if name != RINGS]

    @functools.cached_property
    def bare_types(self) -> frozenset[str]:
        """Event types of which some events give no sub-type."""
        counts = self.store.facets(Selection()).by_sub
        return frozenset(name for name in self.type_names if counts.get(f"{name}: "))

    @property
    def type_names(self) -> list[str]:
        """Every event type, in the order of the screen."""
        return [one.event_type for one in self.vocabulary.event_types]

    @property
    def side_names(self) -> list[str]:
        """Ids of every side, in the order of the screen."""
        return [one.side for one in self.vocabulary.sides]


def days_of(context: Context, selection: Selection) -> tuple[date, date]:
    """Return the first and last day of a window: how the page opens where none is asked for, else to the data's end."""
    if selection.first_day is None and selection.last_day is None:
        return context.window
    store = context.store
    return selection.first_day or store.first_day or context.window[0], (
        selection.last_day or store.last_day or context.window[1]
    )
