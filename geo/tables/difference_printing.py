"""Differences between two states of the events as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geo.tables.differences import Differences
from geo.tables.printing import printable

if TYPE_CHECKING:
    pass

MOST_SHOWN = 50
MOST_LETTERS = 100


def differences_text(found: Differences, is_all: bool = False) -> str:
    """Write a summary line, then what was added, changed and removed.

    Args:
        found: The differences.
        is_all: Whether to list more than the first `MOST_SHOWN` events of each kind.
    """
    counts = (len(found.added), "added"), (len(found.changed), "changed"), (len(found.removed), "removed")
    summary = ", ".join(f"{number:,} {word}" for number, word in (*counts, (found.unchanged, "unchanged")))
    lines = [summary]
    for sign, table in (("+", found.added), ("-", found.removed)):
        events = (
            f"  {sign} {_say_event(row)}" for row in table.head(None if is_all else MOST_SHOWN).to_dict("records")
        )
        lines += [*events, *_more(len(table), is_all)]
        if sign == "+":
            lines += [*_say_changes(found, is_all), *_more(len(found.changed), is_all)]
    return "\n".join(map(printable, lines))


def _say_event(row: dict[str, str]) -> str:
    actors = " / ".join(name for name in (row["actor1"], row["actor2"]) if name)
    said = (row["event_date"], row["event_type"], row["location"], actors)
    return f"{row['event_id']}: {_short(', '.join(part for part in said if part))}"


def _say_changes(found: Differences, is_all: bool) -> Iterator[str]:
    for event_id in list(found.changed)[: None if is_all else MOST_SHOWN]:
        yield f"  ~ {event_id}"
        for name, (old, new) in found.changed[event_id].items():
            yield f"      {name}: {_quote(old)} -> {_quote(new)}"


def _quote(text: str) -> str:
    return f'"{_short(text)}"' if text else "blank"


def _more(count: int, is_all: bool) -> list[str]:
    left = 0 if is_all else count - MOST_SHOWN
    return [f"    and {left:,} more; --all lists them"] if left > 0 else []


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"
