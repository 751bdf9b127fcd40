"""Possible duplicates among the events of a store, the likeliest first."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from geo.duplicates.finding import find_pairs
from geo.store.engine import Engine
from geo.store.searching import EVENT

MOST_TWINS = 2_000
"""Nobody looks through more on a page; `check --duplicates --all` lists them all."""

COMPARED = ("longitude", "latitude", "actor1", "assoc_actor_1", "actor2", "assoc_actor_2")


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


def find_twins(engine: Engine) -> tuple[list[Twin], int]:
    """Find the events that may be told twice; see `geo.duplicates.finding`.

    Returns:
        The likeliest pairs, at most `MOST_TWINS`; and how many were found.
    """
    events = _read_compared(engine)
    found = find_pairs(events)
    pairs = found.table.head(MOST_TWINS)
    first, second = (events["event_id"].to_numpy()[pairs[name]].tolist() for name in ("first", "second"))
    names = _name(engine, sorted({*first, *second}))
    measures = zip(pairs["distance_km"].tolist(), pairs["days"].tolist(), pairs["alike"].tolist(), strict=True)
    twins = [
        Twin(names[one], names[two], km, days, None if alike != alike else alike)
        for one, two, (km, days, alike) in zip(first, second, measures, strict=True)
    ]
    return twins, found.total


def _read_compared(engine: Engine) -> pd.DataFrame:
    event = EVENT.filter(EVENT.x.notnull()).order_by("number")
    columns = engine.answer(event.select("start_day", "number", "type_code", *COMPARED))
    dates = columns.pop("start_day").astype("datetime64[D]").astype("datetime64[s]")
    return pd.DataFrame({"event_date": dates, **columns}).rename(
        columns={"number": "event_id", "type_code": "event_type"}
    )


def _name(engine: Engine, numbers: list[int]) -> dict[int, str]:
    found = engine.run(engine.source.by_number(("number", "event_id")), {"numbers": numbers})
    return dict(zip(found["number"].tolist(), found["event_id"].tolist(), strict=True))
