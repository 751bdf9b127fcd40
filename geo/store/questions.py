"""What can be asked of the events, as Ibis expressions: the same for every engine."""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from geo.store.columns import EVENT_TYPES, HIDDEN_COLUMNS
from geo.store.compiling import leave_limit_open, leave_open
from geo.store.filtering import Asked, keep_coded
from geo.store.grid import Cells
from geo.store.histogram import SPAN_BITS, Step
from geo.store.mix import Mix
from geo.store.searching import EVENT, TALLY, keep_found, search
from geo.store.selection import Selection

MOVEMENT = "Military movement"
"""The event type whose lines lead somewhere; with any other, a line along a road is the stretch it happened on."""


class Questions:
    """The questions for one `event` table.

    Attributes:
        event: The table that `make_rows` describes, with `place_code`, `number` and `changed_at`.
        mask_sizes: How many codes each filter on codes may choose from.
        longest_days: Possible days of the event with most, less one: lets an engine skip what ended long before.
    """

    def __init__(self, mix: Mix, longest_days: int, has_words: bool = True) -> None:
        self._has_words = has_words
        self.event = EVENT
        sizes = mix.sizes
        self.mask_sizes = {
            "sub": sizes["sub_code"], "side": sizes["side_code"], "confidence": sizes["confidence_code"],
            "when": sizes["time_precision"], "where": sizes["geo_precision"],
        }  # fmt: skip
        self.longest_days = longest_days

    def marks(self, asked: Asked, wraps: bool, inner_wraps: bool) -> ir.Table:
        """Count the events of each grid cell in a box by side and type, with what a mark needs to be drawn.

        Args:
            asked: Which filters are set.
            wraps: Whether the box lies across the 180° meridian.
            inner_wraps: The same of the box within it, of which the events are counted, too.
        """
        bits = leave_open("bits")
        found = self._in_box(self._in_window(self._filtered(asked)), wraps)
        cells = {"cell_x": found.x.cast("int64") >> bits, "cell_y": found.y.cast("int64") >> bits}
        return found.group_by(**cells, side_code=found.side_code, type_code=found.type_code).aggregate(
            events=found.count(),
            sum_x=found.x.sum().cast("float64"),
            sum_y=found.y.sum().cast("float64"),
            place_code=found.place_code.min(),
            last_place_code=found.place_code.max(),
            radius_km=found.radius_km.max(),
            regions=found.count(where=found.geo_precision == 3),
            inside=found.count(where=self._lies_in(found, inner_wraps, "inner_")),
        )

    def marks_of_all(self, wraps: bool, inner_wraps: bool) -> ir.Table:
        """Count what `marks` counts of all events of all time, from what was counted beforehand."""
        bits = leave_open("bits")
        found = self._in_box(TALLY, wraps)
        cells = {"cell_x": found.x.cast("int64") >> bits, "cell_y": found.y.cast("int64") >> bits}
        return found.group_by(**cells, side_code=found.side_code, type_code=found.type_code).aggregate(
            events=found.events.sum().cast("float64"),
            sum_x=(found.x.cast("int64") * found.events).sum().cast("float64"),
            sum_y=(found.y.cast("int64") * found.events).sum().cast("float64"),
            place_code=found.place_code.min(),
            last_place_code=found.last_place_code.max(),
            radius_km=found.radius_km.max(),
            regions=found.regions.sum().cast("float64"),
            inside=found.events.sum(where=self._lies_in(found, inner_wraps, "inner_")).coalesce(0).cast("float64"),
        )

    def cells(self, asked: Asked, wraps: bool) -> ir.Table:
        """Count the events of each grid cell in a box, and nothing else: what a density is drawn from."""
        bits = leave_open("bits")
        found = self._in_box(self._in_window(self._filtered(asked)), wraps)
        cells = {"cell_x": found.x.cast("int64") >> bits, "cell_y": found.y.cast("int64") >> bits}
        return found.group_by(**cells).aggregate(
            events=found.count(), sum_x=found.x.sum().cast("float64"), sum_y=found.y.sum().cast("float64")
        )

    def overview(self, asked: Asked) -> ir.Table:
        """Count the events of a window by all that filters count by: one pass, one number to group by."""
        found = self._in_window(self._filtered(asked))
        return found.group_by("mix_code").aggregate(
            events=found.count(),
            fatalities=found.fatalities.sum().cast("float64"),
            with_fatalities=found.fatalities.count(),
        )

    def days(self, asked: Asked, step: Step, group: str) -> ir.Table:
        """Count events by group and the first day they may lie on; where that leaves more than a bar, by the last too.

        Args:
            asked: Which filters are set.
            step: How long a bar is.
            group: `side` or `type`.
        """
        crosses = (self.event.bar_span & SPAN_BITS[step]) != 0
        begun = self._count_days(self._filtered(asked), "from_day", group, (_.bar_span & SPAN_BITS[step]) != 0)
        ended = self._count_days(self._filtered(asked, crosses), "until_day", group, ibis.literal(True))
        return ibis.union(begun.mutate(is_end=False), ended.mutate(is_end=True))

    def _count_days(self, found: ir.Table, day: str, group: str, is_unsure: ir.Value) -> ir.Table:
        by = {"day": found[day], "group_code": found[f"{group}_code"], "is_unsure": is_unsure}
        return found.group_by(**by).aggregate(events=found.count())

    def lines(self, asked: Asked, wraps: bool, most: int) -> ir.Table:
        """List the movements and stretches of road of a window that start in a box."""
        found = self._in_box(self._in_window(self._filtered(asked, self.event.line.notnull())), wraps)
        latest = found.order_by([found.start_day.desc(), "event_id"])
        is_stretch = (latest.event_type != MOVEMENT) & (latest.road != "")
        return latest.select("event_id", "side_code", "line", is_stretch=is_stretch).limit(most)

    def page(
        self,
        asked: Asked,
        wraps: bool | None,
        cells: Cells | None,
        columns: Sequence[str],
        order: str,
        down: bool,
    ) -> ir.Table:
        """List events in order; `wraps` None asks for the whole world, placed or not."""
        listed = self.listed(asked, wraps, cells, columns, order, down)
        return listed.limit(leave_limit_open("take"), offset=leave_limit_open("skip"))

    def listed(
        self,
        asked: Asked,
        wraps: bool | None,
        cells: Cells | None,
        columns: Sequence[str],
        order: str,
        down: bool,
    ) -> ir.Table:
        """List all that `page` lists a part of."""
        found = self._page_rows(asked, wraps, cells)
        key = found[order].desc() if down else found[order].asc()
        others = [name for name in ("start_day", "event_id") if name != order]
        return found.order_by([key, *others]).select(*columns)

    def by_day(self, asked: Asked, wraps: bool | None, cells: Cells | None) -> ir.Table:
        """Count what `page` would list by first day."""
        found = self._page_rows(asked, wraps, cells)
        return found.group_by("start_day").aggregate(events=found.count())

    def of_day(
        self,
        asked: Asked,
        wraps: bool | None,
        cells: Cells | None,
        columns: Sequence[str],
        order: str,
        down: bool,
    ) -> ir.Table:
        """List what `listed` lists and begins on one day."""
        found = self._page_rows(asked, wraps, cells)
        found = found.filter(found.start_day == leave_open("day"))
        return found.order_by(found[order].desc() if down else found[order].asc()).select(*columns)

    def search(self, selection: Selection) -> ir.Table:
        """Find what a selection's names, texts and area keep: the bitmap that the other questions call `kept`."""
        return search(selection, self._has_words)

    def one(self, event_id: str) -> ir.Table:
        """Give one event with all its columns."""
        shown = [name for name in EVENT_TYPES if name not in HIDDEN_COLUMNS]
        return self.event.filter(self.event.event_id == event_id).select(*shown)

    def number_of(self, event_id: str) -> ir.Table:
        """Give the number of one event."""
        return self.event.filter(self.event.event_id == event_id).select("number")

    def at_place(self, asked: Asked, columns: Sequence[str], most: int) -> ir.Table:
        """List the events of a place, at any time: the nearest to a day first."""
        found = self._filtered(asked, self.event.place_code == leave_open("place"))
        away = (found.start_day - leave_open("day")).abs()
        return found.order_by([away, "start_day", "event_id"]).select(*columns).limit(most)

    def place_length(self, asked: Asked) -> ir.Table:
        """Count the events of a place, at any time."""
        found = self._filtered(asked, self.event.place_code == leave_open("place"))
        return found.aggregate(events=found.count())

    def near(self, asked: Asked, wraps: bool, columns: Sequence[str]) -> ir.Table:
        """List the events of a window in a box that are of another place."""
        found = self._in_box(self._in_window(self._filtered(asked)), wraps)
        return found.filter(found.place_code != leave_open("place")).order_by("event_id").select(*columns)

    def page_length(self, asked: Asked, wraps: bool | None, cells: Cells | None) -> ir.Table:
        """Count what `page` would list."""
        found = self._page_rows(asked, wraps, cells)
        return found.aggregate(events=found.count())

    def _page_rows(self, asked: Asked, wraps: bool | None, cells: Cells | None) -> ir.Table:
        found = self._in_window(self._filtered(asked))
        if cells is not None:
            return self._in_cells(found, cells)
        return found if wraps is None else self._in_box(found, wraps)

    def _filtered(self, asked: Asked, *conditions: ir.BooleanValue) -> ir.Table:
        """Apply the filters, and other conditions that leave few: engines look up in a bitmap what is left by then."""
        wanted = [*conditions, *keep_coded(self.event, asked, self.mask_sizes)]
        event = self.event.filter(*wanted) if wanted else self.event
        return keep_found(event) if asked.is_searched else event

    def _in_window(self, found: ir.Table) -> ir.Table:
        first, last = leave_open("first_day"), leave_open("last_day")
        return found.filter(
            found.from_day <= last, found.from_day >= first - self.longest_days, found.until_day >= first
        )

    def _in_box(self, found: ir.Table, wraps: bool) -> ir.Table:
        return found.filter(self._lies_in(found, wraps))

    def _lies_in(self, found: ir.Table, wraps: bool, box: str = "") -> ir.BooleanValue:
        west, east = found.x >= leave_open(f"{box}west"), found.x <= leave_open(f"{box}east")
        rows = (found.y >= leave_open(f"{box}north")) & (found.y <= leave_open(f"{box}south"))
        return ((west | east) if wraps else (west & east)) & rows

    def _in_cells(self, found: ir.Table, cells: Cells) -> ir.Table:
        one_of = [
            (found.x >= column << cells.bits) & (found.x < (column + 1) << cells.bits)
            & (found.y >= row << cells.bits) & (found.y < (row + 1) << cells.bits)
            for column, row in cells.cells
        ]  # fmt: skip
        return found.filter(functools.reduce(operator.or_, one_of))
