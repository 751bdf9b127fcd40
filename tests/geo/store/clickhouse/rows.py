"""Owns events with all that two engines could take differently: old days, blanks, odd letters, edges of the world."""

from __future__ import annotations

import random
from typing import Any

YEARS = (1850, 1901, 1925, 1969, 1970, 2020, 2020, 2262, 2299)
"""Some engines' days begin in 1900, 1925 or 1970, or end in 2149, 2262 or 2299."""

NOTES = (
    "", "it's \\ 100% {a:Int64} $bits 900719925470001", "it\\'s 900719925470001", "Ünïcödé İSTANBUL ẞ straße",
    "سورية دمشق convoy", "a\nb;c\td", "!!!", "\0nul", "army convoy shelled the road",
)  # fmt: skip
TYPES = ("Battles", "Protests", "Military movement", "Diplomacy", "Strategic developments")
PLACES = ("Saraqib", "İdlib", "", "O'Hara\\", "دمشق", "Ǆ", "NULL")


def make_events(number: int, seed: int) -> list[dict[str, Any]]:
    """Make events as `table_of` takes them, by chance but the same each time."""
    rng = random.Random(seed)
    return [_make_event(rng) for _ in range(number)]


def _make_event(rng: random.Random) -> dict[str, Any]:
    month = f"{rng.choice(YEARS)}-{rng.randrange(1, 13):02d}"
    event = {
        "event_date": f"{month}-{rng.randrange(1, 28):02d}", "event_type": rng.choice(TYPES),
        "sub_event_type": rng.choice(("", "Armed clash", "Agreement", "Talks", "İx")),
        "time_precision": rng.choice((1, 1, 2, 3, None)), "geo_precision": rng.choice((1, 2, 3, None)),
        "fatalities": rng.choice((None, 0, 1, 7)), "notes": rng.choice(NOTES),
        "location": rng.choice(PLACES), "admin1": rng.choice(("", "Idlib", "'")),
        "actor1": rng.choice(("Military Forces of Syria", "A;B", "", "x'y\\")),
        "source": rng.choice(("SOHR", "SANA; İHA", "")), "tags": rng.choice(("", "a;b", "'")),
        "source_url": rng.choice(("", "https://x.org/İ?É/ΑΣ", "http://a/b.jpg")),
        "confidence": rng.choice(("claimed", "reported", "confirmed")), "road": rng.choice(("", "M5")),
    }  # fmt: skip
    if rng.random() < 0.3:
        event["end_date"] = f"{month}-28"
    if rng.random() < 0.2:
        return event | {"longitude": None, "latitude": None, "radius_km": None}
    longitude = rng.choice((36.8, -179.99, 180.0, 0.0, round(rng.uniform(-180, 180), 4)))
    return event | {"longitude": longitude, "latitude": rng.choice((35.8, -84.9, 0.0, round(rng.uniform(-80, 80), 4)))}
