"""EventStore: asks the questions of a Selection and a Viewport, and answers in plain numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from geo.errors import AtlasError
from geo.store.compiling import Compiled
from geo.store.contents import Contents
from geo.store.day_lists import MOST_RANKED, DayList, check_order
from geo.store.density import DENSITY_CELL_PX, Density, gather_density
from geo.store.engine import Engine
from geo.store.exporting import EXPORTED_ROWS, STORED_COLUMNS, as_export
from geo.store.extent import read_extent
from geo.store.facets import Facets, count_overview
from geo.store.filtering import uncounted_part
from geo.store.grid import Cells, box_of, choose_cell_bits
from geo.store.histogram import Histogram, Step, add_up, bar_starts
from geo.store.limits import USUAL_LIMITS, Limits
from geo.store.marks import Marks, gather_marks, gather_two
from geo.store.mix import Mix
from geo.store.nearby import NEARBY_KM, box_around, keep_within
from geo.store.pages import (
    EPOCH,
    MOST_AROUND,
    MOST_ROWS,
    ORDERS,
    ROW_COLUMNS,
    Page,
    as_rows,
    choose_order,
)
from geo.store.ranking import DEEP_ROWS, Rankings
from geo.store.selection import Selection, Viewport
from geo.store.sources import Address, open_source
from geo.store.summary import Summary

__all__ = ["EPOCH", "MOST_ROWS", "ORDERS", "ROW_COLUMNS", "EventStore", "Facets", "Page", "Summary"]

MOST_LINES = 300
LINE_MARGIN_PX = 1_200
"""A movement that begins this far off the map may still cross it."""


class EventStore(Contents):
    """The only door to the events: one DuckDB file or ClickHouse, read-only, safe to ask from many threads.

    Attributes:
        path: The file, or the address.
        first_day: First day of the data; None when there is none.
        last_day: Last day of the data, spans included.
        total: Number of events.
        sides: Side ids by code.
        event_types: Event types by code.
        mix: Codes of sides, types and sub-types.
        about: What was kept with the data: reports, and how many events are `new`, `changed` and `gone`.
        has_words: Whether words of texts are listed; else the texts are read, which takes longer.
        extra_columns: Names of the columns that the files have besides those of the event table.
    """

    def __init__(self, path: Path | Address, limits: Limits = USUAL_LIMITS, like: EventStore | None = None) -> None:
        """Open a file that `build_store_file` made, or what was loaded from one.

        Args:
            path: The file, or the address.
            limits: What it may use of the machine.
            like: A store whose place this one takes: what was compiled for it need not be compiled again.

        Raises:
            AtlasError: If it is no store, or cannot be reached.
        """
        self.path = path
        self._engine = Engine(open_source(path, limits))
        try:
            self.about = self._engine.source.read_about()
            mix = Mix(*(tuple(self.about[name]) for name in ("sides", "event_types", "subs", "types_of_subs")))
            extent = read_extent(self._engine)
        except (KeyError, duckdb.Error) as error:
            raise AtlasError(f"{path} is not an event store: {error}. Delete it; it is made again.") from error
        self.extra_columns = tuple(self.about.get("extra_columns", ()))
        self._extent, self.total = extent, extent.total
        self.first_day, self.last_day = extent.first_day, extent.last_day
        self.mix, self.sides, self.event_types = mix, mix.sides, mix.event_types
        self.has_words = self.about.get("has_words", True)
        unlisted = self.about.get("unlisted", ())
        self._engine.start(mix, extent.longest_days, like and like._engine, self.has_words, unlisted, self.total)
        self._rankings = Rankings(self._engine)

    def close(self) -> None:
        """Let go of the file, or of the connection."""
        self._engine.source.close()

    def marks(self, selection: Selection, viewport: Viewport) -> Marks:
        """Gather the placed events of a window that a map shows into marks."""
        bits = choose_cell_bits(viewport.zoom)
        counts = self._count_marks(selection, viewport, bits)
        return gather_marks(counts, len(self.sides), len(self.event_types), bits, viewport.zoom)

    def marks_of_two(
        self, selection: Selection, other: Selection, viewport: Viewport
    ) -> tuple[tuple[Marks, np.ndarray], tuple[Marks, np.ndarray]]:
        """Gather two windows into marks of the same cells, each with the events of the other window at its marks."""
        bits = choose_cell_bits(viewport.zoom)
        counts = tuple(self._count_marks(one, viewport, bits) for one in (selection, other))
        return gather_two(counts, len(self.sides), len(self.event_types), bits, viewport.zoom)

    def density(self, selection: Selection, viewport: Viewport) -> Density:
        """Count the placed events of a window that a map shows by cells of a few pixels."""
        bits = choose_cell_bits(viewport.zoom, DENSITY_CELL_PX)
        return gather_density(self._count_cells("cells", selection, viewport, bits))

    def _count_marks(self, selection: Selection, viewport: Viewport, bits: int) -> dict[str, np.ndarray]:
        if not (self._extent.is_tallied and self._is_all(selection)):
            return self._count_cells("marks", selection, viewport, bits)
        box, inner = box_of(viewport), box_of(viewport, margin_px=0)
        numbers = {**_edges(box), **_inner_edges(inner), "bits": bits}
        return self._run(self._compile("marks_of_all", _wraps(box), _wraps(inner)), numbers)

    def _is_all(self, selection: Selection) -> bool:
        """Say whether a selection keeps every event: no filter, and a window that leaves none out."""
        return selection.whole_time() == Selection() and self._extent.is_within(**self._days(selection))

    def _count_cells(self, question: str, selection: Selection, viewport: Viewport, bits: int) -> dict[str, np.ndarray]:
        box = box_of(viewport)
        numbers = {**self._days(selection), **_edges(box), "bits": bits}
        if question == "cells":
            return self._run(self._compile(question, selection.whole_time(), _wraps(box)), numbers)
        inner = box_of(viewport, margin_px=0)
        compiled = self._compile(question, selection.whole_time(), _wraps(box), _wraps(inner))
        return self._run(compiled, {**numbers, **_inner_edges(inner)})

    def lines(self, selection: Selection, viewport: Viewport) -> list[dict]:
        """List the latest `MOST_LINES` movements and stretches: `event_id`, `side_code`, `line`, `is_stretch`."""
        box = box_of(viewport, LINE_MARGIN_PX)
        compiled = self._compile("lines", selection.whole_time(), _wraps(box), MOST_LINES)
        found = as_rows(self._run(compiled, {**self._days(selection), **_edges(box)}))
        return [{**row, "line": json.loads(row["line"])} for row in found]

    def histogram(
        self,
        selection: Selection,
        step: Step,
        by: str = "side",
        first_day: date | None = None,
        last_day: date | None = None,
    ) -> Histogram:
        """Count the events of all time by bar and group; the selection's window does not matter.

        Args:
            selection: Which events.
            step: How long a bar is; a longer one is taken where the days would need too many.
            by: The group: `side` or `type`.
            first_day: First day of the bars; None for the first of the data.
            last_day: Last day of the bars, included; None for the last of the data.
        """
        groups = len({"side": self.sides, "type": self.event_types}[by])
        first_day, last_day = first_day or self.first_day, last_day or self.last_day
        if first_day is None or last_day is None or self.total == 0:
            nothing = np.zeros((0, groups), int)
            return Histogram(step, (), nothing, nothing)
        step, starts = bar_starts(first_day, last_day, step)
        days = self._run(self._compile("days", selection.whole_time(), step, by), {})
        return Histogram(step, tuple(starts.tolist()), *add_up(days, groups, starts))

    def overview(self, selection: Selection) -> tuple[Summary, Facets]:
        """Count what a window holds, on the map or off it, and what each choice of each filter would leave."""
        compiled = self._compile("overview", uncounted_part(selection).whole_time())
        return count_overview(self._run(compiled, self._days(selection)), selection, self.mix)

    def summary(self, selection: Selection) -> Summary:
        """Count what a window holds, on the map or off it."""
        return self.overview(selection)[0]

    def facets(self, selection: Selection) -> Facets:
        """Count what each choice of each filter would leave in a window."""
        return self.overview(selection)[1]

    def page(
        self,
        selection: Selection,
        viewport: Viewport | None = None,
        cells: Cells | None = None,
        skip: int = 0,
        take: int = 100,
        order: str = "start_day",
        is_descending: bool = False,
        columns: Sequence[str] = ROW_COLUMNS,
    ) -> Page:
        """List events in order.

        Args:
            selection: Which events.
            viewport: Only those that start in it; None for all, placed or not.
            cells: Only those of one mark; the viewport does not matter then.
            skip: Rows to leave out at the start.
            take: Rows wanted, at most `MOST_ROWS`.
            order: One of `ORDERS`.
            is_descending: Whether the last comes first.
            columns: Which columns of the store each row has.

        Raises:
            BadSelection: If `order` is not one of them.
        """
        order = choose_order(order)
        box = box_of(viewport, margin_px=0) if viewport else None
        skip, take = max(0, skip), min(max(0, take), MOST_ROWS)
        if skip > DEEP_ROWS and self.count(selection, viewport, cells) > MOST_RANKED:
            check_order(order)
            listed = self._list_days(selection, viewport, cells, is_descending)
            return Page(len(listed), self._rankings.read(listed.read(skip, take), columns))
        if skip > DEEP_ROWS:
            ranking = self._rank(selection, viewport, cells, order, is_descending)
            return Page(len(ranking), self._rankings.read(ranking[skip : skip + take], columns))
        question = ("page", selection.whole_time(), _wraps(box), cells, tuple(columns), order, is_descending)
        numbers = {"skip": skip, "take": take}
        rows = self._run(self._compile(*question), {**self._days(selection), **_edges(box), **numbers})
        total = self.count(selection, viewport, cells)
        return Page(total, as_rows(rows))

    def count(self, selection: Selection, viewport: Viewport | None = None, cells: Cells | None = None) -> int:
        """Count the events that `page` would list."""
        box = box_of(viewport, margin_px=0) if viewport else None
        compiled = self._compile("page_length", selection.whole_time(), _wraps(box), cells)
        return int(self._run(compiled, {**self._days(selection), **_edges(box)})["events"][0])

    def event(self, event_id: str) -> dict | None:
        """Return one event with all its columns, or None if there is none of that id."""
        rows = as_rows(self._run(self._compile("one", event_id), {}))
        return rows[0] if rows else None

    def place_in(
        self,
        event_id: str,
        selection: Selection,
        viewport: Viewport | None = None,
        cells: Cells | None = None,
        order: str = "start_day",
        is_descending: bool = False,
    ) -> tuple[int | None, int]:
        """Find where an event stands in the list that `page` gives.

        Returns:
            How many events come before it, None when it is not in the list; and how long the list is.
        """
        order = choose_order(order)
        if self.total > MOST_RANKED and self.count(selection, viewport, cells) > MOST_RANKED:
            check_order(order)
            listed, event = self._list_days(selection, viewport, cells, is_descending), self.event(event_id)
            number = self._rankings.number_of(event_id)
            day = event and (event["start_day"] - EPOCH).days
            return (listed.find(number, day) if event else None), len(listed)
        ranking = self._rank(selection, viewport, cells, order, is_descending)
        return self._rankings.find(event_id, ranking), len(ranking)

    def others_here(self, event: dict, selection: Selection, most: int = MOST_AROUND) -> Page:
        """List the other events of an event's place, the nearest in time first; the window does not matter.

        Returns:
            The events, and how many the place has with the one that is asked about.
        """
        kept = selection.whole_time()
        numbers = {"place": event["place_code"], "day": (event["start_day"] - EPOCH).days}
        rows = as_rows(self._run(self._compile("at_place", kept, ROW_COLUMNS, most + 1), numbers))
        total = int(self._run(self._compile("place_length", kept), numbers)["events"][0])
        return Page(total, [row for row in rows if row["event_id"] != event["event_id"]][:most])

    def same_days_nearby(self, event: dict, selection: Selection, most: int = MOST_AROUND) -> Page:
        """List the events of an event's days within `NEARBY_KM` of it but at other places, the nearest first.

        Returns:
            The events with `distance_km`, geodesic; the selection's own window does not matter.
        """
        if event["x"] is None:
            return Page(0, [])
        box = box_around(int(event["x"]), int(event["y"]), NEARBY_KM)
        columns = (*ROW_COLUMNS, "longitude", "latitude")
        compiled = self._compile("near", selection.whole_time(), _wraps(box), columns)
        days = self._days(selection.within(event["start_day"], event["end_day"]))
        rows = as_rows(self._run(compiled, {**days, **_edges(box), "place": event["place_code"]}))
        near = keep_within(rows, event["longitude"], event["latitude"], NEARBY_KM)
        return Page(len(near), near[:most])

    def export(
        self,
        selection: Selection,
        cells: Cells | None = None,
        order: str = "start_day",
        is_descending: bool = False,
        viewport: Viewport | None = None,
    ) -> pa.RecordBatchReader:
        """Give all that `page` would list as `geo.tables.exports` writes it, in pieces: never all at once.

        Returns:
            What `geo.tables.exports.batches.export_schema` describes, with the further columns of the files.
        """
        order = choose_order(order)
        if order == "start_day":
            # Days lie together in the file: read piece by piece they need no sorting of all that is exported.
            pieces = self._stream_days(selection, viewport, cells, is_descending)
        else:
            box = box_of(viewport, margin_px=0) if viewport else None
            question = ("listed", selection.whole_time(), _wraps(box), cells, STORED_COLUMNS, order, is_descending)
            numbers = {**self._days(selection), **_edges(box)}
            pieces = self._engine.stream(self._compile(*question), numbers, EXPORTED_ROWS)
        return as_export(pieces, self.extra_columns)

    def _stream_days(
        self, selection: Selection, viewport: Viewport | None, cells: Cells | None, down: bool
    ) -> Iterator[pa.RecordBatch]:
        if self.total > MOST_RANKED and self.count(selection, viewport, cells) > MOST_RANKED:
            rankings: Iterable[np.ndarray] = self._list_days(selection, viewport, cells, down).pieces()
        else:
            rankings = [self._rank(selection, viewport, cells, "start_day", down)]
        for ranking in rankings:
            yield from self._rankings.stream(ranking, STORED_COLUMNS, EXPORTED_ROWS, down)

    def _list_days(self, selection: Selection, viewport: Viewport | None, cells: Cells | None, down: bool) -> DayList:
        box = box_of(viewport, margin_px=0) if viewport and not cells else None
        numbers = (*self._days(selection).items(), *_edges(box).items())
        return DayList(self._engine, selection, _wraps(box), cells, down, numbers)

    def _rank(
        self, selection: Selection, viewport: Viewport | None, cells: Cells | None, order: str, down: bool
    ) -> np.ndarray:
        box = box_of(viewport, margin_px=0) if viewport and not cells else None
        numbers = (*self._days(selection).items(), *_edges(box).items())
        return self._rankings.rank(selection.whole_time(), _wraps(box), cells, order, down, numbers)

    def _compile(self, question: str, *arguments: object) -> Compiled:
        return self._engine.compile(question, *arguments)

    def _run(self, compiled: Compiled, numbers: Mapping[str, int]) -> dict[str, np.ndarray]:
        return self._engine.run(compiled, numbers)

    def _days(self, selection: Selection) -> dict[str, int]:
        first = selection.first_day or self.first_day or EPOCH
        last = selection.last_day or self.last_day or EPOCH
        return {"first_day": (first - EPOCH).days, "last_day": (last - EPOCH).days}


def _inner_edges(box: tuple[int, int, int, int]) -> dict[str, int]:
    return {f"inner_{name}": edge for name, edge in _edges(box).items()}


def _wraps(box: tuple[int, int, int, int] | None) -> bool | None:
    return None if box is None else box[0] > box[2]


def _edges(box: tuple[int, int, int, int] | None) -> dict[str, int]:
    return dict(zip(("west", "north", "east", "south"), box, strict=True)) if box else {}
