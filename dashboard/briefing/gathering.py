"""From a view and what a briefer chose to a brief: every question that a sheet asks of the store is asked here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np

from dashboard.briefing.choices import Choices
from dashboard.briefing.keys import list_signs
from dashboard.briefing.wording import (
    choose_events,
    describe_event,
    propose_sources,
    propose_title,
    say_filters,
    say_rule,
)
from dashboard.context import Context, days_of
from dashboard.figures.marks import describe_marks
from dashboard.figures.palette import DARK, LIGHT, PRINT
from dashboard.figures.sheet.arrangement import Arrangement, Wordings, arrange
from dashboard.figures.sheet.brief import Box, Brief, KeyEvent, MapPart, Strip
from dashboard.figures.sheet.layouts import find_size
from dashboard.figures.sheet.marking import colour_marking
from dashboard.figures.sheet.projection import visible_bounds
from dashboard.opening import ASSUMED_MAP_PX, name_places
from dashboard.view import Camera, Ground, View
from dashboard.words import say_counts, say_days, say_deaths
from geo.errors import BadBrief
from geo.layers.layer import Layer
from geo.store.histogram import Step
from geo.store.merging import choose_unit_px
from geo.store.pages import MOST_ROWS
from geo.store.selection import Selection, Viewport

MOST_BARS = 220
"""More bars than this would be too narrow to be seen: longer steps are taken then."""

LISTED = ("event_id", "start_day", "end_day", "admin1", "country", "fatalities", "confidence", "source")


@dataclass(frozen=True)
class Wanted:
    """What a sheet is asked for.

    Attributes:
        view: What is seen.
        choices: How the sheet is wanted.
        as_of: The moment that stands on it, with a time zone.
        link: The address of the view.
        logo: A picture as a `data:` URI; empty for none.
        area: What the title calls the part of the world; empty for what most events on the map say.
    """

    view: View
    choices: Choices
    as_of: datetime
    link: str
    logo: str = ""
    area: str = ""


def gather_brief(context: Context, wanted: Wanted) -> tuple[Brief, Arrangement]:
    """Ask the store for all that a sheet says, and give its parts their places.

    Raises:
        BadBrief: If an event that was chosen by hand is not there.
    """
    view, choices = wanted.view, wanted.choices
    days = days_of(context, view.selection)
    selection = view.selection.within(*days)
    camera, seen = view.camera or context.camera, choices.seen or ASSUMED_MAP_PX
    viewport = _look(camera, Box(0, 0, *seen))
    listed = context.store.page(
        selection, viewport, take=MOST_ROWS, order="fatalities", is_descending=True, columns=LISTED
    )
    layers = list_layers(context, view)
    words = _choose_words(context, wanted, selection, listed.rows, layers)
    at = arrange(find_size(choices.layout), words, choices.hidden)
    key_events = _list_events(context, wanted, listed.rows)
    part = gather_map(context, view, fit_camera(camera, seen, at.map), at.map, layers, key_events)
    summary = context.store.summary(selection)
    ink, ground = colour_marking(words.marking)
    palette = PRINT if view.ground == Ground.PRINT else DARK if view.theme == "dark" else LIGHT
    brief = Brief(
        title=words.title, subtitle=words.subtitle, days=say_days(*days),
        counts=say_counts(summary, context.store.total), deaths=say_deaths(summary), events=summary.events, map=part,
        legend=list_signs(context, part, palette), strip=_gather_strip(context, view, selection), key_events=key_events,
        rule=say_rule(len(key_events), listed.total, bool(choices.keys)), sources=words.sources,
        marking=words.marking, marking_ink=ink, marking_ground=ground, logo=wanted.logo, link=wanted.link,
        palette=palette, is_dark=palette is DARK,
    )  # fmt: skip
    return brief, at


def fit_map(context: Context, wanted: Wanted, brief: Brief, box: Box) -> Brief:
    """Return a brief whose map fills another box, pixels of the sheet."""
    view = wanted.view
    camera = fit_camera(view.camera or context.camera, wanted.choices.seen or ASSUMED_MAP_PX, box)
    part = gather_map(context, view, camera, box, brief.map.layers, brief.key_events)
    return replace(brief, map=part, legend=list_signs(context, part, brief.palette))


def fit_camera(camera: Camera, seen: tuple[int, int], box: Box) -> Camera:
    """Return the camera with which a box shows at least what a map of another size, in pixels, showed."""
    zoom = camera.zoom + math.log2(min(box.width / seen[0], box.height / seen[1]))
    return replace(camera, zoom=max(zoom, 0.0))


def _look(camera: Camera, box: Box) -> Viewport:
    return Viewport.from_edges(*visible_bounds(camera, box), camera.zoom)


def list_layers(context: Context, view: View) -> list[Layer]:
    """List the dated layers that a view has switched on."""
    return [layer for layer in context.layers if layer.layer_id in _shown(context, view)]


def _shown(context: Context, view: View) -> frozenset[str]:
    return frozenset(context.shown_at_first) if view.shown is None else view.shown


def _choose_words(context: Context, wanted: Wanted, selection: Selection, rows: Sequence[dict], layers) -> Wordings:
    """Take the words that a briefer wrote, and propose the others."""
    choices, store = wanted.choices, context.store
    summary = store.summary(selection)
    area = wanted.area or _name_area(context, rows)
    said = [say_counts(summary, store.total), say_deaths(summary), say_filters(selection, context.vocabulary)]
    subtitle = " · ".join(part for part in said if part)
    days = (selection.first_day, selection.last_day)
    sources = propose_sources((row["source"] for row in rows), layers, wanted.as_of)
    return Wordings(
        title=propose_title(area, days) if choices.title is None else choices.title,
        subtitle=subtitle if choices.subtitle is None else choices.subtitle,
        sources=sources if choices.sources is None else choices.sources,
        marking=choices.marking.strip(),
        has_logo=bool(wanted.logo),
        listed=len(choices.keys) or min(choices.top, len(rows)),
    )


def name_area(context: Context, wanted: Wanted) -> str:
    """Name the part of the world that a view shows, by where most of its events are."""
    view = wanted.view
    selection = view.selection.within(*days_of(context, view.selection))
    viewport = _look(view.camera or context.camera, Box(0, 0, *(wanted.choices.seen or ASSUMED_MAP_PX)))
    return _name_area(context, context.store.page(selection, viewport, take=MOST_ROWS, columns=LISTED).rows)


def _name_area(context: Context, rows: Sequence[dict]) -> str:
    return name_places((row["admin1"], row["country"], 1) for row in rows) or context.title


def _list_events(context: Context, wanted: Wanted, rows: Sequence[dict]) -> list[KeyEvent]:
    choices = wanted.choices
    if "list" in choices.hidden:
        return []
    ids = choices.keys or [row["event_id"] for row in choose_events(rows, choices.top)]
    events = [(event_id, context.store.event(event_id)) for event_id in ids]
    if gone := [event_id for event_id, event in events if event is None]:
        raise BadBrief(f'There is no event "{gone[0]}". Expected the id of one that is loaded: choose it anew.')
    return [
        describe_event(number, event, context.vocabulary, wanted.as_of)
        for number, (_, event) in enumerate(events, start=1)
    ]


def gather_map(
    context: Context,
    view: View,
    camera: Camera,
    box: Box,
    layers: Sequence[Layer],
    key_events: Sequence[KeyEvent] = (),
) -> MapPart:
    """Ask the store for all that a map shows.

    Args:
        context: Store, vocabulary and layers.
        view: What is seen.
        camera: Middle and zoom of the map in pixels of the box.
        box: How large the map is, pixels.
        layers: Dated overlays that are switched on.
        key_events: Events with a number; those that lie on the map have it there.
    """
    store, shown = context.store, _shown(context, view)
    selection, viewport = view.selection.within(*days_of(context, view.selection)), _look(camera, box)
    found = store.marks(selection, viewport)
    return MapPart(
        camera=camera,
        marks=describe_marks(found, store.places, choose_unit_px(int(found.events.max(initial=1)))),
        lines=store.lines(selection, viewport) if "movements" in shown else [],
        layers=layers, window=(selection.first_day, selection.last_day), shown=shown,
        sides=[side.colour for side in context.vocabulary.sides],
        icons=[one.icon for one in context.vocabulary.event_types],
        numbered=[event for event in key_events if event.lon is not None], area=selection.shape,
    )  # fmt: skip


def _gather_strip(context: Context, view: View, selection: Selection) -> Strip | None:
    store = context.store
    first, last = view.axis or (store.first_day, store.last_day)
    if not store.total or first is None or last is None:
        return None
    days = (last - first).days + 1
    step = next((step for step, long in ((Step.DAY, 1), (Step.WEEK, 7)) if days / long <= MOST_BARS), Step.MONTH)
    bars = store.histogram(selection.whole_time(), step, first_day=first, last_day=last)
    if not bars.starts:
        return None
    starts, counts, name = _by_years(bars.starts, bars.by_group) if len(bars.starts) > MOST_BARS + 1 else (
        bars.starts, bars.by_group, str(bars.step)
    )  # fmt: skip
    colours = [side.colour for side in context.vocabulary.sides]
    window = (selection.first_day, selection.last_day)
    return Strip(starts[:-1], starts[-1], counts.tolist(), colours, window, context.stops, name)


def _by_years(starts: Sequence[date], counts: np.ndarray) -> tuple[list[date], np.ndarray, str]:
    """Add months up to years."""
    years = np.array([day.year for day in starts[:-1]])
    edges = np.flatnonzero(np.diff(years, prepend=years[0] - 1))
    return [starts[n] for n in edges] + [starts[-1]], np.add.reduceat(counts, edges, axis=0), "year"


def name_brief(context: Context, wanted: Wanted) -> str:
    """Name the file of a brief by its title, or by its days; not yet safe as the name of a file."""
    first, last = days_of(context, wanted.view.selection)
    days = f"{first}" if first == last else f"{first}-to-{last}"
    return f"{wanted.choices.title or 'conflict-atlas'}-{days}"
