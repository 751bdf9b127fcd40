"""What can be asked of the events, as Ibis expressions: the same for every engine."""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from geo.gazetteer.normalise import name_key
from geo.schema import CONFIDENCE
from geo.store.compiling import leave_limit_open, leave_open
from geo.store.grid import Cells
from geo.store.selection import Selection


class Questions:
    """The questions for one `event` table.

    Attributes:
        event: The table that `make_rows` describes, with `place_code` and `number`.
        sides: Side ids by code.
        event_types: Event types by code.
        longest_days: Possible days of the event with most, less one: lets an engine skip what began too early to matter.
    """

    def __init__(self, event: ir.Table, sides: Sequence[str], event_types: Sequence[str], longest_days: int) -> None:
        self.event = event
        self.sides = tuple(sides)
        self.event_types = tuple(event_types)
        self.longest_days = longest_days

    def marks(self, selection: Selection, wraps: bool) -> ir.Table:
        """Count the events of each grid cell in a box by side and type, with what a mark needs to be drawn."""
        bits = leave_open("bits")
        found = self._in_box(self._in_window(self._filtered(selection)), wraps)
        cells = {"cell_x": found.x.cast("int64") >> bits, "cell_y": found.y.cast("int64") >> bits}
        return found.group_by(**cells, side_code=found.side_code, type_code=found.type_code).aggregate(
            events=found.count(),
            sum_x=found.x.sum().cast("float64"),
            sum_y=found.y.sum().cast("float64"),
            place_code=found.place_code.min(),
            last_place_code=found.place_code.max(),
            radius_km=found.radius_km.max(),
            regions=found.count(where=found.geo_precision == 3),
        )

    def summary(self, selection: Selection) -> ir.Table:
        """Count the events of a window in all, by side, type and confidence: one pass, few groups."""
        found = self._in_window(self._filtered(selection))
        return found.group_by(["side_code", "type_code", "confidence_code"]).aggregate(
            events=found.count(),
            placed=found.x.count(),
            imprecise=found.count(where=found.time_precision > 1),
            fatalities=found.fatalities.cast("float64").sum(),
            with_fatalities=found.fatalities.count(),
        )

    def days(self, selection: Selection) -> ir.Table:
        """Count events by side and the first day they may lie on, and by side and the last: `is_end` says which."""
        found = self._filtered(selection)
        begun = found.group_by(day=found.from_day, side_code=found.side_code).aggregate(events=found.count())
        ended = found.group_by(day=found.until_day, side_code=found.side_code).aggregate(events=found.count())
        return ibis.union(begun.mutate(is_end=False), ended.mutate(is_end=True))

    def lines(self, selection: Selection, wraps: bool, most: int) -> ir.Table:
        """List the movements and stretches of road of a window that start in a box."""
        found = self._in_box(self._in_window(self._filtered(selection)), wraps)
        found = found.filter(found.line.notnull())
        latest = found.order_by([found.start_day.desc(), "event_id"])
        return latest.select("event_id", "side_code", "line").limit(most)

    def page(
        self,
        selection: Selection,
        wraps: bool | None,
        cells: Cells | None,
        columns: Sequence[str],
        order: str,
        down: bool,
    ) -> ir.Table:
        """List events in order; `wraps` None asks for the whole world, placed or not."""
        found = self._page_rows(selection, wraps, cells)
        return (
            found.order_by(_ordering(found, order, down))
            .select(*columns)
            .limit(leave_limit_open("take"), offset=leave_limit_open("skip"))
        )

    def one(self, event_id: str) -> ir.Table:
        """Give one event with all its columns."""
        return self.event.filter(self.event.event_id == event_id).drop("search_text", "number")

    def ranked(self, selection: Selection, wraps: bool | None, cells: Cells | None, order: str, down: bool) -> ir.Table:
        """List the row numbers of a whole list, in the order that `page` has."""
        found = self._page_rows(selection, wraps, cells)
        return found.order_by(_ordering(found, order, down)).select("number")

    def number_of(self, event_id: str) -> ir.Table:
        """Give the row number of one event."""
        return self.event.filter(self.event.event_id == event_id).select("number")

    def at_place(
        self, selection: Selection, place_code: int, day: int, event_id: str, columns: Sequence[str], most: int
    ) -> ir.Table:
        """List the other events of a place, at any time: the nearest to a day first."""
        found = self._filtered(selection)
        others = found.filter(found.place_code == place_code, found.event_id != event_id)
        return others.order_by([(others.start_day - day).abs(), "start_day", "event_id"]).select(*columns).limit(most)

    def place_length(self, selection: Selection, place_code: int) -> ir.Table:
        """Count the events of a place, at any time."""
        found = self._filtered(selection)
        found = found.filter(found.place_code == place_code)
        return found.aggregate(events=found.count())

    def near(self, selection: Selection, wraps: bool, place_code: int, columns: Sequence[str]) -> ir.Table:
        """List the events of a window in a box that are of another place."""
        found = self._in_box(self._in_window(self._filtered(selection)), wraps)
        return found.filter(found.place_code != place_code).select(*columns).order_by("event_id")

    def page_length(self, selection: Selection, wraps: bool | None, cells: Cells | None) -> ir.Table:
        """Count what `page` would list."""
        found = self._page_rows(selection, wraps, cells)
        return found.aggregate(events=found.count())

    def _page_rows(self, selection: Selection, wraps: bool | None, cells: Cells | None) -> ir.Table:
        found = self._in_window(self._filtered(selection))
        if cells is not None:
            return self._in_cells(found, cells)
        return found if wraps is None else self._in_box(found, wraps)

    def _filtered(self, selection: Selection) -> ir.Table:
        event = self.event
        wanted = []
        if selection.sides:
            wanted.append(event.side_code.isin([n for n, s in enumerate(self.sides) if s in selection.sides]))
        if selection.event_types:
            codes = [n for n, name in enumerate(self.event_types) if name in selection.event_types]
            wanted.append(event.type_code.isin(codes))
        if selection.confidences:
            codes = [n for n, name in enumerate(CONFIDENCE) if name in selection.confidences]
            wanted.append(event.confidence_code.isin(codes))
        places = [event.admin1.isin(list(selection.admin1s))] if selection.admin1s else []
        places += [event.location.isin(list(selection.locations))] if selection.locations else []
        if places:
            wanted.append(functools.reduce(operator.or_, places))
        wanted += [event.search_text.contains(word) for word in name_key(selection.text).split()]
        return event.filter(*wanted) if wanted else event

    def _in_window(self, found: ir.Table) -> ir.Table:
        first, last = leave_open("first_day"), leave_open("last_day")
        return found.filter(
            found.from_day <= last, found.from_day >= first - self.longest_days, found.until_day >= first
        )

    def _in_box(self, found: ir.Table, wraps: bool) -> ir.Table:
        west, east = found.x >= leave_open("west"), found.x <= leave_open("east")
        rows = (found.y >= leave_open("north")) & (found.y <= leave_open("south"))
        return found.filter((west | east) if wraps else (west & east), rows)

    def _in_cells(self, found: ir.Table, cells: Cells) -> ir.Table:
        one_of = [
            (found.x >= column << cells.bits) & (found.x < (column + 1) << cells.bits)
            & (found.y >= row << cells.bits) & (found.y < (row + 1) << cells.bits)
            for column, row in cells.cells
        ]  # fmt: skip
        return found.filter(functools.reduce(operator.or_, one_of))


def _ordering(found: ir.Table, order: str, down: bool) -> list[ir.Value]:
    key = found[order].desc() if down else found[order].asc()
    return [key, *(found[name] for name in ("start_day", "event_id") if name != order)]
