"""The event table: its columns, their types and units, and what the precision codes mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "text", "list", "date", "whole", "degrees", "code", "type", "sub_type", "choice", "link", "links"]


@dataclass(frozen=True)
class Column:
    """One column of the event table.

    Attributes:
        name: The field's own name (ACLED's where it has one).
        kind: How a cell is read; `list` and `links` are separated by `;`.
        meaning: One sentence for the data dictionary.
        is_required: Whether a row without it is refused.
        choices: The values allowed, for `code` and `choice`.
    """

    name: str
    kind: Kind
    meaning: str
    is_required: bool = False
    choices: tuple[str, ...] = ()


TIME_PRECISION = {1: "the day is known", 2: "within a week", 3: "within a month"}
"""ACLED's time_precision codes."""

TIME_PRECISION_DAYS = {1: 0, 2: 3, 3: 15}
"""How many days either side of the written date an event may lie: it is the middle of the week or month, says ACLED."""

GEO_PRECISION = {1: "the named place", 2: "near it, or part of a district", 3: "a larger region"}
"""ACLED's geo_precision codes."""

CONFIDENCE = {
    "confirmed": "two or more independent sources",
    "reported": "one source",
    "claimed": "said by a party to the conflict",
}

EARLIEST_DATE = "1900-01-01"
LATEST_DATE = "2100-12-31"

COLUMNS = (
    Column("event_id", "id", "Stable text id, unique over all files; never a row number", is_required=True),
    Column("event_date", "date", "First day, ISO 8601 (YYYY-MM-DD)", is_required=True),
    Column("end_date", "date", "Last day, included; blank means one day"),
    Column("time_precision", "code", "How well the day is known; blank means 1", choices=("1", "2", "3")),
    Column("event_type", "type", "A type of data/vocabulary/event_types.csv", is_required=True),
    Column("sub_event_type", "sub_type", "A sub-type of that type; blank when unknown"),
    Column("actor1", "text", "Who acted"),
    Column("assoc_actor_1", "list", "Who acted with actor1"),
    Column("actor2", "text", "Who was acted on, fought or met"),
    Column("assoc_actor_2", "list", "Who stood with actor2"),
    Column("location", "text", "The place as written"),
    Column("to_location", "text", "Destination of a movement, as written"),
    Column("road", "list", "Road name (M5) where the event lies along a road"),
    Column("admin1", "text", "Province or governorate, as written or filled by the geocoder"),
    Column("country", "text", "Country, as written or filled by the geocoder"),
    Column("latitude", "degrees", "WGS 84, degrees north, -90 to 90; blank is geocoded"),
    Column("longitude", "degrees", "WGS 84, degrees east, -180 to 180; blank is geocoded"),
    Column(
        "geo_precision", "code", "How well the place is known; blank is filled by the geocoder", choices=("1", "2", "3")
    ),
    Column("fatalities", "whole", "Deaths as reported; blank means unknown, which is not 0"),
    Column("notes", "text", "One sentence in our own words"),
    Column("source", "list", "Publisher; several sources are separated by ; in step with the next three columns"),
    Column("source_title", "list", "Headline"),
    Column("source_date", "list", "Day of publication, ISO 8601; a month (YYYY-MM) where the day is not known"),
    Column("source_url", "links", "http or https link"),
    Column("confidence", "choice", "How sure; blank means reported", choices=tuple(CONFIDENCE)),
    Column("tags", "list", "Free words"),
)
COLUMN_NAMES = tuple(column.name for column in COLUMNS)
REQUIRED_NAMES = tuple(column.name for column in COLUMNS if column.is_required)

PLACED_COLUMN_NAMES = ("place_id", "is_geocoded", "needs_review", "review", "radius_km", "file", "row")
"""What placing an event adds, besides `geometry` (EPSG:4326)."""

CARRIED_COLUMN_NAMES = ("place_id", "is_geocoded", "radius_km")
"""What an export says of a place that was looked up: read back, the event stands there again, just as uncertain."""
