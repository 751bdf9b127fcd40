"""Everything one sees, and how a URL says it.

The browser keeps each part of the view in the words of the URL, `{key: [values]}`; so a part is read here the same way
whether it comes from a link or from a component, and the browser writes a link by joining the parts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self
from urllib.parse import parse_qs, urlencode

from geo.errors import BadSelection
from geo.store.grid import Cells
from geo.store.histogram import Step
from geo.store.selection import MERCATOR_LIMIT_DEG, Selection, Viewport, wrap_longitude
from geo.store.selection_words import NOTHING, SELECTION_KEYS, Query, decode_selection, encode_selection

SMALLEST_ZOOM, LARGEST_ZOOM = 0.0, 16.0


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


class Bars(StrEnum):
    """What the colours of the timeline's bars stand for."""

    SIDE = "side"
    TYPE = "type"


class Tab(StrEnum):
    """Parts of the panel of events."""

    LIST = "list"
    CARD = "card"
    TABLE = "table"
    NUMBERS = "numbers"


class Ground(StrEnum):
    """What the marks stand on."""

    THEME = "theme"
    PRINT = "print"


BEFORE = "before"
"""To be compared with the window of the same length just before."""

BESIDE = "beside"
"""Says of a picked mark that it is one of the map beside."""

Days = tuple[date, date]

KEYS = (
    *SELECTION_KEYS, "step", "mode", "play", "at", "event", "mark", "of", "show", "theme", "bars", "axis", "map",
    "beside", "tab",
)  # fmt: skip
"""Every word that the query of an address may have."""


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
        is_mark_beside: Whether it was picked on the map beside, and so stands for events of its days.
        shown: Ids of layers switched on; None for those that are on by themselves.
        theme: `light` or `dark`; None for what the browser prefers.
        bars: What the colours of the bars stand for.
        axis: First and last day that the time axis shows; None for all.
        ground: Name of the basemap; the embedded one in the colours of the theme unless it says otherwise.
        beside: The window on the map beside: `BEFORE`, or its days; None for one map only.
        tab: The part of the panel of events that is open; None for what the rest of the view asks for.
    """

    selection: Selection = field(default_factory=Selection)
    step: Step = Step.DAY
    mode: Mode = Mode.WINDOW
    playing: frozenset[str] = frozenset()
    camera: Camera | None = None
    event_id: str = ""
    mark: Cells | None = None
    is_mark_beside: bool = False
    shown: frozenset[str] | None = None
    theme: str | None = None
    bars: Bars = Bars.SIDE
    axis: Days | None = None
    ground: str = Ground.THEME
    beside: Days | str | None = None
    tab: Tab | None = None

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
            step=_read_word(query, "step", Step, Step.DAY, ignored),
            mode=_read_word(query, "mode", Mode, Mode.WINDOW, ignored),
            playing=_read_playing(query, ignored),
            camera=_read_camera(query, ignored),
            event_id=_last(query, "event")[:200],
            mark=_read_mark(query, ignored),
            is_mark_beside=_last(query, "of") == BESIDE,
            shown=frozenset(query["show"]) - {NOTHING} if "show" in query else None,
            theme=theme if (theme := _last(query, "theme")) in ("light", "dark") else None,
            bars=_read_word(query, "bars", Bars, Bars.SIDE, ignored),
            axis=_read_days(query, "axis", ignored),
            ground=_last(query, "map")[:60] or Ground.THEME,
            beside=BEFORE if _last(query, "beside") == BEFORE else _read_days(query, "beside", ignored),
            tab=_read_word(query, "tab", Tab, None, ignored),
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
        pairs += [("of", BESIDE)] if self.is_mark_beside else []
        pairs += [("show", name) for name in sorted(self.shown) or [NOTHING]] if self.shown is not None else []
        pairs += [("theme", self.theme)] if self.theme else []
        pairs += [("bars", str(self.bars))] if self.bars is not Bars.SIDE else []
        pairs += [("axis", write_days(self.axis))] if self.axis else []
        pairs += [("map", str(self.ground))] if self.ground != Ground.THEME else []
        pairs += [("beside", write_days(self.beside))] if self.beside else []
        pairs += [("tab", str(self.tab))] if self.tab else []
        return f"?{urlencode(pairs)}" if pairs else ""


def write_camera(camera: Camera) -> str:
    """Write a camera as `latitude,longitude,zoom`."""
    return f"{camera.lat:.4f},{camera.lon:.4f},{camera.zoom:.2f}"


def write_days(days: Days | str) -> str:
    """Write two days as `2020-02-01,2020-02-07`; `BEFORE` stays."""
    return days if isinstance(days, str) else ",".join(day.isoformat() for day in days)


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


def _read_word(query: Query, key: str, words: type[StrEnum], usual: Any, ignored: list[str]) -> Any:
    text = _last(query, key)
    if text and text not in tuple(words):
        ignored.append(f'{key}="{text[:60]}" was ignored. Expected {", ".join(words)}.')
    return words(text) if text in tuple(words) else usual


def _read_days(query: Query, key: str, ignored: list[str]) -> Days | None:
    text = _last(query, key)
    if not text:
        return None
    try:
        first, last = sorted(date.fromisoformat(day) for day in text.split(","))
    except ValueError:
        ignored.append(f'{key}="{text[:60]}" was ignored. Expected two days: 2020-02-01,2020-02-07.')
        return None
    return first, last


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
