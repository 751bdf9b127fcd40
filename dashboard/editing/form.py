"""The form for an event: its fields in groups, with the words and choices of the schema and the vocabulary."""

from __future__ import annotations

from geo.schema import COLUMNS, CONFIDENCE, GEO_PRECISION, TIME_PRECISION, Column
from geo.vocabulary import Vocabulary

GROUPS = {
    "What": ("event_type", "sub_event_type", "notes", "fatalities", "tags"),
    "When": ("event_date", "end_date", "time_precision"),
    "Where": (
        "location", "latitude", "longitude", "geo_precision", "admin1", "country", "to_location", "road",
    ),
    "Who": ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2"),
    "How sure": ("confidence",),
    "Source": ("source", "source_title", "source_date", "source_url"),
    "Id": ("event_id",),
}  # fmt: skip
LABELS = {
    "event_type": "Type", "sub_event_type": "Sub-type", "notes": "Notes", "fatalities": "Fatalities", "tags": "Tags",
    "event_date": "First day", "end_date": "Last day", "time_precision": "How well the day is known",
    "location": "Place, as written", "latitude": "Latitude", "longitude": "Longitude",
    "geo_precision": "How well the place is known", "admin1": "Province", "country": "Country",
    "to_location": "Bound for", "road": "Road", "actor1": "Who acted", "assoc_actor_1": "Together with",
    "actor2": "Towards, or against", "assoc_actor_2": "Together with (other side)", "confidence": "Confidence",
    "source": "Publisher", "source_title": "Headline", "source_date": "Published on", "source_url": "Link",
    "event_id": "Event id",
}  # fmt: skip
HINTS = {
    "fatalities": "unknown", "event_date": "2020-02-17", "end_date": "the same day", "latitude": "looked up",
    "longitude": "looked up", "event_id": "given when it is saved", "tags": "several; with semicolons",
    "road": "M5", "source_url": "https://…", "source_date": "2020-02-17",
}  # fmt: skip
"""What stands in a blank field: what blank means, or what a value looks like."""

HALF_WIDE = (
    "fatalities", "tags", "event_date", "end_date", "latitude", "longitude", "admin1", "country", "to_location", "road",
    "source", "source_date",
)  # fmt: skip
LONG = ("notes",)
MEANINGS = {"time_precision": TIME_PRECISION, "geo_precision": GEO_PRECISION, "confidence": CONFIDENCE}
BLANK = {"time_precision": "the day is known", "geo_precision": "found with the place", "confidence": "reported"}


def describe_form(vocabulary: Vocabulary) -> dict:
    """Describe the form for the browser.

    Returns:
        `groups`: title and fields of each; `types`: the sub-types of each type; `actors`: names that are known.
    """
    columns = {column.name: column for column in COLUMNS}
    types = {
        one.event_type: [[sub.sub_event_type, sub.label] for sub in one.sub_event_types]
        for one in vocabulary.event_types
    }
    groups = [
        {"title": title, "fields": [_describe_field(columns[name], vocabulary) for name in names]}
        for title, names in GROUPS.items()
    ]
    return {"groups": groups, "types": types, "actors": sorted(vocabulary.actor_sides)}


def _describe_field(column: Column, vocabulary: Vocabulary) -> dict:
    name = column.name
    return {
        "name": name,
        "label": LABELS[name],
        "meaning": column.meaning,
        "isRequired": column.is_required and name != "event_id",
        "isHalf": name in HALF_WIDE,
        "isLong": name in LONG,
        "hint": HINTS.get(name, ""),
        "options": _options(column, vocabulary),
        "isDay": column.kind == "date",
        "isActor": name.startswith("actor"),
    }


def _options(column: Column, vocabulary: Vocabulary) -> list[list[str]] | None:
    if column.kind == "type":
        return [["", "choose one"], *([one.event_type, one.event_type] for one in vocabulary.event_types)]
    if column.kind == "sub_type":
        return [["", "unknown"]]
    if column.choices:
        meanings = {str(choice): meaning for choice, meaning in MEANINGS[column.name].items()}
        said = [[one, f"{one}: {meanings[one]}"] for one in column.choices]
        return [["", f"not given: {BLANK[column.name]}"], *said]
    return None
