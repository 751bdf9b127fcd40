"""Everything one sees, and how a URL says it.

The browser keeps each part of the view in the words of the URL, `{key: [values]}`; so a part is read here the same way
whether it comes from a link or from a component, and the browser writes a link by joining the parts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self
from urllib.parse import parse_qs, urlencode

from geo.errors import BadSelection
from geo.store.grid import Cells
from geo.store.histogram import Step
from geo.store.selection import (
    MERCATOR_LIMIT_DEG,
    Selection,
    Viewport,
    decode_selection,
    encode_selection,
    wrap_longitude,
)

NOTHING = "none"
"""In place of a list of values: not even one of them is wanted."""

SMALLEST_ZOOM, LARGEST_ZOOM = 0.0, 16.0

Query = Mapping[str, Sequence[str]]


class Mode(StrEnum):
    """What the window of days is: free; from the first day on; one step long."""

    WINDOW = "window"
    CUMULATIVE = "cumulative"
    INSTANT = "instant"


PLAYING = {
    "loop": "Begin again at the end",
    "skip": "Skip days without events",
    "log": "Bars on a logarithmic scale",
}
"""Switches of the timeline, by their word in the URL."""


@dataclass(frozen=True)
class Camera:
    """Where the map looks: the middle in degrees, and the zoom (at 0 the world is 512 px wide)."""

    lon: float
    lat: float
    zoom: float


@dataclass(frozen=True)
class View:
    """Everything one sees.

    Attributes:
        selection: Which events, in which window.
        step: How long one bar of the timeline is, and how far one step goes.
        mode: What the window is.
        playing: Keys of `PLAYING` that are switched on.
        camera: Where the map looks; None for where most events are.
        event_id: The event whose card is open; empty for none.
        mark: The mark that was picked; None for none.
        shown: Ids of layers switched on; None for those that are on by themselves.
        theme: `light` or `dark`; None for what the browser prefers.
    """

    selection: Selection = field(default_factory=Selection)
    step: Step = Step.DAY
    mode: Mode = Mode.WINDOW
    playing: frozenset[str] = frozenset()
    camera: Camera | None = None
    event_id: str = ""
    mark: Cells | None = None
    shown: frozenset[str] | None = None
    theme: str | None = None

    @classmethod
    def from_search(cls, search: str) -> tuple[Self, list[str]]:
        """Read a view from the query of a URL, with one sentence for each part that was ignored."""
        try:
            query = parse_qs(search.removeprefix("?"), max_num_fields=500)
        except ValueError:
            return cls(), ["The link has more parts than a view can have: it was ignored."]
        selection, ignored = decode_selection(query)
        view = cls(
            selection=selection,
            step=_read_step(query, ignored),
            mode=_read_mode(query, ignored),
            playing=_read_playing(query, ignored),
            camera=_read_camera(query, ignored),
            event_id=_last(query, "event")[:200],
            mark=_read_mark(query, ignored),
            shown=frozenset(query["show"]) - {NOTHING} if "show" in query else None,
            theme=theme if (theme := _last(query, "theme")) in ("light", "dark") else None,
        )
        return view, ignored

    def to_search(self) -> str:
        """Write the view as the query of a URL, `?` included; empty when all is as it opens."""
        pairs = encode_selection(self.selection)
        pairs += [("step", str(self.step))] if self.step is not Step.DAY else []
        pairs += [("mode", str(self.mode))] if self.mode is not Mode.WINDOW else []
        pairs += [("play", name) for name in sorted(self.playing)]
        pairs += [("at", write_camera(self.camera))] if self.camera else []
        pairs += [("event", self.event_id)] if self.event_id else []
        pairs += [("mark", str(self.mark))] if self.mark else []
        pairs += [("show", name) for name in sorted(self.shown) or [NOTHING]] if self.shown is not None else []
        pairs += [("theme", self.theme)] if self.theme else []
        return f"?{urlencode(pairs)}" if pairs else ""


def write_camera(camera: Camera) -> str:
    """Write a camera as `latitude,longitude,zoom`."""
    return f"{camera.lat:.4f},{camera.lon:.4f},{camera.zoom:.2f}"


def read_selection(*parts: Query | None) -> Selection:
    """Read a selection from parts of the view as the browser keeps them."""
    return decode_selection({key: values for part in parts if part for key, values in part.items()})[0]


def read_viewport(part: Mapping | None) -> Viewport | None:
    """Read what the map shows from its part of the view: `edges` are west, south, east, north and zoom."""
    edges = (part or {}).get("edges")
    if not isinstance(edges, list) or len(edges) != 5 or not all(isinstance(edge, (int, float)) for edge in edges):
        return None
    return Viewport.from_edges(*map(float, edges))


def read_cells(part: Query | None) -> Cells | None:
    """Read the picked mark from its part of the view."""
    return _read_mark(part or {}, [])


def _last(query: Query, key: str) -> str:
    return str((query.get(key) or [""])[-1])


def _read_step(query: Query, ignored: list[str]) -> Step:
    text = _last(query, "step")
    if text and text not in tuple(Step):
        ignored.append(f'"{text}" is not a step. Expected day, week or month: days are shown.')
    return Step(text) if text in tuple(Step) else Step.DAY


def _read_mode(query: Query, ignored: list[str]) -> Mode:
    text = _last(query, "mode")
    if text and text not in tuple(Mode):
        ignored.append(f'"{text}" is not a mode. Expected {", ".join(Mode)}: the window is free.')
    return Mode(text) if text in tuple(Mode) else Mode.WINDOW


def _read_playing(query: Query, ignored: list[str]) -> frozenset[str]:
    words = query.get("play", ())
    ignored += [
        f'"{word[:60]}" is no way to play. Expected {", ".join(PLAYING)}.' for word in words if word not in PLAYING
    ]
    return frozenset(words) & frozenset(PLAYING)


def _read_camera(query: Query, ignored: list[str]) -> Camera | None:
    text = _last(query, "at")
    if not text:
        return None
    try:
        lat, lon, zoom = map(float, text.split(","))
    except ValueError:
        lat = lon = zoom = math.nan
    if not all(map(math.isfinite, (lat, lon, zoom))):
        ignored.append(f'"{text}" is not a place on the map. Expected latitude,longitude,zoom: all events are shown.')
        return None
    near = Camera(
        wrap_longitude(lon),
        min(max(lat, -MERCATOR_LIMIT_DEG), MERCATOR_LIMIT_DEG),
        min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM),
    )
    if (near.lat, near.lon, near.zoom) != (lat, lon, zoom):
        ignored.append(f'"{text}" lies off the map: the nearest view is shown.')
    return near


def _read_mark(query: Query, ignored: list[str]) -> Cells | None:
    text = _last(query, "mark")
    try:
        return Cells.parse(text) if text else None
    except BadSelection as error:
        ignored.append(str(error))
        return None
