"""Possible duplicates among the events of a store, the likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.duplicates.finding import find_pairs

if TYPE_CHECKING:
    import duckdb

MOST_TWINS = 2_000
"""Nobody looks through more on a page; `check --duplicates --all` lists them all."""

_COMPARED = (
    "SELECT number AS event_id, DATE '1970-01-01' + start_day AS event_date, type_code AS event_type, longitude, "
    "latitude, actor1, assoc_actor_1, actor2, assoc_actor_2 FROM event WHERE x IS NOT NULL "
    "ORDER BY from_day, until_day, event_id"
)
_NAMED = "SELECT number, event_id FROM event WHERE number IN (SELECT unnest(?))"


class Twin(NamedTuple):
    """Two events that may be one.

    Attributes:
        first: Id of the one that began earlier, or stands earlier in the data.
        second: Id of the other.
        distance_km: Between them, great circle.
        days: Between their first days.
        alike: How alike their actors are, 0 to 1; None where one names none.
    """

    first: str
    second: str
    distance_km: float
    days: int
    alike: float | None


def find_twins(connection: duckdb.DuckDBPyConnection) -> tuple[list[Twin], int]:
    """Find the events that may be told twice; see `geo.duplicates.finding`.

    Returns:
        The likeliest pairs, at most `MOST_TWINS`; and how many were found.
    """
    events = connection.cursor().execute(_COMPARED).df()
    found = find_pairs(events)
    pairs = found.table.head(MOST_TWINS)
    first, second = (events["event_id"].to_numpy()[pairs[name]].tolist() for name in ("first", "second"))
    names = dict(connection.cursor().execute(_NAMED, [sorted({*first, *second})]).fetchall())
    measures = zip(pairs["distance_km"].tolist(), pairs["days"].tolist(), pairs["alike"].tolist(), strict=True)
    twins = [
        Twin(names[one], names[two], km, days, None if alike != alike else alike)
        for one, two, (km, days, alike) in zip(first, second, measures, strict=True)
    ]
    return twins, found.total
