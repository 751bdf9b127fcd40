"""Rows of lists of events: which columns, in which order, as what they are shown as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from geo.errors import BadSelection
from geo.schema import COLUMN_NAMES
from geo.store.columns import DATE_COLUMNS

EPOCH = date(1970, 1, 1)
MOST_ROWS = 1_000
MOST_AROUND = 8
ORDERS = (*dict.fromkeys(("start_day", "end_day", *COLUMN_NAMES, "review", "file", "file_row")),)
"""What lists may be ordered by: any column of the event table, its two dates by either name, and where a row lives."""

ROW_COLUMNS = ("event_id", "start_day", "end_day", "time_precision", "event_type", "sub_event_type", "actor1", "actor2",
               "location", "admin1", "country", "geo_precision", "fatalities", "confidence", "notes", "source",
               "review", "side_code", "type_code", "changed_at")  # fmt: skip


@dataclass(frozen=True)
class Page:
    """Some rows of a list of events, and how long the whole list is."""

    total: int
    rows: list[dict]


def choose_order(order: str) -> str:
    """Return the column that a list is ordered by.

    Raises:
        BadSelection: If it cannot be.
    """
    if order not in ORDERS:
        raise BadSelection(f'Events cannot be ordered by "{order}". Expected one of {", ".join(ORDERS)}.')
    return DATE_COLUMNS.get(order, order)


def as_rows(columns: dict[str, np.ndarray]) -> list[dict]:
    """Turn columns into one dict a row; days become dates, and blanks None."""
    names = list(columns)
    lists = (columns[name].tolist() for name in names)
    return [_with_days(dict(zip(names, values, strict=True))) for values in zip(*lists, strict=True)]


def _with_days(row: dict) -> dict:
    days = {name: EPOCH + timedelta(days=int(row[name])) for name in DATE_COLUMNS.values() if name in row}
    blanks = {name: None for name, value in row.items() if isinstance(value, float) and np.isnan(value)}
    return {**row, **blanks, **days}
