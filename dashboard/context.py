"""What every panel is built from: the store, the vocabulary, the layers, and how the page opens."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dashboard.editing.desk import Desk
from dashboard.figures.basemap import NAMES, PROVINCES, RIVERS
from dashboard.grounds import EMBEDDED_ONLY, Grounds
from dashboard.settings import PROJECT
from dashboard.view import NOTHING, Camera
from geo.layers.folder import LayerFolder
from geo.layers.layer import Layer
from geo.store.event_store import EventStore, Summary
from geo.store.selection import Selection
from geo.vocabulary import Vocabulary

RINGS, MOVEMENTS, DENSITY = "rings", "movements", "density"
BASEMAP_SWITCHES = {PROVINCES: "Provinces", RIVERS: "Rivers", NAMES: "Place names"}
OWN_SWITCHES = (MOVEMENTS, RINGS, NOTHING, *BASEMAP_SWITCHES)
"""Words of the address for what is switched on, which no layer may have as its id."""


@dataclass(frozen=True)
class Context:
    """What the panels share; nothing in it changes but what the folder of layers holds.

    When files of events change, another takes its place: `dashboard.current.Current` stands in for the one that is
    shown.

    Attributes:
        store: Where questions are asked.
        vocabulary: Types, sides and colours.
        layer_folder: Dated overlays and days with a name.
        reports: What became of the rows of each file of events, as `FileReport.as_dict` writes it.
        window: First and last day that the page opens with.
        camera: Where the map looks when the page opens.
        title: What the data is about.
        grounds: Every basemap that can be chosen.
        desk: Where events are changed; None where nothing may be written.
        gone: Files of events that are there no more since the atlas was started, and how many events each had.
        version: Grows whenever something else is shown.
        data_folder: Where basemap, layers and vocabulary lie.
        path_prefix: Under which path of its host the page lies.
    """

    store: EventStore
    vocabulary: Vocabulary
    layer_folder: LayerFolder
    reports: list[dict]
    window: tuple[date, date]
    camera: Camera
    title: str
    grounds: Grounds = EMBEDDED_ONLY
    desk: Desk | None = None
    gone: Mapping[str, int] = field(default_factory=dict)
    version: int = 0
    data_folder: Path = PROJECT / "data"
    path_prefix: str = ""

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Dated overlays, as their files say now."""
        return self.layer_folder.current().layers

    @property
    def stops(self) -> tuple[tuple[date, str], ...]:
        """Days with a name, for the timeline, as their file says now."""
        return self.layer_folder.current().stops

    @property
    def all_reports(self) -> list[dict]:
        """What became of the rows of each file, and of the features of each layer."""
        return [*self.reports, *(report.as_dict() for report in self.layer_folder.current().reports)]

    @property
    def switches(self) -> dict[str, str]:
        """Everything that can be switched on and off on the map: id and title."""
        own = {layer.layer_id: layer.title for layer in self.layers}
        return {
            MOVEMENTS: "Movements",
            **own,
            **BASEMAP_SWITCHES,
            RINGS: "Uncertainty rings",
            DENSITY: "Density instead of marks",
        }

    @property
    def shown_at_first(self) -> list[str]:
        """Ids of what is on when the page opens."""
        return [name for name in self.switches if name not in (RINGS, DENSITY)]

    @functools.cached_property
    def bare_types(self) -> frozenset[str]:
        """Event types of which some events give no sub-type."""
        counts = self.store.facets(Selection()).by_sub
        return frozenset(name for name in self.type_names if counts.get(f"{name}: "))

    @functools.cached_property
    def summary(self) -> Summary:
        """What all events together are."""
        return self.store.summary(Selection())

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
    return complete_days(context.store, context.window, selection)


def complete_days(store: EventStore, window: tuple[date, date], selection: Selection) -> tuple[date, date]:
    """Return the same where there is no page: `window` is the one that it would open with."""
    if selection.first_day is None and selection.last_day is None:
        return window
    return selection.first_day or store.first_day or window[0], selection.last_day or store.last_day or window[1]
