"""The MUC-4 development messages with their answer templates, and what an answer must be to be right."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from geo.articles.drafts import Draft
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.roads import distance_km
from tests.benchmarks.corpus import PROJECT

MESSAGES = PROJECT.parent / "shared" / "bench" / "muc4_dev.json"
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
NEAR_KM, NEAR_DAYS, LONGEST_AGO_DAYS = 50.0, 1, 31
FORCE = ("Battles", "Explosions/Remote violence", "Violence against civilians")
DESTRUCTION = "Looting/property destruction"
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3}) (\d{2})\b")
_DATELINE = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{2})\b")


@dataclass(frozen=True)
class Incident:
    """One answer template.

    Attributes:
        types: Our types that it may be.
        first: The first day it may be.
        last: The last one; both None where the template has no date.
        country: Its country, "" where there is none.
        points: (longitude, latitude) of the places it names, degrees.
        perpetrators: Words of those who did it, in lower case.
        is_kidnapping: Whether it is one.
    """

    types: tuple[str, ...]
    first: date | None
    last: date | None
    country: str
    points: tuple[tuple[float, float], ...]
    perpetrators: tuple[str, ...]


@dataclass(frozen=True)
class Message:
    """One report, the day of its dateline, and the incidents that it should be read as."""

    text: str
    published: date
    incidents: tuple[Incident, ...]


def read_messages(gazetteer: Gazetteer, path: Path = MESSAGES) -> list[Message]:
    """Read the messages; the places of the answers are looked up."""
    entries = json.loads(path.read_text(encoding="utf-8"))
    return [_read_message(entry, gazetteer) for entry in entries]


def _read_message(entry: dict, gazetteer: Gazetteer) -> Message:
    day, month, year = _DATELINE.search(entry["text"]).groups()
    published = date(1900 + int(year), MONTHS.index(month.upper()) + 1, int(day))
    return Message(entry["text"], published, tuple(_read_incident(one, gazetteer) for one in entry["templates"]))


def _read_incident(template: dict, gazetteer: Gazetteer) -> Incident:
    days = [
        date(1900 + int(year), MONTHS.index(month) + 1, int(day))
        for day, month, year in _DAY.findall(template["incident_date"])
    ]
    first, last = (min(days), max(days)) if days else (None, None)
    if first and template["incident_date"].startswith("-"):
        first -= timedelta(days=LONGEST_AGO_DAYS)
    places = re.findall(r"[A-Z][A-Z' .]+", re.sub(r"\([A-Z ]+\)(?=[:) -]|$)", "", template["incident_location"]))
    names = [place.strip() for place in places]
    found = [gazetteer.find(name, names[0])[:1] for name in names[1:]]
    return Incident(
        types=_types(template["incident_type"]),
        first=first,
        last=last,
        country=gazetteer.country_code(names[0].title()) if names else "",
        points=tuple((one[0].longitude, one[0].latitude) for one in found if one),
        perpetrators=tuple(re.findall(r"[a-z]{3,}", template["perp_organization_id"].lower())),
    )


def _types(name: str) -> tuple[str, ...]:
    if name == "BOMBING":
        return ("Explosions/Remote violence",)
    if name == "KIDNAPPING":
        return ("Violence against civilians",)
    return ("Strategic developments", "Riots") if name in ("ARSON", "ROBBERY") else (*FORCE, "Strategic developments")


def is_incident(draft: Draft) -> bool:
    """Whether a draft is of the kind that the answers list: violence against people or things that happened."""
    return draft.is_event and (draft.row["event_type"] in FORCE or draft.row["sub_event_type"] == DESTRUCTION)


def has_day(draft: Draft, incident: Incident) -> bool:
    """Whether the day is right by a day; an answer without one takes any."""
    if incident.first is None:
        return True
    day, off = date.fromisoformat(draft.row["event_date"]), timedelta(days=NEAR_DAYS)
    return incident.first - off <= day <= incident.last + off


def has_place(draft: Draft, incident: Incident, gazetteer: Gazetteer) -> bool:
    """Whether the place is within 50 km, or the country right."""
    return has_near_place(draft, incident) or gazetteer.country_code(draft.row["country"]) == incident.country


def has_near_place(draft: Draft, incident: Incident) -> bool:
    """Whether the place is within 50 km of one that the answer names."""
    if not draft.row["latitude"]:
        return False
    point = (float(draft.row["longitude"]), float(draft.row["latitude"]))
    return any(distance_km(point, one) <= NEAR_KM for one in incident.points)


def names_perpetrator(draft: Draft, incident: Incident) -> bool:
    """Whether the actor of a draft, or the words it rests on, name the organisation of the answer."""
    said = " ".join([draft.row["actor1"], *(one.text for one in draft.evidence if one.says == "actor1")]).lower()
    return any(word in said for word in incident.perpetrators)
