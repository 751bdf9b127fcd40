"""Tables of counts, which look like events and are none: recognised, and refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.errors import UnreadableFile
from geo.tables.formats.their_columns import plain_name

_DAYS = ("event_date", "date_start", "sqldate", "date", "event_id", "event_id_cnty")
_COUNTS = re.compile(r"(.*_)?(events|incidents|demonstrations|attacks)(_count|_total)?|(event|incident)s?_count|count")
_DEATHS = re.compile(r"bd_best|best_fatality_estimate|fatality_best|.*_deaths_best(_cy)?|fatalities|.*_total_deaths.*")
_PERIODS = {"week": "week", "month": "month", "month_year": "month", "quarter": "quarter", "year": "year"}
_AREAS = {
    "admin3": "municipality",
    "admin2": "district",
    "district": "district",
    "admin1": "province",
    "country": "country",
    "country_cy": "country",
    "country_id": "country",
    "dyad_id": "pair of parties",
    "conflict_id": "conflict",
    "actor_id": "actor",
}


def complain_about_aggregates(file: str, header: Sequence[str]) -> UnreadableFile | None:
    """Say that a table has counts per period instead of events; None for any other.

    It has a column of counts or of deaths, and one of weeks, months or years, and none of days or ids of events.

    Args:
        file: The file, for messages.
        header: The names of its columns.
    """
    names = {plain_name(name): name for name in header}
    period = next((word for name, word in _PERIODS.items() if name in names), "")
    counted = next((name for pattern in (_COUNTS, _DEATHS) for name in names if pattern.fullmatch(name)), "")
    if not period or not counted or any(name in names for name in _DAYS):
        return None
    area = next((word for name, word in _AREAS.items() if name in names), "")
    per = f"{period} and {area}" if area else period
    return UnreadableFile(
        f'{file} has counts per {per}, not events: its column "{names[counted]}" sums up many events in one row, and '
        "none of them has a day or a place of its own. Download the table of the events themselves."
    )
