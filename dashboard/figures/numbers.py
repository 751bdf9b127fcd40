"""The numbers of a window beside those of the window before, by side and by type: counts of the store in, lines out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from geo.store.event_store import EventStore, Summary
from geo.store.selection import Selection

Days = tuple[date, date]
CLAIMED = "claimed"
ALL, SIDE, TYPE = "all", "side", "type"
COUNTED = ("", "fatalities_", "without_fatalities_")


@dataclass(frozen=True)
class Tally:
    """What one group of events in one window comes to.

    Attributes:
        events: How many there are.
        fatalities: Deaths reported, without what only a party claims.
        silent: Events that do not say how many died.
        claimed: Events that do, but whose deaths only a party claims.
    """

    events: int = 0
    fatalities: int = 0
    silent: int = 0
    claimed: int = 0

    @property
    def has_fatalities(self) -> bool:
        """Whether the deaths are a number: no event is nought deaths, events that do not say are unknown ones."""
        return not self.events or self.silent + self.claimed < self.events


@dataclass(frozen=True)
class Line:
    """One line of the numbers.

    Attributes:
        name: Id of the side or name of the event type.
        now: The window.
        before: The window before; None when there is none to compare with.
    """

    name: str
    now: Tally
    before: Tally | None

    @property
    def event_change(self) -> int | None:
        """How many more events than before; None when that cannot be said."""
        return None if self.before is None else self.now.events - self.before.events

    @property
    def fatality_change(self) -> int | None:
        """How many more deaths than before; None when either number is unknown."""
        if self.before is None or not (self.now.has_fatalities and self.before.has_fatalities):
            return None
        return self.now.fatalities - self.before.fatalities


@dataclass(frozen=True)
class Numbers:
    """The numbers of a window.

    Attributes:
        days: The window.
        before: The window before.
        gap: Which of the two the data does not reach: `begins` too late or `ends` too early; empty when neither.
        total: All events.
        sides: A line for each side.
        types: A line for each event type.
        imprecise: Events of the window whose day is not known.
    """

    days: Days
    before: Days
    gap: str
    total: Line
    sides: tuple[Line, ...]
    types: tuple[Line, ...]
    imprecise: int


def find_window_before(days: Days) -> Days:
    """Return the window of the same length that ends on the day before; nothing lies before the year 1."""
    first, last = (day.toordinal() for day in days)
    return date.fromordinal(max(1, 2 * first - last - 1)), date.fromordinal(max(1, first - 1))


def count_numbers(store: EventStore, selection: Selection, days: Days, everything: Summary) -> Numbers:
    """Count a window and the one before it.

    Args:
        store: Where it is asked.
        selection: Which events; its window does not matter.
        days: First and last day of the window.
        everything: The summary of all events: sides and types without any have no line.
    """
    before = find_window_before(days)
    gap = _find_gap(store, days, before)
    said = store.summary(selection.within(*days))
    now = _tally(store, selection.within(*days), said)
    then = {} if gap else _tally(store, earlier := selection.within(*before), store.summary(earlier))

    def lines(group: str, names: Iterable[str]) -> tuple[Line, ...]:
        return tuple(Line(name, now[group, name], then.get((group, name))) for name in names)

    return Numbers(
        days=days,
        before=before,
        gap=gap,
        total=lines(ALL, [""])[0],
        sides=lines(SIDE, _choose(everything.by_side, selection.sides)),
        types=lines(TYPE, _choose(everything.by_type, _types_of(selection))),
        imprecise=said.imprecise,
    )


def _find_gap(store: EventStore, days: Days, before: Days) -> str:
    if store.first_day is None or store.last_day is None or before[0] < store.first_day:
        return "begins"
    return "ends" if days[1] > store.last_day else ""


def _choose(known: Mapping[str, int], wanted: Sequence[str]) -> list[str]:
    return [name for name, events in known.items() if events and (not wanted or name in wanted)]


def _types_of(selection: Selection) -> list[str]:
    return [*selection.event_types, *(word.partition(":")[0] for word in selection.sub_event_types)]


def _tally(store: EventStore, selection: Selection, said: Summary) -> dict[tuple[str, str], Tally]:
    """Tally a window in all, by side and by type; what only a party claims takes a question of its own."""
    claimed = store.summary(replace(selection, confidences=(CLAIMED,))) if said.by_confidence[CLAIMED] else None

    def tally(summary: Summary, by: str, name: str) -> Tally:
        events, deaths, silent = (getattr(summary, f"{what}by_{by}")[name] for what in COUNTED)
        return Tally(events, deaths, silent)

    def line(by: str, name: str) -> Tally:
        told = tally(claimed, by, name) if claimed else Tally()
        return replace(tally(said, by, name), claimed=told.events - told.silent)

    told = claimed.events - claimed.without_fatalities if claimed else 0
    return {
        (ALL, ""): Tally(said.events, said.fatalities, said.without_fatalities, told),
        **{(SIDE, name): line(SIDE, name) for name in said.by_side},
        **{(TYPE, name): line(TYPE, name) for name in said.by_type},
    }
