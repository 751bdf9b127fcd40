"""A group of mentions as a draft: the cells of its row, its evidence, and what is missing or doubtful."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from geo.articles.actors import ActorMention
from geo.articles.choosing_type import choose_type
from geo.articles.counts import Count
from geo.articles.drafts import CLAIMED, HAPPENED, REPORTED, Draft, Evidence
from geo.articles.mentions import Mention
from geo.articles.merging import Group
from geo.articles.noting import write_note
from geo.articles.telling import Telling
from geo.articles.texts.article import Article
from geo.articles.toponyms import Toponym
from geo.articles.whereabouts import FINE, written_part
from geo.gazetteer.candidates import Candidate
from geo.gazetteer.radius import SMALLEST_RADIUS_KM
from geo.schema import COLUMN_NAMES

CLEAR = 0.4
"""From which strength on a mention says who it was, where there is one so clear."""

MOVED = "Military movement"
_BY_ARMIES = ("Battles", "Explosions/Remote violence", MOVED)


@dataclass(frozen=True)
class Around:
    """What the text says beside its sentences.

    Attributes:
        article: The article.
        telling: The same, read.
        country: The country that it is mostly about, as a place; None where it names none.
        file: Its name in evidence, "" where it is the only one.
    """

    article: Article
    telling: Telling
    country: Candidate | None
    file: str = ""


def write_draft(group: Group, around: Around) -> Draft:
    """Write the draft of one group."""
    told = [one for one in group.mentions if one.strength >= CLEAR] or group.mentions
    actor1 = _first_named(one.actor1 for one in told)
    actor2 = _first_named(one.actor2 for one in told)
    event_type, sub_type = choose_type(group, actor1, actor2)
    place, is_told = _choose_place(group, around, event_type)
    country = place.country if place else (around.country.country if around.country else "")
    to_place = next((one.where.to_place for one in group.mentions if one.where.to_place), None)
    row = dict.fromkeys(COLUMN_NAMES, "")
    row |= {"event_type": event_type, "sub_event_type": sub_type} | _place_cells(group, place, is_told, around.telling)
    row |= _day_cells(group, around) | _source_cells(around.article)
    row["actor1"], row["actor2"] = _name(actor1, event_type, country), _name(actor2, event_type, country)
    if row["actor1"] == row["actor2"]:
        row["actor1" if event_type != "Diplomacy" and len(group.mentions) > 1 else "actor2"] = ""
    row["to_location"] = _written(to_place) if to_place and group.places else ""
    row["road"] = ";".join(dict.fromkeys(name for one in group.mentions for _, _, name in one.roads))
    is_claimed = event_type != "Diplomacy" and all(one.is_claim for one in told)
    row["confidence"] = CLAIMED if is_claimed else REPORTED
    killed = _choose_count(group, "killed")
    row["fatalities"] = str(killed.number) if killed else ""
    row["notes"] = write_note(row, vehicles.number if (vehicles := _choose_count(group, "vehicles")) else 0)
    return Draft(
        row=row,
        status=group.mentions[0].status,
        score=group.strength,
        radius_km=_radius_km(place, row) if place else None,
        evidence=tuple(_evidence(group, around)),
        missing=tuple(_missing(group, row, is_told)),
        reasons=tuple(_reasons(group, row, is_told)),
        place_id=place.place_id if place else "",
    )


def _radius_km(place: Candidate, row: dict[str, str]) -> float:
    """Double the radius of a place that only a part of is meant, or that is not told: the event may lie beside it."""
    is_wider = int(row["geo_precision"]) > place.geo_precision
    return max(place.radius_km * 2, SMALLEST_RADIUS_KM[2]) if is_wider else place.radius_km


def _first_named(actors: Iterable[ActorMention | None]) -> ActorMention | None:
    """Prefer an actor whose name is known to one that is only a kind of people."""
    found = [one for one in actors if one is not None and one.name]
    return next((one for one in found if "{" not in one.name), found[0] if found else None)


def _name(actor: ActorMention | None, event_type: str, country: str) -> str:
    if actor is None:
        return ""
    if event_type == "Diplomacy" and "{" in actor.name:
        return ""
    if event_type == "Protests" and actor.kind == "civilians" and "{" in actor.name:
        actor = replace(actor, name=actor.name.replace("Civilians", "Protesters"))
    name = actor.named(country)
    if actor.kind == "state" and event_type in _BY_ARMIES:
        return name.replace("Government of", "Military Forces of")
    return name


def _choose_place(group: Group, around: Around, event_type: str) -> tuple[Candidate | None, bool]:
    """Choose the finest of the places told; else one told just before; else, for what is no talk, the country."""
    goals = [one.where.to_place for one in group.mentions if one.where.to_place]
    if not group.places and goals:
        return goals[0].place, True
    if group.places:
        chosen = max(group.places, key=lambda one: FINE.get(one.place.kind, 0.0))
        return chosen.place, True
    if event_type == "Diplomacy":
        return None, False
    near = _told_before(group.mentions[0], around.telling)
    return (near or around.country), False


def _told_before(mention: Mention, telling: Telling) -> Candidate | None:
    first = max(mention.sentence - 2, 0)
    start = max(telling.sentences[first].start, telling.body)
    before = [t for t in telling.toponyms if start <= t.start < mention.start and not t.is_speaker]
    fine = [one for one in before if one.place.kind not in ("country", "continent", "water")]
    return fine[-1].place if fine else None


def _written(toponym: Toponym) -> str:
    return " ".join(toponym.text.split())


def _place_cells(group: Group, place: Candidate | None, is_told: bool, telling: Telling) -> dict[str, str]:
    if place is None:
        return {}
    told = [one for one in group.places if one.place.place_id == place.place_id]
    written = [written_part(one, telling.text, telling.words) for one in told]
    is_part = bool(told) and written[0] != _written(told[0])
    precision = place.geo_precision if is_told and not is_part else max(place.geo_precision, 2)
    return {
        "location": written[0] if written else place.name,
        "admin1": place.admin1,
        "country": place.country,
        "latitude": f"{place.latitude:.5f}",
        "longitude": f"{place.longitude:.5f}",
        "geo_precision": str(precision),
    }


def _day_cells(group: Group, around: Around) -> dict[str, str]:
    days = [one.day for one in group.mentions if one.day]
    if not days:
        published = around.telling.published
        return {"event_date": published.isoformat(), "time_precision": "2"}
    day = min(days, key=lambda one: (one.time_precision, one.last_day - one.first_day))
    first, last = day.first_day, day.last_day
    if day.time_precision > 1:  # ACLED gives the middle of what is known.
        middle = first + timedelta(days=(last - first).days // 2)
        return {"event_date": middle.isoformat(), "time_precision": str(day.time_precision)}
    end = last.isoformat() if last != first else ""
    return {"event_date": first.isoformat(), "end_date": end, "time_precision": "1"}


def _choose_count(group: Group, kind: str) -> Count | None:
    """Choose a total where the text gives one, else the highest number: it is told in parts and told again."""
    counts = [one for mention in group.mentions for one in mention.counts if one.kind == kind and not one.is_negated]
    return max(counts, key=lambda one: (one.is_total, one.number), default=None)


def _source_cells(article: Article) -> dict[str, str]:
    published = article.published.isoformat() if article.published else ""
    clean = [cell.replace(";", ",").strip() for cell in (article.publisher, article.title, article.url)]
    return {"source": clean[0], "source_title": clean[1], "source_date": published, "source_url": clean[2]}


def _evidence(group: Group, around: Around) -> list[Evidence]:
    text, tokens = around.telling.text, around.telling.tokens
    spans: set[tuple[int, int, str]] = set()
    for one in group.mentions:
        spans.add((one.start, one.end, "event"))
        for actor, says in ((one.actor1, "actor1"), (one.actor2, "actor2")):
            if actor:
                spans.add((tokens[actor.first].start, tokens[actor.last - 1].end, says))
        for place, says in ((one.where.place, "place"), (one.where.to_place, "destination")):
            if place:
                spans.add((place.start, place.end, says))
        if one.day:
            spans.add((one.day.start, one.day.end, "day"))
        spans.update((count.start, count.end, "count") for count in one.counts)
        spans.update((start, end, "road") for start, end, _ in one.roads)
    return [Evidence(start, end, text[start:end], says, around.file) for start, end, says in sorted(spans)]


def _missing(group: Group, row: dict[str, str], is_told: bool) -> list[str]:
    missing = [doubt for one in group.mentions for doubt in one.doubts]
    if not any(one.day for one in group.mentions):
        missing.append("day: not told; that of publication is written")
    if not row["location"]:
        missing.append("location: not told")
    elif not is_told:
        missing.append("location: not told beside the event; taken from what the text says elsewhere")
    missing += [f"location: {one.review}" for one in group.places if one.review][:1]
    if not row["actor1"]:
        missing.append("actor1: not told")
    if row["confidence"] == CLAIMED:
        missing.append("confidence: only a party to the event says so")
    killed = _choose_count(group, "killed")
    if killed and not killed.is_exact:
        missing.append(f"fatalities: the text has no exact number; {killed.number} is the most careful")
    if group.mentions[0].status != HAPPENED:
        missing.append(f"status: {group.mentions[0].status}")
    return list(dict.fromkeys(missing))


def _reasons(group: Group, row: dict[str, str], is_told: bool) -> list[str]:
    count = len(group.mentions)
    reasons = [f"{count} mention{'s' if count > 1 else ''}"]
    reasons += ["the place stands with it"] if is_told else []
    reasons += ["the day stands with it"] if any(one.day for one in group.mentions) else []
    reasons += ["who acted is said"] if row["actor1"] else []
    reasons += ["who was met or harmed is said"] if row["actor2"] else []
    return reasons
