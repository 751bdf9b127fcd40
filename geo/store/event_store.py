"""EventStore: asks the questions of a Selection and a Viewport, and answers in plain numbers."""

from __future__ import annotations

import functools
import json
import threading
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import ibis
import ibis.expr.types as ir
import numpy as np

from geo.errors import AtlasError, BadSelection
from geo.store.columns import EVENT_TYPES
from geo.store.compiling import Compiled, compile_question
from geo.store.density import DENSITY_CELL_PX, Density, gather_density
from geo.store.grid import Cells, box_of, choose_cell_bits
from geo.store.histogram import Histogram, Step, add_up, bar_starts
from geo.store.marks import Marks, gather_marks, gather_two
from geo.store.questions import Questions
from geo.store.selection import Selection, Viewport
from geo.store.summary import Summary, summarise

EPOCH = date(1970, 1, 1)
MOST_LINES = 300
LINE_MARGIN_PX = 1_200
"""A movement that begins this far off the map may still cross it."""

MOST_ROWS = 1_000
ORDERS = (
    "start_day", "event_type", "sub_event_type", "actor1", "actor2", "location", "admin1", "country", "fatalities",
    "confidence", "event_id", "notes", "source", "review",
)  # fmt: skip
ROW_COLUMNS = ("event_id", "start_day", "end_day", "time_precision", "event_type", "sub_event_type", "actor1", "actor2",
               "location", "admin1", "country", "geo_precision", "fatalities", "confidence", "notes", "source",
               "review", "side_code", "type_code")  # fmt: skip


@dataclass(frozen=True)
class Page:
    """Some rows of a list of events, and how long the whole list is."""

    total: int
    rows: list[dict]


