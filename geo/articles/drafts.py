"""What a reader makes of a text: draft events, each with the words it rests on, for a person to accept or reject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

HAPPENED, BACKGROUND = "happened", "background"
CONFIRMED, REPORTED, CLAIMED = "confirmed", "reported", "claimed"
"""What the column `confidence` holds: two independent sources, one, or only the word of a party to the event."""

STATUSES = (HAPPENED, "threatened", "planned", "denied", "hypothetical", BACKGROUND)
"""What a text says of an event; only one that happened becomes a row of the event table by default."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that a draft rests on.

    Attributes:
        start: Where they begin, in characters of the text, 0-based.
        end: Where they end, exclusive.
        text: As written.
        says: What they tell: `event`, `place`, `destination`, `road`, `day`, `actor1`, `actor2` or `count`.
        file: The file they stand in, "" where there is only one text.
    """

    start: int
    end: int
    text: str
    says: str = "event"
    file: str = ""

    def as_dict(self) -> dict[str, str | int]:
        """Return it as `propose --json` prints it."""
        named = {"file": self.file} if self.file else {}
        return {"start": self.start, "end": self.end, "text": self.text, "says": self.says, **named}


@dataclass(frozen=True)
class Draft:
    """One event as a reader understood it.

    Attributes:
        row: Every column of the event table (`geo.schema.COLUMN_NAMES`) to its cell as text; "" where nothing is known.
        status: One of `STATUSES`.
        score: 0 to 1; how sure it is that an editor keeps it.
        radius_km: How far off the true place may be; None without a place.
        evidence: The words it rests on, in the order of the text.
        missing: What is not known or doubtful, one short sentence each.
        reasons: What its score is made of, one short sentence each.
        place_id: The place's id in the gazetteer, "" without one.
    """

    row: Mapping[str, str]
    status: str = HAPPENED
    score: float = 0.0
    radius_km: float | None = None
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = field(default=())
    place_id: str = ""

    @property
    def is_event(self) -> bool:
        """Whether it is proposed as a row of the event table: it happened, by what the text says."""
        return self.status == HAPPENED

    def as_dict(self) -> dict[str, object]:
        """Return it as `propose --json` prints it: the event columns first, numbers as numbers, then what is said."""
        cells = {name: _number(name, cell) for name, cell in self.row.items()}
        return {
            **cells,
            "radius_km": self.radius_km,
            "status": self.status,
            "score": round(self.score, 2),
            "reasons": list(self.reasons),
            "evidence": [one.as_dict() for one in self.evidence],
            "missing": list(self.missing),
        }


WHOLE_COLUMNS = ("time_precision", "geo_precision", "fatalities")
DEGREE_COLUMNS = ("latitude", "longitude")


def _number(name: str, cell: str) -> str | int | float | None:
    if name in WHOLE_COLUMNS:
        return int(cell) if cell else None
    if name in DEGREE_COLUMNS:
        return float(cell) if cell else None
    return cell
