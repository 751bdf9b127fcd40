"""EventStore: asks the questions of a Selection and a Viewport, and answers in plain numbers."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import ibis
import ibis.expr.types as ir
import numpy as np

from geo.errors import AtlasError, BadSelection
from geo.store.columns import EVENT_TYPES, TEXT_COLUMNS
from geo.store.compiling import Compiled, compile_question
from geo.store.grid import Cells, box_of, choose_cell_bits
from geo.store.histogram import Histogram, Step, add_up, bar_starts
from geo.store.marks import Marks, gather_marks
from geo.store.nearby import NEARBY_KM, box_around, keep_within
from geo.store.questions import Questions
from geo.store.selection import Selection, Viewport
from geo.store.summary import Summary, summarise

EPOCH = date(1970, 1, 1)
MOST_LINES = 300
LINE_MARGIN_PX = 1_200
"""A movement that begins this far off the map may still cross it."""

MOST_ROWS = 1_000
DEEP_ROWS = 2_000
"""Beyond these, a list is read by the numbers of its rows: an engine that skips rows sorts all that it skips, whole."""

KEPT_RANKINGS = 3
MOST_AROUND = 8
ORDERS = ("start_day", "end_day", *TEXT_COLUMNS, "time_precision", "geo_precision", "longitude", "latitude",
          "fatalities", "review", "file", "file_row")  # fmt: skip
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
                "SELECT count(*), min(start_day), max(end_day), coalesce(max(until_day - from_day), 0) FROM event"
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
        self._rank = functools.lru_cache(maxsize=KEPT_RANKINGS)(self._rank_anew)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def marks(self, selection: Selection, viewport: Viewport) -> Marks:
        """Gather the placed events of a window that a map shows into marks."""
        box, bits = box_of(viewport), choose_cell_bits(viewport.zoom)
        compiled = self._compile("marks", selection.whole_time(), _wraps(box))
        counts = self._run(compiled, {**self._days(selection), **_edges(box), "bits": bits})
        return gather_marks(counts, len(self.sides), len(self.event_types), bits, viewport.zoom)

    def lines(self, selection: Selection, viewport: Viewport) -> list[dict]:
        """List movements and stretches of road: `event_id`, `side_code`, `line`; the latest `MOST_LINES`."""
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
            columns: What of each event is wanted, `start_day` and `end_day` always.

        Raises:
            BadSelection: If `order` is not one of them.
        """
        _check_order(order)
        box = box_of(viewport, margin_px=0) if viewport else None
        skip, take = max(0, skip), min(max(0, take), MOST_ROWS)
        if skip > DEEP_ROWS:
            ranking = self._rank(selection, box, cells, order, is_descending)
            return Page(len(ranking), self._read_rows(ranking[skip : skip + take], tuple(columns)))
        question = ("page", selection.whole_time(), _wraps(box), cells, tuple(columns), order, is_descending)
        numbers = {"skip": skip, "take": take}
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
        _check_order(order)
        box = box_of(viewport, margin_px=0) if viewport else None
        ranking = self._rank(selection, box, cells, order, is_descending)
        (row,) = self._run(self._compile("number_of", event_id), {})["number"][:1].tolist() or [None]
        places = np.flatnonzero(ranking == row) if row is not None else ()
        return (int(places[0]) if len(places) else None), len(ranking)

    def others_here(self, event: dict, selection: Selection, most: int = MOST_AROUND) -> Page:
        """List the other events of an event's place, the nearest in time first; the window does not matter.

        Returns:
            The events, and how many the place has with the one that is asked about.
        """
        kept, place = selection.whole_time(), event["place_code"]
        day = (event["start_day"] - EPOCH).days
        rows = self._run(self._compile("at_place", kept, place, day, event["event_id"], ROW_COLUMNS, most), {})
        total = int(self._run(self._compile("place_length", kept, place), {})["events"][0])
        return Page(total, [_with_days(row) for row in _as_rows(rows)])

    def same_days_nearby(self, event: dict, selection: Selection, most: int = MOST_AROUND) -> Page:
        """List the events of an event's days within `NEARBY_KM` of it but at other places, the nearest first.

        Returns:
            The events with `distance_km`, geodesic; the selection's own window does not matter.
        """
        if event["x"] is None:
            return Page(0, [])
        box = box_around(int(event["x"]), int(event["y"]), NEARBY_KM)
        columns = (*ROW_COLUMNS, "longitude", "latitude")
        compiled = self._compile("near", selection.whole_time(), _wraps(box), event["place_code"], columns)
        days = self._days(selection.within(event["start_day"], event["end_day"]))
        rows = [_with_days(row) for row in _as_rows(self._run(compiled, {**days, **_edges(box)}))]
        near = keep_within(rows, event["longitude"], event["latitude"], NEARBY_KM)
        return Page(len(near), near[:most])

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

    def _rank_anew(
        self, selection: Selection, box: tuple[int, int, int, int] | None, cells: Cells | None, order: str, down: bool
    ) -> np.ndarray:
        question = ("ranked", selection.whole_time(), _wraps(box), cells, order, down)
        return self._run(self._compile(*question), {**self._days(selection), **_edges(box)})["number"]

    def _read_rows(self, numbers: np.ndarray, columns: tuple[str, ...]) -> list[dict]:
        names = ", ".join(f'"{name}"' for name in columns)
        sql = f"SELECT number, {names} FROM event WHERE number IN (SELECT unnest($numbers::INTEGER[]))"
        found = _as_rows(self._run(Compiled(sql, ("numbers",)), {"numbers": numbers.tolist()}))
        by_number = {row.pop("number"): _with_days(row) for row in found}
        return [by_number[number] for number in numbers.tolist()]

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


def _check_order(order: str) -> None:
    if order not in ORDERS:
        raise BadSelection(f'Events cannot be ordered by "{order}". Expected one of {", ".join(ORDERS)}.')


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
