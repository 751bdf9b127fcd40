"""What every panel is built from: the store, the vocabulary, the layers, and how the page opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.figures.basemap import NAMES, PROVINCES, RIVERS
from dashboard.figures.layers import Layer
from dashboard.view import Camera
from geo.store.event_store import EventStore
from geo.vocabulary import Vocabulary

RINGS = "rings"
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
        return {**own, **BASEMAP_SWITCHES, RINGS: "Uncertainty rings"}

    @property
    def shown_at_first(self) -> list[str]:
        """Ids of what is on when the page opens."""
        return [name for name in self.switches if name != RINGS]