class EventStore:
    """The only door to the events: one DuckDB file, read-only, safe to ask from many threads.

    Attributes:
        first_day: First day of the data; None when there is none.
        last_day: Last day of the data, spans included.
        total: Number of events.
        sides: Side ids by code.
        event_types: Event types by code.
    """

    def __init__(self, path: Path, threads: int | None = None, memory: str = "400MB") -> None:
        """Open a file that `build_store_file` made.

        Raises:
            AtlasError: If it is not such a file.
        """
        try:
            config = {"memory_limit": memory, "perfect_ht_threshold": 18, **({"threads": threads} if threads else {})}
            self._connection = duckdb.connect(str(path), read_only=True, config=config)
            self.about = {k: json.loads(v) for k, v in self._connection.execute("FROM about").fetchall()}
            described = self._connection.execute(
                "SELECT count(*), min(start_day), max(end_day), coalesce(max(end_day - start_day), 0) FROM event"
            ).fetchone()
        except duckdb.Error as error:
            raise AtlasError(f"{path} is not an event store: {error}. Delete it; it is made again.") from error
        self.total, first, last, longest = described
        self.first_day, self.last_day = (None if day is None else EPOCH + timedelta(days=day) for day in (first, last))
        self.sides, self.event_types = tuple(self.about["sides"]), tuple(self.about["event_types"])
        table = ibis.table(EVENT_TYPES, name="event")
        self._questions = Questions(table, self.sides, self.event_types, longest)
        self._local = threading.local()
        self._compile = functools.lru_cache(maxsize=256)(self._compile_named)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def marks(self, selection: Selection, viewport: Viewport) -> Marks:
        """Gather the placed events of a window that a map shows into marks."""
        bits = choose_cell_bits(viewport.zoom)
        counts = self._count_cells("marks", selection, viewport, bits)
        return gather_marks(counts, len(self.sides), len(self.event_types), bits, viewport.zoom)

    def marks_of_two(
        self, selection: Selection, other: Selection, viewport: Viewport
    ) -> tuple[tuple[Marks, np.ndarray], tuple[Marks, np.ndarray]]:
        """Gather two windows into marks of the same cells, each with the events of the other window at its marks."""
        bits = choose_cell_bits(viewport.zoom)
        counts = tuple(self._count_cells("marks", one, viewport, bits) for one in (selection, other))
        return gather_two(counts, len(self.sides), len(self.event_types), bits, viewport.zoom)

    def density(self, selection: Selection, viewport: Viewport) -> Density:
        """Count the placed events of a window that a map shows by cells of a few pixels."""
        bits = choose_cell_bits(viewport.zoom, DENSITY_CELL_PX)
        return gather_density(self._count_cells("cells", selection, viewport, bits))

    def _count_cells(self, question: str, selection: Selection, viewport: Viewport, bits: int) -> dict[str, np.ndarray]:
        box = box_of(viewport)
        compiled = self._compile(question, selection.whole_time(), _wraps(box))
        return self._run(compiled, {**self._days(selection), **_edges(box), "bits": bits})

    def lines(self, selection: Selection, viewport: Viewport) -> list[dict]:
        """List the latest `MOST_LINES` movements and stretches: `event_id`, `side_code`, `line`, `is_stretch`."""
        box = box_of(viewport, LINE_MARGIN_PX)
        compiled = self._compile("lines", selection.whole_time(), _wraps(box), MOST_LINES)
        found = _as_rows(self._run(compiled, {**self._days(selection), **_edges(box)}))
        return [{**row, "line": json.loads(row["line"])} for row in found]

    def histogram(self, selection: Selection, step: Step) -> Histogram:
        """Count the events of all time by bar and side; the selection's window does not matter."""
        if self.first_day is None or self.last_day is None:
            return Histogram(step, (), np.zeros((0, len(self.sides)), int))
        days = self._run(self._compile("days", selection.whole_time()), {})
        step, starts = bar_starts(self.first_day, self.last_day, step)
        return Histogram(step, tuple(starts.tolist()), add_up(days, len(self.sides), starts))

    def summary(self, selection: Selection) -> Summary:
        """Count what a window holds, on the map or off it."""
        found = self._run(self._compile("summary", selection.whole_time()), self._days(selection))
        return summarise(found, self.sides, self.event_types)

    def page(
        self,
        selection: Selection,
        viewport: Viewport | None = None,
        cells: Cells | None = None,
        skip: int = 0,
        take: int = 100,
        order: str = "start_day",
        is_descending: bool = False,
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

        Raises:
            BadSelection: If `order` is not one of them.
        """
        if order not in ORDERS:
            raise BadSelection(f'Events cannot be ordered by "{order}". Expected one of {", ".join(ORDERS)}.')
        box = box_of(viewport, margin_px=0) if viewport else None
        question = ("page", selection.whole_time(), _wraps(box), cells, ROW_COLUMNS, order, is_descending)
        numbers = {"skip": max(0, skip), "take": min(max(0, take), MOST_ROWS)}
        rows = self._run(self._compile(*question), {**self._days(selection), **_edges(box), **numbers})
        total = self.count(selection, viewport, cells)
        return Page(total, [_with_days(row) for row in _as_rows(rows)])

    def count(self, selection: Selection, viewport: Viewport | None = None, cells: Cells | None = None) -> int:
        """Count the events that `page` would list."""
        box = box_of(viewport, margin_px=0) if viewport else None
        compiled = self._compile("page_length", selection.whole_time(), _wraps(box), cells)
        return int(self._run(compiled, {**self._days(selection), **_edges(box)})["events"][0])

    def event(self, event_id: str) -> dict | None:
        """Return one event with all its columns, or None if there is none of that id."""
        rows = _as_rows(self._run(self._compile("one", event_id), {}))
        return _with_days(rows[0]) if rows else None

    @functools.cached_property
    def places(self) -> list[tuple[str, str, str, int]]:
        """Location, admin1, country and number of events by place code, the most eventful first."""
        return (
            self._connection.cursor()
            .execute("SELECT location, admin1, country, events FROM place ORDER BY place_code")
            .fetchall()
        )

    @functools.cached_property
    def places_on_map(self) -> list[tuple[float, float, int]]:
        """Longitude and latitude (degrees) of every point that has events, and how many."""
        points = "SELECT longitude, latitude, count(*) FROM event WHERE x IS NOT NULL GROUP BY ALL"
        return self._connection.cursor().execute(points).fetchall()

    def _compile_named(self, question: str, *arguments: object) -> Compiled:
        expression: ir.Table = getattr(self._questions, question)(*arguments)
        return compile_question(expression)

    def _run(self, compiled: Compiled, numbers: dict[str, int]) -> dict[str, np.ndarray]:
        found = self._cursor().execute(compiled.sql, {name: numbers[name] for name in compiled.names})
        table = found.to_arrow_table()
        return {name: table[name].to_numpy() for name in table.column_names}

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if not hasattr(self._local, "cursor"):
            self._local.cursor = self._connection.cursor()
        return self._local.cursor

    def _days(self, selection: Selection) -> dict[str, int]:
        first = selection.first_day or self.first_day or EPOCH
        last = selection.last_day or self.last_day or EPOCH
        return {"first_day": (first - EPOCH).days, "last_day": (last - EPOCH).days}


def _wraps(box: tuple[int, int, int, int] | None) -> bool | None:
    return None if box is None else box[0] > box[2]


def _edges(box: tuple[int, int, int, int] | None) -> dict[str, int]:
    return dict(zip(("west", "north", "east", "south"), box, strict=True)) if box else {}


def _as_rows(columns: dict[str, np.ndarray]) -> list[dict]:
    names = list(columns)
    lists = (columns[name].tolist() for name in names)
    return [dict(zip(names, values, strict=True)) for values in zip(*lists, strict=True)]


def _with_days(row: dict) -> dict:
    days = {name: EPOCH + timedelta(days=int(row[name])) for name in ("start_day", "end_day")}
    blanks = {name: None for name, value in row.items() if isinstance(value, float) and np.isnan(value)}
    return {**row, **blanks, **days}
