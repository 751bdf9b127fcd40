"""Empty states: what is said, on the map and in the list, where there is nothing to see, and the way out of it."""

from __future__ import annotations

import math

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.view import read_selection
from geo.store.event_store import EventStore
from geo.store.selection import MERCATOR_LIMIT_DEG, Selection, Viewport

MARGIN_DEG = 0.02
WIDTH_PX = 2_000
"""Width on screen at which an extent is looked at again: marks of 24 px are then a hundredth of it."""


def build(context: Context) -> html.Div:
    """Build the parts that nobody sees: what is asked, and what is answered."""
    stores = (Id.ALL_TIME_ASKED, Id.ALL_TIME, Id.EXTENT_ASKED, Id.EXTENT)
    return html.Div([dcc.Store(id=name) for name in stores], hidden=True)


def build_note(name: Id, class_name: str) -> html.Div:
    """Build a place for the words, on the map or in the list."""
    return html.Div(id=name, className=f"empty-note {class_name}", hidden=True, role="status")


def find_extent(store: EventStore, selection: Selection) -> list[float] | None:
    """Find the box around the events of a window that are on the map.

    Marks merge what is near on screen, so the world is looked at first, and then the box that was found.

    Returns:
        West, south, east, north in degrees; None where no event is placed.
    """
    box = _box_of_marks(store, selection, Viewport(zoom=4))
    if box is None:
        return None
    share = max(box[2] - box[0], box[3] - box[1]) / 360
    zoom = min(max(math.log2(WIDTH_PX / 512 / share), 4), 14)
    return _box_of_marks(store, selection, Viewport(*box, zoom=zoom)) or box


def _box_of_marks(store: EventStore, selection: Selection, viewport: Viewport) -> list[float] | None:
    marks = store.marks(selection, viewport)
    if not len(marks):
        return None
    margin = MARGIN_DEG if viewport.zoom > 4 else 3.0
    return [
        max(-180.0, float(marks.lon.min()) - margin),
        max(-MERCATOR_LIMIT_DEG, float(marks.lat.min()) - margin),
        min(180.0, float(marks.lon.max()) + margin),
        min(MERCATOR_LIMIT_DEG, float(marks.lat.max()) + margin),
    ]


def register(app: Dash, context: Context) -> None:
    """Register what is asked only where a window or a map is empty, and by a person's click."""

    @app.callback(
        Output(Id.ALL_TIME, "data"),
        Input(Id.ALL_TIME_ASKED, "data"),
        State(Id.FILTERS, "data"),
        prevent_initial_call=True,
    )
    def count_all_time(asked, filters):
        return {"asked": asked, "events": context.store.count(read_selection(filters).whole_time())}

    @app.callback(
        Output(Id.EXTENT, "data"),
        Input(Id.EXTENT_ASKED, "data"),
        State(Id.WINDOW, "data"),
        State(Id.FILTERS, "data"),
        prevent_initial_call=True,
    )
    def answer_extent(asked, window, filters):
        return find_extent(context.store, read_selection(window, filters))

    for answer, show in ((Id.ALL_TIME, "sayAllTime"), (Id.EXTENT, "flyToExtent")):
        app.clientside_callback(ClientsideFunction("atlas", show), Input(answer, "data"), prevent_initial_call=True)
