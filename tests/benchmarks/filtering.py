"""What a change of the filters costs: all that the page then asks the store, one after another, nothing remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from geo.store.event_store import EventStore
from geo.store.histogram import Step
from geo.store.selection import Selection
from tests.benchmarks.findings import Finding, find_value, say
from tests.benchmarks.timing import Timing, time_one
from tests.benchmarks.views import VIEWS, choose_windows

LARGE = 3_000_000
MOST_CHANGE_MS = 250
VIEW = VIEWS["country"]
REPEATS = 5
IDLIB = ((35.9, 35.2), (37.1, 35.3), (37.3, 36.3), (36.6, 36.9), (35.8, 36.5))
CHANGES = {
    "a type": [Selection(event_types=(name,)) for name in ("Protests", "Battles", "Diplomacy", "Riots")],
    "a side": [Selection(sides=(name,)) for name in ("turkiye", "government", "russia", "opposition")],
    "an actor": [Selection(actors=(name,)) for name in (
        "Military Forces of Turkey", "Military Forces of Syria", "Military Forces of Russia", "Civilians (Syria)")],
    "a common word": [Selection(text=word) for word in ("convoy", "border", "drone", "trucks", "camps")],
    "a rare word": [Selection(text=word) for word in ("saraq", "kharkiv", "tigray", "mosul", "darfur")],
    "two words": [Selection(text=words) for words in ("convoy border", "army talks", "syria drone", "russia camps")],
    "an area": [Selection(shape=tuple((lon + n / 10, lat) for lon, lat in IDLIB)) for n in range(REPEATS)],
    "a column of names": [Selection(columns=(("actor1", text),)) for text in ("turkey", "forces of", "syria", "hts")],
    "a column of notes": [Selection(columns=(("notes", text),)) for text in ("convoy", "drone", "front", "camps")],
    "a column of places": [Selection(columns=(("location", text),)) for text in ("sara", "al", "idlib", "homs")],
    "a column of days": [Selection(columns=(("event_date", text),)) for text in ("2020-02", "-12-", "2019", "15-0")],
}  # fmt: skip
"""Selections of one kind, none of them asked twice: what a store remembers of one helps no other."""


def change_filters(path: Path, events: int) -> Iterator[Finding]:
    """Change one filter after another, over a window of 30 days and over all time."""
    say(f"changing the filters of {events:,} events")
    most = MOST_CHANGE_MS if events == LARGE else None
    for span in ("30 days", "all time"):
        store = EventStore(path)
        window = next(choose_windows(store, 1)) if span == "30 days" else Selection()
        days = (window.first_day, window.last_day)
        answer_change(store, replace(window, text="residents", sides=("others",)))
        for name, wanted in CHANGES.items():
            answer_change(store, _warming(wanted[0]).within(*days))
            times = [time_one(answer_change, (store, one.within(*days))) for one in wanted]
            timing = Timing.of(times)
            yield find_value(f"a filter change, {span}: {name}", events, timing.median_ms, "ms", most, timing.p95_ms)
        store.close()


def _warming(wanted: Selection) -> Selection:
    """Return another selection of the kind: the first question of a kind is compiled, once in the life of a server."""
    if wanted.text:
        return replace(wanted, text="zzzz")
    if wanted.columns:
        return replace(wanted, columns=((wanted.columns[0][0], "zzzz"),))
    if wanted.shape:
        return replace(wanted, shape=((0.0, 0.0), (0.1, 0.0), (0.0, 0.1)))
    return replace(wanted, **{name: ("zzzz",) for name in ("actors", "event_types", "sides") if getattr(wanted, name)})


def answer_change(store: EventStore, selection: Selection) -> None:
    """Ask what the page asks when a filter changes."""
    store.overview(selection)
    store.marks(selection, VIEW)
    store.count(selection, VIEW)
    store.lines(selection, VIEW)
    store.histogram(selection, Step.DAY)
