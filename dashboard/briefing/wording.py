"""What a sheet says by itself: title, subtitle and sources proposed from a view, each event of its list in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from dashboard.citing import cite_event, list_sources
from dashboard.figures.sheet.brief import KeyEvent
from dashboard.panels.legend import say_title
from dashboard.words import LONG_MONTH, say_day, say_days, say_number
from geo.layers.layer import Layer
from geo.store.selection import GEO_PRECISIONS, HAVING, TIME_PRECISIONS, Selection
from geo.store.selection_words import NOTHING
from geo.tables.cells import split_list
from geo.vocabulary import Vocabulary

MOST_SOURCES, MOST_FILTERS = 6, 4
BASEMAP_LICENCES = "Natural Earth (public domain), GeoNames (CC BY 4.0)"
CONFIDENCES = ("confirmed", "reported", "claimed")
RULE = "most deaths reported, then best confirmed, then latest"


def propose_title(area: str, days: Sequence) -> str:
    """Propose a title: `Idlib and Aleppo, Syria, 7–9 February 2020`."""
    return f"{area or 'No events'}, {say_days(*days, month=LONG_MONTH)}"


def say_filters(selection: Selection, vocabulary: Vocabulary) -> str:
    """Say what the filters keep: `only Battles · Türkiye · "convoy"`; empty where nothing is filtered."""
    types = {one.event_type: one.label for one in vocabulary.event_types}
    sides = {one.side: one.label for one in vocabulary.sides}
    subs = [sub.removesuffix(": ").replace(": ", " – ") for sub in selection.sub_event_types]
    groups = [
        [*(types.get(name, name) for name in selection.event_types), *subs],
        [sides.get(name, name) for name in selection.sides],
        selection.actors, selection.confidences, selection.admin1s, selection.locations,
        ["a drawn area"] if selection.shape else [],
        [f"deaths {selection.fatalities}"] if selection.fatalities else [],
        [TIME_PRECISIONS.get(one, one).lower() for one in selection.time_precisions],
        [GEO_PRECISIONS.get(one, one).lower() for one in selection.geo_precisions],
        selection.sources, [f"tag {one}" for one in selection.tags],
        [HAVING.get(one, one).lower() for one in selection.having],
        [f"{column}: {text}" for column, text in selection.columns],
        ["new or changed"] if selection.changed_since else [],
        [f"“{selection.text}”"] if selection.text else [],
    ]  # fmt: skip
    said = [_join([one for one in group if one != NOTHING] or ["none"]) for group in groups if group]
    return f"only {' · '.join(said)}" if said else ""


def _join(names: Sequence[str]) -> str:
    more = len(names) - MOST_FILTERS
    return ", ".join(names[:MOST_FILTERS]) + (f" and {more} more" if more > 0 else "")


def propose_sources(publishers: Iterable[str], layers: Sequence[Layer], as_of: datetime) -> str:
    """Propose what stands at the foot: publishers, the moment, what is only schematic, the licences of the basemap.

    Args:
        publishers: Cells of `source`, one an event; several publishers stand in one with `;`.
        layers: Overlays that are drawn.
        as_of: When the data was read, with a time zone.
    """
    counts = Counter(name for cell in publishers for name in dict.fromkeys(split_list(cell)) if name)
    names = sorted(counts, key=lambda name: (-counts[name], name))
    more = len(names) - MOST_SOURCES
    said = ", ".join(names[:MOST_SOURCES]) + (f" and {more} more" if more > 0 else "")
    moment = as_of.astimezone(UTC)
    unsure = [say_title(layer) for layer in layers if set(layer.precisions) - {"exact"}]
    parts = [
        f"Sources: {said}" if said else "Sources: not given",
        f"As of {say_day(moment.date())}, {moment:%H:%M} UTC",
        *unsure,
        f"Basemap: {BASEMAP_LICENCES}",
        "Conflict Atlas",
    ]
    return ". ".join(parts) + "."


def choose_events(rows: Sequence[dict], top: int) -> list[dict]:
    """Choose the events that matter most, in the order of their days.

    Deaths that only a party claims count as unknown, as in every total of the atlas.
    """
    ranked = sorted(rows, key=_rank)[:top]
    return sorted(ranked, key=lambda row: (row["start_day"], row["end_day"], row["event_id"]))


def _rank(row: dict) -> tuple:
    deaths = row["fatalities"] if row["confidence"] != "claimed" else None
    sureness = CONFIDENCES.index(row["confidence"]) if row["confidence"] in CONFIDENCES else len(CONFIDENCES)
    return -(deaths or 0), sureness, -len(split_list(row["source"])), -row["start_day"].toordinal(), row["event_id"]


def say_rule(shown: int, total: int, is_by_hand: bool) -> str:
    """Say how the listed events were chosen; empty where all of them or none are listed."""
    if is_by_hand:
        return f"{say_number(shown)} of {say_number(total)} events on this map, chosen by hand"
    if not shown or shown >= total:
        return ""
    return f"{say_number(shown)} of {say_number(total)} events on this map: {RULE}"


def describe_event(number: int, event: dict, vocabulary: Vocabulary, as_of: datetime) -> KeyEvent:
    """Say one event of the list.

    Args:
        number: As it stands in the list.
        event: All its columns, as `EventStore.event` gives them.
        vocabulary: Sides and their colours.
        as_of: The day of access of its citation.
    """
    side = vocabulary.sides[event["side_code"]]
    about = "about " if event["time_precision"] in (2, 3) else ""
    place = ", ".join(dict.fromkeys(part for part in (event["location"], event["admin1"]) if part))
    deaths = event["fatalities"]
    said = "" if deaths is None else f"{say_number(int(deaths))} killed"
    return KeyEvent(
        number=number, event_id=event["event_id"], days=about + say_days(event["start_day"], event["end_day"]),
        place=place or event["country"], what=event["notes"] or event["sub_event_type"] or event["event_type"],
        kind=" · ".join(part for part in (event["event_type"], event["sub_event_type"]) if part),
        side=side.side, colour=side.colour, deaths=said, confidence=event["confidence"],
        sources=", ".join(dict.fromkeys(publisher for publisher, *_ in list_sources(event) if publisher)),
        citation=cite_event(event, as_of.astimezone(UTC).date()), lon=event["longitude"], lat=event["latitude"],
    )  # fmt: skip
