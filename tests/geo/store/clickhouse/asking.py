"""Owns the questions that two engines are asked alike, with random selections, and what they answer differently."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from geo.schema import CONFIDENCE
from geo.store.event_store import EPOCH, ORDERS, EventStore
from geo.store.grid import Cells
from geo.store.histogram import Step
from geo.store.selection import (
    GEO_PRECISIONS,
    HAVING,
    SEARCHABLE_COLUMNS,
    TIME_PRECISIONS,
    DeathRange,
    Selection,
    Viewport,
)


@dataclass(frozen=True)
class Asked:
    """What one round of questions is about."""

    selection: Selection
    viewport: Viewport
    order: str
    down: bool
    skip: int
    take: int
    cells: Cells | None
    event_id: str


class Asker:
    """Draws what is asked of a store, by chance: most of it from what the store holds."""

    def __init__(self, store: EventStore, sample: int = 200) -> None:
        rows = store.page(Selection(), take=min(sample, 1_000), order="event_id").rows
        self.events = [store.event(row["event_id"]) for row in rows[:sample]]
        self._store = store

    def draw(self, rng: random.Random) -> Asked:
        viewport = self.draw_viewport(rng)
        selection = self.draw_selection(rng)
        return Asked(
            selection, viewport, rng.choice(ORDERS), rng.random() < 0.5, rng.choice((0, 0, 3, 50, 3_000)),
            rng.choice((1, 20, 100)), self._draw_cells(rng, selection, viewport), self._event(rng)["event_id"],
        )  # fmt: skip

    def draw_viewport(self, rng: random.Random) -> Viewport:
        if rng.random() < 0.3:
            return Viewport()
        zoom = rng.uniform(0, 14)
        lon, lat, width = rng.uniform(-180, 180), rng.uniform(-80, 80), 360 / 2**zoom
        event = self._event(rng)
        if event["longitude"] is not None and rng.random() < 0.8:
            lon, lat = event["longitude"], event["latitude"]
        return Viewport.from_edges(lon - width, lat - width / 3, lon + width, lat + width / 3, zoom)

    def draw_selection(self, rng: random.Random) -> Selection:
        """Set a few of the filters, each to something that events have, or nearly have."""
        drawn = {name: draw(rng) for name, draw in self._filters().items() if rng.random() < 0.13}
        return replace(Selection(**drawn), **self._window(rng))

    def _filters(self) -> dict[str, Callable[[random.Random], Any]]:
        store = self._store
        return {
            "event_types": lambda rng: self._some(rng, store.event_types),
            "sub_event_types": lambda rng: self._some(rng, store.mix.subs),
            "sides": lambda rng: self._some(rng, store.sides),
            "confidences": lambda rng: self._some(rng, tuple(CONFIDENCE)),
            "time_precisions": lambda rng: self._some(rng, tuple(TIME_PRECISIONS)),
            "geo_precisions": lambda rng: self._some(rng, tuple(GEO_PRECISIONS)),
            "having": lambda rng: self._some(rng, tuple(HAVING)),
            "actors": lambda rng: (self._event(rng)["actor1"], "nobody"),
            "admin1s": lambda rng: (self._event(rng)["admin1"],),
            "locations": lambda rng: (self._event(rng)["location"], self._event(rng)["location"]),
            "sources": lambda rng: (self._event(rng)["source"].split(";")[0],),
            "tags": lambda rng: (self._event(rng)["tags"],),
            "shape": self._shape,
            "fatalities": lambda rng: rng.choice((DeathRange(1), DeathRange(0, 3), DeathRange(None, 1),
                                                  DeathRange(is_unknown=True))),
            "columns": self._columns,
            "changed_since": lambda rng: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=rng.randrange(9)),
            "text": self._text,
        }  # fmt: skip

    def _window(self, rng: random.Random) -> dict[str, Any]:
        if rng.random() < 0.4:
            return {}
        first = self._event(rng)["start_day"] + timedelta(days=rng.randrange(-9, 9))
        return {"first_day": first, "last_day": first + timedelta(days=int(10 ** rng.uniform(0, 4)))}

    def _shape(self, rng: random.Random) -> tuple[tuple[float, float], ...]:
        event, size = self._event(rng), 10 ** rng.uniform(-1, 2)
        lon, lat = event["longitude"] or 0.0, event["latitude"] or 0.0
        corners = [(lon + rng.uniform(-size, size), lat + rng.uniform(-size, size)) for _ in range(rng.randrange(3, 7))]
        return tuple((max(-180.0, min(180.0, east)), max(-85.0, min(85.0, north))) for east, north in corners)

    def _columns(self, rng: random.Random) -> tuple[tuple[str, str], ...]:
        column = rng.choice(SEARCHABLE_COLUMNS)
        event = self._event(rng)
        value = event.get({"event_date": "start_day", "end_date": "end_day"}.get(column, column))
        text = "" if value is None else str(value)
        begin = rng.randrange(len(text)) if text else 0
        piece = text[begin : begin + rng.choice((1, 2, 4, 60))]
        return ((column, rng.choice((piece, piece.upper(), text))),)

    def _text(self, rng: random.Random) -> str:
        event = self._event(rng)
        words = f"{event['notes']} {event['location']} {event['event_id']} {event['source']}".split()
        chosen = rng.sample(words, min(len(words), rng.choice((1, 1, 2))))
        return " ".join(word[: rng.choice((2, 4, 40))] for word in chosen)

    def _draw_cells(self, rng: random.Random, selection: Selection, viewport: Viewport) -> Cells | None:
        if rng.random() < 0.6:
            return None
        marks = self._store.marks(selection, viewport)
        return rng.choice(marks.cells) if len(marks) else None

    def _event(self, rng: random.Random) -> dict:
        return rng.choice(self.events)

    def _some(self, rng: random.Random, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(rng.sample(list(names), rng.randrange(1, min(len(names), 4) + 1)))


def ask_all(store: EventStore, asked: Asked) -> Iterator[tuple[str, Any]]:
    """Ask everything that a page asks: the name of each question, and its answer as plain values."""
    selection, viewport, cells = asked.selection, asked.viewport, asked.cells
    yield "marks", _plain(vars(store.marks(selection, viewport)))
    yield (
        "density",
        sorted(zip(*(_plain(values) for values in vars(store.density(selection, viewport)).values()), strict=True)),
    )
    yield "lines", store.lines(selection, viewport)
    for step, by in ((Step.DAY, "side"), (Step.WEEK, "type"), (Step.MONTH, "side")):
        yield f"histogram by {step}", _plain(vars(store.histogram(selection, step, by)))
    yield "overview", store.overview(selection)
    yield "count", store.count(selection, viewport, cells)
    listed = {"order": asked.order, "is_descending": asked.down}
    yield "page", store.page(selection, viewport, cells, asked.skip, asked.take, **listed)
    yield "place in the list", store.place_in(asked.event_id, selection, viewport, cells, **listed)
    event = store.event(asked.event_id)
    yield "event", event
    yield "others here", store.others_here(event, selection)
    yield "near", store.same_days_nearby(event, selection)


def ask_two_windows(store: EventStore, asked: Asked) -> Any:
    """Compare the window with the year before it."""
    first = asked.selection.first_day or store.first_day or EPOCH
    other = replace(asked.selection, first_day=first - timedelta(days=365), last_day=first)
    (one, others), (two, more) = store.marks_of_two(asked.selection, other, asked.viewport)
    return _plain(vars(one)), _plain(others), _plain(vars(two)), _plain(more)


def find_differences(one: EventStore, other: EventStore, asked: Asked) -> list[str]:
    """Name the questions that two stores answer differently."""
    answers = zip(ask_all(one, asked), ask_all(other, asked), strict=True)
    return [name for (name, expected), (_, found) in answers if expected != found]


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value
