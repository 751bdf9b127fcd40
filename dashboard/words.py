"""How days, counts, places and doubts are said on screen."""

from __future__ import annotations

from datetime import date

from geo.store.event_store import Summary

MONTH, LONG_MONTH = "%b", "%B"
"""How a month is written, for `strftime`: `Feb`, `February`."""


def say_day(day: date, month: str = MONTH) -> str:
    """Say one day: `8 Feb 2020`."""
    return f"{day.day} {day:{month}} {day.year}"


def say_days(first: date, last: date, month: str = MONTH) -> str:
    """Say a span of days as short as it can be: `7–9 Feb 2020`, `30 Jan – 2 Feb 2020`, `19 Dec 2019 – 15 Mar 2020`."""
    if first == last:
        return say_day(first, month)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{say_day(last, month)}"
    if first.year == last.year:
        return f"{first.day} {first:{month}} – {say_day(last, month)}"
    return f"{say_day(first, month)} – {say_day(last, month)}"


def say_number(number: int) -> str:
    """Say a whole number with commas between thousands, as the browser does."""
    return f"{number:,}"


def say_events(number: int) -> str:
    """Say how many events."""
    return "1 event" if number == 1 else f"{say_number(number)} events"


def say_counts(summary: Summary, total: int) -> str:
    """Say what a window holds: `23 of 141 events · 4 imprecise · 2 over several days`."""
    parts = [f"{say_number(summary.events)} of {say_events(total)}"]
    if summary.imprecise:
        parts.append(f"{say_number(summary.imprecise)} imprecise")
    if summary.spread:
        parts.append(f"{say_number(summary.spread)} over several days")
    return " · ".join(parts)


def say_deaths(summary: Summary) -> str:
    """Say the deaths of a window, and how many events do not tell: `212 deaths reported · 30 events do not say`."""
    if not summary.events:
        return ""
    deaths = "1 death" if summary.fatalities == 1 else f"{say_number(summary.fatalities)} deaths"
    if summary.without_fatalities == summary.events:
        return "No event here says how many died"
    silent = summary.without_fatalities
    verb = "does" if silent == 1 else "do"
    return f"{deaths} reported" + (f" · {say_events(silent)} {verb} not say" if silent else "")


def say_when(event: dict) -> tuple[str, str]:
    """Say the days of an event, and how well they are known."""
    days = say_days(event["start_day"], event["end_day"])
    doubts = {2: "within the week around this day", 3: "within the month around this day"}
    return days, doubts.get(event["time_precision"], "day known")


def say_where(event: dict) -> tuple[str, str]:
    """Say the place of an event with its area, and how well it is known."""
    area = [part for part in (event["admin1"], event["country"]) if part and part != event["location"]]
    place = ", ".join([event["location"] or "Place not given", *area])
    if event["latitude"] is None:
        return place, "not on the map: the place is not known"
    doubt = {2: "near the named place", 3: "somewhere in this region"}.get(event["geo_precision"], "the named place")
    return place, f"{doubt}, ±{_say_km(event['radius_km'])}" if event["radius_km"] else doubt


def _say_km(radius_km: float) -> str:
    return f"{radius_km:.0f} km" if radius_km >= 1 else f"{radius_km * 1000:.0f} m"


def say_towards(event: dict) -> str:
    """Say how the second actor stands to the first: fought, met, or merely concerned."""
    return {"Diplomacy": "with", "Strategic developments": "concerning", "Military movement": "concerning"}.get(
        event["event_type"], "against"
    )


def say_fatalities(event: dict) -> str:
    """Say the deaths of an event: unknown is not nought."""
    if event["fatalities"] is None:
        return "unknown"
    suffix = " (claimed by a party)" if event["confidence"] == "claimed" else " reported"
    return f"{say_number(int(event['fatalities']))}{suffix}"


def say_change(change: int | None) -> str:
    """Say a change by its sign: `+5`, `−3`, `=`; nothing when there is nothing to compare with."""
    if change is None:
        return ""
    return "=" if not change else f"{'+' if change > 0 else '−'}{say_number(abs(change))}"


def say_gap(gap: str, before: tuple[date, date], first: date | None, last: date | None) -> str:
    """Say why a window has none before it to be compared with; empty when it has.

    Args:
        gap: `begins` when the data begins too late, `ends` when it ends within the window; else empty.
        before: The window before.
        first: First day of the data; None when there is none.
        last: Last day of the data.
    """
    if not gap or first is None or last is None:
        return ""
    if gap == "ends":
        return f"No change is given: the data ends on {say_day(last)}, within the window."
    wholly = "lie" if before[1] < first else "begin"
    return f"No change is given: the days before, {say_days(*before)}, {wholly} before the data ({say_day(first)})."


def say_left_out(events: int) -> str:
    """Say how many events' deaths are not in a total; empty when all are."""
    return f"Deaths that only a party claims are left out: {say_events(events)}." if events else ""


def say_imprecise(events: int) -> str:
    """Say that events without a known day may be in more windows than one; empty when there are none."""
    if not events:
        return ""
    if events == 1:
        return "1 event may belong to another window: its day is not known."
    return f"{say_events(events)} may belong to other windows: their day is not known."


def say_changes(events: int) -> str:
    """Say how many events are new or changed, without since when: that is said in the browser's time zone."""
    return f"{say_events(events)} {'is' if events == 1 else 'are'} new or changed"
