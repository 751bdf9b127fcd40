"""What can be asked of the events, as Ibis expressions: the same for every engine."""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from geo.store.columns import HIDDEN_COLUMNS
from geo.store.compiling import leave_limit_open, leave_open
from geo.store.filtering import Asked, keep_coded
from geo.store.grid import Cells
from geo.store.histogram import SPAN_BITS, Step
from geo.store.mix import Mix
from geo.store.searching import EVENT, keep_found, search
from geo.store.selection import Selection


class Questions:
    """The questions for one `event` table.

    Attributes:
        event: The table that `make_rows` describes, with `place_code`, `number` and `changed_at`.
        mask_sizes: How many codes each filter on codes may choose from.
        longest_days: Possible days of the event with most, less one: lets an engine skip what ended long before.
    """

    def __init__(self, mix: Mix, longest_days: int) -> None:
        self.event = EVENT
        sizes = mix.sizes
        self.mask_sizes = {
            "sub": sizes["sub_code"], "side": sizes["side_code"], "confidence": sizes["confidence_code"],
            "when": sizes["time_precision"], "where": sizes["geo_precision"],
        }  # fmt: skip
        self.longest_days = longest_days

    def marks(self, asked: Asked, wraps: bool) -> ir.Table:
        """Count the events of each grid cell in a box by side and type, with what a mark needs to be drawn."""
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
        )

    def overview(self, asked: Asked) -> ir.Table:
        """Count the events of a window by all that filters count by: one pass, one number to group by."""
        found = self._in_window(self._filtered(asked))
        return found.group_by("mix_code").aggregate(
            events=found.count(),
            fatalities=found.fatalities.cast("float64").sum(),
            with_fatalities=found.fatalities.count(),
        )

    def days(self, asked: Asked, step: Step, group: str) -> ir.Table:
        """Count events by group and the first day they may lie on; where that leaves more than a bar, by the last too.

        Args:
            asked: Which filters are set.
            step: How long a bar is.
            group: `side` or `type`.
        """
        found = self._filtered(asked)
        is_unsure = (found.bar_span & SPAN_BITS[step]) != 0
        found = found.select(
            "from_day", "until_day", group_code=found[f"{group}_code"], is_unsure=is_unsure.cast("int8")
        )
        begun = found.group_by(["from_day", "group_code", "is_unsure"]).aggregate(events=found.count())
        begun = begun.select("group_code", "is_unsure", "events", day=begun.from_day, is_end=ibis.literal(0, "int8"))
        ended = found.filter(found.is_unsure == 1).group_by(["until_day", "group_code", "is_unsure"])
        ended = ended.aggregate(events=lambda events: events.count())
        ended = ended.select("group_code", "is_unsure", "events", day=ended.until_day, is_end=ibis.literal(1, "int8"))
        return ibis.union(begun, ended)

    def lines(self, asked: Asked, wraps: bool, most: int) -> ir.Table:
        """List the movements and stretches of road of a window that start in a box."""
        found = self._in_box(self._in_window(self._filtered(asked)), wraps)
        found = found.filter(found.line.notnull())
        latest = found.order_by([found.start_day.desc(), "event_id"])
        return latest.select("event_id", "side_code", "line").limit(most)

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

    def search(self, selection: Selection) -> ir.Table:
        """Find what a selection's names, texts and area keep: the bitmap that the other questions call `kept`."""
        return search(selection)

    def one(self, event_id: str) -> ir.Table:
        """Give one event with all its columns."""
        return self.event.filter(self.event.event_id == event_id).drop(*HIDDEN_COLUMNS)

    def page_length(self, asked: Asked, wraps: bool | None, cells: Cells | None) -> ir.Table:
        """Count what `page` would list."""
        found = self._page_rows(asked, wraps, cells)
        return found.aggregate(events=found.count())

    def _page_rows(self, asked: Asked, wraps: bool | None, cells: Cells | None) -> ir.Table:
        found = self._in_window(self._filtered(asked))
        if cells is not None:
            return self._in_cells(found, cells)
        return found if wraps is None else self._in_box(found, wraps)

    def _filtered(self, asked: Asked) -> ir.Table:
        wanted = keep_coded(self.event, asked, self.mask_sizes)
        event = self.event.filter(*wanted) if wanted else self.event
        return keep_found(event) if asked.is_searched else event

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
