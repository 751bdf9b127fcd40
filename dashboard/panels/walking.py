"""Walking: where an event stands in the list or the table as they are now, and which one comes before or after it."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.ids import Id
from dashboard.panels.table import read_order
from dashboard.view import read_cells, read_selection, read_viewport
from geo.store.event_store import EventStore


def find_row(
    store: EventStore, sought: Mapping, window: dict, filters: dict, here: dict | None, chosen: dict | None
) -> dict:
    """Find an event in the present order, or the one so many rows further.

    Args:
        store: The events.
        sought: `event`; `by`, how many rows further; `grid`, the list or the table; its `sortModel`.
        window: The window, in the words of the URL.
        filters: The filters, likewise.
        here: What the map shows: the list holds nothing else.
        chosen: The mark that was picked, if any.

    Returns:
        `event` and its `place` in the list (from nought; None where it is not in it), `of` how many, `by`, `grid`.
    """
    mark, selection = read_cells({"mark": (chosen or {}).get("mark", [])}), read_selection(window, filters)
    listed = {"viewport": read_viewport(here) if sought["grid"] == Id.LIST else None, "cells": mark}
    listed["order"], listed["is_descending"] = read_order(sought)
    event_id, by = str(sought["event"]), int(sought.get("by") or 0)
    place, of = store.place_in(event_id, selection, **listed)
    if by and of:
        # From outside the list one enters it at its near end.
        place = min(max(place + by, 0), of - 1) if place is not None else 0 if by > 0 else of - 1
        event_id = store.page(selection, **listed, skip=place, take=1).rows[0]["event_id"]
    return {"event": event_id, "place": place, "of": of, "by": by, "grid": sought["grid"], "at": sought.get("at")}
