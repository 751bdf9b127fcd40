"""The note of a draft: one neutral sentence made of its cells, never the words of the text."""

from __future__ import annotations

from collections.abc import Mapping


def write_note(row: Mapping[str, str], vehicles: int = 0) -> str:
    """Write one sentence that says what the columns do, and how many vehicles moved where that is known."""
    what = row["sub_event_type"] or row["event_type"]
    said = f"{what}: {_who(row)}" if _who(row) else what
    place = f" {'along' if row['road'] and not row['location'] else 'at'} {row['location'] or row['road']}"
    said += place if row["location"] or row["road"] else ""
    said += f", bound for {row['to_location']}" if row["to_location"] else ""
    said += f"; vehicles: {vehicles}" if vehicles and row["event_type"] == "Military movement" else ""
    said += f"; reported deaths: {row['fatalities']}" if row["fatalities"] else ""
    return f"{said}."


def _who(row: Mapping[str, str]) -> str:
    return " and ".join(filter(None, (row["actor1"], row["actor2"])))
