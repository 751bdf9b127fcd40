"""The days with a name, `stops.csv`: good rows are kept, wrong ones are named."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.errors import Fault
from geo.tables.dates import complain_about_date
from geo.tables.report import FileReport

COLUMNS = ("date", "label")


@dataclass(frozen=True)
class StopsFile:
    """The named days of a file, and what became of its rows."""

    stops: tuple[tuple[date, str], ...]
    report: FileReport


def read_stops(path: Path) -> StopsFile:
    """Read a CSV file of days; no file, no days."""
    name = str(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if missing := [column for column in COLUMNS if column not in (reader.fieldnames or ())]:
                error = f"{name} lacks the column {', '.join(missing)}. Expected the columns {','.join(COLUMNS)}."
                return StopsFile((), FileReport(name, error=error))
            rows = [(reader.line_num, *((row[column] or "").strip() for column in COLUMNS)) for row in reader]
    except FileNotFoundError:
        return StopsFile((), FileReport(name))
    except (OSError, ValueError, csv.Error) as error:
        return StopsFile((), FileReport(name, error=f"{name} cannot be read: {error}. Save it as CSV UTF-8."))
    rows = [row for row in rows if any(row[1:])]
    faults = tuple(fault for row in rows if (fault := _complain(name, *row)))
    wrong = {fault.row for fault in faults}
    stops = tuple((date.fromisoformat(day), label) for row, day, label in rows if row not in wrong)
    return StopsFile(stops, FileReport(name, len(rows), len(stops), faults))


def _complain(name: str, row: int, day: str, label: str) -> Fault | None:
    if complaint := complain_about_date(day):
        return Fault(name, row, "date", day, complaint)
    if not label:
        return Fault(name, row, "label", "", "The day has no name. Write what happened: M5 completed.")
    return None
